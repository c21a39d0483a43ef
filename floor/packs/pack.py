"""A pack: one centre's policy as rules, with examples that say what they mean."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from floor.packs.example import Example
from floor.packs.rule import Rule, RuleId, Text

PackId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]


class Pack(BaseModel):
    """A pack as it is written. With ``extends``, rules that are not here come from that pack.

    Raises ``ValueError`` for an id that is used twice and an example that speaks of no rule.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[int, Field(ge=1, le=1)]
    id: PackId
    name: Text
    source: Annotated[str, Field(min_length=2)]
    extends: PackId | None = None
    without: tuple[RuleId, ...] = ()
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ids = [rule.id for rule in self.rules]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} is there twice; give each rule an id of its own")
        if self.extends is None and self.without:
            raise ValueError("without names rules of the pack that is extended; there is none")
        return self

    def with_base(self, base: "Pack") -> "Pack":
        """All rules: those of ``base`` that are neither here nor in ``without``, then these.

        Raises ``ValueError`` where ``without`` names a rule that the base does not have.
        """
        known = {rule.id for rule in base.rules}
        strange = sorted(set(self.without) - known)
        if strange:
            raise ValueError(f"without: {', '.join(strange)} is no rule of {base.id}")
        own = {rule.id for rule in self.rules}
        kept = [rule for rule in base.rules if rule.id not in {*own, *self.without}]
        return self.model_copy(update={"rules": (*kept, *self.rules), "extends": None})

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of an id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

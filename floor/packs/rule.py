"""A rule of a floor, as a pack writes it: what the policy says, why it may be watched, when it is
broken, and what excuses."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from floor.finding import Excuse
from floor.packs.condition import Condition
from floor.packs.forbidden import forbidden_in
from floor.packs.grants import Grant

Words = Annotated[str, Field(min_length=2, max_length=600)]
RuleId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{0,11}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Text(_Part):
    """In both languages of every page."""

    zh: Words
    en: Words


class Policy(_Part):
    """The sentence of the policy that the rule stands for, and where it stands."""

    zh: Words
    en: Words
    source: Words


class Outcome(StrEnum):
    """What becomes of it when the rule is broken."""

    CASE = "case"
    """A person looks at it, and may acknowledge a case."""
    HELP = "help"
    """A request for help on the map; never a case."""
    ALERT = "alert"
    """The lead is told; nothing is kept of it."""
    FIGURE = "figure"
    """A figure of a row or a team, never of a person."""


class Step(StrEnum):
    """What an acknowledged case leads to (第一次提醒，第二次警告，第三次通报)."""

    REMINDER = "reminder"
    WARNING = "warning"
    NOTICE = "notice"


class Rule(_Part):
    """One rule. Raises ``ValueError`` for a subject that is never automated, with the reason, and
    for steps out of order.

    ``purpose``, ``legal_basis`` and ``approver`` are P1: without them nothing is watched.
    """

    id: RuleId
    name: Text
    policy: Policy
    purpose: Text
    legal_basis: Text
    approver: Words
    when: Condition
    excuses: tuple[Excuse, ...] = ()
    grants: tuple[Grant, ...] = ()
    outcome: Outcome = Outcome.CASE
    escalation: tuple[Step, ...] = (Step.REMINDER, Step.WARNING, Step.NOTICE)
    on: bool = True

    @model_validator(mode="after")
    def _may_be_watched(self) -> Self:
        found = forbidden_in((self.id, self.name.zh, self.name.en, self.policy.zh, self.policy.en))
        if found is not None:
            raise ValueError(
                f"{self.id} is about {found.subject}, which is never automated: {found.reason}"
            )
        order = [list(Step).index(step) for step in self.escalation]
        if order != sorted(set(order)):
            raise ValueError(
                f"{self.id}: escalation must go up, from {' to '.join(Step)}, each step once"
            )
        if self.outcome is not Outcome.CASE and "escalation" in self.model_fields_set:
            raise ValueError(f"{self.id}: only cases escalate; leave escalation out")
        return self

"""Law 2: only ``privacy.gate`` makes an ``AnonymisedFinding``; the source and the class say so."""

import ast
import copy
import pickle
from dataclasses import fields, replace

import pytest

from privacy.anonymised import AnonymisedFinding, GateSeal

SEAL_NAMES = frozenset({"GATE_SEAL", "GateSeal"})
HOME = "privacy/anonymised.py"
GATE = "privacy/gate.py"


def uses_of(tree: ast.Module, names: frozenset[str]) -> list[str]:
    """``line: name`` for each import, attribute, call or quoted mention of one of ``names``."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in names:
                found.append((node.lineno, name))
            case ast.ImportFrom(names=imported) | ast.Import(names=imported):
                found += [(node.lineno, n.name) for n in imported if n.name in names]
            case ast.Constant(value=str(word)) if word in names:
                found.append((node.lineno, word))
    return [f"{line}: {name}" for line, name in sorted(found)]


def constructions(tree: ast.Module, name: str) -> list[str]:
    """Lines where the class ``name`` is called, under that name or one it was given here."""
    called = {name}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            called |= {n.asname for n in node.names if n.name == name and n.asname}
        elif isinstance(node, ast.Assign) and _is(node.value, called):
            called |= {t.id for t in node.targets if isinstance(t, ast.Name)}
    found: list[int] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if _is(node.func, called):
                found.append(node.lineno)
            # object.__new__(AnonymisedFinding), partial(AnonymisedFinding, ...)
            if isinstance(node.func, ast.Attribute) and node.func.attr == "__new__":
                found += [node.lineno for a in node.args if _is(a, called)]
            if _is(node.func, {"partial"}):
                found += [node.lineno for a in node.args if _is(a, called)]
    return [str(line) for line in sorted(found)]


def _is(node: ast.expr, names: set[str]) -> bool:
    return (isinstance(node, ast.Name) and node.id in names) or (
        isinstance(node, ast.Attribute) and node.attr in names
    )


def test_only_the_gate_constructs_one(product_sources):
    makers = {p for p, tree in product_sources.items() if constructions(tree, "AnonymisedFinding")}
    assert makers == {GATE}


def test_only_the_gate_names_the_seal(product_sources):
    assert {p for p, tree in product_sources.items() if uses_of(tree, SEAL_NAMES)} == {HOME, GATE}


def test_only_the_masker_makes_masked_pictures(product_sources):
    makers = {p for p, tree in product_sources.items() if constructions(tree, "MaskedPicture")}
    assert makers == {"privacy/mask.py"}


@pytest.mark.parametrize(
    "snippet",
    [
        "AnonymisedFinding(id='x')",
        "privacy.anonymised.AnonymisedFinding(id='x')",
        "from privacy.anonymised import AnonymisedFinding as A\nA(id='x')",
        "A = AnonymisedFinding\nA(id='x')",
        "object.__new__(AnonymisedFinding)",
        "partial(AnonymisedFinding, id='x')",
    ],
)
def test_the_rule_finds_a_maker(snippet):
    assert constructions(ast.parse(snippet), "AnonymisedFinding")


@pytest.mark.parametrize(
    "snippet",
    [
        "from privacy.anonymised import GATE_SEAL",
        "privacy.anonymised.GATE_SEAL",
        "getattr(anonymised, 'GATE_SEAL')",
    ],
)
def test_the_rule_finds_a_stolen_seal(snippet):
    assert uses_of(ast.parse(snippet), SEAL_NAMES)


def test_the_rule_lets_types_be():
    tree = ast.parse("def f(x: AnonymisedFinding) -> None:\n    isinstance(x, AnonymisedFinding)")
    assert constructions(tree, "AnonymisedFinding") == []


@pytest.mark.parametrize("seal", [None, object(), GateSeal(), True])
def test_without_the_seal_nothing_is_made(anonymised, seal):
    values = {f.name: getattr(anonymised, f.name) for f in fields(anonymised)}
    with pytest.raises(TypeError):
        AnonymisedFinding(**values)
    with pytest.raises(TypeError, match=r"only privacy\.gate"):
        AnonymisedFinding(**values, seal=seal)


def test_replace_is_no_way_around_the_gate(anonymised):
    with pytest.raises((TypeError, ValueError)):
        replace(anonymised, status="confirmed")


def test_the_seal_is_not_kept(anonymised):
    assert "seal" not in repr(anonymised)
    assert "seal" not in AnonymisedFinding.__slots__


def test_one_that_was_made_travels_between_processes(anonymised):
    assert pickle.loads(pickle.dumps(anonymised)) == copy.copy(anonymised) == anonymised

"""The parts of a formula, each with what it does there: its role.

A role is worth knowing (an exponent, a denominator, a bound) or plain (a term, a factor); what
does nothing of the kind is no part. Parts are nodes of the expression tree and stand in reading
order, a part before those inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple, TypeAlias, get_args

from ankigen.notation import tree as t

Path: TypeAlias = tuple[str | int, ...]
"""The way from a node to one inside it: names of fields and places in tuples."""

_DEFINES = frozenset((":=", "=", "∼", "≈", "←", "∝", "≡"))
_ONE = t.Number("1")
_LEAVES = frozenset((t.Number, t.Symbol, t.Text))
_LABELS = frozenset(("sub", "lower", "upper"))


class Tally(NamedTuple):
    """How many nodes, symbols, and applied functions there are in an expression."""

    size: int
    symbols: int
    calls: int


class FormulaPart(NamedTuple):
    """A part: what it does, the way to it, what it is, what there is in it.

    ``is_closed`` tells whether it stands where nothing is hidden: on the left side, in a label.
    """

    role: str
    path: Path
    node: t.Expr
    tally: Tally
    is_closed: bool


def formula_parts(tree: t.Expr) -> tuple[list[FormulaPart], Tally]:
    """The parts of a formula, and what there is in the whole."""
    found: list[FormulaPart] = []
    return found, _survey(tree, (), False, found)


def defines(node: t.Expr) -> bool:
    """Whether a formula says what its left side is."""
    return (
        isinstance(node, t.Relation) and node.sides[0] is not None and node.operators[0] in _DEFINES
    )


def _survey(node: t.Expr, path: Path, is_closed: bool, found: list[FormulaPart]) -> Tally:
    """Add the parts inside a node, and tell what there is in it."""
    kind = type(node)
    if kind in _LEAVES:
        return _NUMBER if kind is t.Number else _NAME
    size, symbols, calls = 1, 0, int(kind is t.Call)
    role_of = _ROLES.get(kind)
    for step, child in _steps(node):
        here, place = path + step, len(found)
        inner = _survey(child, here, is_closed or _closes(node, step), found)
        size, symbols, calls = size + inner.size, symbols + inner.symbols, calls + inner.calls
        role = role_of(node, step, child, inner) if role_of else ""
        if role:
            found.insert(place, FormulaPart(role, here, child, inner, is_closed))
    return Tally(size, symbols, calls)


_NUMBER, _NAME = Tally(1, 0, 0), Tally(1, 1, 0)


def _closes(parent: t.Expr, step: Path) -> bool:
    """Whether nothing inside this part is hidden: the left side, and what is only a label."""
    if isinstance(parent, t.Relation):
        return step[1] == 0 and defines(parent)
    return step[0] in _LABELS


def _fraction(_: t.Fraction, step: Path, child: t.Expr, __: Tally) -> str:
    return "" if child == _ONE else str(step[0])


def _script(_: t.Script, step: Path, child: t.Expr, __: Tally) -> str:
    if step[0] == "sup":
        return "exponent"
    return "index" if step[0] == "sub" and isinstance(child, t.Sum) else ""


def _call(_: t.Call, step: Path, child: t.Expr, __: Tally) -> str:
    if step[0] == "function":
        return "function" if isinstance(child, (t.Symbol, t.Text)) else ""
    return "" if isinstance(child, (t.Symbol, t.Script)) else "argument"


def _big(_: t.Big, step: Path, child: t.Expr, __: Tally) -> str:
    if step[0] == "upper" or (step[0] == "lower" and not isinstance(child, t.Symbol)):
        return "bound"
    return ""


def _root(_: t.Root, step: Path, child: t.Expr, __: Tally) -> str:
    return "root" if step[0] == "body" else ""


def _sum(parent: t.Sum, step: Path, child: t.Expr, _: Tally) -> str:
    place = step[1]
    assert isinstance(place, int)
    return "sign" if parent.terms[place][0] == "-" else "term" if place else ""


def _product(_: t.Product, step: Path, child: t.Expr, __: Tally) -> str:
    return "coefficient" if isinstance(child, t.Number) else "factor"


def _cases(_: t.Cases, step: Path, child: t.Expr, __: Tally) -> str:
    return "value in a case" if step[2] == 0 else "condition"


def _relation(parent: t.Relation, step: Path, child: t.Expr, inside: Tally) -> str:
    place = step[1]
    assert isinstance(place, int)
    if place == 0:
        return ""
    if parent.operators[place - 1] == "→":
        return "step"
    return "value" if not inside.symbols and defines(parent) else ""


_ROLES: Mapping[type, Callable[[Any, Path, t.Expr, Tally], str]] = {
    t.Fraction: _fraction,
    t.Script: _script,
    t.Call: _call,
    t.Big: _big,
    t.Root: _root,
    t.Sum: _sum,
    t.Product: _product,
    t.Cases: _cases,
    t.Relation: _relation,
}
# Looking them up each time would take longer than the rest.
_NAMES: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in get_args(t.Expr)
}


def _steps(node: t.Expr) -> Iterator[tuple[Path, t.Expr]]:
    """The expressions directly inside a node, each with the way to it."""
    for name in _NAMES[type(node)]:
        value = getattr(node, name)
        if type(value) in _NAMES:
            yield (name,), value
        elif type(value) is tuple:
            yield from _items((name,), value)


def _items(path: Path, values: tuple[Any, ...]) -> Iterator[tuple[Path, t.Expr]]:
    for index, item in enumerate(values):
        if type(item) in _NAMES:
            yield (*path, index), item
        elif type(item) is tuple:
            yield from _items((*path, index), item)


def replaced(node: t.Expr, path: Path, new: t.Expr) -> t.Expr:
    """The tree with another expression at the end of a path."""
    changed = _replaced(node, path, new)
    assert isinstance(changed, t.Expr)
    return changed


def _replaced(value: Any, path: Path, new: t.Expr) -> Any:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], _replaced(value[step], rest, new), *value[step + 1 :])
    held = {name: getattr(value, name) for name in _NAMES[type(value)]}
    held[step] = _replaced(held[step], rest, new)
    return type(value)(**held)

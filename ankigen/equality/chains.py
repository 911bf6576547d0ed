"""Chains of relations: ``a = b ≤ c`` as sides and operators, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .leftside import definable, stripped
from .terms import Apply, Compare, Group, Term, Var, negative, walk

EQUAL = frozenset({"=", ":=", "←", "≡", "≈", "≔"})
ORDER = frozenset({"<", ">", "≤", "≥"})
_TURNED = {">": "<", "≥": "≤", "<": ">", "≤": "≥"}


@dataclass(frozen=True, slots=True)
class Chain:
    """``a = b ≤ c``: sides and the operators between them."""

    operators: tuple[str, ...]
    sides: tuple[Term, ...]


def chain(term: Term) -> Chain | None:
    """The statement that a term is, or None for a value."""
    if isinstance(term, Compare) and term.operator not in ("∣", "‖"):
        return Chain((term.operator,), (term.left, term.right))
    if isinstance(term, Apply) and term.function == "and":
        links = [chain(a) for a in term.arguments]
        if all(link is not None and len(link.sides) == 2 for link in links):
            known = [link for link in links if link is not None]
            joined = all(a.sides[1] == b.sides[0] for a, b in pairwise(known))
            if joined:
                sides = (known[0].sides[0], *(link.sides[1] for link in known))
                return Chain(tuple(link.operators[0] for link in known), sides)
    return None


def conclusion(given: Chain) -> Term | None:
    """What a chain of equalities comes to, where its left side only names the result.

    A rounding at the end (``= 1/3 ≈ 0.33``) is no part of it.
    """
    if not set(given.operators) <= EQUAL | {"∼"}:
        return None
    sides, operators = given.sides, given.operators
    if len(sides) > 2 and operators[-1] == "≈" and operators[0] != "≈":
        sides, operators = sides[:-1], operators[:-1]
    rest = stripped(operators, sides)
    if rest is None:
        return sides[-1] if len(sides) > 2 else None
    return rest[-1]


def names_something(term: Term) -> bool:
    return any(isinstance(t, (Var, Apply)) for t in walk(term))


def links(statement: Chain) -> list[tuple[str, Term, Term]]:
    """The single inequalities of a chain, all turned to read "less"."""
    result = []
    for place, operator in enumerate(statement.operators):
        a, b = statement.sides[place], statement.sides[place + 1]
        result.append((operator, a, b) if operator in "<≤" else (_TURNED[operator], b, a))
    return result


def as_interval(statement: Chain) -> Group | None:
    """``x ∈ [a, b)`` and ``a ≤ x < b`` as the interval, where x is only a name."""
    operators, sides = statement.operators, statement.sides
    if operators == ("∈",) and definable(sides[0]) and isinstance(sides[1], Group):
        return sides[1]
    if operators == ("∈",) and definable(sides[0]):
        return _union(sides[1])
    if set(operators) <= {">", "≥"}:
        operators = tuple(_TURNED[o] for o in reversed(operators))
        sides = sides[::-1]
    if not set(operators) <= {"<", "≤"} or len(operators) > 2:
        return None
    ends = ["(" if o == "<" else "[" for o in operators]
    closing = {"(": ")", "[": "]"}
    if len(operators) == 2 and definable(sides[1]) and not _is_size(sides[1]):
        return Group(ends[0] + closing[ends[1]], (sides[0], sides[2]))
    if len(operators) == 2 and _is_size(sides[1]):
        low, high = sides[0], sides[2]
        left = Group(ends[1] + closing[ends[0]], (negative(high), negative(low)))
        return Group("∪", (left, Group(ends[0] + closing[ends[1]], (low, high))))
    if len(operators) == 1 and _is_size(sides[0]):
        return Group(ends[0] + closing[ends[0]], (negative(sides[1]), sides[1]))
    return None


def _is_size(term: Term) -> bool:
    """``|x|`` of a name."""
    return isinstance(term, Apply) and term.function == "abs" and isinstance(term.arguments[0], Var)


def _union(term: Term) -> Group | None:
    """A union of intervals as a group of them."""
    if isinstance(term, Apply) and term.function == "∪":
        sides = [_union(a) or a for a in term.arguments]
        parts = [
            p for s in sides if isinstance(s, Group) for p in (s.items if s.kind == "∪" else (s,))
        ]
        return Group("∪", tuple(parts)) if all(isinstance(p, Group) for p in parts) else None
    return None

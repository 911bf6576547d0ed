"""In what two statements differ: the two values to repair, or a word on their shape."""

from __future__ import annotations

from .chains import ORDER, Chain, chain, conclusion, links
from .factors import opposite, sum_of, terms_of
from .leftside import matched, stripped
from .terms import Apply, Group, Term, Var

ORDERS_OF_GROWTH = frozenset({"O", "Θ", "Ω", "o"})


def as_values(expected: Term, given: Term) -> tuple[Term, Term] | str | None:
    """The two values in which statements differ; a sentence where it is the shape that differs."""
    first, second = chain(expected), chain(given)
    if first is not None and second is not None:
        orders = [set(c.operators) <= ORDER for c in (first, second)]
        if all(orders) and len(first.sides) == len(second.sides) == 2:
            return _differing_inequalities(first, second)
        if orders[0] != orders[1]:
            return "Another relation is asked for."
        if first.operators == second.operators == ("=",) and second.sides[0] != Var(""):
            found = matched(first.sides, second.sides, required=False)
            return _of_values(*(found or _moved(first, second)))
    if first is not None:
        rest = stripped(first.operators, first.sides)
        if rest is None and second is None and first.operators == ("=",):
            return "An equation is asked for."
        expected = rest[-1] if rest else first.sides[-1]
    if second is not None:
        last = conclusion(second)
        given = last if last is not None else second.sides[-1]
    return _of_values(expected, given)


def _moved(expected: Chain, given: Chain) -> tuple[Term, Term]:
    """All terms of each equation on one side, with the signs that the given one has."""
    mine, theirs = (
        [*terms_of(left), *map(opposite, terms_of(right))]
        for left, right in (expected.sides, given.sides)
    )
    turned = [opposite(t) for t in mine]
    if sum(t in theirs for t in turned) > sum(t in theirs for t in mine):
        mine = turned
    return sum_of(mine), sum_of(theirs)


def _of_values(expected: Term, given: Term) -> tuple[Term, Term] | str | None:
    if isinstance(expected, Group) and expected.kind != "rows":
        return _differing_groups(expected, given)
    if isinstance(given, Group) and given.kind != "rows":
        return "A single value is asked for."
    if isinstance(expected, Apply) and expected.function in ORDERS_OF_GROWTH:
        if isinstance(given, Apply) and given.function == expected.function:
            return "It grows differently."
        return "An order of growth is asked for."
    return expected, given


def _differing_inequalities(expected: Chain, given: Chain) -> tuple[Term, Term] | str | None:
    (operator, a, b), (other, c, d) = links(expected)[0], links(given)[0]
    if (a, b) == (d, c):
        return "The relation points the other way."
    if operator != other:
        return "Whether the bound itself counts is not right." if (a, b) == (c, d) else None
    return (b, d) if a == c else (a, c) if b == d else None


def _differing_groups(expected: Group, given: Term) -> tuple[Term, Term] | str | None:
    if not isinstance(given, Group) or len(given.items) != len(expected.items):
        return "Another number of parts is asked for."
    if given.kind != expected.kind:
        return "The brackets say something else."
    apart = [(a, b) for a, b in zip(expected.items, given.items, strict=True) if a != b]
    if len(apart) == 1:
        return as_values(*apart[0])
    return "The parts are in another order." if set(expected.items) == set(given.items) else None

"""Where two formulas part: from the whole down to the smallest parts that differ.

What both sides have alike is left aside level by level: equal terms of a sum, equal factors, the
same function around. The last site holds what is off, if it is off in one place only.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass

from .factors import factors_of, product_of, quotient_of, sum_of, terms_of
from .remembered import Point
from .slip import with_part
from .terms import HALF, ZERO, Add, Apply, Bind, Div, Mul, Num, Pow, Term, Var, parts

_DEEPEST = 30
_MOST = 20

Put = Callable[[Term], Term]


@dataclass(frozen=True, slots=True)
class Site:
    """Two parts that differ; the sides are the same but for them, at one point at least.

    Attributes:
        point: where the parts have their values.
        put_expected: the expected side with something else in the place of its part.
        put_given: the same for the given side.
        place: what the parts are of what is around them: ``term``, ``terms``, ``factor``,
            ``factors``, ``denominator``, ``exponent``, ``root``, ``base``, ``argument``,
            ``body``, ``bound``, ``part``; "" for the whole.
        around: the name of the function or operator around them, where there is one.
        missing: whether the given side has nothing there.
        extra: whether the expected side has nothing there.
    """

    expected: Term
    given: Term
    point: Point
    put_expected: Put
    put_given: Put
    place: str = ""
    around: str = ""
    missing: bool = False
    extra: bool = False


def sites(expected: Term, given: Term, point: Point) -> list[Site]:
    """The sites, from the whole to the smallest."""
    found = [Site(expected, given, point, _itself, _itself)]
    while len(found) < _DEEPEST:
        here = found[-1]
        if here.missing or here.extra or here.place == "bound":
            break
        inner = _among_terms(here) or _among_factors(here) or _in_one_part(here)
        if inner is None:
            break
        found.append(inner)
    return found


def _itself(term: Term) -> Term:
    return term


def _after(outer: Put, inner: Put) -> Put:
    return lambda term: outer(inner(term))


def _shared(mine: list[Term], theirs: list[Term], point: Point) -> tuple[list[Term], list[Term]]:
    """What both lists have, taken out of them: as the one has it, and as the other has it."""
    common: tuple[list[Term], list[Term]] = ([], [])
    # What is written alike belongs together, even where other things have the same value.
    for alike in (operator.eq, point.same):
        for one in list(mine):
            other = next((t for t in theirs if alike(one, t)), None)
            if other is not None:
                mine.remove(one)
                theirs.remove(other)
                common[0].append(one)
                common[1].append(other)
    return common


def _plus(terms: list[Term]) -> Put:
    return lambda term: Add((*terms, term))


def _times(above: list[Term], below: list[Term], in_below: bool) -> Put:
    if in_below:
        return lambda term: quotient_of(above, (*below, term))
    return lambda term: quotient_of((*above, term), below)


def _between(before: list[Term], after: list[Term]) -> Put:
    return lambda term: Mul((*before, term, *after))


def _among_terms(site: Site) -> Site | None:
    """The terms that only one of the sums has."""
    if not (isinstance(site.expected, Add) or isinstance(site.given, Add)):
        return None
    mine, theirs = terms_of(site.expected), terms_of(site.given)
    if max(len(mine), len(theirs)) > _MOST:
        return None
    common = _shared(mine, theirs, site.point)
    if not common[0]:
        return None
    first, second = (sum_of(left) if left else ZERO for left in (mine, theirs))
    return Site(
        first,
        second,
        site.point,
        _after(site.put_expected, _plus(common[0])),
        _after(site.put_given, _plus(common[1])),
        "term" if max(len(mine), len(theirs)) == 1 else "terms",
        missing=not theirs,
        extra=not mine,
    )


def _among_factors(site: Site) -> Site | None:
    """The factors, above or below the bar, that only one of the products has."""
    products = any(isinstance(t, (Mul, Div)) for t in (site.expected, site.given))
    if not products or not site.point.numbers(site.expected, site.given):
        return _among_matrices(site)
    (above, below), (above_given, below_given) = map(factors_of, (site.expected, site.given))
    if max(map(len, (above, below, above_given, below_given))) > _MOST:
        return None
    over = _shared(above, above_given, site.point)
    under = _shared(below, below_given, site.point)
    if not (over[0] or under[0]):
        return None
    left = (above, below, above_given, below_given)
    in_below = not above and not above_given
    if in_below:
        pair, place = (product_of(below), product_of(below_given)), "denominator"
    else:
        pair = quotient_of(above, below), quotient_of(above_given, below_given)
        place = "factor" if max(map(len, left)) == 1 else "factors"
    if all(isinstance(t, Num) for t in over[0] + under[0]):
        # A sign or a number in front is no factor to speak of.
        place = site.place or "factors"
    return Site(
        *pair,
        site.point,
        _after(site.put_expected, _times(over[0], under[0], in_below)),
        _after(site.put_given, _times(over[1], under[1], in_below)),
        place,
        missing=not (above_given or below_given),
        extra=not (above or below),
    )


def _among_matrices(site: Site) -> Site | None:
    """What is left of two products of matrices after what they begin and end with alike."""
    if not (isinstance(site.expected, Mul) or isinstance(site.given, Mul)):
        return None
    mine, theirs = _in_order(site.expected), _in_order(site.given)
    before, after = 0, 0
    most = min(len(mine), len(theirs))
    while before < most and site.point.same(mine[before], theirs[before]):
        before += 1
    while after < most - before and site.point.same(mine[-1 - after], theirs[-1 - after]):
        after += 1
    if before + after == 0 or (before + after == len(mine) == len(theirs)):
        return None
    puts, inner = [], []
    for side in (mine, theirs):
        middle = side[before : len(side) - after]
        inner.append(product_of(middle))
        puts.append(_between(side[:before], side[len(side) - after :]))
    counts = [len(side) - before - after for side in (mine, theirs)]
    return Site(
        inner[0],
        inner[1],
        site.point,
        _after(site.put_expected, puts[0]),
        _after(site.put_given, puts[1]),
        "factor" if max(counts) == 1 else "factors",
        missing=counts[1] == 0,
        extra=counts[0] == 0,
    )


def _in_order(term: Term) -> list[Term]:
    return list(term.factors) if isinstance(term, Mul) else [term]


def _in_one_part(site: Site) -> Site | None:
    """The one part in which two terms of the same kind differ."""
    mine, theirs = site.expected, site.given
    if isinstance(mine, Var) or not _alike(mine, theirs):
        return None
    beside = list(zip(parts(mine), parts(theirs), strict=True))
    point = site.point
    body = len(beside) - 1 if isinstance(mine, Bind) else -1
    if body >= 0 and all(a == b for a, b in beside[:body]):
        assert isinstance(mine, Bind)
        point, apart = point.within(mine.variable), [body]
    elif body >= 0:
        apart = [n for n, (a, b) in enumerate(beside) if a != b]
    else:
        apart = [n for n, (a, b) in enumerate(beside) if not point.same(a, b)]
    if len(apart) != 1:
        return None
    number = apart[0]
    if isinstance(mine, Apply) and number >= len(mine.arguments):
        return None
    return Site(
        *beside[number],
        point,
        _after(site.put_expected, lambda t: with_part(mine, number, t)),
        _after(site.put_given, lambda t: with_part(theirs, number, t)),
        _place(mine, number),
        _around(mine),
    )


def _alike(one: Term, other: Term) -> bool:
    """Whether two terms have the same function or operator and as many parts."""
    if type(one) is not type(other) or len(parts(one)) != len(parts(other)):
        return False
    match one, other:
        case Apply(), Apply():
            return one.function == other.function and len(one.indices) == len(other.indices)
        case Bind(), Bind():
            bounds = [
                [b is None for b in (d.lower, d.upper, d.members, d.without)]
                for d in (one.domain, other.domain)
            ]
            return (one.operator, one.variable, bounds[0]) == (
                other.operator,
                other.variable,
                bounds[1],
            )
    return _around(one) == _around(other)


def _around(term: Term) -> str:
    match term:
        case Apply(function):
            return function
        case Bind(operator):
            return operator
    return str(getattr(term, "operator", "") or getattr(term, "kind", ""))


def _place(term: Term, number: int) -> str:
    match term:
        case Pow(_, exponent):
            return "exponent" if number else "root" if exponent == HALF else "base"
        case Div():
            return "denominator" if number else "factor"
        case Apply():
            return "argument"
        case Bind():
            return "body" if number == len(parts(term)) - 1 else "bound"
    return "part"

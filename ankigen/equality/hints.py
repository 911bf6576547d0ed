"""What is off in a wrong formula: found where the two sides part, by putting it right there.

A hint says what kind of thing is off, never what the answer is; it is given only where putting it
right makes the whole formula right, so it cannot be false.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from .apart import Apart
from .differences import as_values
from .equations import constant_ratio
from .goals import Place, places, reached
from .ladder import Decision, Setting, side_by_side
from .matrices import Matrix
from .places import plain, sign, where
from .remembered import Point, near
from .sampling import ratio, same_by_sampling, same_exactly
from .sites import Site, sites
from .slip import Slip
from .slips import slips, slips_around
from .terms import ONE, Div, Term, Var, negative, size
from .thinner import thinner
from .world import TooLong

_MOST_TRIES = 60
_MOST_STEPS = 400
_MOST_ASKED = 6
_LARGEST = 120

T = TypeVar("T")


class _Found:
    """A pair of wholes that would be equal if ``hint`` were all that is wrong."""

    __slots__ = ("detail", "expected", "given", "hint")

    def __init__(self, expected: Term, given: Term, hint: str, detail: str = "") -> None:
        self.expected, self.given = expected, given
        self.hint, self.detail = hint, detail


def hint(
    expected: Term, given: Term, decision: Decision, setting: Setting, *, reveal: bool = False
) -> str | None:
    """One sentence on what is off, or None where no single repair makes the formula right."""
    if decision.method == "left side":
        return "The left side is missing."
    pair = as_values(expected, given)
    if pair is None or isinstance(pair, str):
        return pair
    try:
        seen = decision.apart
        apart = seen if seen is not None and seen.of(*pair) else side_by_side(*pair, setting)
        if size(apart.expected) + size(apart.given) > _LARGEST:
            return None
        found = _found(apart)
    except (TooLong, RecursionError):
        return None
    if found is None:
        return None
    return f"{found.hint} {found.detail}".strip() if reveal else found.hint


def _found(apart: Apart) -> _Found | None:
    point = Point(0, apart.here, apart.there)
    as_it_is = _Found(apart.expected, apart.given, "")
    if point.same(apart.expected, apart.given) and _right(as_it_is, apart):
        # What differs is no value.
        return None
    chain = sites(apart.expected, apart.given, point)
    candidates = islice(_candidates(chain, apart), _MOST_ASKED)
    return next((found for found in candidates if _right(found, apart)), None)


def _right(found: _Found, apart: Apart) -> bool:
    """Whether the repaired formula is right, by the two rungs that take little time."""
    pair = found.expected, found.given, apart.here, apart.there, "hint"
    exactly = same_exactly(*pair)
    return same_by_sampling(*pair) is True if exactly is None else exactly


def _candidates(chain: Sequence[Site], apart: Apart) -> Iterator[_Found]:
    """What may be off, the plainest first; each comes out right at one point at least."""
    site = chain[-1]
    replaced = site.put_expected(site.expected), site.put_given(site.expected)
    wanted, found = _values(site)
    if _opposite(site, wanted, found):
        yield _Found(replaced[0], site.put_given(negative(site.given)), sign(chain))
    if _inverse(wanted, found) and (turned := _turned(site)) is not None:
        yield _Found(*replaced, turned)
    known = plain(chain)
    if known is not None:
        yield _Found(*replaced, known)
        return
    yield from _repairs(site, wanted, found)
    for outer in reversed(chain[:-1]):
        yield from _repairs_at_top(outer)
    if len(chain) == 1:
        yield from _constant_factor(site, apart)
    elif (text := where(site)) is not None:
        yield _Found(*replaced, text)


def _values(site: Site) -> tuple[Any, Any]:
    point = site.point
    return point.expected.at(site.expected, keep=True), point.given.at(site.given, keep=True)


def _repairs(site: Site, wanted: Any, found: Any) -> Iterator[_Found]:
    """The slips and the missing parts that come out right at the site's point."""
    point = site.point
    put = site.put_expected(site.expected)
    if wanted is not None:
        for given, slip in _repaired(site, wanted):
            yield _Found(put, site.put_given(given), slip.hint, slip.detail)
        for part in _within(_MOST_TRIES, point, thinner(site.given)):
            value = point.given.at(part.term)
            if value is not None and near(wanted, value):
                hint = f"There is a {part.kind} too many{part.named}."
                yield _Found(put, site.put_given(part.term), hint)
    if found is not None:
        for part in _within(_MOST_TRIES, point, thinner(site.expected)):
            value = point.expected.at(part.term)
            if value is not None and near(value, found):
                hint = f"A {part.kind} is missing{part.named}."
                yield _Found(site.put_expected(part.term), site.put_given(site.given), hint)


def _within(tries: int, point: Point, repairs: Iterator[T]) -> Iterator[T]:
    """The first of some repairs, as many as may be tried; of matrices half as many."""
    share = 2 if point.matrices else 1
    most = point.spent + _MOST_STEPS // share
    for repair in islice(repairs, tries // share):
        yield repair
        if point.spent > most:
            return


def _repaired(site: Site, wanted: Any) -> Iterator[tuple[Term, Slip]]:
    """The given part with one slip undone, where that comes out right."""
    side = site.point.given
    everywhere = places(site.given, wanted, side)
    names: dict[Term, list[Place]] = {}
    for place in everywhere:
        if isinstance(place.part, Var):
            names.setdefault(place.part, []).append(place)

    def where(slip: Slip) -> list[Place]:
        if slip.only is not None:
            return names.get(slip.only, [])
        return everywhere[:1] if slip.at_top else everywhere

    tried = (
        (slip, place, part)
        for slip in slips(site.expected, site.given, matrices=site.point.matrices)
        for place in where(slip)
        for part in slip.change(place.part)
    )
    for slip, place, part in _within(_MOST_TRIES, site.point, tried):
        if place.goals is not None:
            value = side.at(part)
            if value is None or not reached(place.goals, value):
                continue
        given = place.put(part)
        value = side.at(given)
        if value is not None and near(wanted, value):
            yield given, slip


def _repairs_at_top(site: Site) -> Iterator[_Found]:
    """The slips of what stands around the last site, made at its top alone."""
    wanted = site.point.expected.at(site.expected, keep=True)
    if wanted is None:
        return
    for slip in slips_around(site.expected):
        for given in slip.change(site.given):
            value = site.point.given.at(given)
            if value is not None and near(wanted, value):
                put = site.put_expected(site.expected), site.put_given(given)
                yield _Found(*put, slip.hint, slip.detail)


def _opposite(site: Site, wanted: Any, found: Any) -> bool:
    if wanted is None or found is None or near(wanted, found):
        return False
    return near(wanted, site.point.given.at(negative(site.given)))


def _inverse(wanted: Any, found: Any) -> bool:
    if any(v is None or isinstance(v, Matrix) for v in (wanted, found)):
        return False
    return near(wanted * found, 1.0)


def _turned(site: Site) -> str | None:
    """What to say of two parts that are one over the other."""
    bars = [t for t in (site.expected, site.given) if isinstance(t, Div)]
    one_sided = all(bar.numerator == ONE for bar in bars)
    if bars and one_sided and site.place in ("factor", "factors"):
        return "A product and a quotient are mixed up."
    return "A fraction is upside down." if len(bars) == 2 else None


def _constant_factor(site: Site, apart: Apart) -> Iterator[_Found]:
    """The whole is a constant multiple; asked last, since it takes two more points to see."""
    ratios = [
        ratio(site.expected, site.given, apart.here, apart.there, "ratio", number)
        for number in range(2)
    ]
    if None in ratios or not near(*ratios):
        return
    factor = constant_ratio(site.expected, site.given, apart.here)
    if factor is not None and not near(factor, 1.0):
        yield _Found(site.expected, site.expected, "It differs by a constant factor.")

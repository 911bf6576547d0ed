"""Two statements with their halves exchanged: *the input gate shows, the output gate stores*.

Every word of both is there, so each alone looks covered; only which half stands with which tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ankigen.grading.units import Clause, Unit

_TELLING = 0.4
_SHARED = 0.5
_MOST = 0.75


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements much alike, by the numbers of the units that tell each from the other."""

    firsts: tuple[int, int]
    telling: tuple[dict[int, float], dict[int, float]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a wording that says one thing: its units by number, its wording's first unit."""

    first: int
    units: dict[int, Unit]


def stretches(clauses: Sequence[Clause]) -> list[list[Unit]]:
    """The units of each statement: a condition (*when …*) stands with what it is the condition of,
    and *and* before a verb begins another.
    """
    found: list[list[Unit]] = []
    sentence = -1
    for clause in clauses:
        if not found or not clause.condition or clause.sentence != sentence:
            found.append([])
        sentence = clause.sentence
        for unit in clause.units:
            if unit.verb and unit.place in clause.joined and found[-1]:
                found.append([])
            found[-1].append(unit)
    return found


def statements_of(first: int, units: Sequence[Unit], clauses: Sequence[Clause]) -> list[Statement]:
    """The statements of a wording whose units are numbered from ``first``."""
    numbers = {unit.place: first + n for n, unit in enumerate(units)}
    return [
        Statement(first, {numbers[u.place]: u for u in here if _tells(u)})
        for here in stretches(clauses)
    ]


def _tells(unit: Unit) -> bool:
    return unit.weight >= _TELLING


def alike(statements: Sequence[Statement]) -> tuple[Pair, ...]:
    """The pairs of statements of one point, or alike in words, with two words each of their own."""
    pairs = []
    for one, other in combinations(statements, 2):
        keys = {unit.key for unit in one.units.values()}
        shared = keys & {unit.key for unit in other.units.values()}
        weight = sum(u.weight for u in one.units.values() if u.key in shared)
        if weight < _SHARED and one.first != other.first:
            continue
        telling = (_telling(one, shared), _telling(other, shared))
        if min(map(len, telling)) > 1:
            pairs.append(Pair((one.first, other.first), telling))
    return tuple(pairs)


def _telling(statement: Statement, shared: set[str]) -> dict[int, float]:
    return {n: unit.weight for n, unit in statement.units.items() if unit.key not in shared}


def exchanged(pair: Pair, said: Sequence[set[int]]) -> bool:
    """Whether two stretches of an answer each join a half of one statement with one of the other.

    ``said`` holds, for each stretch, the numbers of the units that it says in their own words.
    """
    mine, theirs = pair.telling
    halves = [(here & mine.keys(), here & theirs.keys()) for here in said]
    mixed = [half for half in halves if half[0] and half[1]]
    return any(
        _are_halves(mine, one[0], other[0], [half[0] for half in halves])
        and _are_halves(theirs, one[1], other[1], [half[1] for half in halves])
        for one, other in combinations(mixed, 2)
    )


def _are_halves(
    whole: dict[int, float], one: set[int], other: set[int], said: Sequence[set[int]]
) -> bool:
    """Whether two sets make up most of a statement, and what each has alone never stands with."""
    most = sum(whole[n] for n in one | other) >= _MOST * sum(whole.values())
    mine, theirs = one - other, other - one
    apart = not any(here & mine and here & theirs for here in said)
    return most and apart and bool(mine) and bool(theirs)

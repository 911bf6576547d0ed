"""What a full answer says, made ready once for every answer to come.

A point has one or more wordings: its term with its text, the term alone, what its deck accepts.
Each is read like an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from ankigen.deck import Point
from ankigen.grading.clauses import read
from ankigen.grading.exchange import Pair, alike, statements_of
from ankigen.grading.lines import one_line
from ankigen.grading.roles import Roles, roles_of
from ankigen.grading.thesaurus import AKIN, base_forms, thesaurus
from ankigen.grading.units import Clause, Reading, Unit
from ankigen.grading.words import normalise

MAX_POINTS = 60
"""What a question has beyond this many points is not graded."""

_ASKED_WEIGHT = 0.15
_ASKED_SHARE = 0.12
_FEW_OWN = 0.6
_LEAST_OWN = 0.5
_VERB_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a point: its units, and what each weighs when the question gave it away.

    ``first`` is the number of its first unit, ``role`` the rival it speaks of, ``predicate`` the
    place of the verb that says what happens, or -1, ``own`` what its words weigh that the question
    has not given away, ``opposites`` its pairs of words on two sides of one scale, ``name`` whether
    it is the term of a point that has a text as well.
    """

    units: tuple[Unit, ...]
    weights: tuple[float, ...]
    total: float
    first: int
    clauses: tuple[Clause, ...]
    role: str
    predicate: int
    keys: frozenset[str]
    own: float
    opposites: tuple[tuple[Unit, Unit], ...]
    name: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point with its wordings."""

    point: Point
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words of a deck's own that mean the same: each is read as the first of its class."""

    written: tuple[tuple[re.Pattern[str], str], ...]

    def read(self, text: str, vocabulary: frozenset[str] = frozenset()) -> Reading:
        """Read a text, line by line, with every synonym replaced."""
        text = one_line(text)
        if self.written:
            text = normalise(text)
            for pattern, first in self.written:
                text = pattern.sub(first, text)
        return read(text, vocabulary)


class Hit(NamedTuple):
    """That a word says a wanted unit, by number: how surely, on which side, in its very form."""

    number: int
    strength: float
    side: int
    same: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready: its points, an index from word classes to their units, its words.

    ``apart`` holds, by the first unit of a wording, the numbers of its units that neither the
    question nor another of its words or points has, each with those of its clause; ``heard`` what
    words of answers say, as it is found.
    """

    points: tuple[Wanted, ...]
    index: dict[str, list[tuple[int, int, float]]]
    units: tuple[Unit, ...]
    owners: tuple[str, ...]
    starts: tuple[int, ...]
    sizes: dict[int, float]
    words: dict[str, list[int]]
    initials: dict[str, list[str]]
    joined: dict[str, tuple[int, ...]]
    asked: Reading
    asked_keys: frozenset[str]
    vocabulary: frozenset[str]
    roles: Roles
    pairs: tuple[Pair, ...]
    neighbours: frozenset[tuple[str, str]]
    names: frozenset[str]
    apart: dict[int, tuple[tuple[int, range], ...]]
    synonyms: Synonyms
    heard: dict[tuple[str, str], tuple[Hit, ...]] = field(default_factory=dict)

    def wordings(self) -> Iterator[Wording]:
        """Every wording of every point."""
        for point in self.points:
            yield from point.wordings


@lru_cache(maxsize=256)
def prepare(
    question: str, points: tuple[Point, ...], synonyms: tuple[tuple[str, ...], ...] = ()
) -> Question:
    """Read a question and its points once; ``synonyms`` are classes of the deck's own."""
    book = thesaurus()
    own = _synonyms(synonyms)
    asked = own.read(question)
    asked_keys = frozenset(unit.key for unit in asked.units)
    units: list[Unit] = []
    read_points: list[tuple[Point, list[tuple[Reading, int, bool]]]] = []
    for point in points[:MAX_POINTS]:
        wordings: list[tuple[Reading, int, bool]] = []
        for text, name in _texts(point).items():
            reading = own.read(text)
            wordings.append((reading, len(units), name))
            units.extend(reading.units)
        read_points.append((point, wordings))
    vocabulary = frozenset(
        word
        for unit in (*asked.units, *units)
        for part in unit.name.split()
        for word in (*base_forms(part), part + "s")
    )
    roles = roles_of(question, asked, units)
    wanted = [
        Wanted(
            point,
            tuple(
                _wording(reading, asked_keys | _told_by_name(wordings, name), first, roles, name)
                for reading, first, name in wordings
                if reading.units
            ),
        )
        for point, wordings in read_points
    ]
    index: dict[str, list[tuple[int, int, float]]] = {}
    spelled: dict[str, list[int]] = {}
    joined: dict[str, tuple[int, ...]] = {}
    for number, unit in enumerate(units):
        for sense in unit.senses:
            index.setdefault(sense.key, []).append((number, sense.sign, sense.strength))
        for key, sign in book.akin(unit.senses).items():
            index.setdefault(key, []).append((number, sign, AKIN))
        if len(unit.surface) >= 4 and unit.surface.isalpha():
            spelled.setdefault(unit.surface, []).append(number)
        if number and units[number - 1].place + 1 == unit.place:
            joined.setdefault(units[number - 1].surface + unit.surface, (number - 1, number))
    return Question(
        points=tuple(wanted),
        index=index,
        units=tuple(units),
        owners=tuple(_owners(wanted, len(units))),
        starts=tuple(
            wording.first for point in wanted for wording in point.wordings for _ in wording.units
        ),
        sizes={
            wording.first: sum(unit.weight for unit in wording.units)
            for point in wanted
            for wording in point.wordings
        },
        words=spelled,
        initials=_by_initial(spelled),
        joined=joined,
        asked=asked,
        asked_keys=asked_keys,
        vocabulary=vocabulary,
        synonyms=own,
        roles=roles,
        neighbours=frozenset(
            (one.key, other.key)
            for one, other in pairwise(units)
            if other.place == one.place + 1 and other.clause == one.clause
        ),
        names=frozenset(unit.key for unit in units if " " in unit.name),
        apart=_apart(wanted, asked_keys),
        pairs=alike(
            [
                statement
                for point in wanted
                for w in point.wordings
                for statement in statements_of(w.first, w.units, w.clauses)
            ]
        ),
    )


def _texts(point: Point) -> dict[str, bool]:
    """The wordings of a point, and of each whether it is no more than the point's name.

    A term is mostly a name: *training*, *max pooling* say little without their texts.
    """
    full = ": ".join(part for part in (point.term, point.text) if part.strip())
    texts = {full: False}
    texts.setdefault(point.term, True)
    texts.update(dict.fromkeys(point.accept, False))
    return {text: name for text, name in texts.items() if text.strip()}


def _by_initial(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return found


def _apart(points: list[Wanted], asked: frozenset[str]) -> dict[int, tuple[tuple[int, range], ...]]:
    times = Counter(key for point in points for key in {u for w in point.wordings for u in w.keys})
    apart: dict[int, tuple[tuple[int, range], ...]] = {}
    for wording in (wording for point in points for wording in point.wordings):
        here = Counter(unit.key for unit in wording.units)
        numbers: dict[int, list[int]] = {}
        for number, unit in enumerate(wording.units, wording.first):
            numbers.setdefault(unit.clause, []).append(number)
        apart[wording.first] = tuple(
            (number, range(numbers[unit.clause][0], numbers[unit.clause][-1] + 1))
            for number, unit in enumerate(wording.units, wording.first)
            if unit.weight >= _VERB_WEIGHT
            and times[unit.key] == here[unit.key] == 1
            and unit.key not in asked
        )
    return apart


def _owners(wanted: list[Wanted], count: int) -> list[str]:
    """The rival that each unit's wording is about, by number."""
    owners = [""] * count
    for point in wanted:
        for wording in point.wordings:
            for number in range(wording.first, wording.first + len(wording.units)):
                owners[number] = wording.role
    return owners


def _synonyms(classes: tuple[tuple[str, ...], ...]) -> Synonyms:
    written = []
    for group in classes[:MAX_POINTS]:
        entries = [" ".join(normalise(entry).split()) for entry in group]
        entries = [entry for entry in entries if any(c.isalnum() for c in entry)]
        if len(entries) > 1:
            longest = sorted(map(re.escape, entries[1:]), key=len, reverse=True)
            pattern = re.compile(rf"\b(?:{'|'.join(longest)})\b")
            written.append((pattern, entries[0].replace("\\", " ")))
    return Synonyms(tuple(written))


def _told_by_name(wordings: list[tuple[Reading, int, bool]], name: bool) -> frozenset[str]:
    """The words of a point's name, which say nothing yet of what its text says of it."""
    if name:
        return frozenset()
    return frozenset(unit.key for reading, _, named in wordings if named for unit in reading.units)


def _wording(
    reading: Reading, given: frozenset[str], first: int, roles: Roles, name: bool
) -> Wording:
    """Weigh the units of one wording.

    What the question or the point's name gave away weighs so little that together it stays below
    what counts for nothing, but it helps where a point says hardly anything else.
    """
    units = tuple(reading.units)
    weights = tuple(0.0 if unit.key in given else unit.weight for unit in units)
    own = sum(weights)
    shared = sum(unit.weight for unit in units) - own
    if own < _LEAST_OWN:
        weights = tuple(unit.weight for unit in units)
    elif shared:
        few = max(1 - 2 * own / (own + shared), 0.0)
        each = min((_ASKED_SHARE + _FEW_OWN * few) * own / shared, _ASKED_WEIGHT)
        weights = tuple(unit.weight * each if unit.key in given else unit.weight for unit in units)
    clauses = tuple(reading.clauses)
    role = next(iter(roles.subjects(clauses, {}).values()), "")
    predicate = next((u.place for u in units if u.verb and u.weight >= _VERB_WEIGHT), -1)
    return Wording(
        units=units,
        weights=weights,
        total=sum(weights) or 1.0,
        first=first,
        clauses=clauses,
        role=role,
        predicate=predicate,
        keys=frozenset(unit.key for unit in units),
        own=own,
        opposites=_opposites(units),
        name=name,
    )


def _opposites(units: tuple[Unit, ...]) -> tuple[tuple[Unit, Unit], ...]:
    scales = [
        (unit, {(s.key, s.sign) for s in unit.senses if s.key.startswith("antonyms")})
        for unit in units
    ]
    return tuple(
        (one, other)
        for (one, mine), (other, theirs) in combinations([s for s in scales if s[1]], 2)
        if any((key, -sign) in theirs for key, sign in mine)
    )

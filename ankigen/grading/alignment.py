"""An answer laid beside the points it should make, word by word and clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ankigen.grading.exchange import exchanged, stretches
from ankigen.grading.points import Hit, Question, Wording
from ankigen.grading.roles import Roles
from ankigen.grading.thesaurus import thesaurus
from ankigen.grading.units import Reading, Unit
from ankigen.grading.words import typed_for

WINDOW = 3
"""A point is looked for in at most this many neighbouring clauses."""

_LONGER_WINDOW = 0.92
_OTHER_SUBJECT = 0.6
_SHARED_WORD = 0.25
_LONE_OPERATOR = 0.3
_OPPOSITE = 0.6
_SHARED = 0.75
_ASKED = 0.3
_SAME_CLASS = 0.8
_KNOWN = 0.6
_MOST_WORDS = 2000


class Match(NamedTuple):
    """A unit of the answer that says a unit of a point.

    ``sense_sign`` is -1 where the two words are opposites; ``same_word`` says that the very word
    was used, ``asked`` that the question has it.
    """

    given: Unit
    strength: float
    sense_sign: int
    same_word: bool
    asked: bool = False

    def agrees(self, wanted: Unit) -> bool:
        """Whether both stand on the same side, signs of negations and verbs included."""
        return self.sense_sign * wanted.sign * self.given.sign > 0


@dataclass(frozen=True, slots=True)
class Alignment:
    """A wording laid beside its best window of clauses.

    ``coverage`` is the weighted share of the wording found in the window ``clauses``, ``whole``
    that found anywhere. ``matches`` holds wanted unit, its weight, and who says it; ``other``
    says that the window speaks of a rival of what the wording speaks of.
    """

    wording: Wording
    coverage: float
    whole: float
    clauses: tuple[int, ...]
    matches: tuple[tuple[Unit, float, Match], ...]
    other: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer says of all that is wanted.

    ``clauses`` holds, for each clause of the answer, the wanted units it says, by number;
    ``wordings`` the same for each wording, by its first unit and then by clause.
    """

    clauses: list[dict[int, Match]]
    wordings: dict[int, dict[int, dict[int, Match]]]

    def known(self) -> set[int]:
        """The places of the answer's words that surely say something that is wanted."""
        return {
            match.given.place
            for here in self.clauses
            for match in here.values()
            if match.sense_sign > 0 and match.strength >= _KNOWN
        }


def find(question: Question, answer: Reading) -> Found:
    """Lay every unit of ``answer`` beside the units that ``question`` wants."""
    found: list[dict[int, Match]] = [{} for _ in answer.clauses]
    before: Unit | None = None
    for unit in answer.units:
        hits = _hits(question, unit)
        if not any(match.same_word for match in hits.values()):
            _add_slips(question, unit, before, hits)
        here = found[unit.clause]
        for number, match in hits.items():
            old = here.get(number)
            if not old or _surer(match.sense_sign, match.strength, old.sense_sign, old.strength):
                here[number] = match
        before = unit
    wordings: dict[int, dict[int, dict[int, Match]]] = {}
    for clause, here in enumerate(found):
        for number, match in here.items():
            wording = wordings.setdefault(question.starts[number], {})
            wording.setdefault(clause, {})[number] = match
    return Found(found, wordings)


def _hits(question: Question, unit: Unit) -> dict[int, Match]:
    """What a unit says of all that is wanted; looked up once for each word and question."""
    word = unit.name, unit.operator
    heard = question.heard.get(word)
    if heard is None:
        heard = tuple(_looked_up(question, unit).values())
        if len(question.heard) < _MOST_WORDS:
            question.heard[word] = heard
    asked = unit.key in question.asked_keys
    return {hit.number: Match(unit, hit.strength, hit.side, hit.same, asked) for hit in heard}


def _looked_up(question: Question, unit: Unit) -> dict[int, Hit]:
    hits: dict[int, Hit] = {}
    index, key = question.index, unit.key
    for place, sense in enumerate(unit.senses):
        listed = index.get(sense.key)
        if listed is None:
            continue
        for number, sign, strength in listed:
            together = min(strength, sense.strength)
            side = sign * sense.sign
            known = hits.get(number)
            if known and not _surer(side, together, known.side, known.strength):
                continue
            same = place == 0 and question.units[number].key == key
            hits[number] = Hit(number, together, side, same)
    return hits


def _surer(sign: int, strength: float, known_sign: int, known: float) -> bool:
    """Words that share a sense are not opposites for standing on one scale as well."""
    if sign != known_sign:
        return strength >= _SHARED if sign > 0 else known < _SHARED
    return strength > known


def _add_slips(question: Question, unit: Unit, before: Unit | None, hits: dict[int, Match]) -> None:
    """Typing errors, and words written apart on one side and together on the other."""
    word = unit.surface
    for number in question.joined.get(word, ()):
        hits[number] = Match(unit, 0.95, 1, True)
    if before and before.place + 1 == unit.place:
        numbers = question.words.get(before.surface + word, ())
        hits.update((n, Match(unit, 0.95, 1, True)) for n in numbers)
    if len(word) < 3 or not word.isalpha() or thesaurus().knows(word):
        return
    for initial in dict.fromkeys(word[:2]):
        for wanted in question.initials.get(initial, ()):
            strength = typed_for(word, wanted)
            if strength:
                for number in question.words[wanted]:
                    if number not in hits or hits[number].strength < strength:
                        hits[number] = Match(unit, strength, 1, True)


def exchanged_wordings(question: Question, found: Found, answer: Reading) -> frozenset[int]:
    """The wordings, by first unit, of which the answer says each half with the other's half."""
    if not question.pairs:
        return frozenset()
    at = {unit.place: n for n, here in enumerate(stretches(answer.clauses)) for unit in here}
    said: list[set[int]] = [set() for _ in range(max(at.values(), default=-1) + 1)]
    for here in found.clauses:
        for number, match in here.items():
            if match.strength >= _SAME_CLASS and match.agrees(question.units[number]):
                said[at[match.given.place]].add(number)
    return frozenset(
        first for pair in question.pairs if exchanged(pair, said) for first in pair.firsts
    )


def named_rivals(question: Question, found: Found) -> dict[int, str]:
    """Places in the answer where a rival is named in another spelling, with the rival's key."""
    return {
        match.given.place: question.units[number].key
        for here in found.clauses
        for number, match in here.items()
        if match.same_word and question.units[number].key in question.roles.groups
    }


def align(
    wording: Wording,
    found: Found,
    subjects: dict[int, str],
    roles: Roles,
    *,
    own_only: bool = False,
) -> Alignment:
    """The window of up to ``WINDOW`` neighbouring clauses that says most of ``wording``.

    A window about something else than the point is about counts for less; words that the
    question gave away help to find the window but cover nothing. ``own_only`` leaves out clauses
    about something else.
    """
    heard = found.wordings.get(wording.first, {})
    other = {c for c, here in heard.items() if _other_subject(wording, here, subjects, roles)}
    said = {c: _said(wording, here) for c, here in heard.items() if not (own_only and c in other)}
    best: tuple[int, ...] = ()
    rank = coverage = 0.0
    for start in said:
        window: dict[int, float] = {}
        for end in range(start, start + WINDOW):
            if (end in other) != (start in other):
                break
            if end not in said:
                continue
            _join(window, said[end])
            told, shared = _covered(wording, window)
            weight = _LONGER_WINDOW ** (end - start) * (_OTHER_SUBJECT if start in other else 1.0)
            if (told + shared) * weight > rank + 1e-9:
                best, rank = tuple(range(start, end + 1)), (told + shared) * weight
                coverage = told * weight
    anywhere: dict[int, float] = {}
    for here in said.values():
        _join(anywhere, here)
    whole, _ = _covered(wording, anywhere)
    matches = tuple(
        (unit, weight, heard[c][number])
        for number, (unit, weight) in enumerate(
            zip(wording.units, wording.weights, strict=True), wording.first
        )
        for c in best
        if c in heard and number in heard[c]
    )
    return Alignment(wording, coverage, whole, best, matches, bool(best) and best[0] in other)


def _said(wording: Wording, here: dict[int, Match]) -> dict[int, float]:
    """How much of each unit of ``wording`` one clause says, by offset.

    A verb of change says little where nothing else of the wording is said.
    """
    units, first = wording.units, wording.first
    said = {number - first: _told(match) for number, match in here.items()}
    if any(match.same_word or not units[n - first].operator for n, match in here.items()):
        return said
    return {offset: told * _LONE_OPERATOR for offset, told in said.items()}


def _other_subject(
    wording: Wording, here: dict[int, Match], subjects: dict[int, str], roles: Roles
) -> bool:
    return bool(wording.role and subjects) and any(
        roles.differ(wording.role, subjects.get(match.given.place, "")) for match in here.values()
    )


def _join(window: dict[int, float], here: dict[int, float]) -> None:
    """Add what one clause says to what its window says."""
    for offset, told in here.items():
        if told > window.get(offset, 0.0):
            window[offset] = told


def _covered(wording: Wording, window: dict[int, float]) -> tuple[float, float]:
    """The weighted share of a wording that a window says, and what it shares beside."""
    told = shared = 0.0
    weights, units = wording.weights, wording.units
    for offset, most in window.items():
        weight = weights[offset]
        told += weight * most
        given_away = _SHARED_WORD * units[offset].weight
        if given_away > weight:
            shared += (given_away - weight) * most
    return told / wording.total, shared / wording.total


def _told(match: Match) -> float:
    """How much of a unit a match says; opposites and the question's own words say little."""
    strength = match.strength if match.sense_sign > 0 else match.strength * _OPPOSITE
    return strength * _ASKED if match.asked and not match.same_word else strength

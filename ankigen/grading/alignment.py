"""An answer laid beside the points it should make, word by word and clause by clause."""

from __future__ import annotations

from dataclasses import dataclass

from ankigen.grading.points import Question, Wording
from ankigen.grading.roles import Roles
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


@dataclass(frozen=True, slots=True)
class Match:
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


Found = list[dict[int, Match]]
"""For each clause of an answer, the wanted units it says, by number."""


def find(question: Question, answer: Reading) -> Found:
    """Lay every unit of ``answer`` beside the units that ``question`` wants."""
    found: Found = [{} for _ in answer.clauses]
    before: Unit | None = None
    for unit in answer.units:
        hits = _hits(question, unit)
        if not any(match.same_word for match in hits.values()):
            _add_slips(question, unit, before, hits)
        here = found[unit.clause]
        for number, match in hits.items():
            if number not in here or _surer(match.sense_sign, match.strength, here[number]):
                here[number] = match
        before = unit
    return found


def _hits(question: Question, unit: Unit) -> dict[int, Match]:
    hits: dict[int, Match] = {}
    for place, sense in enumerate(unit.senses):
        for number, sign, strength in question.index.get(sense.key, ()):
            together = min(strength, sense.strength)
            side = sign * sense.sign
            known = hits.get(number)
            if known and not _surer(side, together, known):
                continue
            same = place == 0 and question.units[number].key == unit.key
            hits[number] = Match(unit, together, side, same, unit.key in question.asked_keys)
    return hits


def _surer(sign: int, strength: float, known: Match) -> bool:
    """Words that share a sense are not opposites for standing on one scale as well."""
    if sign != known.sense_sign:
        return strength >= _SHARED if sign > 0 else known.strength < _SHARED
    return strength > known.strength


def _add_slips(question: Question, unit: Unit, before: Unit | None, hits: dict[int, Match]) -> None:
    """Typing errors, and words written apart on one side and together on the other."""
    word = unit.surface
    for number in question.joined.get(word, ()):
        hits[number] = Match(unit, 0.95, 1, True)
    if before and before.place + 1 == unit.place:
        for wanted, numbers in question.words:
            if wanted == before.surface + word:
                hits.update((n, Match(unit, 0.95, 1, True)) for n in numbers)
    if len(word) < 3 or not word.isalpha():
        return
    initial = word[0]
    for wanted, numbers in question.words:
        if wanted[0] != initial and wanted[0] != word[1]:
            continue
        strength = typed_for(word, wanted)
        if strength:
            for number in numbers:
                if number not in hits or hits[number].strength < strength:
                    hits[number] = Match(unit, strength, 1, True)


def named_rivals(question: Question, found: Found) -> dict[int, str]:
    """Places in the answer where a rival is named in another spelling, with the rival's key."""
    return {
        match.given.place: question.units[number].key
        for here in found
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
    said = [_said(wording, here) for here in found]
    touched = [c for c, here in enumerate(said) if here]
    other = {c for c in touched if _other_subject(wording, found[c], subjects, roles)}
    if own_only:
        said = [{} if c in other else here for c, here in enumerate(said)]
        touched = [c for c in touched if c not in other]
    best: tuple[int, ...] = ()
    rank = coverage = 0.0
    for start in touched:
        for end in range(start, min(start + WINDOW, len(found))):
            if (end in other) != (start in other):
                break
            if end != start and end not in touched:
                continue
            told, shared = _covered(wording, said[start : end + 1])
            weight = _LONGER_WINDOW ** (end - start) * (_OTHER_SUBJECT if start in other else 1.0)
            if (told + shared) * weight > rank + 1e-9:
                best, rank = tuple(range(start, end + 1)), (told + shared) * weight
                coverage = told * weight
    whole, _ = _covered(wording, said)
    matches = tuple(
        (unit, weight, found[c][wording.first + offset])
        for offset, (unit, weight) in enumerate(zip(wording.units, wording.weights, strict=True))
        for c in best
        if wording.first + offset in found[c]
    )
    return Alignment(wording, coverage, whole, best, matches, bool(best) and best[0] in other)


def _said(wording: Wording, here: dict[int, Match]) -> dict[int, float]:
    """How much of each unit of ``wording`` one clause says, by offset.

    A verb of change says little where nothing else of the wording is said.
    """
    said: dict[int, float] = {}
    carried = False
    for offset, unit in enumerate(wording.units):
        match = here.get(wording.first + offset)
        if match:
            said[offset] = _told(match)
            carried = carried or not unit.operator or match.same_word
    if not carried:
        return {offset: told * _LONE_OPERATOR for offset, told in said.items()}
    return said


def _other_subject(
    wording: Wording, here: dict[int, Match], subjects: dict[int, str], roles: Roles
) -> bool:
    last = wording.first + len(wording.units)
    return bool(wording.role) and any(
        roles.differ(wording.role, subjects.get(match.given.place, ""))
        for number, match in here.items()
        if wording.first <= number < last
    )


def _covered(wording: Wording, window: list[dict[int, float]]) -> tuple[float, float]:
    """The weighted share of a wording that a window says, and what it shares beside."""
    told = shared = 0.0
    for offset, weight in enumerate(wording.weights):
        most = max((here[offset] for here in window if offset in here), default=0.0)
        told += weight * most
        shared += max(_SHARED_WORD * wording.units[offset].weight - weight, 0.0) * most
    return told / wording.total, shared / wording.total


def _told(match: Match | None) -> float:
    """How much of a unit a match says; opposites and the question's own words say little."""
    if match is None:
        return 0.0
    strength = match.strength if match.sense_sign > 0 else match.strength * _OPPOSITE
    return strength * _ASKED if match.asked and not match.same_word else strength

"""One word in the place of another, in an answer that keeps to the words it was taught in.

Who says everything in other words changes many. Who repeats all points but one word for word means
that word to be another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from ankigen.grading.alignment import Alignment, Found, Match
from ankigen.grading.coherence import best_matches
from ankigen.grading.thesaurus import base_forms, thesaurus
from ankigen.grading.units import Reading, Unit

_SAID = 0.6
_CONTENT = 0.5
_NEAR = 2
_SHORT = 3


def substitute(best: Alignment, reading: Reading, found: Found) -> tuple[Unit, Unit] | None:
    """A word of the answer that stands where another one of the point should, and that one.

    The answer's word is known to the lexicon, says nothing that any point wants, and stands close
    to the very word that is the missing one's neighbour in the point.
    """
    matches = best_matches(best)
    literal = {place: m for place, m in matches.items() if m.same_word and m.sense_sign > 0}
    opposites = sum(m.sense_sign < 0 and m.strength >= _SAID for m in matches.values())
    compared = any(k == "than" for n in best.clauses for k, _ in reading.clauses[n].hinges)
    strange = list(_strange(literal, reading, found, both=opposites > 1 or compared))
    if not strange:
        return None
    order = {unit.place: at for at, unit in enumerate(reading.units)}
    units = best.wording.units
    for at, wanted in enumerate(units):
        match = matches.get(wanted.place)
        if wanted.weight < _CONTENT or (match and match.strength >= _SAID and match.sense_sign > 0):
            continue
        for neighbour in units[max(at - 1, 0) : at + 2]:
            near = literal.get(neighbour.place)
            if near is None:
                continue
            here = order[near.given.place]
            beside = [unit for unit in strange if abs(order[unit.place] - here) <= _NEAR]
            if any(u.surface[0] == wanted.surface[0] and not _is_known(u) for u in beside):
                # What nobody knows and begins like the missing word is that one, mistyped.
                continue
            for given in filter(_is_known, beside):
                akin = match is not None and match.sense_sign > 0 and match.given is given
                if not akin and _other_word(given, wanted):
                    return given, wanted
    return None


def _other_word(given: Unit, wanted: Unit) -> bool:
    """Whether two units cannot be one: numbers go with numbers, and a slip makes no other word."""
    if bool(given.number) != bool(wanted.number):
        return False
    distinct = frozenset((given.surface, wanted.surface)) in thesaurus().distinct
    return distinct or OSA.distance(given.surface, wanted.surface, score_cutoff=1) > 1


def _strange(
    literal: dict[int, Match], reading: Reading, found: Found, *, both: bool
) -> Iterator[Unit]:
    """Words that nothing asks for, in the clauses that use words of the point.

    Where ``both`` sides of a statement may be turned, opposites are not strange.
    """
    for clause in Counter(match.given.clause for match in literal.values()):
        asked_for = {
            match.given.place
            for match in found.clauses[clause].values()
            if match.strength >= _SAID and (both or match.sense_sign > 0)
        }
        for unit in reading.clauses[clause].units:
            if unit.weight >= _CONTENT and unit.place not in asked_for:
                yield unit


def _is_known(unit: Unit) -> bool:
    """Whether a unit is a phrase or a word of the lexicon."""
    forms = (form for form in base_forms(unit.name) if len(form) > _SHORT)
    return " " in unit.name or not thesaurus().vocabulary.isdisjoint(forms)

"""From the words found of a point to how far it counts as said: do they hang together?

Who says a point in other words shares few words with it. Who uses its very words leaves few of
them out, and joins them with one another rather than with the words of other points: the right
words joined wrongly are how a long and confident wrong answer sounds.
"""

from __future__ import annotations

from ankigen.grading.alignment import Alignment, Found, Match
from ankigen.grading.points import Question, Wording
from ankigen.grading.units import Reading

_WINDOW_SHARE = 0.7
_FLOOR = 0.08
_SPAN = 0.2
_SPAN_LITERAL = 0.08
_SPAN_ASTRAY = 1.0
_MADE = 0.95
_NAMED = 0.85
_WHOLE_NAME = 0.6
_TELLING_NAME = 2.0
_WITHOUT_PREDICATE = 0.8
_SAID = 0.6
_KNOWN = 0.4


def share_said(asked: Question, aligned: Alignment, reading: Reading, found: Found) -> float:
    """The share of a point that an answer says, from 0 to 1.

    Little found is nothing said; half of the words found is the point made, in other words. Its
    very words add the rest. More has to be found where the point's very words are used, and more
    still where they stand among those of other points. To name a point is almost to make it, where
    the name is given in full and has some words to it.
    """
    said = _WINDOW_SHARE * aligned.coverage + (1 - _WINDOW_SHARE) * aligned.whole
    if said <= _FLOOR:
        return 0.0
    if aligned.wording.name:
        return _NAMED if said >= _WHOLE_NAME and _words(aligned.wording) >= _TELLING_NAME else 0.0
    best = best_matches(aligned)
    predicate = aligned.wording.predicate
    if predicate >= 0 and predicate not in best:
        said *= _WITHOUT_PREDICATE
    literal = _literalness(aligned, best)
    astray = _astray(asked, aligned, best, reading, found)
    span = _SPAN + literal * (_SPAN_LITERAL + _SPAN_ASTRAY * astray)
    share = (said - _FLOOR) / span
    if share <= 0:
        return 0.0
    return min(share, _MADE) + (1 - _MADE) * in_its_words(aligned.wording, best)


def _words(wording: Wording) -> float:
    """How many words of its own a wording has, by what they weigh."""
    weights = zip(wording.units, wording.weights, strict=True)
    return sum(weight * len(unit.name.split()) for unit, weight in weights)


def in_its_words(wording: Wording, best: dict[int, Match]) -> float:
    """The weighted share of a wording that is said in its very words, from 0 to 1."""
    weights = zip(wording.units, wording.weights, strict=True)
    same = (w for u, w in weights if u.place in best and best[u.place].same_word)
    return sum(same) / wording.total


def literalness(aligned: Alignment) -> float:
    """How much of what was said of a wording was said in its very words, from 0 to 1."""
    return _literalness(aligned, best_matches(aligned))


def _literalness(aligned: Alignment, best: dict[int, Match]) -> float:
    same = other = 0.0
    for unit in aligned.wording.units:
        match = best.get(unit.place)
        if match is None:
            continue
        if match.same_word:
            same += unit.weight
        elif match.sense_sign > 0 and match.strength >= _SAID:
            other += unit.weight * match.strength
    return same / (same + other) if same else 0.0


def best_matches(aligned: Alignment) -> dict[int, Match]:
    """Who says each wanted unit best, by the unit's place."""
    best: dict[int, Match] = {}
    for unit, _, match in aligned.matches:
        known = best.get(unit.place)
        if known is None or match.strength * match.sense_sign > known.strength * known.sense_sign:
            best[unit.place] = match
    return best


def _astray(
    asked: Question, aligned: Alignment, best: dict[int, Match], reading: Reading, found: Found
) -> float:
    """The share of the words around that say something else that is wanted."""
    mine = {match.given.place for match in best.values()}
    words = astray = 0
    for clause in aligned.clauses:
        known = {m.given.place for m in found.clauses[clause].values() if m.strength >= _KNOWN}
        for unit in reading.clauses[clause].units:
            if unit.weight >= 1 and unit.key not in asked.asked_keys:
                words += 1
                astray += unit.place in known and unit.place not in mine
    return astray / words if words else 0.0

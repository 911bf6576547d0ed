"""How each point stands to an answer: how far it is said, and whether it is turned round."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ankigen.grading.alignment import (
    Alignment,
    Found,
    align,
    exchanged_wordings,
    named_rivals,
)
from ankigen.grading.coherence import best_matches, in_its_words, literalness, share_said
from ankigen.grading.contradictions import Contradiction, contradiction
from ankigen.grading.otherwords import in_other_words
from ankigen.grading.points import Question, Wanted
from ankigen.grading.substitutes import substitute
from ankigen.grading.units import Reading

_DOUBTED = 0.6
_OWN_WORDS = 0.5
_WORD_FOR_WORD = 0.8
_IN_THEIR_WORDS = 0.55
_FROM_IT = 0.3
_MANY = 3
_LONG = 10.0
_LITTLE_OF_IT = 0.45


@dataclass(frozen=True, slots=True)
class Judged:
    """A point, and the share of it that is said, by the wording ``best`` that comes nearest.

    ``denied`` is what turns it round, ``doubt`` what may only seem to; ``guessed`` says that the
    share has the benefit of the doubt.
    """

    wanted: Wanted
    share: float
    best: Alignment | None
    denied: Contradiction | None
    doubt: Contradiction | None = None
    guessed: bool = False


def judged_points(asked: Question, reading: Reading, found: Found) -> list[Judged]:
    """How each point of a question stands to an answer, in the order of the points."""
    subjects = asked.roles.subjects(reading.clauses, named_rivals(asked, found))
    swapped = exchanged_wordings(asked, found, reading)
    judged = [_judge(asked, wanted, reading, found, subjects, swapped) for wanted in asked.points]
    return _credited(asked, _compared(judged, reading, found), reading, found)


def _judge(
    asked: Question,
    wanted: Wanted,
    reading: Reading,
    found: Found,
    subjects: dict[int, str],
    swapped: frozenset[int],
) -> Judged:
    """The share of a point that the answer covers, by the wording it comes nearest to."""
    aligned = [align(wording, found, subjects, asked.roles) for wording in wanted.wordings]
    if not aligned:
        return Judged(wanted, 0.0, None, None)
    shares = [share_said(asked, best, reading, found) for best in aligned]
    share = max(shares)
    best = aligned[shares.index(share)]
    denied = contradiction(asked, best, reading, subjects, found)
    of_rival = best.other and denied and denied.wanted.key not in asked.roles.groups
    if of_rival and denied and denied.kind != "role":
        # The opposite said of a rival is how a contrast is drawn; what is said of the thing itself?
        best = align(best.wording, found, subjects, asked.roles, own_only=True)
        share = share_said(asked, best, reading, found)
        denied = contradiction(asked, best, reading, subjects, found)
    if best.wording.first in swapped and best.matches:
        unit, _, match = best.matches[0]
        return Judged(wanted, 0.0, best, denied or Contradiction("role", match.given, unit))
    if denied and not _is_believed(denied, best, reading):
        return Judged(wanted, share * _DOUBTED, best, None, doubt=denied)
    return Judged(wanted, 0.0 if denied else share, best, denied)


def _compared(judged: list[Judged], reading: Reading, found: Found) -> list[Judged]:
    """Judge each point by how the others are put.

    Where they are said in their own words, a contradiction is no other way of putting a point, and
    where they are said word for word, a word in the place of another is meant.
    """
    verbatim = [in_its_words(j.best.wording, best_matches(j.best)) if j.best else 0 for j in judged]
    compared: list[Judged] = []
    for one, mine in zip(judged, verbatim, strict=True):
        others = (sum(verbatim) - mine) / max(len(judged) - 1, 1)
        denied = one.denied
        if one.doubt and others >= _IN_THEIR_WORDS:
            denied = one.doubt
        many = len(judged) >= _MANY and others >= _WORD_FOR_WORD and mine >= _FROM_IT
        if one.best and not denied and many:
            put = substitute(one.best, reading, found)
            denied = Contradiction("opposite", *put, sure=False) if put else None
        if denied is not one.denied:
            one = Judged(one.wanted, 0.0, one.best, denied)
        compared.append(one)
    return compared


def _credited(
    asked: Question, judged: list[Judged], reading: Reading, found: Found
) -> list[Judged]:
    """Give the points the benefit of the doubt, unless the answer turns one round."""
    if any(one.denied or one.doubt for one in judged):
        return judged
    shares = [one.share for one in judged]
    credited = in_other_words(asked, shares, [one.best for one in judged], reading, found)
    return [
        replace(one, share=share, guessed=True) if share > one.share else one
        for one, share in zip(judged, credited, strict=True)
    ]


def _is_believed(denied: Contradiction, best: Alignment, reading: Reading) -> bool:
    """Whether a contradiction is more than another way of putting the point.

    Who turns a point round keeps its words; who puts it in other words, or takes up little of all
    that a long one tells, only seems to. An answer of one clause is taken as it stands.
    """
    if best.wording.own >= _LONG and best.coverage < _LITTLE_OF_IT:
        return False
    if len(reading.clauses) == 1:
        return True
    weak = not denied.sure and denied.kind in ("direction", "role")
    return not weak and literalness(best) >= _OWN_WORDS

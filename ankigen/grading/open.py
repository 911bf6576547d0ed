"""Open answers, graded by points: what is covered, missing or turned round, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ankigen.deck import Point
from ankigen.grading.alignment import (
    Alignment,
    Found,
    align,
    exchanged_wordings,
    find,
    named_rivals,
)
from ankigen.grading.coherence import best_matches, in_its_words, literalness, share_said
from ankigen.grading.contradictions import Contradiction, contradiction
from ankigen.grading.feedback import BLANK, REPEATED, SALAD, feedback_on
from ankigen.grading.guards import is_salad, repeats_question, says_nothing
from ankigen.grading.otherwords import in_other_words
from ankigen.grading.points import Question, Wanted, prepare
from ankigen.grading.records import Grade, PointGrade, Status, rating_of, verdict_of
from ankigen.grading.substitutes import substitute
from ankigen.grading.tangle import tangled
from ankigen.grading.units import Reading

_WITH_A_POINT_TURNED = 0.5
_DOUBTED = 0.6
_OWN_WORDS = 0.5
_COVERED = 0.6
_PARTLY = 0.2
_SURE_OF = 0.9
_STRANGE = 0.4
_MUCH_STRANGE = 0.75
_BESIDE = 0.9
_FEW_WORDS = 4
_TORN = 6.0
_WORD_FOR_WORD = 0.8
_IN_THEIR_WORDS = 0.55
_FROM_IT = 0.3
_MANY = 3
_MOST_TORN = 0.9
_HARDLY_TORN = 0.8
_KNOWN = 0.6
_LONG = 10.0
_LITTLE_OF_IT = 0.45


def grade_open(
    question: str,
    answer: str,
    points: Sequence[Point],
    *,
    synonyms: tuple[tuple[str, ...], ...] = (),
    reveal: bool = False,
) -> Grade:
    """Grade a free answer against the points of a full one.

    ``synonyms`` are classes of words of the deck's own; ``reveal`` adds what was lacking to the
    feedback. The score is the weighted share of the points covered, less where some are turned
    round: then it stays below what is rated good. What an answer says after
    its first ``words.MAX_CHARACTERS`` characters is not read.
    """
    asked = prepare(question, tuple(points), tuple(synonyms))
    if says_nothing(answer):
        return _nothing(asked, BLANK, blank=True)
    reading = asked.synonyms.read(answer, asked.vocabulary)
    found = find(asked, reading)
    if repeats_question(question, answer, asked, reading):
        return _nothing(asked, REPEATED)
    if is_salad(reading, found, asked.starts):
        return _nothing(asked, SALAD)
    subjects = asked.roles.subjects(reading.clauses, named_rivals(asked, found))
    swapped = exchanged_wordings(asked, found, reading)
    judged = [_judge(asked, wanted, reading, found, subjects, swapped) for wanted in asked.points]
    judged = _credited(asked, _compared(judged, reading, found), reading, found)
    return _grade(asked, judged, reading, found, reveal=reveal)


@dataclass(frozen=True, slots=True)
class _Judged:
    wanted: Wanted
    share: float
    best: Alignment | None
    denied: Contradiction | None
    doubt: Contradiction | None = None
    guessed: bool = False


def _judge(
    asked: Question,
    wanted: Wanted,
    reading: Reading,
    found: Found,
    subjects: dict[int, str],
    swapped: frozenset[int],
) -> _Judged:
    """The share of a point that the answer covers, by the wording it comes nearest to."""
    aligned = [align(wording, found, subjects, asked.roles) for wording in wanted.wordings]
    if not aligned:
        return _Judged(wanted, 0.0, None, None)
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
        return _Judged(wanted, 0.0, best, denied or Contradiction("role", match.given, unit))
    if denied and not _is_believed(denied, best, reading):
        return _Judged(wanted, share * _DOUBTED, best, None, doubt=denied)
    return _Judged(wanted, 0.0 if denied else share, best, denied)


def _compared(judged: list[_Judged], reading: Reading, found: Found) -> list[_Judged]:
    """Judge each point by how the others are put.

    Where they are said in their own words, a contradiction is no other way of putting a point, and
    where they are said word for word, a word in the place of another is meant.
    """
    verbatim = [in_its_words(j.best.wording, best_matches(j.best)) if j.best else 0 for j in judged]
    compared: list[_Judged] = []
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
            one = _Judged(one.wanted, 0.0, one.best, denied)
        compared.append(one)
    return compared


def _credited(
    asked: Question, judged: list[_Judged], reading: Reading, found: Found
) -> list[_Judged]:
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


def _grade(
    asked: Question, judged: list[_Judged], reading: Reading, found: Found, *, reveal: bool
) -> Grade:
    total = sum(max(j.wanted.point.weight, 0.0) for j in judged) or 1.0
    score = sum(j.share * j.wanted.point.weight for j in judged) / total
    denied = [j.denied for j in judged if j.denied]
    against = sum(j.wanted.point.weight for j in judged if j.denied) / total
    strange = _strange_share(asked, reading, found)
    thin = 1 - sum(j.best.whole * j.wanted.point.weight for j in judged if j.best) / total
    # Little found of the points, and little else in the answer than words that nothing asks for.
    score *= 1 - _BESIDE * thin * max(strange - _MUCH_STRANGE, 0.0) / (1 - _MUCH_STRANGE)
    believed = 1 - _share_disbelieved(asked, judged, reading, found)
    score *= believed
    if against > score:
        # More turned round than right: what is left may be right by accident.
        score /= 2
    elif denied:
        # Who turns a point round hardly means the others as they look.
        score = min(score * (1 - against), _WITH_A_POINT_TURNED)
    grades = tuple(_point_grade(j, believed) for j in judged)
    torn = believed < _HARDLY_TORN
    unsure = _is_unsure(score, strange, judged) or (torn and score > _PARTLY)
    rating = rating_of(score)
    if unsure and rating == "good" and score < _SURE_OF:
        rating = "hard"
    if not unsure and score >= 0.95 and all(g.status == "covered" for g in grades):
        rating = rating_of(score, effortless=True)
    text = feedback_on(grades, denied, torn=torn, unsure=unsure, reveal=reveal)
    return Grade(round(score, 4), verdict_of(score), rating, unsure, grades, text)


def _share_disbelieved(
    asked: Question, judged: list[_Judged], reading: Reading, found: Found
) -> float:
    """How much of what looks covered is only the right words, torn from their neighbours."""
    torn = tangled(asked, [j.best.wording for j in judged if j.best], reading, found)
    return min(_TORN * torn, _MOST_TORN)


def _point_grade(judged: _Judged, believed: float) -> PointGrade:
    """What a learner is told of a point, ``believed`` of what looks covered being so."""
    text = judged.wanted.point.text or judged.wanted.point.term
    if judged.denied:
        given = judged.denied.given
        words = dict.fromkeys((*given.movers, given.surface))
        return PointGrade(text, "contradicted", tuple(words))
    status: Status = "missing"
    share = judged.share * believed
    if share >= _COVERED:
        status = "covered"
    elif share >= _PARTLY:
        status = "partly"
    if status == "missing" or judged.best is None:
        return PointGrade(text, "missing")
    said = sorted(
        (match.given.place, match.given.surface)
        for _, weight, match in judged.best.matches
        if weight and match.sense_sign > 0
    )
    return PointGrade(text, status, tuple(dict.fromkeys(surface for _, surface in said)))


def _is_unsure(score: float, strange: float, judged: list[_Judged]) -> bool:
    """Whether an honest tutor would ask back: much unread, or weak signs of a contradiction."""
    denied = [j.denied for j in judged if j.denied]
    if any(j.doubt or j.guessed for j in judged):
        return score > _PARTLY
    if score > _PARTLY and (len(denied) > 1 or any(not d.sure for d in denied)):
        return True
    return 0.1 < score < _SURE_OF and strange >= _STRANGE


def _strange_share(asked: Question, reading: Reading, found: Found) -> float:
    """The share of an answer's words that say nothing that is wanted; 0 for a very short one."""
    known = {
        match.given.place
        for here in found.clauses
        for match in here.values()
        if match.sense_sign > 0 and match.strength >= _KNOWN
    }
    content = [u for u in reading.units if u.weight >= 1 and u.key not in asked.asked_keys]
    if len(content) < _FEW_WORDS:
        return 0.0
    return sum(unit.place not in known for unit in content) / len(content)


def _nothing(asked: Question, why: str, *, blank: bool = False) -> Grade:
    grades = tuple(PointGrade(w.point.text or w.point.term, "missing") for w in asked.points)
    return Grade(0.0, "blank" if blank else "incorrect", "again", False, grades, why)

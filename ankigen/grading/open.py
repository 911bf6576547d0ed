"""Open answers, graded by points: what is covered, missing or turned round, and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from ankigen.deck import Point
from ankigen.grading.alignment import Found, find
from ankigen.grading.feedback import BLANK, REPEATED, SALAD, feedback_on
from ankigen.grading.guards import is_salad, repeats_question, says_nothing
from ankigen.grading.points import Question, prepare
from ankigen.grading.records import Grade, PointGrade, Status, rating_of, verdict_of
from ankigen.grading.standing import Judged, judged_points
from ankigen.grading.tangle import tangled
from ankigen.grading.units import Reading

_WITH_A_POINT_TURNED = 0.5
_COVERED = 0.6
_PARTLY = 0.2
_SURE_OF = 0.9
_STRANGE = 0.4
_MUCH_STRANGE = 0.75
_BESIDE = 0.9
_FEW_WORDS = 4
_TORN = 6.0
_MOST_TORN = 0.9
_HARDLY_TORN = 0.8


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
    judged = judged_points(asked, reading, found)
    return _grade(asked, judged, reading, found, reveal=reveal)


def _grade(
    asked: Question, judged: list[Judged], reading: Reading, found: Found, *, reveal: bool
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
    asked: Question, judged: list[Judged], reading: Reading, found: Found
) -> float:
    """How much of what looks covered is only the right words, torn from their neighbours."""
    torn = tangled(asked, [j.best.wording for j in judged if j.best], reading, found)
    return min(_TORN * torn, _MOST_TORN)


def _point_grade(judged: Judged, believed: float) -> PointGrade:
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


def _is_unsure(score: float, strange: float, judged: list[Judged]) -> bool:
    """Whether an honest tutor would ask back: much unread, or weak signs of a contradiction."""
    denied = [j.denied for j in judged if j.denied]
    if any(j.doubt or j.guessed for j in judged):
        return score > _PARTLY
    if score > _PARTLY and (len(denied) > 1 or any(not d.sure for d in denied)):
        return True
    return 0.1 < score < _SURE_OF and strange >= _STRANGE


def _strange_share(asked: Question, reading: Reading, found: Found) -> float:
    """The share of an answer's words that say nothing that is wanted; 0 for a very short one."""
    known = found.known()
    content = [u for u in reading.units if u.weight >= 1 and u.key not in asked.asked_keys]
    if len(content) < _FEW_WORDS:
        return 0.0
    return sum(unit.place not in known for unit in content) / len(content)


def _nothing(asked: Question, why: str, *, blank: bool = False) -> Grade:
    grades = tuple(PointGrade(w.point.text or w.point.term, "missing") for w in asked.points)
    return Grade(0.0, "blank" if blank else "incorrect", "again", False, grades, why)

"""Open answers, graded by points: what is covered, missing or turned round, and in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ankigen.deck import Point
from ankigen.grading.alignment import Alignment, Found, align, find, named_rivals
from ankigen.grading.contradictions import Contradiction, contradiction
from ankigen.grading.feedback import BLANK, REPEATED, SALAD, feedback_on
from ankigen.grading.guards import is_salad, repeats_question, says_nothing
from ankigen.grading.points import Question, Wanted, prepare
from ankigen.grading.records import Grade, PointGrade, Status, rating_of, verdict_of
from ankigen.grading.units import Reading

_WINDOW_SHARE = 0.7
_FLOOR = 0.08
_SPAN = 0.28
_MADE = 0.9
_WITHOUT_PREDICATE = 0.85
_COVERED = 0.6
_PARTLY = 0.2
_SURE_OF = 0.9
_STRANGE = 0.4
_KNOWN = 0.6


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
    feedback. The score is the weighted share of the points covered. What an answer says after
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
    judged = [_judge(asked, wanted, reading, found, subjects) for wanted in asked.points]
    return _grade(asked, judged, reading, found, reveal=reveal)


def points_of_reference(reference: str) -> tuple[Point, ...]:
    """A printed answer as points: its sentences, list items and the parts between semicolons.

    A part weighs more the more it says.
    """
    parts = _PARTS.split(reference.strip())
    texts = [part.strip(" \t\r\n-•*.;") for part in parts]
    points = tuple(
        Point(text, weight=1.0 + len(_LONG_WORD.findall(text)))
        for text in texts
        if any(c.isalnum() for c in text)
    )
    return points or (Point(reference),)


_LONG_WORD = re.compile(r"\w{4,}")


_PARTS = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|;\s+|\n+\s*(?:[-•*]|\d+[.)])?\s*")


@dataclass(frozen=True, slots=True)
class _Judged:
    wanted: Wanted
    share: float
    best: Alignment | None
    denied: Contradiction | None


def _judge(
    asked: Question, wanted: Wanted, reading: Reading, found: Found, subjects: dict[int, str]
) -> _Judged:
    """The share of a point that the answer covers, by the wording it comes nearest to."""
    aligned = [align(wording, found, subjects, asked.roles) for wording in wanted.wordings]
    if not aligned:
        return _Judged(wanted, 0.0, None, None)
    best = max(aligned, key=_share)
    denied = contradiction(asked, best, reading, subjects, found)
    of_rival = best.other and denied and denied.wanted.key not in asked.roles.groups
    if of_rival and denied and denied.kind != "role":
        # The opposite said of a rival is how a contrast is drawn; what is said of the thing itself?
        best = align(best.wording, found, subjects, asked.roles, own_only=True)
        denied = contradiction(asked, best, reading, subjects, found)
    share = _share(best)
    return _Judged(wanted, 0.0 if denied else share, best, denied)


def _share(aligned: Alignment) -> float:
    """From what was found of a wording to what counts as said.

    Little found is nothing said; half of the words found is the point made, in other words. What
    is found beyond that adds the last tenth.
    """
    said = _WINDOW_SHARE * aligned.coverage + (1 - _WINDOW_SHARE) * aligned.whole
    predicate = aligned.wording.predicate
    if predicate >= 0 and all(unit.place != predicate for unit, _, _ in aligned.matches):
        said *= _WITHOUT_PREDICATE
    share = (said - _FLOOR) / _SPAN
    if share <= _MADE:
        return max(share, 0.0)
    full = _FLOOR + _SPAN * _MADE
    return min(_MADE + (1 - _MADE) * (said - full) / (1 - full), 1.0)


def _grade(
    asked: Question, judged: list[_Judged], reading: Reading, found: Found, *, reveal: bool
) -> Grade:
    total = sum(max(j.wanted.point.weight, 0.0) for j in judged) or 1.0
    score = sum(j.share * j.wanted.point.weight for j in judged) / total
    denied = [j.denied for j in judged if j.denied]
    against = sum(j.wanted.point.weight for j in judged if j.denied) / total
    if against > score:
        # More turned round than right: what is left may be right by accident.
        score /= 2
    elif len(denied) > 1:
        # Who turns several points round hardly means the others as they look.
        score *= 1 - against
    grades = tuple(_point_grade(j) for j in judged)
    unsure = _is_unsure(asked, score, judged, reading, found)
    rating = rating_of(score)
    if unsure and rating == "good" and score < _SURE_OF:
        rating = "hard"
    if not unsure and score >= 0.95 and all(g.status == "covered" for g in grades):
        rating = rating_of(score, effortless=True)
    text = feedback_on(grades, denied, unsure=unsure, reveal=reveal)
    return Grade(round(score, 4), verdict_of(score), rating, unsure, grades, text)


def _point_grade(judged: _Judged) -> PointGrade:
    text = judged.wanted.point.text or judged.wanted.point.term
    if judged.denied:
        given = judged.denied.given
        words = dict.fromkeys((*given.movers, given.surface))
        return PointGrade(text, "contradicted", tuple(words))
    status: Status = "missing"
    if judged.share >= _COVERED:
        status = "covered"
    elif judged.share >= _PARTLY:
        status = "partly"
    if status == "missing" or judged.best is None:
        return PointGrade(text, "missing")
    said = sorted(
        (match.given.place, match.given.surface)
        for _, weight, match in judged.best.matches
        if weight and match.sense_sign > 0
    )
    return PointGrade(text, status, tuple(dict.fromkeys(surface for _, surface in said)))


def _is_unsure(
    asked: Question, score: float, judged: list[_Judged], reading: Reading, found: Found
) -> bool:
    """Whether an honest tutor would ask back: much unread, or weak signs of a contradiction."""
    denied = [j.denied for j in judged if j.denied]
    if score > _PARTLY and (len(denied) > 1 or any(not d.sure for d in denied)):
        return True
    known = {
        match.given.place
        for here in found
        for match in here.values()
        if match.sense_sign > 0 and match.strength >= _KNOWN
    }
    content = [u for u in reading.units if u.weight >= 1 and u.key not in asked.asked_keys]
    strange = sum(unit.place not in known for unit in content)
    return 0.1 < score < _SURE_OF and len(content) >= 4 and strange >= _STRANGE * len(content)


def _nothing(asked: Question, why: str, *, blank: bool = False) -> Grade:
    grades = tuple(PointGrade(w.point.text or w.point.term, "missing") for w in asked.points)
    return Grade(0.0, "blank" if blank else "incorrect", "again", False, grades, why)

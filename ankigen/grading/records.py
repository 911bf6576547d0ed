"""What a grader says of an answer: a score, its reasons by point, and a word to the learner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["covered", "partly", "missing", "contradicted"]
Verdict = Literal["correct", "partial", "incorrect", "blank", "unreadable"]
Rating = Literal["again", "hard", "good", "easy"]


@dataclass(frozen=True, slots=True)
class PointGrade:
    """How the answer stands to one point of the full answer.

    ``matched`` holds the learner's own words that carry the point; for a contradicted point, the
    words that turn it round.
    """

    text: str
    status: Status
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """The verdict on one answer.

    ``score`` runs from 0 to 1. ``rating`` is Anki's button; where ``unsure`` it is a proposal,
    because an honest tutor would ask back. ``points`` is empty for the kinds that have none.
    ``feedback`` is one or two sentences to the learner and does not give the answer away.
    """

    score: float
    verdict: Verdict
    rating: Rating
    unsure: bool = False
    points: tuple[PointGrade, ...] = ()
    feedback: str = ""


def rating_of(score: float, *, effortless: bool = False) -> Rating:
    """The button for a score: below .3 again, below .6 hard, below .9 good, else good or easy.

    ``effortless`` says that a full answer came without detours, which earns easy.
    """
    if score < 0.3:
        return "again"
    if score < 0.6:
        return "hard"
    return "easy" if effortless and score >= 0.9 else "good"


def verdict_of(score: float) -> Verdict:
    """The word for a score; full answers and nothing leave a little room for rounding."""
    if score >= 0.9:
        return "correct"
    return "partial" if score >= 0.3 else "incorrect"

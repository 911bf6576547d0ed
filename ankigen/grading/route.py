"""One door to all graders: a note or a request and what was typed, to a grade."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from ankigen.deck import Kind, Note
from ankigen.grading.closed import LONGEST_ANSWERS, blank, is_blank, too_long
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request, request_of_note

# Imported when the first question of the kind is graded.
_GRADERS: dict[Kind, str] = {
    "true-false": "ankigen.grading.truefalse",
    "choice": "ankigen.grading.choice",
    "blank": "ankigen.grading.blank",
    "number": "ankigen.grading.number",
    "list": "ankigen.grading.listing",
    "formula": "ankigen.grading.formula",
    "code": "ankigen.grading.code",
}


def grade(asked: Note | Request, answer: str, *, reveal: bool = False) -> Grade:
    """Grade what was typed as the answer to a note or a request.

    Args:
        asked: a note of a deck, or a request.
        answer: as typed, of any length and content.
        reveal: let the feedback give the full answer.

    Raises:
        BadRequest: the note or request lacks what its kind is graded by. Never for an answer.
    """
    request = request_of_note(asked) if isinstance(asked, Note) else asked
    if request.kind == "open":
        return _open(request, answer, reveal)
    if len(answer) > LONGEST_ANSWERS[request.kind]:
        found = too_long(answer, LONGEST_ANSWERS[request.kind])
    elif is_blank(answer) and not _is_the_answer(request, answer):
        found = blank()
    else:
        found = _grader(request.kind)(request, answer)
    if reveal and found.score < 1 and (solution := solution_of(request)):
        return replace(found, feedback=f"{found.feedback} The answer: {solution}")
    return found


def _is_the_answer(request: Request, answer: str) -> bool:
    """Whether words like "skip" or "unknown" are what is asked for."""
    if request.kind not in ("blank", "list", "choice") or not answer.strip(" ?-_.…"):
        return False
    return _grader(request.kind)(request, answer).score == 1


def _grader(kind: Kind) -> Callable[[Request, str], Grade]:
    grader: Callable[[Request, str], Grade] = import_module(_GRADERS[kind]).grade
    return grader


def _open(request: Request, answer: str, reveal: bool) -> Grade:
    """Grade by the points; without any, by the clauses of each printed answer: the best counts."""
    from ankigen.grading.open import grade_open
    from ankigen.grading.reference import points_of_reference

    alternatives = [request.points] if request.points else []
    printed = request.accept if request.points else request.references + request.accept
    alternatives += [points for text in printed if (points := points_of_reference(text))]
    if not alternatives:
        raise BadRequest("the answer has no words to grade by")
    grades = [
        grade_open(request.question, answer, points, synonyms=request.synonyms, reveal=reveal)
        for points in alternatives
    ]
    best = max(grades, key=lambda found: found.score)
    if request.points or best.verdict == "blank":
        return best
    return replace(best, feedback=f"{best.feedback} (Graded by the clauses of the printed answer.)")


def solution_of(request: Request) -> str:
    """The full answer to a closed question in one line, as far as the request holds it."""
    if request.kind == "true-false" and isinstance(request.correct, bool):
        return "true." if request.correct else "false."
    if request.kind == "choice" and isinstance(request.correct, str):
        text = dict(request.choices).get(request.correct, "")
        return f"{request.correct}. {text}" if text else request.correct
    if request.kind == "list" and request.points:
        return "; ".join(point.term or point.text for point in request.points)
    if request.kind == "number" and request.correct is not None and not request.references:
        return str(request.correct)
    texts = request.expected or request.references or request.accept
    return texts[0] if texts else ""

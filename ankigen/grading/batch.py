"""Many answers at once: JSON lines in, the same lines out with their verdicts, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, request_of_json
from ankigen.grading.route import grade
from ankigen.jsonlines import BadLine, Line, judged, lines_of

__all__ = ["as_json", "grade_lines", "grade_lines_in_processes", "lines_of"]


def grade_lines(lines: Iterable[bytes | None], *, reveal: bool = False) -> Iterator[Line]:
    """Grade JSON lines one by one; None stands for a line that was too long to read."""
    return judged(lines, partial(_graded, reveal=reveal))


def grade_lines_in_processes(
    lines: Iterable[bytes | None], jobs: int, *, reveal: bool = False
) -> Iterator[Line]:
    """As ``grade_lines`` with ``jobs`` processes; the order stays."""
    return judged(lines, partial(_graded, reveal=reveal), jobs)


def as_json(found: Grade) -> dict[str, object]:
    """The verdict in plain values, in the order of the contract."""
    return {
        "score": found.score,
        "verdict": found.verdict,
        "rating": found.rating,
        "unsure": found.unsure,
        "points": [
            {"text": point.text, "status": point.status, "matched": list(point.matched)}
            for point in found.points
        ],
        "feedback": found.feedback,
    }


def _graded(given: dict[str, object], *, reveal: bool) -> tuple[dict[str, object], bool]:
    """What is added to a line, and whether the answer is right. Raises BadLine."""
    try:
        request, answer = request_of_json(given)
        found = grade(request, answer, reveal=reveal)
    except BadRequest as error:
        raise BadLine(str(error)) from None
    return as_json(found), found.verdict == "correct"

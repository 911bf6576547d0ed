"""Is it the right answer? One file a kind of question; open answers by their points."""

from ankigen.grading.batch import as_json, grade_lines, grade_lines_in_processes
from ankigen.grading.records import Grade, PointGrade
from ankigen.grading.request import BadRequest, Request, request_of_json, request_of_note
from ankigen.grading.route import grade, solution_of

__all__ = [
    "BadRequest",
    "Grade",
    "PointGrade",
    "Request",
    "as_json",
    "grade",
    "grade_lines",
    "grade_lines_in_processes",
    "request_of_json",
    "request_of_note",
    "solution_of",
]

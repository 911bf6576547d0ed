"""Each rule by which an open answer is read, on short examples (``open_rules.txt``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ankigen.deck import Point
from ankigen.grading.open import grade_open

CASES = Path(__file__).with_name("open_rules.txt")


def _examples() -> list[tuple[str, str, str, str, str]]:
    examples = []
    title = question = point = ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            title = line[3:]
        elif line.startswith("? "):
            question = line[2:]
        elif line.startswith("* "):
            point = line[2:]
        elif line and not line.startswith("#"):
            status, _, answer = line.partition(": ")
            examples.append((title, question, point, status, answer))
    return examples


@pytest.mark.parametrize(
    ("title", "question", "point", "status", "answer"),
    [pytest.param(*example, id=f"{example[0]}: {example[4]}") for example in _examples()],
)
def test_rule(title: str, question: str, point: str, status: str, answer: str) -> None:
    grade = grade_open(question, answer, (Point(point),))
    assert grade.points[0].status == status, title
    if status == "contradicted":
        assert grade.rating == "again"
        assert grade.points[0].matched

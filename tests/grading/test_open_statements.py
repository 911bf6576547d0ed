"""Short statements of many subjects, true or turned round in one way each, told apart by shares."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ankigen.deck import Point
from ankigen.grading.open import grade_open


def _told_apart(name: str) -> tuple[float, float]:
    """The shares of the true statements that count, and of the turned ones that do not."""
    told: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        question, point, *answers = line.split("|")
        for answer in answers:
            sign, said = answer[0], answer[2:]
            grade = grade_open(question, said, (Point(point),))
            total[sign] += 1
            told[sign] += grade.score >= 0.6 if sign == "+" else grade.score < 0.3
    return told["+"] / total["+"], told["-"] / total["-"]


@pytest.mark.parametrize(
    ("name", "true", "turned"),
    [
        ("open_statements.txt", 0.85, 0.85),
        ("open_statements_second.txt", 0.75, 0.65),
    ],
)
def test_true_statements_count_and_turned_ones_do_not(
    name: str, true: float, turned: float
) -> None:
    counted, refused = _told_apart(name)
    assert counted >= true
    assert refused >= turned

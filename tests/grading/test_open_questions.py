"""Whole questions of many subjects: right answers stand above wrong ones.

The cases are held to shares, because no grader without a language model reads every wording; a
single answer that must come out one way belongs in ``open_rules.txt``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest

from ankigen.deck import Point
from ankigen.grading.open import grade_open
from ankigen.grading.records import Grade

SUBJECTS = (
    "open_questions.txt",
    "open_questions_machine_learning.txt",
    "open_questions_networks.txt",
    "open_questions_held_out.txt",
)


@dataclass
class Question:
    title: str
    question: str = ""
    points: list[Point] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


def _questions(name: str) -> list[Question]:
    found: list[Question] = []
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if line.startswith("## "):
            found.append(Question(line[3:]))
        elif line.startswith("? "):
            found[-1].question = line[2:]
        elif line.startswith("* "):
            found[-1].points.append(Point(line[2:]))
        elif line and not line.startswith("#"):
            kind, _, answer = line.partition(": ")
            found[-1].answers.append((kind, answer))
    return found


@lru_cache
def _grades(name: str) -> dict[str, dict[str, list[Grade]]]:
    grades: dict[str, dict[str, list[Grade]]] = {}
    for case in _questions(name):
        by_kind = grades.setdefault(case.title, defaultdict(list))
        for kind, answer in case.answers:
            by_kind[kind].append(grade_open(case.question, answer, tuple(case.points)))
    return grades


def _above(name: str, good: str, bad: str) -> float:
    pairs = [
        right.score > wrong.score
        for by_kind in _grades(name).values()
        for right in by_kind[good]
        for wrong in by_kind[bad]
    ]
    return sum(pairs) / len(pairs)


def _rated(name: str, kinds: tuple[str, ...], ratings: tuple[str, ...]) -> float:
    rated = [
        grade.rating in ratings
        for by_kind in _grades(name).values()
        for kind in kinds
        for grade in by_kind[kind]
    ]
    return sum(rated) / len(rated)


@pytest.mark.parametrize(
    ("name", "good", "bad", "share"),
    [
        ("open_questions.txt", "right", "flip", 0.95),
        ("open_questions.txt", "notes", "flip", 0.95),
        ("open_questions.txt", "right", "flip1", 0.85),
        ("open_questions.txt", "right", "wordy", 0.95),
        ("open_questions.txt", "right", "salad", 0.95),
        ("open_questions_machine_learning.txt", "right", "flip", 0.90),
        ("open_questions_machine_learning.txt", "right", "flip1", 0.80),
        ("open_questions_machine_learning.txt", "right", "wordy", 0.90),
        ("open_questions_networks.txt", "right", "flip", 0.95),
        ("open_questions_networks.txt", "right", "flip1", 0.85),
        ("open_questions_networks.txt", "right", "wordy", 0.85),
        ("open_questions_held_out.txt", "right", "wordy", 0.70),
    ],
)
def test_right_answers_stand_above_wrong_ones(name: str, good: str, bad: str, share: float) -> None:
    assert _above(name, good, bad) >= share


@pytest.mark.parametrize("name", SUBJECTS)
def test_flipped_answers_are_hardly_ever_rated_good(name: str) -> None:
    assert _rated(name, ("flip", "salad", "beside"), ("good", "easy")) <= 0.05


@pytest.mark.parametrize("name", SUBJECTS[:3])
def test_one_point_turned_round_is_seldom_rated_good(name: str) -> None:
    assert _rated(name, ("flip1",), ("good", "easy")) <= 0.15


@pytest.mark.parametrize("name", SUBJECTS)
def test_right_answers_are_hardly_ever_rated_again(name: str) -> None:
    assert _rated(name, ("right", "notes", "rambling"), ("again",)) <= 0.10


@pytest.mark.parametrize("name", SUBJECTS[:2])
def test_a_partial_answer_is_neither_right_nor_worthless(name: str) -> None:
    assert _rated(name, ("part",), ("hard", "good")) >= 0.5
    assert _rated(name, ("part",), ("easy",)) == 0


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_question_has_a_right_and_a_wrong_answer(name: str) -> None:
    for case in _questions(name):
        kinds = {kind for kind, _ in case.answers}
        assert "right" in kinds, case.title
        assert kinds & {"flip", "flip1", "wordy"}, case.title


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("join", [". ", "\n- ", "; "], ids=["sentences", "list", "parts"])
def test_the_points_word_for_word_are_a_full_answer(name: str, join: str) -> None:
    for case in _questions(name):
        texts = [point.text for point in case.points]
        for order in (texts, texts[::-1]):
            grade = grade_open(case.question, join.join(order), tuple(case.points))
            assert grade.rating in ("good", "easy"), (case.title, grade.feedback)

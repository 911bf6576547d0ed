"""Requests from JSON and from notes: strict, and clear about what is missing."""

from __future__ import annotations

import pytest

from ankigen.deck import Formula, Note, Point
from ankigen.grading import BadRequest, grade, request_of_json, request_of_note


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "a line is a JSON object"),
        ({}, '"kind" is missing; one of open, true-false'),
        ({"kind": "essay", "question": "", "answer": ""}, "no kind 'essay'; there are open"),
        ({"kind": ["open"], "question": "", "answer": ""}, "no kind"),
        ({"kind": "blank", "answer": "x", "accept": ["y"]}, '"question" is missing'),
        ({"kind": "blank", "question": "q", "accept": ["y"]}, '"answer" is missing'),
        ({"kind": "blank", "question": "q", "answer": 3, "accept": ["y"]}, '"answer" must be text'),
        ({"kind": "blank", "question": "q", "answer": "x"}, 'needs "references", "accept"'),
        ({"kind": "open", "question": "q", "answer": "x"}, 'needs "points"'),
        ({"kind": "choice", "question": "q", "answer": "x"}, 'needs "correct" or "references"'),
        ({"kind": "formula", "question": "q", "answer": "x"}, 'needs "expected"'),
        (
            {"kind": "open", "question": "q", "answer": "x", "points": ["a", 3]},
            '"points" must hold',
        ),
        (
            {"kind": "open", "question": "q", "answer": "x", "points": [{"term": "a"}]},
            '"text" is missing',
        ),
        (
            {"kind": "list", "question": "q", "answer": "x", "accept": "a"},
            '"accept" must be a list',
        ),
        (
            {"kind": "true-false", "question": "q", "answer": "x", "correct": 1},
            '"correct" must be true or false',
        ),
        (
            {"kind": "number", "question": "q", "answer": "x", "correct": True},
            '"correct" must be a number',
        ),
        (
            {"kind": "choice", "question": "q", "answer": "x", "correct": "A", "choices": ["a"]},
            '"choices" must be an object',
        ),
    ],
)
def test_what_is_missing_or_wrong_is_named(given: object, said: str) -> None:
    with pytest.raises(BadRequest) as caught:
        request_of_json(given)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "true-false", "references": ["It depends."]}, "says true or false"),
        ({"kind": "choice", "options": ["x", "y"], "correct": "E"}, "names one of the options"),
        ({"kind": "number", "references": ["many"]}, "no number in 'many'"),
        ({"kind": "blank", "references": [" . "]}, "holds an answer"),
        ({"kind": "code", "references": ["# only a remark"]}, "not only comments"),
    ],
)
def test_a_key_that_says_nothing_is_no_key(given: dict[str, object], said: str) -> None:
    request, _ = request_of_json({"question": "q", "answer": "", **given})
    with pytest.raises(BadRequest) as caught:
        grade(request, "something")
    assert said in str(caught.value)


def test_unknown_keys_are_left_alone() -> None:
    given = {"kind": "blank", "question": "q", "answer": "x", "accept": ["x"], "student": 7}
    request, answer = request_of_json(given)
    assert (request.accept, answer) == (("x",), "x")


def test_options_get_letters() -> None:
    given = {"kind": "choice", "question": "q", "answer": "", "options": ["x", "y"], "correct": "B"}
    assert request_of_json(given)[0].choices == (("A", "x"), ("B", "y"))


NOTES = [
    (Note("1", "true-false", "Fish fly.", correct=False), "no", "yes"),
    (Note("2", "choice", "Which?", choices=(("A", "cod"), ("B", "oak")), correct="B"), "oak", "a"),
    (Note("3", "blank", "A ____ swims.", answer="fish", accept=("cod",)), "cod", "oak"),
    (Note("4", "number", "How many?", answer="8 legs", correct=8.0), "eight", "6"),
    (Note("5", "list", "Which?", points=(Point("cod"), Point("eel"))), "eel, cod", "oak, elm"),
    (Note("6", "formula", "Area?", formulas=(Formula(r"\pi r^2"),)), "pi*r*r", "2 pi r"),
    (Note("7", "code", "Add.", code="c = a + b", language="python"), "c=a+b", "c = a - b"),
]


@pytest.mark.parametrize(("note", "right", "wrong"), NOTES, ids=[n[0].kind for n in NOTES])
def test_a_note_of_every_closed_kind_is_graded(note: Note, right: str, wrong: str) -> None:
    assert grade(note, right).verdict == "correct"
    assert grade(note, wrong).score <= 0.25


@pytest.mark.parametrize("kind", ["open", "blank", "number", "choice", "formula", "code"])
def test_a_note_that_lacks_its_answer_is_refused(kind) -> None:
    with pytest.raises(BadRequest):
        request_of_note(Note("1", kind, "What?", flags=("incomplete",)))

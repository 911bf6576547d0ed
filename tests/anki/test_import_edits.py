"""What was edited in Anki arrives in its note, or it is told that it did not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from baking import crust, deck
from importing import edited

from ankigen.deck import Formula, Note, Point

HEAT = "turns sugar and protein brown"
CASES: dict[str, tuple[tuple[str, ...], dict[str, object]]] = {
    "a title": (("question", "Title", "Crust", "The <i>crust</i>"), {"title": "The *crust*"}),
    "a question": (
        ("question", "Question", "good", "crisp"),
        {"question": "What makes a crisp crust?"},
    ),
    "an answer": (
        ("question", "Answer", "Steam first", "<b>Steam</b>&nbsp;first"),
        {"answer": "**Steam** first, then dry heat."},
    ),
    "an answer of two paragraphs": (
        ("question", "Answer", "</p>", "</p><div>At 230 °C.</div>"),
        {"answer": "Steam first, then dry heat.\n\nAt 230 °C."},
    ),
    "an answer with a formula": (
        ("question", "Answer", "dry heat", r"dry heat \(T_1 &gt; 200\)"),
        {"answer": "Steam first, then dry heat $T_1 > 200$."},
    ),
    "a point on the question": (
        ("question", "Points", HEAT, "browns"),
        {"points": (crust().points[0], Point("browns", "Dry heat"), crust().points[2])},
    ),
    "a point on its own card": (
        ("points", "Text", HEAT, "browns"),
        {"points": (crust().points[0], Point("browns", "Dry heat"), crust().points[2])},
    ),
    "a term that is hidden": (
        ("points", "Text", "::Dry heat}}", "::Heat}}"),
        {"points": (crust().points[0], Point(HEAT, "Heat"), crust().points[2])},
    ),
    "a new point": (
        ("question", "Points", "</ul>", "<li>No fan</li></ul>"),
        {"points": (*crust().points, Point("No fan"))},
    ),
    "a formula's name": (
        ("question", "Formulas", "Heat into the loaf", "Heat flow"),
        {"formulas": (replace(crust().formulas[0], name="Heat flow"),)},
    ),
    "a formula": (
        ("question", "Formulas", "T_s", "T_0"),
        {"formulas": (replace(crust().formulas[0], latex=r"q = h (T_{\infty} - T_0)"),)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_edit_arrives_in_its_note(case: str, tmp_path: Path) -> None:
    change, expected = CASES[case]
    note, unpacked = edited(tmp_path, deck(crust()), change)
    assert note == crust(**expected)
    assert [(one.note, one.field) for one in unpacked.edits] == [
        ("C1", f"{change[0]}: {change[1]}")
    ]
    assert not unpacked.uncarried


OTHERS: dict[str, tuple[Note, tuple[str, ...], dict[str, object]]] = {
    "a number": (
        Note("C1", "number", "How hot?", correct=230),
        ("question", "Answer", "230", "240"),
        {"correct": 240},
    ),
    "the truth": (
        Note("C1", "true-false", "Bread boils.", correct=False, answer="It bakes."),
        ("question", "Choices", '<li><div class="choice">True</div></li><li class="right">',
         '<li class="right"><div class="choice">True</div></li><li>'),
        {"correct": True},
    ),
    "a choice": (
        Note("C1", "choice", "Which?", choices=(("A", "rye"), ("B", "oat")), correct="A"),
        ("question", "Choices", "oat", "wheat"),
        {"choices": (("A", "rye"), ("B", "wheat"))},
    ),
    "a sentence with a gap": (
        Note("C1", "blank", "Bread needs ___ to rise.", answer="yeast"),
        ("blank", "Text", "Bread needs", "A dough needs"),
        {"question": "A dough needs ___ to rise."},
    ),
    "what fills a gap": (
        Note("C1", "blank", "Bread needs ___ to rise.", answer="yeast"),
        ("blank", "Text", "::yeast", "::leaven"),
        {"answer": "leaven"},
    ),
    "code": (
        Note("C1", "code", "Halve it.", code="x = 4\nreturn x / 2\n", language="python"),
        ("code", "Text", "4", "6"),
        {"code": "x = 6\nreturn x / 2\n"},
    ),
    "a formula through its cloze": (
        Note("C1", "formula", "Rate?", formulas=(Formula(r"r = \frac{a}{b}", "Rate"),)),
        ("formula-1-cloze", "Text", "r = ", "q = "),
        {"formulas": (Formula(r"q = \frac{a}{b}", "Rate"),)},
    ),
    "what a symbol stands for": (
        Note("C1", "formula", "Rate?", formulas=(Formula("r = a b", "Rate", (("a", "flour"),)),)),
        ("formula-1-symbols", "Text", "flour", "rye flour"),
        {"formulas": (Formula("r = a b", "Rate", (("a", "rye flour"),)),)},
    ),
    "a remark": (
        Note("C1", "open", "Why?", answer="So.", note="Mind.", citations=("A book",)),
        ("question", "Note", "Mind.", "Mind it."),
        {"note": "Mind it."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_an_edit_of_another_kind(case: str, tmp_path: Path) -> None:
    before, change, expected = OTHERS[case]
    note, unpacked = edited(tmp_path, deck(before), change)
    assert note == replace(before, **expected)  # type: ignore[arg-type]
    assert not unpacked.uncarried


def test_points_keep_what_cards_do_not_show(tmp_path: Path) -> None:
    points = (Point("wets", "Steam", accept=("water",), weight=2.0), Point("browns", "Heat"))
    note, _ = edited(
        tmp_path, deck(crust(points=points)), ("question", "Points", "wets", "softens")
    )
    assert note.points == (replace(points[0], text="softens"), points[1])


def test_an_edit_that_nothing_stands_for_is_told(tmp_path: Path) -> None:
    note, unpacked = edited(tmp_path, deck(crust()), ("points", "Question", "", "<u>see</u> "))
    assert note.question.startswith("see")
    assert [one.field for one in unpacked.uncarried] == ["points: Question"]


def test_two_edits_that_clash_are_told(tmp_path: Path) -> None:
    first = ("question", "Points", HEAT, "browns")
    second = ("points", "Text", HEAT, "tans")
    note, unpacked = edited(tmp_path, deck(crust()), first, second)
    assert note.points[1].text == "browns"
    assert [one.field for one in unpacked.uncarried] == ["points: Text"]


def test_what_would_break_the_deck_is_told(tmp_path: Path) -> None:
    note, unpacked = edited(
        tmp_path, deck(crust()), ("question", "Question", "<p>What makes a good crust?</p>", "")
    )
    assert note == crust()
    assert [one.field for one in unpacked.uncarried] == ["question: Question"]

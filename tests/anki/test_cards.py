"""Which Anki notes a note becomes, what they ask, and what they never give away."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from baking import crust, deck, every_kind

from ankigen.anki import Lock, anki_notes
from ankigen.anki.drafts import draft
from ankigen.deck import Deck, Formula, Note, Point
from ankigen.problems import BadInput


def made(*notes: Note) -> dict[str, dict[str, str]]:
    """The fields of each Anki note, by what it asks."""
    return {one.card: dict(one.fields) for one in anki_notes(deck(*notes))}


def hidden(fields: dict[str, str]) -> list[str]:
    """What the clozes of a note hide, in the order of their numbers, without markup."""
    found = re.findall(r"\{\{c(\d+)::(.*?)\}\}", fields["Text"], re.DOTALL)
    texts = {int(number): unescape(re.sub("<[^>]*>", "", text)) for number, text in found}
    return [texts[number].strip() for number in sorted(texts)]


def cards_of(found: Deck) -> dict[str, list[str]]:
    cards: dict[str, list[str]] = {}
    for note in anki_notes(found):
        cards.setdefault(note.note, []).append(note.card)
    return cards


def test_what_each_kind_becomes() -> None:
    assert cards_of(every_kind()) == {
        "B001": ["question", "points", "formula-1", "formula-1-cloze", "formula-1-symbols"],
        "B002": ["question"],
        "B003": ["question"],
        "B004": ["blank"],
        "B005": ["question"],
        "B006": ["question", "list"],
        "B007": ["question", "formula-1-cloze", "formula-1-symbols"],
        "B008": ["question", "code"],
        "B009": ["question"],
        "B010": [
            "question",
            "points",
            "formula-1",
            "formula-1-cloze",
            "formula-2",
            "formula-2-cloze",
            "formula-2-symbols",
        ],
    }


def test_the_short_answer_comes_before_points_and_formulas() -> None:
    fields = made(crust())["question"]
    names = list(fields)
    assert names.index("Answer") < names.index("Points") < names.index("Formulas")


def test_points_hide_terms_one_at_a_time() -> None:
    assert hidden(made(crust())["points"]) == ["Steam", "Dry heat", "Cooling"]


def test_a_term_is_hidden_wherever_its_point_repeats_it() -> None:
    note = crust(points=(Point("the more steam, the longer a skin stays soft", term="Steam"),))
    text = made(note)["points"]["Text"]
    assert text.count("{{c1::") == 2
    assert "steam" not in re.sub(r"\{\{.*?\}\}", "", text).lower()


def test_a_term_that_several_points_share_is_context() -> None:
    note = crust(
        points=(
            Point("baked with generous steam", term="Rye", group="Start"),
            Point("baked with dry heat", term="Wheat", group="Start"),
            Point("left in the cooling oven", term="Rye", group="End"),
        )
    )
    assert hidden(made(note)["points"]) == ["generous steam", "Wheat", "cooling oven"]


def test_a_point_without_a_term_hides_its_telling_words() -> None:
    note = crust(points=(Point("the crust lets the carbon dioxide out"), Point("it is hot")))
    assert hidden(made(note)["points"]) == ["carbon dioxide", "hot"]


def test_words_of_the_question_are_not_hidden() -> None:
    note = crust(points=(Point("a good crust needs malted flour"),))
    assert hidden(made(note)["points"]) == ["malted flour"]


def test_a_formula_in_a_point_is_hidden_whole() -> None:
    note = crust(points=(Point("steam leaves at about $100\\,^{\\circ}C$ from the loaf"),))
    assert hidden(made(note)["points"]) == [r"\(100\,^{\circ}C\)"]


def test_what_would_cut_a_bold_word_in_two_hides_the_whole_point() -> None:
    note = crust(points=(Point("so **hot ovens spring** loaves"),), cloze=("spring loaves",))
    with pytest.raises(BadInput):
        made(note)
    note = crust(
        points=(Point("so **hot ovens spring** loaves"),), cloze=("ovens spring** loaves",)
    )
    assert hidden(made(note)["points"]) == ["so hot ovens spring loaves"]


def test_the_author_chooses_what_is_hidden() -> None:
    note = crust(cloze=("soft", "q = h"))
    cards = made(note)
    assert hidden(cards["points"]) == ["soft"]
    assert hidden(cards["formula-1-cloze"]) == ["q = h"]


def test_the_author_can_hide_words_of_an_answer_without_points() -> None:
    note = Note(id="A", kind="open", question="What is a score?", answer="A cut, made with a lame.")
    assert list(made(note)) == ["question"]
    cards = made(Note(**{**_values(note), "cloze": ("lame",)}))  # type: ignore[arg-type]
    assert hidden(cards["answer"]) == ["lame"]


def test_a_text_to_hide_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(BadInput) as error:
        anki_notes(deck(crust(cloze=("rye",)), crust(cloze=("soft", "barley"))), file="crust.yaml")
    assert [str(problem) for problem in error.value.problems] == [
        "crust.yaml: note C1: cloze 'rye' is not in its text; write it as it stands in a point, "
        "an answer without points, a formula or code",
        "crust.yaml: note C1: cloze 'barley' is not in its text; write it as it stands in a point, "
        "an answer without points, a formula or code",
    ]


def test_a_gap_is_filled_and_hidden() -> None:
    note = Note(id="A", kind="blank", question="It needs _______ to rise.", answer="yeast.")
    fields = made(note)["blank"]
    assert hidden(fields) == ["yeast"]
    assert fields["Typed"] == "yeast"
    assert "Back" not in fields


def test_two_gaps_take_the_two_parts_of_the_answer() -> None:
    note = Note(
        id="A", kind="blank", question="Dough is ____ and ____.", answer="flour and water (mixed)"
    )
    fields = made(note)["blank"]
    assert hidden(fields) == ["flour", "water"]
    assert fields["Back"] == "<p>flour and water (mixed)</p>"


def test_a_gap_inside_a_formula_is_filled_with_tex() -> None:
    note = Note(id="A", kind="blank", question="$E = m c^{____}$", answer="$2$")
    assert hidden(made(note)["blank"]) == ["2"]


def test_a_blank_without_a_gap_is_asked_and_answered() -> None:
    note = Note(id="A", kind="blank", question="What lifts it?", answer="Yeast")
    assert list(made(note)) == ["question"]


def test_a_list_hides_its_items_whole() -> None:
    note = Note(id="A", kind="list", question="Which flours?", answer="Wheat, rye and spelt.")
    cards = made(note)
    assert hidden(cards["list"]) == ["Wheat", "rye", "spelt"]
    assert "Wheat, rye and spelt" in cards["question"]["Answer"]


def test_what_is_said_after_a_list_is_no_item_of_it() -> None:
    answer = "Wheat, rye, and spelt. Each of them holds gluten, even if little."
    cards = made(Note(id="A", kind="list", question="Which flours?", answer=answer))
    assert hidden(cards["list"]) == ["Wheat", "rye", "spelt"]
    assert cards["list"]["Back"] == "<p>Each of them holds gluten, even if little.</p>"


@pytest.mark.parametrize(
    "answer", ["Dr. Who, St. Paul and Prof. Lee", "Rice, J. Oat and Rye. All."]
)
def test_a_full_stop_inside_a_list_does_not_end_it(answer: str) -> None:
    cards = made(Note(id="A", kind="list", question="Who?", answer=answer))
    assert len(hidden(cards["list"])) == 3


def test_true_or_false_shows_both_and_says_why() -> None:
    fields = {one.note: dict(one.fields) for one in anki_notes(every_kind())}["B002"]
    assert re.findall(r'<li class="right">.*?>(\w+)</div>', fields["Choices"]) == ["False"]
    assert "draws water" in fields["Answer"]
    assert fields["Typed"] == "False"


def test_a_choice_marks_the_right_one_and_does_not_repeat_it() -> None:
    note = Note(
        id="A",
        kind="choice",
        question="Which?",
        choices=(("A", "Rye"), ("B", "Wheat")),
        correct="B",
        answer="Wheat.",
    )
    fields = made(note)["question"]
    assert re.findall(r'<li class="right">.*?<div class="choice">(\w+)', fields["Choices"]) == [
        "Wheat"
    ]
    assert "Answer" not in fields
    assert json.loads(unescape(fields["Accepted"]))["right"] == ["B"]


@pytest.mark.parametrize(
    ("correct", "typed"), [(0.25, "0.25"), (12.0, "12"), (-3, "-3"), (1e-8, "1e-08")]
)
def test_a_number_is_typed_as_people_write_it(correct: float, typed: str) -> None:
    note = Note(id="A", kind="number", question="How many?", correct=correct, answer="Because.")
    fields = made(note)["question"]
    assert fields["Typed"] == typed
    assert fields["Answer"] == f"<p><strong>{typed}</strong></p>\n<p>Because.</p>"


@pytest.mark.parametrize(
    "answer", ["A long answer of more than four words", "two\nlines", "$x$", "*bold*", ""]
)
def test_a_long_or_marked_up_answer_is_not_typed(answer: str) -> None:
    note = Note(id="A", kind="open", question="Why?", answer=answer, note="so")
    assert not any("Typed" in fields for fields in made(note).values())


def test_code_hides_lines_that_do_something() -> None:
    code = (
        "import math\n"
        "from os import path\n"
        "#include <stdio.h>\n"
        "# a comment\n"
        'def area(radius):\n    """Of a\n    round loaf."""\n'
        "    square = radius ** 2\n"
        "    if square > 9:\n"
        "        print('large')\n"
        "    else:\n"
        "        pass\n"
        "    return\n"
        "}\n"
    )
    fields = made(Note(id="A", kind="code", question="Area?", code=code, language="python"))["code"]
    assert hidden(fields) == ["square = radius ** 2", "if square > 9:", "print('large')"]


def test_a_formula_is_asked_by_name_and_left_side_alone() -> None:
    fields = made(crust())["formula-1"]
    assert fields["Question"] == r"Heat into the loaf\[q = {?}\]"
    assert "T_s" in fields["Formulas"]


def test_formulas_that_nothing_tells_apart_are_asked_together() -> None:
    twins = (Formula(r"q = a + b"), Formula(r"q = a \cdot c"), Formula(r"r = a + b"))
    cards = made(crust(formulas=twins))
    assert [card for card in cards if re.fullmatch(r"formula-\d", card)] == [
        "formula-1",
        "formula-3",
    ]
    assert cards["formula-1"]["Formulas"].count('class="formula"') == 2


def test_a_formula_that_does_not_read_is_asked_but_not_hidden() -> None:
    cards = made(crust(formulas=(Formula(r"\frac{1}{", "Broken"),)))
    assert "formula-1" in cards
    assert "formula-1-cloze" not in cards


def test_each_symbol_is_asked_for() -> None:
    note = crust(formulas=(Formula("q = h", where=(("q", "heat"), ("h", "a rate of $1/s$"))),))
    assert hidden(made(note)["formula-1-symbols"]) == ["heat", r"a rate of \(1/s\)"]


def test_a_note_without_an_answer_becomes_no_card() -> None:
    assert made(Note(id="A", kind="open", question="Why?", note="Nobody knows.")) == {}


def test_tags_are_what_anki_takes_and_flags_are_among_them() -> None:
    note = crust(tags=("a b", "x::y", "a b", "-"), flags=("truncated",))
    assert anki_notes(deck(note))[0].tags == ("a-b", "x::y", "ankigen::truncated")


def test_a_line_added_to_the_source_changes_no_note() -> None:
    assert draft(deck(crust(lines=(3, 9))), Lock()) == draft(deck(crust(lines=(4, 10))), Lock())


def test_what_is_hidden_depends_on_no_other_note() -> None:
    alone = anki_notes(deck(crust()))
    among = anki_notes(deck(Note(id="A", kind="open", question="Steam?", answer="Yes"), crust()))
    assert set(alone) <= set(among)


def test_numbers_come_from_the_lock() -> None:
    first = anki_notes(deck(crust()))
    numbers: dict[str, dict[int, object]] = {}
    for note in first:
        for name, number, part in note.taken:
            numbers.setdefault(name, {})[number] = part
    lock = Lock(numbers=numbers)  # type: ignore[arg-type]
    turned = crust(points=tuple(reversed(crust().points)))
    again = {note.card: note for note in anki_notes(deck(turned), lock)}
    assert hidden(dict(again["points"].fields)) == ["Steam", "Dry heat", "Cooling"]


def _values(note: Note) -> dict[str, object]:
    return {name: getattr(note, name) for name in Note.__dataclass_fields__}

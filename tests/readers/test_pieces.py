"""The parts that every format is read with, by titled examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ankigen.readers import choices, formulas, kinds, marks, naming, tables, wherelist
from ankigen.readers.answer import read_answer
from ankigen.readers.boilerplate import drop_boilerplate, is_boilerplate
from ankigen.readers.deckname import deck_name
from ankigen.readers.figures import without_figures
from ankigen.readers.headings import Place, notes_under
from ankigen.readers.lines import Ledger, split
from ankigen.readers.prose import flow, sentence_case
from ankigen.readers.sections import sections
from ankigen.readers.shapes import label, shape

CASES = yaml.safe_load((Path(__file__).parent / "pieces.yaml").read_text("utf-8"))


def cases(section: str) -> pytest.MarkDecorator:
    params = [pytest.param(case, id=case["title"]) for case in CASES[section]]
    return pytest.mark.parametrize("case", params)


Case = dict[str, Any]


@cases("figures")
def test_figures(case: Case) -> None:
    text, lost = without_figures(case["text"])
    assert (text, lost) == (case["left"], case["left"] != case["text"])


@cases("question marks")
def test_question_marks(case: Case) -> None:
    assert marks.question_mark(case["text"]) == (case["question"], case.get("kind"))


@cases("answer marks")
def test_answer_marks(case: Case) -> None:
    assert marks.answer_mark(case["text"]) == case["answer"]


@cases("truth words")
def test_truth_words(case: Case) -> None:
    found = marks.truth_word(case["text"])
    assert (list(found) if found else None) == case["found"]


@cases("labels")
def test_labels(case: Case) -> None:
    assert label(case["text"], strict=True) == (
        case.get("term", ""),
        case.get("rest", case["text"]),
    )


@cases("shapes")
def test_shapes(case: Case) -> None:
    shaped = shape(split(case["text"], "case"))
    assert [one.kind for one in shaped] == case["kinds"]


@cases("where lines")
def test_where_lines(case: Case) -> None:
    found = {meaning.symbol: meaning.text for meaning in wherelist.meanings(case["text"])}
    assert found == case["means"]


@cases("names of formulas")
def test_names_of_formulas(case: Case) -> None:
    assert naming.pure_name(case["text"]) == case.get("pure")
    if "subject" in case:
        assert naming.subject(case["text"], case.get("before", "")) == case["subject"]


@cases("joined formulas")
def test_joined_formulas(case: Case) -> None:
    assert list(formulas.joined(case["lines"])) == case["joined"]


@cases("symbols in formulas")
def test_symbols_in_formulas(case: Case) -> None:
    found = [symbol for symbol in case["symbols"] if formulas.stands_in(symbol, case["formula"])]
    assert found == case["found"]


@cases("tables")
def test_tables(case: Case) -> None:
    assert tables.markdown(case["rows"]).splitlines() == case["table"]


@cases("lengths of tables")
def test_lengths_of_tables(case: Case) -> None:
    assert tables.length(case["lines"]) == case["rows"]


@cases("options on one line")
def test_options_on_one_line(case: Case) -> None:
    question, options = choices.inline(case["text"])
    assert (question, dict(options)) == (case["question"], case.get("options", {}))


@cases("picks")
def test_picks(case: Case) -> None:
    options = tuple(case["options"].items())
    assert list(choices.pick(case["answer"], options)) == case["picked"]


@cases("numbers")
def test_numbers(case: Case) -> None:
    assert kinds.number_answer(case["question"], case["answer"]) == case.get("number")


@cases("lists")
def test_lists(case: Case) -> None:
    found = kinds.listed_items(case["question"], case["answer"], ())
    assert list(found) == case.get("items", [])


@cases("blanks")
def test_blanks(case: Case) -> None:
    assert list(kinds.accepted(case["answer"])) == case["accept"]


@cases("texts that break off")
def test_texts_that_break_off(case: Case) -> None:
    assert kinds.cut_off(case["text"]) is case["cut"]


@cases("boilerplate")
def test_boilerplate(case: Case) -> None:
    assert is_boilerplate(case["text"]) is case["is"]


@cases("deck names")
def test_deck_names(case: Case) -> None:
    given = (case.get("title_line", ""), case.get("category", ""), case["path"])
    assert deck_name(*given) == case["name"]


@cases("answers")
def test_answers(case: Case) -> None:
    lines = split(case["text"], "case")
    ledger = Ledger(lines)
    answer = read_answer(shape(lines), ledger)
    assert answer.text == case.get("answer", "")
    points = [[p.group, p.term, p.text] for p in answer.points]
    assert points == [[*[""] * (3 - len(p)), *p] for p in case.get("points", [])]
    assert {f.latex: f.name for f in answer.formulas} == case.get("formulas", {})
    assert ledger.account().unread == ()


@cases("ratings")
def test_ratings(case: Case) -> None:
    lines = split("\n".join(case["lines"]), "cards.txt")
    kept = drop_boilerplate(lines, Ledger(lines))
    assert [line.text for line in kept if line.bare] == case["left"]


@cases("flow")
def test_flow(case: Case) -> None:
    assert flow(case["parts"]) == case["whole"]


@cases("sentence case")
def test_sentence_case(case: Case) -> None:
    assert sentence_case(case["text"]) == case["whole"]


@cases("sections")
def test_sections(case: Case) -> None:
    assert sections(split(case["text"], "guide.txt")) == case["titles"]


@cases("titles under a topic")
def test_titles_under_a_topic(case: Case) -> None:
    lines = split("\n".join(case["lines"]), "guide.txt")
    notes = notes_under(Place("", case["topic"]), lines, Ledger(lines))
    assert {note.question: note.title for note in notes} == case["notes"]

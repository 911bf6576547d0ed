"""Typed answers on the back of a card: the script says what ``ankigen grade`` says, or nothing."""

from __future__ import annotations

import html
import json
import random
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from baking import every_kind
from judging import Case, cases, graded, node, scores, worth

from ankigen.anki import anki_notes
from ankigen.anki.accepted import accepted
from ankigen.anki.notetypes import NOTETYPES, script, sides
from ankigen.deck import Deck, Note
from ankigen.grading.thesaurus import thesaurus

CASES = list(cases())
NOTES = {case.title: case.note for case in CASES}
KEYS = {title: accepted(note) or {} for title, note in NOTES.items()}

needs_node = pytest.mark.skipif(node() is None, reason="no Node: node is not on the path")


def graded_worth(note: Note, typed: str) -> str:
    """What Python says of an answer; what it cannot read, it leaves to the learner too."""
    grade = graded(note, typed)
    if grade.verdict == "unreadable":
        return "open"
    return "slip" if "spelling" in grade.feedback and grade.score == 1 else worth(grade.score)


def test_the_cases_are_many_and_of_many_subjects() -> None:
    assert len(CASES) >= 400
    assert len({case.title.split(":")[0] for case in CASES}) >= 12
    assert {case.note.kind for case in CASES} == {
        *("open", "blank", "number", "list", "true-false", "choice"),
    }
    assert Counter(case.worth for case in CASES)["open"] < len(CASES) / 10


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.title} [{case.worth}: {case.typed}]" for case in CASES]
)
def test_python_says(case: Case) -> None:
    if case.worth != "open":
        assert graded_worth(case.note, case.typed) == case.worth


@needs_node
def test_the_script_says() -> None:
    said = scores((KEYS[case.title], case.typed) for case in CASES)
    wrong = [
        f"{case.title}: {case.typed!r} is {score}, not {case.worth}"
        for case, score in zip(CASES, said, strict=True)
        if ("slip" if score == 0.99 else worth(score)) != case.worth
    ]
    assert wrong == []


@needs_node
def test_ten_thousand_changed_answers() -> None:
    draw = random.Random(20)
    typed = [_changed(draw, draw.choice(CASES)) for _ in range(10_000)]
    said = scores((KEYS[title], answer) for title, answer in typed)
    differ = [
        f"{title}: {answer!r} is {score}"
        for (title, answer), score in zip(typed, said, strict=True)
        if score is not None
        and worth(score) != graded_worth(NOTES[title], answer).replace("slip", "right")
    ]
    assert differ == []
    assert said.count(None) < 4_500


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TELLING = sorted(
    word
    for word in thesaurus().vocabulary - thesaurus().function_words - thesaurus().light_words
    if word.isalpha() and len(word) > 2
)


def _changed(draw: random.Random, case: Case) -> tuple[str, str]:
    text = case.typed if draw.random() < 0.85 else draw.choice(CASES).typed
    for _ in range(draw.choice((0, 1, 1, 1, 2, 3))):
        place = draw.randrange(len(text) + 1)
        before, after = text[:place], text[place:]
        other = draw.choice((draw.choice(CASES).typed, draw.choice(_TELLING)))
        number = draw.choice((draw.randrange(200), round(draw.random(), 2), draw.randrange(10**6)))
        text = draw.choice(
            (
                before + after[1:],
                before + draw.choice(_LETTERS) + after,
                before + draw.choice(_LETTERS) + after[1:],
                before + after[1:2] + after[:1] + after[2:],
                draw.choice((text.upper(), text.title(), text.lower())),
                text + draw.choice(("s", "es", "ed", "ing", ".", "!", "?", " maybe", ", I think")),
                draw.choice(("the ", "a ", "I think ", "it is ", "not ", "answer: ", "um ")) + text,
                text.replace("e", "é", 1),
                text + draw.choice((" or ", " and ", ", ", " / ")) + other,
                other,
                " ".join(draw.sample(text.split(), len(text.split()))),
                f"{draw.choice(('', '-', '~'))}{number}{draw.choice(('', ' %', 'k', ' km', ',5'))}",
                text.replace(" ", draw.choice(("", "-", "  ", "_"))),
            )
        )
    return case.title, text


@needs_node
def test_no_typed_text_takes_long_or_breaks_the_script() -> None:
    hostile = ["\0" * 300, "a" * 10**5, " " * 10**4, ",;" * 150, "1,234" * 60, "((" * 150, "\ud800"]
    hostile += [
        '"' * 300,
        "e\u0301" * 150,
        "💥" * 150,
        "-" * 300,
        "1/" * 150,
        "__proto__",
        "not " * 75,
    ]
    pairs = [(key, text) for key in KEYS.values() for text in hostile]
    assert all(score is None or 0 <= score < 0.9 for score in scores(pairs))


def test_the_script_is_small_and_evaluates_nothing() -> None:
    text = script()
    assert len(text.encode()) < 12_000
    for barred in (
        "eval",
        "Function",
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
    ):
        assert barred not in text
    for barred in ("fetch", "XMLHttp", "import", "require", "localStorage", "setTimeout", "http"):
        assert barred not in text
    # Anki's templates, the end of a script, and what another version of Anki might act on.
    for barred in ("{{", "}}", "</", "<!--", "[[type:", "[sound:", "[anki:", "<%"):
        assert barred not in text
    # A look behind would be an error in the browsers of older telephones.
    assert "(?<" not in text


def test_the_script_runs_on_the_back_where_an_answer_is_typed() -> None:
    for notetype in NOTETYPES:
        front, back = sides(notetype)
        assert "<script" not in front
        assert back.count("<script>") == back.count("{{#Accepted}}") == 1
        assert script().strip() in back


@needs_node
@pytest.mark.parametrize("notetype", NOTETYPES, ids=lambda notetype: notetype.name)
def test_node_takes_the_script_as_it_ships(notetype: object, tmp_path: Path) -> None:
    found = re.search(r"<script>(.*)</script>", sides(notetype)[1], re.DOTALL)  # type: ignore[arg-type]
    assert found
    path = tmp_path / "script.js"
    path.write_text(found[1], "utf-8")
    done = subprocess.run([str(node()), "--check", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def _keys(*notes: Note) -> list[dict[str, object]]:
    made = anki_notes(Deck("Test", notes))
    fields = [dict(one.fields) for one in made]
    return [json.loads(html.unescape(one["Accepted"])) for one in fields if "Accepted" in one]


def test_each_gap_has_a_key_of_its_own() -> None:
    note = Note(id="G", kind="blank", question="Dough is ____ and ____.", answer="flour and water")
    (key,) = _keys(note)
    assert sorted(key) == ["1", "2"]
    assert [key[gap]["answer"] for gap in ("1", "2")] == ["flour", "water"]  # type: ignore[index]


def test_a_long_filling_is_not_typed() -> None:
    long = "a mixture of many other things"
    assert _keys(Note(id="G", kind="blank", question="It is ____.", answer=long)) == []


def test_a_deck_of_every_kind_has_keys_that_stay_small() -> None:
    keys = _keys(*every_kind().notes)
    assert len(keys) >= 6
    assert max(len(json.dumps(key)) for key in keys) < 4_000


def test_the_same_note_gives_the_same_key() -> None:
    note = NOTES["Cooking: what dough needs"]
    assert json.dumps(accepted(note)) == json.dumps(accepted(note))


def test_a_range_is_left_to_the_learner() -> None:
    note = Note(id="R", kind="number", question="Between?", answer="3 to 5", correct=None)
    assert accepted(note) is None

"""Typed answers as Anki's own reviewer shows them: real comparison, real pages, our script."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from collection import imported
from judging import cases
from reviewer import PHONE, Card, Reviewer, rendered

from ankigen.anki import build
from ankigen.deck import Deck, Note

pytestmark = [pytest.mark.anki, pytest.mark.browser]

NOTES = {case.title: case.note for case in cases()}
GAPS = Note(id="gaps", kind="blank", question="Dough is ____ and ____.", answer="flour and water")
HOSTILE = Note(
    id="hostile",
    kind="open",
    question="What?",
    answer="plain",
    accept=("<script>document.title='x'</script>", '"]}', "{{Id}}", "[sound:x.mp3]", "</div>"),
)


@pytest.fixture
def typed_card(collection: Any, tmp_path: Path) -> Callable[..., Card]:
    """A note's card, built and imported, after something was typed; ``order`` counts from 0."""

    def make(note: Note, typed: str, order: int = 0) -> Card:
        if not collection.note_count():
            build([Deck("Test", (note,))], tmp_path / "deck.apkg", now=1_700_000_000)
            imported(collection, tmp_path / "deck.apkg")
        found = [collection.get_card(number) for number in collection.find_cards("")]
        made = {card.ord: card for card in found if card.note()["Typed"]}
        return rendered(made[order], f"{note.id} {typed!r}", typed)

    return make


@pytest.mark.parametrize(
    ("title", "typed", "mark", "words", "compared"),
    [
        ("Geography: the capital", "canberra", "right", {"said": "Right"}, False),
        (
            "Geography: the capital",
            "Canbera",
            "right",
            {"said": "Right, but for the spelling"},
            True,
        ),
        (
            "Geography: the capital",
            "Sydney",
            "wrong",
            {"said": "Not right", "typed": "Sydney", "wanted": "Canberra", "button": "Again"},
            False,
        ),
        ("Geography: accents", "brasilia", "right", {"typed": "brasilia"}, False),
        ("Literature: who wrote it", "Goethe", "partly", {"said": "Partly right"}, False),
        ("Machine learning: the steepest slope", "1/4", "right", {"button": "Good"}, False),
        ("Machine learning: the steepest slope", "at most a bit", "open", {}, True),
        ("Cooking: salt", "nope", "right", {"said": "Right"}, False),
        ("Cooking: flour", "strong wheat", "right", {"said": "Right"}, False),
        ("Cooking: flour", "rye", "wrong", {"wanted": "B"}, False),
        (
            "Cooking: what dough needs",
            "salt, flour",
            "partly",
            {"said": "Partly right · 2 of 4 · missing: Water, Yeast", "button": "Hard"},
            False,
        ),
        ("Biology: the carrier of energy", "ATP", "right", {"said": "Right"}, False),
        ("Biology: the carrier of energy", "adenosine triphosphate", "right", {}, False),
    ],
)
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_the_verdict(
    typed_card: Callable[..., Card],
    anki_reviewer: Reviewer,
    title: str,
    typed: str,
    mark: str,
    words: dict[str, str],
    compared: bool,
    night: bool,
) -> None:
    card = typed_card(NOTES[title], typed)
    seen = anki_reviewer.verdict(card, night)
    assert seen["mark"] == f"verdict {mark}"
    assert seen["words"].items() >= words.items()
    assert seen["compared"] is compared
    looked = anki_reviewer.look([card], PHONE, night)
    assert [problem for side in looked for problem in side.problems] == []


def test_nothing_typed_leaves_the_card_alone(
    typed_card: Callable[..., Card], anki_reviewer: Reviewer
) -> None:
    seen = anki_reviewer.verdict(typed_card(NOTES["Geography: the capital"], ""))
    assert seen == {"mark": "", "words": {}, "compared": True}


def test_each_gap_is_judged_by_its_own_key(
    typed_card: Callable[..., Card], anki_reviewer: Reviewer
) -> None:
    for order, typed, mark in ((0, "Flour", "right"), (1, "flour", "wrong"), (1, "WATER", "right")):
        assert anki_reviewer.verdict(typed_card(GAPS, typed, order))["mark"] == f"verdict {mark}"


def test_hostile_text_stays_text(typed_card: Callable[..., Card], anki_reviewer: Reviewer) -> None:
    before = anki_reviewer.title()
    for typed in (
        "<script>document.title='y'</script>",
        "<img src=x onerror=document.title=1>",
        '"]}',
    ):
        card = typed_card(HOSTILE, typed)
        seen = anki_reviewer.verdict(card)
        assert seen["words"].get("typed", typed) == typed
        assert not anki_reviewer.look([card])[1].live
    assert anki_reviewer.title() == before


def test_without_its_key_anki_compares(
    typed_card: Callable[..., Card], anki_reviewer: Reviewer
) -> None:
    card = typed_card(NOTES["Geography: the capital"], "Sydney")
    start = card.answer.index('<div class="accepted"')
    end = card.answer.index("</div>", start)
    for key in ("", "{", "[1, 2]", '{"kind": "none"}'):
        broken = f'{card.answer[:start]}<div class="accepted" hidden>{key}{card.answer[end:]}'
        seen = anki_reviewer.verdict(Card("broken", card.question, broken))
        assert seen["compared"], key


def test_what_was_typed_is_recovered(anki_reviewer: Reviewer, collection: Any) -> None:
    draw = random.Random(4)
    expected = "dropout, weight decay, early stopping, data augmentation"
    pieces = [*expected.split(", "), "-", " ", "<", "&amp;", "x", "é", "ß", "日", ", "]
    wrong = []
    for _ in range(150):
        typed = "".join(draw.choices(pieces, k=draw.randrange(1, 7))).strip() or "x"
        found = anki_reviewer.recovered(collection.compare_answer(expected, typed))
        if found != typed:
            wrong.append((typed, found))
    assert wrong == []

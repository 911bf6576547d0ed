"""Which cards a round asks, in which order, and its tally."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ankigen.deck import Note
from ankigen.grading import grade
from ankigen.practice.decks import Card, cards_of, deck_files, find_card
from ankigen.practice.session import Outcome, Session, chosen
from ankigen.problems import BadInput

CELLS = Path(__file__).parent / "cells.yaml"
CARDS = cards_of([CELLS])


def _ids(cards: tuple[Card, ...]) -> list[str]:
    return [card.note.id for card in cards]


def test_a_note_that_cannot_be_graded_is_not_asked() -> None:
    assert "CELL09" in _ids(CARDS)
    assert sorted(_ids(chosen(CARDS, seed=0))) == [f"CELL0{n}" for n in range(1, 9)]


def test_the_seed_alone_draws_the_order() -> None:
    first = _ids(chosen(CARDS, seed=1))
    assert first == _ids(chosen(CARDS[::-1], seed=1))
    assert first != _ids(chosen(CARDS, seed=2))
    program = (
        "from ankigen.practice.decks import cards_of\n"
        "from ankigen.practice.session import chosen\n"
        "from pathlib import Path\n"
        f"print([c.note.id for c in chosen(cards_of([Path({str(CELLS)!r})]), seed=1)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == str(first)


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"kinds": ["open"]}, ["CELL06"]),
        ({"kinds": ["blank", "number"]}, ["CELL01", "CELL04"]),
        ({"tags": ["easy"]}, ["CELL01", "CELL02"]),
        ({"tags": ["organelles"], "kinds": ["choice"]}, ["CELL03"]),
        ({"tags": ["nothing"]}, []),
    ],
)
def test_filters(filters: dict[str, list[str]], wanted: list[str]) -> None:
    assert sorted(_ids(chosen(CARDS, seed=3, **filters))) == wanted


def test_the_limit_keeps_the_first_of_the_order() -> None:
    assert _ids(chosen(CARDS, seed=5, limit=3)) == _ids(chosen(CARDS, seed=5))[:3]


def test_a_note_is_found_by_its_id_and_by_its_file() -> None:
    assert find_card(f"{CELLS}:CELL04", ()).note.correct == 46
    assert find_card("CELL04", [str(CELLS.parent)]).path == CELLS


def test_an_id_in_two_files_is_not_guessed(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_bytes(CELLS.read_bytes())
    with pytest.raises(BadInput, match="stands in both"):
        find_card("CELL04", [str(tmp_path)])


def test_a_folder_without_decks_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no deck files"):
        deck_files([str(tmp_path)])


def test_the_tally() -> None:
    note = Note("N1", "blank", "____ is blue.", answer="sky")
    card = Card(note, CELLS)
    session = Session(3, skipped=1)
    session.outcomes.append(Outcome(card, grade(note, "sky"), "easy"))
    session.outcomes.append(Outcome(card, grade(note, "sea"), "good", kept=True))
    assert session.as_json() == {
        "planned": 3,
        "asked": 2,
        "skipped": 1,
        "ratings": {"again": 0, "hard": 0, "good": 1, "easy": 1},
        "corrected": 1,
        "kept": 1,
        "again": [],
    }

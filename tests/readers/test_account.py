"""A line said to be used stands in a record: the account is not taken at its word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ankigen.deck import Deck, Note
from ankigen.readers import Extraction, extract

DOCUMENTS = Path(__file__).parent / "documents"
# Words that marks, headings and announcements consist of; they may go without the line's loss.
_MARKS = {"here", "are", "the", "following", "equation", "equations", "formula", "where", "and"}


@pytest.mark.parametrize("name", ["statistics", "chemistry", "history"])
def test_used_lines_are_found_again(name: str) -> None:
    path = DOCUMENTS / f"{name}.txt"
    assert missing(extract(path), path.read_text("utf-8")) == []


@pytest.mark.seeds
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_used_lines_of_the_real_documents_are_found_again(number: str, seeds: Path) -> None:
    (path,) = seeds.glob(f"{number}_*.txt")
    assert missing(extract(path), path.read_text("utf-8")) == []


def missing(extraction: Extraction, text: str) -> list[str]:
    """The lines in use of whose longer words fewer than half are in the deck."""
    gone = {line.line for line in (*extraction.account.dropped, *extraction.account.unread)}
    known = set(_words(_all_text(extraction.deck)))
    lost = []
    for number, line in enumerate(text.splitlines(), 1):
        words = [word for word in _words(line) if word not in _MARKS]
        if number not in gone and sum(word in known for word in words) * 2 < len(words):
            lost.append(f"{number}: {line}")
    return lost


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zß-ÿ]{3,}", text.lower())


def _all_text(deck: Deck) -> str:
    return " ".join([deck.name, *(text for note in deck.notes for text in _texts(note))])


def _texts(note: Note) -> list[str]:
    return [
        note.question,
        note.title,
        note.answer,
        note.code,
        *(f"{point.group} {point.term} {point.text}" for point in note.points),
        *(f"{formula.latex} {formula.name} {formula.where}" for formula in note.formulas),
        *(text for _, text in note.choices),
        str(note.correct),
        *note.tags,
        *note.citations,
    ]

"""What the tests of the readers share: the plain facts of a note, and the real documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ankigen.deck import Note
from ankigen.readers import Extraction

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"

Facts = dict[str, Any]


@pytest.fixture
def seeds() -> Path:
    """The folder of the real documents."""
    if not SEEDS.is_dir():
        pytest.skip("the real documents are not beside the checkout")
    return SEEDS


@pytest.fixture
def compare() -> Callable[[Extraction, Mapping[str, Any]], None]:
    """Compares an extraction with what a careful reader wrote down of the document.

    What is written down of a note is compared; of what is not, only the absence of points,
    formulas, choices and flags is.
    """
    return _compare


def _compare(extraction: Extraction, expected: Mapping[str, Any]) -> None:
    deck, account = extraction.deck, extraction.account
    assert deck.source is not None
    assert (deck.name, deck.source.format) == (expected["deck"], expected["format"])
    assert [line.text for line in account.unread] == expected.get("unread", [])
    assert account.used + len(account.dropped) == account.lines - len(account.unread)
    assert Counter(line.reason for line in account.dropped) == expected["dropped"]
    for note, wanted in zip(deck.notes, expected["notes"], strict=True):
        found = _facts(note)
        assert {key: found[key] for key in wanted} == wanted, note.id
        assert not [key for key in ALWAYS if found[key] and key not in wanted], note.id


ALWAYS = ("points", "formulas", "choices", "correct", "accept", "flags", "citations", "code")


def _facts(note: Note) -> Facts:
    return {
        "id": note.id,
        "kind": note.kind,
        "title": note.title,
        "question": note.question,
        "answer": note.answer,
        "points": [
            " / ".join(part for part in (p.group, p.term or "-") if part) for p in note.points
        ],
        "texts": [point.text for point in note.points],
        "formulas": [
            {"latex": f.latex, "name": f.name} | ({"where": dict(f.where)} if f.where else {})
            for f in note.formulas
        ],
        "latex": [formula.latex for formula in note.formulas],
        "choices": dict(note.choices),
        "correct": note.correct,
        "accept": list(note.accept),
        "code": note.code,
        "language": note.language,
        "citations": list(note.citations),
        "flags": list(note.flags),
        "tags": list(note.tags),
        "lines": list(note.lines or ()),
    }

"""The five real documents hold what a careful reader finds in them, and no line stays unread."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from ankigen.deck import Note
from ankigen.readers import extract

FOUND = yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text("utf-8"))

pytestmark = pytest.mark.seeds


@pytest.mark.parametrize("number", FOUND)
def test_a_real_document(number: str, seeds: Path) -> None:
    (path,) = seeds.glob(f"{number}_*.txt")
    extraction = extract(path)
    account = extraction.account
    assert account.unread == ()
    assert Counter(line.reason for line in account.dropped) == FOUND[number]["dropped"]
    assert extraction.deck.source is not None
    assert extraction.deck.source.format == FOUND[number]["format"]
    found = {note.id: _facts(note) for note in extraction.deck.notes}
    wanted = {note.pop("id"): note for note in (dict(note) for note in FOUND[number]["notes"])}
    assert list(found) == list(wanted)
    assert found == wanted


def _facts(note: Note) -> dict[str, Any]:
    """What can be said of a note without its sentences; absent where there is none of it."""
    table = [row for row in note.answer.splitlines() if row.startswith("|")]
    facts = {
        "kind": note.kind,
        "points": [len(list(points)) for _, points in groupby(note.points, lambda p: p.group)],
        "formulas": [
            {"latex": f.latex} | ({"where": [symbol for symbol, _ in f.where]} if f.where else {})
            for f in note.formulas
        ],
        "choices": len(note.choices),
        "accept": list(note.accept),
        "code": len(note.code.splitlines()),
        "language": note.language,
        "citations": len(note.citations),
        "table": [row.count(" | ") + 1 for row in table],
        "flags": list(note.flags),
    }
    correct = {} if note.correct is None else {"correct": note.correct}
    return {key: value for key, value in facts.items() if value} | correct

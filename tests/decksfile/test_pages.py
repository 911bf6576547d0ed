"""Reading page by page says what reading the whole file says, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from baking import DECKS
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.anki import Lock
from ankigen.anki.drafts import draft, silent
from ankigen.anki.remembered import paged_draft
from ankigen.deck import Deck, Note
from ankigen.decksfile import PagedDeck, dumps, load, loads, paged, pages, read_pages
from ankigen.problems import BadInput

LINES = (DECKS / "every_kind.yaml").read_text(encoding="utf-8").split("\n")
# What may end or begin something in YAML, at the left edge or not.
PIECES = (
    *("'", '"', "|", ">-", "- ", "  ", "# note", "...", "---", "%YAML 1.1", "\t", "{", "]", "&a "),
    *("*a", "!t ", "? ", ": ", "- id: N1", "notes:", "deck: x", "- 'open", "  closed'", "\r", ""),
    *('- "open', '  closed"', "- |", "-", "- - x", "- {id: a, kind: open, question: b}", "\ufeff"),
)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_NOTES", 1)


def by_pages(text: str, path: Path) -> Deck | str:
    """The deck read page by page, each alone, or what is wrong with it."""
    path.write_bytes(text.encode("utf-8"))
    try:
        deck = paged(path)
        if isinstance(deck, Deck):
            return deck
        paged_draft(deck, Lock(), "", None, silent)
        read = [read_pages([page]) for page in deck.pages]
        if not all(read):
            return deck.whole()
        notes = tuple(note for page in read if page for note in page[0])
        return Deck(deck.name, notes, deck.source)
    except BadInput as error:
        return str(error).replace(str(path), "deck.yaml")


def at_once(text: str, path: Path) -> Deck | str:
    """The same, with the file read as a whole."""
    path.write_bytes(text.encode("utf-8"))
    try:
        deck = load(path)
        draft(deck, Lock())
        return deck
    except BadInput as error:
        return str(error).replace(str(path), "deck.yaml")


def test_every_bundled_deck_is_read_by_pages(tmp_path: Path) -> None:
    decks = sorted((Path(__file__).parents[2] / "data" / "decks").glob("*.yaml"))
    for path in (*decks, DECKS / "every_kind.yaml"):
        assert isinstance(paged(path), PagedDeck)
        text = path.read_text(encoding="utf-8")
        assert by_pages(text, tmp_path / "deck.yaml") == loads(text)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(PIECES), st.integers(0, 3))))
@settings(max_examples=300)
def test_lines_put_in_taken_out_and_changed(edits: list[tuple[int, str, int]]) -> None:
    lines = LINES[:60]
    for place, piece, how in edits[:4]:
        at = place % len(lines)
        lines[at : at + (how != 0)] = (
            [piece] if how < 2 else [lines[at] + piece] if how == 2 else [piece + lines[at]]
        )
    _assert_same("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "- id: A\n  kind: open\n  question: 'one\n- id: B\n  two'\n  answer: x\n",
        '- id: A\n  kind: open\n  question: "one\n- id: B\n  two"\n  answer: x\n',
        "- id: A\n  kind: open\n  question: {a\n- id: B\n  }\n",
        "- id: A\n  kind: open\n  question: |+\n    a\n\n\n- id: B\n  kind: open\n  question: c\n",
        "- id: A\n  kind: open\n  question: one\n...\n- id: B\n  kind: open\n  question: two\n",
        "- id: A\n  kind: open\n  question: one\n# between\n- id: B\n  kind: open\n  question: c",
        "- id: A\n  kind: open\n  question: one\ndeck: again\n",
        "- id: A\n  kind: open\n  question: &a one\n- id: B\n  kind: open\n  question: *a\n",
        "- id: A\n  kind: open\n  question: a\n- id: A\n  kind: open\n  question: b\n",
        "- # first\n  id: A\n  kind: open\n  question: a\n- id: B\n  kind: open\n  question: b\n",
        "- id: A\n  kind: open\n  question: a\r- id: B\r  kind: open\r  question: b\r",
    ],
)
def test_what_looks_like_a_note_and_is_none(text: str) -> None:
    _assert_same(f"schema: 1\ndeck: D\nnotes:\n{text}")


@pytest.mark.parametrize(
    "head",
    [
        "schema: 1\ndeck: 'D\nnotes:\n- id: X\n  '\nnotes:\n",
        "schema: 1\ndeck: |\n  D\nnotes:\n",
        "%YAML 1.1\n---\nschema: 1\ndeck: D\nnotes:\n",
        "notes:\n",
        "schema: 1\ndeck: D\nnotes:   \n",
        "{schema: 1, deck: D,\nnotes:\n",
        "schema: 2\ndeck: D\nnotes:\n",
    ],
)
def test_heads_of_all_sorts(head: str) -> None:
    _assert_same(f"{head}- id: A\n  kind: open\n  question: one\n  answer: two\n")


def test_a_change_moves_the_ends_of_no_other_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_NOTES", 8)
    notes = [Note(f"N{number}", "open", "Why?", answer=f"{number}") for number in range(200)]

    def cut(notes: list[Note]) -> set[str]:
        (tmp_path / "deck.yaml").write_text(dumps(Deck("D", tuple(notes))))
        deck = paged(tmp_path / "deck.yaml")
        assert isinstance(deck, PagedDeck)
        return set(deck.pages)

    before = cut(notes)
    assert 10 < len(before) < 50
    assert len(cut(notes[:100] + notes[101:]) - before) <= 1
    assert len(cut([*notes[:100], Note("New", "open", "Why?"), *notes[100:]]) - before) <= 2


def _assert_same(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deck.yaml")
        assert by_pages(text, path) == at_once(text, path)

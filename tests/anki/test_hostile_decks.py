"""Whatever a deck holds, it builds, imports into real Anki, and nothing in it comes alive."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from baking import deck
from collection import imported
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ankigen.anki import build
from ankigen.anki.ankinote import AnkiNote
from ankigen.anki.cards import anki_notes
from ankigen.anki.notetypes import QUESTION, sides
from ankigen.anki.shipped import shipped
from ankigen.deck import KINDS, Formula, Note, Point

HOSTILE = (
    "<script>document.title='live'</script>",
    "<img src=x onerror=alert(1)>",
    "[sound:x.mp3]",
    "[[type:Answer]]",
    "[anki:tts lang=en_US]x[/anki:tts]",
    "[latex]x[/latex]",
    "{{Answer}}",
    "{{c1::nested::hint}}",
    "}} :: {{",
    r"\(x\)",
    r"\[",
    "$x",
    r"$\frac{1}{$",
    "$$\\begin{x}$$",
    "a ____ b",
    "***",
    "| a | b |\n|---|---|\n| c | d |",
    "\x00\x1f\x7f",
    "\u202eright to left\u202c",
    "\ue000\ue001",
    "\ufdd0\ufdd1\ufdd2",
    "]]>",
    "&lt;",
)
TEXT = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), max_size=4).map(" ".join)
POINTS = st.lists(st.builds(Point, TEXT, TEXT, TEXT), max_size=3).map(tuple)
FORMULAS = st.lists(
    st.builds(Formula, TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)),
    max_size=2,
).map(tuple)
NOTES = st.builds(
    Note,
    id=st.just("N"),
    kind=st.sampled_from(KINDS),
    question=TEXT.filter(str.strip),
    title=TEXT,
    answer=TEXT,
    points=POINTS,
    formulas=FORMULAS,
    choices=st.just(()) | st.tuples(st.tuples(st.just("A"), TEXT), st.tuples(st.just("B"), TEXT)),
    correct=st.none() | st.booleans() | st.sampled_from("AB") | st.floats(-9, 9),
    accept=st.lists(TEXT, max_size=2).map(tuple),
    code=TEXT,
    language=st.sampled_from(["", "python", "c++", "<b>"]),
    note=TEXT,
    tags=st.lists(TEXT, max_size=2).map(tuple),
)


@given(NOTES)
@settings(max_examples=200, deadline=None)
def test_any_note_yields_sound_anki_notes(note: Note) -> None:
    for made in anki_notes(deck(note)):
        for name, text in made.fields:
            assert not re.search(r"<script|<img|\[sound:|\[\[type:|\[anki:|\[latex\]", text), name
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", text), name
        assert not any(re.search(r"\s", tag) for tag in made.tags)
        if made.notetype.is_cloze:
            _assert_clozes(made)


def _assert_clozes(made: AnkiNote) -> None:
    """Each cloze ends, holds no other, and there are as many as numbers were taken."""
    text = dict(made.fields)["Text"]
    opened = [match.start() for match in re.finditer(r"\{\{c\d+::", text)]
    for start, following in zip(opened, [*opened[1:], len(text)], strict=True):
        assert 0 < text.find("}}", start) < following
    numbers = {taken.number - 1 for taken in made.taken if taken.name == made.name}
    assert set(shipped(made).cards) <= numbers


@pytest.mark.anki
@given(st.lists(NOTES, min_size=1, max_size=3))
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_any_deck_imports_whole(notes: list[Note]) -> None:
    anki = pytest.importorskip("anki.collection", reason="no Anki: pip install anki")
    numbered = [
        Note(**{**{name: getattr(note, name) for name in Note.__slots__}, "id": f"N{place}"})
        for place, note in enumerate(notes)
    ]
    whole = deck(*numbered, Note(id="last", kind="open", question="Why?", answer="So."))
    with tempfile.TemporaryDirectory() as folder:
        report = build([whole], Path(folder, "deck.apkg"), now=1_700_000_000)
        collection = anki.Collection(str(Path(folder, "collection.anki2")))
        try:
            _assert_imported(collection, Path(folder, "deck.apkg"), report.notes, report.cards)
        finally:
            collection.close()


# The templates' own script.
_OWN = sides(QUESTION)[1].partition("{{Accepted}}</div>")[2].removesuffix("{{/Accepted}}\n")


def _assert_imported(collection: Any, path: Path, notes: int, cards: int) -> None:
    log = imported(collection, path)
    assert (len(log.new), len(log.conflicting), len(log.duplicate)) == (notes, 0, 0)
    assert collection.card_count() == cards
    for number in collection.find_cards(""):
        card = collection.get_card(number)
        for side in (card.question(), card.answer().replace(_OWN, "")):
            assert not re.search(r"<script>|<img|\[anki:play|No cloze|\{\{c\d", side)
            shown = re.sub(r"<header>.*?</header>|<footer>.*?</footer>|<[^>]*>", "", side)
            assert shown.strip()
    said, sound = collection.fix_integrity()
    assert sound, said

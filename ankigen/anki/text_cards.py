"""Cloze notes over words: a sentence with gaps, points, the items of a list, lines of code."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ankigen.anki.ankinote import AnkiNote, taken
from ankigen.anki.blocks import points_list
from ankigen.anki.cloze import Hiding, hidden_in_points, listed, point_texts, telling_lines
from ankigen.anki.clozed import block, clozed_point, hidden, hiding_part
from ankigen.anki.fields import code_field, inline_field, markdown_field
from ankigen.anki.frame import filled, frame, tags
from ankigen.anki.gaps import filled_gaps, items_of
from ankigen.anki.lock import Lock
from ankigen.anki.numbers import part
from ankigen.anki.typed import is_short, typing_gaps
from ankigen.deck import Deck, Note, Point

_FILL_IN = "Fill in"
# An item of a list with so few words is hidden whole.
_SHORT_ITEM = 4
# More would be a chapter, not a note; Anki itself stops at 499.
MOST_HIDDEN = 100


def blank_note(note: Note, deck: Deck, lock: Lock) -> AnkiNote | None:
    """The sentence with its gaps filled and hidden; None where it has no gap."""
    text, chosen = note.question, listed(note.cloze, [note.question])
    if not chosen:
        text, chosen = filled_gaps(note)
    numbers = taken(lock, f"{note.id} blank", [hiding_part([text], hiding) for hiding in chosen])
    if not numbers:
        return None
    fillings = [text[hiding[0].start : hiding[0].end] for hiding in chosen]
    typed = {one.number: said for one, said in zip(numbers, fillings, strict=True)}
    if not all(map(is_short, fillings)):
        typed = {}
    # An answer and its other wordings say what fills its only gap.
    others = (note.answer, *note.accept) if len(fillings) == 1 else ()
    from ankigen.anki.accepted import accepted_term

    keys = {number: accepted_term(said, others, note.question) for number, said in typed.items()}
    said = note.answer.strip().removesuffix(".")
    fields = {
        **frame(note, deck, "blank"),
        "Text": block(text, hidden(chosen, numbers)[0]),
        "Back": "" if said in fillings else markdown_field(note.answer),
        **typing_gaps(typed, keys),
    }
    return AnkiNote(note.id, "blank", filled(fields), tags(note), deck.name, numbers)


def points_note(note: Note, deck: Deck, lock: Lock) -> AnkiNote | None:
    """The points of a note, what is telling hidden one at a time; None where nothing is."""
    chosen = listed(note.cloze, point_texts(note.points)) if note.cloze else ()
    if not chosen:
        chosen = hidden_in_points(note.points, f"{note.title} {note.question}")
    return _points_note("points", note, note.points, chosen, deck, lock)


def list_note(note: Note, deck: Deck, lock: Lock) -> AnkiNote | None:
    """The items of a list hidden one at a time; a long item keeps all but its telling words."""
    named, after = ([], "") if note.points else items_of(note.answer)
    items = note.points or tuple(map(Point, named))
    chosen = listed(note.cloze, point_texts(items))
    if not chosen:
        chosen = hidden_in_points(items, note.question, short=_SHORT_ITEM)
    return _points_note("list", note, items, chosen, deck, lock, after)


def answer_note(note: Note, deck: Deck, lock: Lock) -> AnkiNote | None:
    """An answer without points, the author's texts in it hidden; None where none is there."""
    chosen = listed(note.cloze, [note.answer])
    numbers = taken(
        lock, f"{note.id} answer", [hiding_part([note.answer], hiding) for hiding in chosen]
    )
    if not numbers:
        return None
    fields = {
        **frame(note, deck, note.kind),
        "Prompt": _FILL_IN,
        "Question": markdown_field(note.question),
        "Text": block(note.answer, hidden(chosen, numbers)[0]),
    }
    return AnkiNote(note.id, "answer", filled(fields), tags(note), deck.name, numbers)


def code_note(note: Note, deck: Deck, lock: Lock) -> AnkiNote | None:
    """The code, the lines that matter hidden one at a time; None where no line does."""
    lines = note.code.strip("\n").split("\n")
    chosen = telling_lines(lines, note.cloze)
    parts = [
        part(lines[line - 1].strip(), "\n".join((*lines[: line - 1], "…", *lines[line:])))
        for line in chosen
    ]
    numbers = taken(lock, f"{note.id} code", parts)
    if not numbers:
        return None
    lines_hidden = {line: one.number for line, one in zip(chosen, numbers, strict=True)}
    fields = {
        **frame(note, deck, "code"),
        "Prompt": "Complete the code",
        "Question": markdown_field(note.question),
        "Text": code_field("\n".join(lines), note.language, lines_hidden),
        "Back": markdown_field(note.answer),
    }
    return AnkiNote(note.id, "code", filled(fields), tags(note), deck.name, numbers)


def _points_note(
    card: str,
    note: Note,
    points: Sequence[Point],
    chosen: Sequence[Hiding],
    deck: Deck,
    lock: Lock,
    after: str = "",
) -> AnkiNote | None:
    chosen, texts = chosen[:MOST_HIDDEN], point_texts(points)
    numbers = taken(lock, f"{note.id} {card}", [hiding_part(texts, hiding) for hiding in chosen])
    if not numbers:
        return None
    places = hidden(chosen, numbers)
    items = [
        clozed_point(point, places.get(2 * index, ()), places.get(2 * index + 1, ()))
        for index, point in enumerate(points)
    ]
    grouped = groupby(zip(points, items, strict=True), key=lambda pair: pair[0].group)
    lists = (
        points_list([item for _, item in pairs], f"<h3>{inline_field(group)}</h3>" if group else "")
        for group, pairs in grouped
    )
    fields = {
        **frame(note, deck, note.kind),
        "Prompt": _FILL_IN,
        "Question": markdown_field(note.question),
        "Text": "".join(lists),
        "Back": markdown_field(after),
    }
    return AnkiNote(note.id, card, filled(fields), tags(note), deck.name, numbers)

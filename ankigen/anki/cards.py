"""Which Anki notes a note of a deck becomes.

===================  ===========================================================================
open, number, code   asked and answered
true-false, choice   asked with the options, answered with the right one and why
blank                the sentence with its gaps; asked and answered where it has none
list                 asked and answered; its items hidden one at a time
points               hidden one at a time, in any note that has them
code                 the lines that matter, hidden one at a time
formula              what it is for, to the formula; its telling parts hidden one at a time; and
                     with a ``where`` list, what each symbol stands for
===================  ===========================================================================

A note without any answer becomes none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.anki.ankinote import AnkiNote
from ankigen.anki.blocks import choices_block, formulas_block, points_block, truth_block
from ankigen.anki.cloze import listed, point_texts
from ankigen.anki.fields import code_field, markdown_field
from ankigen.anki.frame import filled, frame, tags
from ankigen.anki.lock import Lock
from ankigen.anki.record import with_record
from ankigen.anki.text_cards import answer_note, blank_note, code_note, list_note, points_note
from ankigen.anki.typed import number_text, short_answer, typing_fields
from ankigen.deck import Deck, Note
from ankigen.problems import BadInput, Problem

_ANSWERS = ("Choices", "Answer", "Points", "Formulas", "Code")
_NO_LOCK = Lock()


def anki_notes(deck: Deck, lock: Lock = _NO_LOCK, file: str = "") -> tuple[AnkiNote, ...]:
    """The Anki notes of a deck, in the order in which they are to be learned.

    Args:
        deck: the deck.
        lock: where the numbers taken before stand.
        file: what errors call the deck; its name where not given.

    Raises:
        BadInput: texts to hide (``cloze:``) that are not in their notes, all of them.
    """
    return tuple(made for _, each in by_note(deck, lock, file) for made in each)


def by_note(
    deck: Deck, lock: Lock = _NO_LOCK, file: str = ""
) -> Iterator[tuple[Note, tuple[AnkiNote, ...]]]:
    """Each note of a deck and the Anki notes of it, as ``anki_notes``; made as they are asked for.

    Raises:
        BadInput: as for ``anki_notes``, before the first.
    """
    name = file or deck.name
    problems = [one for note in deck.notes if note.cloze for one in _misplaced(note, name)]
    if problems:
        raise BadInput(problems)
    for note in deck.notes:
        yield note, with_record(note, [*_notes(note, deck, lock)])


def _notes(note: Note, deck: Deck, lock: Lock) -> Iterator[AnkiNote]:
    blank = blank_note(note, deck, lock) if note.kind == "blank" else None
    made = [blank or _question(note, deck)]
    if note.kind == "list":
        made.append(list_note(note, deck, lock))
    elif note.points and not blank:
        made.append(points_note(note, deck, lock))
    elif note.cloze and not blank:
        made.append(answer_note(note, deck, lock))
    if note.code:
        made.append(code_note(note, deck, lock))
    yield from (one for one in made if one)
    if note.formulas:
        from ankigen.anki.formula_cards import formula_notes

        yield from formula_notes(note, deck, lock)


def _question(note: Note, deck: Deck) -> AnkiNote | None:
    fields = {
        **frame(note, deck, note.kind),
        "Question": markdown_field(note.question),
        "Choices": _choices(note),
        "Answer": markdown_field(_answer(note)),
        "Points": points_block(note.points),
        "Formulas": formulas_block(note.formulas),
        "Code": code_field(note.code, note.language) if note.code else "",
        **_typing(note),
    }
    if not any(fields[name] for name in _ANSWERS):
        return None
    return AnkiNote(note.id, "question", filled(fields), tags(note), deck.name)


def _choices(note: Note) -> str:
    if note.kind == "true-false" and isinstance(note.correct, bool):
        return truth_block(note.correct)
    if note.choices and isinstance(note.correct, str):
        return choices_block(note.choices, note.correct)
    return ""


def _answer(note: Note) -> str:
    """The answer as the back shows it: a number first, and no repeat of the right choice."""
    if note.kind == "number":
        number = number_text(note.correct)
        return note.answer if number in note.answer else f"**{number}**\n\n{note.answer}"
    right = dict(note.choices).get(str(note.correct), "")
    said = note.answer.strip()
    return "" if right and said.removesuffix(".") == right.removesuffix(".") else said


def _typing(note: Note) -> dict[str, str]:
    typed = short_answer(note)
    if not typed:
        return {}
    from ankigen.anki.accepted import accepted

    return typing_fields(typed, accepted(note))


def _misplaced(note: Note, file: str) -> Iterator[Problem]:
    texts = _hideable(note)
    for wanted in note.cloze:
        if not listed([wanted], texts) and not _in_formula(wanted, note):
            what = f"note {note.id}: cloze {wanted!r} is not in its text"
            remedy = "write it as it stands in a point, an answer without points, a formula or code"
            yield Problem(file, 0, what, remedy)


def _in_formula(wanted: str, note: Note) -> bool:
    from ankigen.anki.formula_cards import in_formula

    return in_formula(wanted, note.formulas)


def _hideable(note: Note) -> tuple[str, ...]:
    code = tuple(note.code.split("\n"))
    if note.kind == "blank":
        return (note.question, *code)
    if note.points:
        return (*point_texts(note.points), *code)
    return (note.answer, *code)

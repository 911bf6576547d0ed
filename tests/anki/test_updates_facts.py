"""What real Anki does with packages that ankigen never builds, and why it never does.

Each of these is a reason for a rule of the note types, the package or the lock.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import genanki
import pytest
from baking import every_kind
from collection import WHEN, imported, package

from ankigen.anki import anki_notes, build
from ankigen.anki.notetypes import CLOZE, NOTETYPES, QUESTION, NoteType, model

pytestmark = pytest.mark.anki

NOTE = ("B1", QUESTION, {"Id": "B1", "Question": "What is a score?", "Answer": "A cut."})
LATER = WHEN + 1000


def notetypes(collection: Any) -> set[str]:
    return {
        one.name for one in collection.models.all_names_and_ids() if one.name.startswith("ankigen")
    }


def meets(
    collection: Any, folder: Path, note: tuple[str, NoteType, dict[str, str]], when: float = LATER
) -> Any:
    """Import the note above, and then another package."""
    imported(collection, package(folder / "first.apkg", [NOTE]))
    return imported(collection, package(folder / "second.apkg", [note], when))


def test_a_field_more_makes_a_second_note_type(collection: Any, tmp_path: Path) -> None:
    """So fields are fixed, with some to spare."""
    more = replace(QUESTION, fields=(*QUESTION.fields, replace(QUESTION.fields[0], name="New")))
    log = meets(collection, tmp_path, (NOTE[0], more, NOTE[2]))
    assert len(log.conflicting) == 1
    assert notetypes(collection) == {"ankigen Question", "ankigen Question+"}


def test_another_id_makes_a_second_note_type(collection: Any, tmp_path: Path) -> None:
    """So the ids of note types are constants."""
    other = replace(QUESTION, id=QUESTION.id + 1)
    meets(collection, tmp_path, (NOTE[0], other, NOTE[2]))
    assert len(notetypes(collection)) == 2


def test_a_field_renamed_without_ids_makes_a_second_note_type(
    collection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So each field and template has an id of its own."""

    def without_ids(notetype: NoteType) -> genanki.Model:
        made = model(notetype)
        for one in (*made.fields, *made.templates):
            del one["id"]
        return made

    monkeypatch.setattr("collection.model", without_ids)
    renamed = (*QUESTION.fields[:-1], replace(QUESTION.fields[-1], name="Remark"))
    log = meets(collection, tmp_path, (NOTE[0], replace(QUESTION, fields=renamed), NOTE[2]))
    assert len(log.conflicting) == 1
    assert notetypes(collection) == {"ankigen Question", "ankigen Question+"}


def test_a_question_that_becomes_a_cloze_conflicts(collection: Any, tmp_path: Path) -> None:
    """So the kind of card is part of the GUID."""
    log = meets(collection, tmp_path, (NOTE[0], CLOZE, {"Id": "B1", "Text": "A {{c1::cut}}."}))
    assert len(log.conflicting) == 1
    assert collection.find_notes("Answer:*cut*")
    by_type: dict[str, set[str]] = {}
    for note in anki_notes(every_kind()):
        by_type.setdefault(note.notetype.name, set()).add(note.guid)
    assert not set.intersection(*by_type.values())


@pytest.mark.parametrize(("later", "arrives"), [(0, False), (1, True), (-1, False)])
def test_only_what_is_newer_arrives(
    later: int, arrives: bool, collection: Any, tmp_path: Path
) -> None:
    """So each note that changed gets a later moment, by a second at least."""
    changed = (NOTE[0], QUESTION, {**NOTE[2], "Answer": "A slash."})
    log = meets(collection, tmp_path, changed, WHEN + later)
    assert bool(log.updated) is arrives
    assert bool(collection.find_notes("Answer:*slash*")) is arrives


def test_renumbered_clozes_swap_their_histories(collection: Any, tmp_path: Path) -> None:
    """So numbers are kept in the lock, for ever."""
    first = ("B1", CLOZE, {"Id": "B1", "Text": "{{c1::steam}} then {{c2::heat}}"})
    then = ("B1", CLOZE, {"Id": "B1", "Text": "{{c2::steam}} then {{c1::heat}}"})
    imported(collection, package(tmp_path / "first.apkg", [first]))
    (number,) = collection.db.list("select id from cards where ord = 0")
    imported(collection, package(tmp_path / "second.apkg", [then], LATER))
    text = collection.get_card(number).note()["Text"]
    assert collection.extract_cloze_for_typing(text, 1) == "heat"


def test_a_note_without_cards_is_imported_without_cards(collection: Any, tmp_path: Path) -> None:
    """So every note must yield one, but for tombstones."""
    bare = genanki.Note(model=model(CLOZE), fields=CLOZE.row({"Text": "nothing hidden"}))
    bare.cards = []
    home = genanki.Deck(1_700_000_002, "Bare")
    home.add_note(bare)
    genanki.Package(home).write_to_file(tmp_path / "bare.apkg", timestamp=WHEN)
    imported(collection, tmp_path / "bare.apkg")
    assert collection.card_count() == 0


def test_no_package_brings_media(new_collection: Callable[[], Any], tmp_path: Path) -> None:
    """Scripts and styles stand in the note types: a file of the same name would be skipped."""
    build([every_kind()], tmp_path / "a.apkg", now=int(WHEN))
    with zipfile.ZipFile(tmp_path / "a.apkg") as archive:
        assert archive.read("media") == b"{}"
    for notetype in NOTETYPES:
        made = model(notetype)
        looks = made.css + "".join(one["qfmt"] + one["afmt"] for one in made.templates)
        assert not any(mark in looks for mark in ("src=", "url(", "@import", "<link"))

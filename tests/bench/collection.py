"""Notes and packages in a real Anki collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import genanki
from reviewer import Card, rendered

from ankigen.anki.notetypes import NoteType, model

WHEN = 1_700_000_000.0


def package(
    path: Path, notes: Iterable[tuple[str, NoteType, Mapping[str, str]]], when: float = WHEN
) -> Path:
    """A package, last changed at ``when``, of notes given by name, note type and fields."""
    deck = genanki.Deck(1_700_000_001, "Faces")
    models: dict[int, genanki.Model] = {}
    for place, (name, notetype, fields) in enumerate(notes):
        note = genanki.Note(
            model=models.setdefault(notetype.id, model(notetype)),
            fields=notetype.row({"Id": name, **fields}),
            guid=f"{place} {name}",
            tags=["easy"],
            due=place,
        )
        deck.add_note(note)
    genanki.Package(deck).write_to_file(path, timestamp=when)
    return path


def imported(collection: Any, path: Path) -> Any:
    """Import a package with the options a new profile has; the log of what became of its notes."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    log = collection.import_anki_package(request).log
    collection.models._clear_cache()
    return log


def cards(collection: Any, query: str = "") -> list[Card]:
    """The cards found by a query, rendered, in the order they were made."""
    found = (collection.get_card(number) for number in sorted(collection.find_cards(query)))
    return [rendered(card, f"{card.note()['Id']} {card.ord + 1}") for card in found]

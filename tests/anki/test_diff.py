"""What differs between two versions of decks, whichever form they come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck, every_kind
from hypothesis import given, settings
from hypothesis import strategies as st
from learner import MONDAY, TUESDAY, Learner

from ankigen.anki import (
    CardChange,
    Diff,
    Lock,
    Version,
    anki_notes,
    diff,
    of_decks,
    of_package,
    plan,
    with_numbers,
)
from ankigen.deck import Deck, Formula, Note, Point

STEAM, HEAT, COOLING = crust().points
OTHER = Note(id="C2", kind="open", question="What is a score?", answer="A cut in the dough.")
NOTHING = Diff((), (), (), ())


def versions(old: Deck, new: Deck) -> tuple[Version, Version]:
    """Both versions; the second keeps the numbers of the first."""
    before = anki_notes(old)
    return of_decks([old], before), of_decks([new], anki_notes(new, with_numbers(Lock(), before)))


def between(old: Deck, new: Deck) -> Diff:
    return diff(*versions(old, new))


def fields(found: Diff) -> dict[str, tuple[str, str]]:
    """What changed in the fields of the only note that changed."""
    (note,) = found.changed
    return {one.field: (one.old, one.new) for one in note.fields}


def test_the_same_decks_do_not_differ() -> None:
    assert between(every_kind(), every_kind()) == NOTHING


def test_a_note_is_new_or_removed() -> None:
    found = between(deck(crust()), deck(OTHER))
    assert [(one.note, one.question) for one in found.added] == [("C2", "What is a score?")]
    assert [one.note for one in found.removed] == ["C1"]
    assert not found.changed
    assert {(one.change, one.note) for one in found.cards} == {("added", "C2"), ("removed", "C1")}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"question": "Why?"}, {"question": ("What makes a good crust?", "Why?")}),
        ({"answer": "Heat."}, {"answer": ("Steam first, then dry heat.", "Heat.")}),
        ({"tags": ("a", "b")}, {"tags": ("", "a; b")}),
        ({"note": "Careful."}, {"note": ("", "Careful.")}),
        ({"accept": ("x",)}, {"accept": ("", "x")}),
        ({"synonyms": (("a", "b"),)}, {"synonyms": ("", "a = b")}),
        (
            {"points": (STEAM, COOLING)},
            {"point 2": ("Dry heat: turns sugar and protein brown", "")},
        ),
        (
            {"points": (STEAM, Point("new"), HEAT, COOLING)},
            {"point 2": ("", "new")},
        ),
        (
            {"points": (STEAM, HEAT, replace(COOLING, accept=("air",), weight=2.0, group="Last"))},
            {
                "point 3": (
                    "Cooling: lets moisture out of the crumb",
                    "Last / Cooling: lets moisture out of the crumb (accept: air) (weight: 2)",
                )
            },
        ),
        (
            {"formulas": (Formula("q = h", where=(("h", "transfer"),)),)},
            {
                "formula 1": (
                    r"Heat into the loaf: q = h (T_{\infty} - T_s)",
                    "q = h (where h: transfer)",
                )
            },
        ),
    ],
)
def test_a_change_is_told_by_its_field(
    changes: dict[str, object], told: dict[str, tuple[str, str]]
) -> None:
    assert fields(between(deck(crust()), deck(crust(**changes)))) == told


def test_options_and_truth_are_told_as_they_are_written() -> None:
    old = Note(id="C3", kind="choice", question="?", choices=(("A", "x"), ("B", "y")), correct="A")
    new = replace(old, choices=(("A", "x"), ("B", "z")), correct="B")
    found = fields(between(deck(old), deck(new)))
    assert found == {"correct": ("A", "B"), "choice 2": ("B: y", "B: z")}
    old = Note(id="C4", kind="true-false", question="Bread rises.", correct=True)
    assert fields(between(deck(old), deck(replace(old, correct=False)))) == {
        "correct": ("true", "false")
    }


def test_another_deck_is_a_change_of_the_note() -> None:
    found = between(deck(OTHER), deck(OTHER, name="Elsewhere"))
    assert fields(found) == {"deck": ("Baking::Crust", "Elsewhere")}
    assert not found.cards


def test_a_place_in_the_document_is_no_change() -> None:
    assert between(deck(OTHER), deck(replace(OTHER, lines=(3, 9)))) == NOTHING


def test_a_note_without_a_card_counts_for_nothing() -> None:
    assert between(deck(OTHER), deck(OTHER, Note(id="C5", kind="open", question="?"))) == NOTHING


def test_cards_are_told_with_their_numbers_and_what_they_hide() -> None:
    points = (STEAM, Point("keeps the loaf whole", term="A cut"), replace(COOLING, term="Rest"))
    found = between(deck(crust()), deck(crust(points=points)))
    assert found.cards == (
        CardChange("changed", "C1", "question", 0),
        CardChange("changed", "C1", "points", 1, "Steam"),
        CardChange("removed", "C1", "points", 2, "Dry heat"),
        CardChange("changed", "C1", "points", 3, "Rest", "Cooling"),
        CardChange("added", "C1", "points", 4, "A cut"),
    )


def test_two_packages_and_a_folder_against_a_package(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    made = plan([every_kind()], path, Lock(), MONDAY)
    path.write_bytes(made.package)
    package = of_package(path)
    assert diff(package, package) == NOTHING
    assert diff(of_decks(made.decks, made.notes), package) == NOTHING
    assert diff(package, of_decks(made.decks, made.notes)) == NOTHING
    notes = every_kind().notes
    changed = replace(every_kind(), notes=(replace(notes[0], answer="Time."), *notes[1:]))
    after = plan([changed], path, made.lock, TUESDAY)
    expected = diff(of_decks(made.decks, made.notes), of_decks(after.decks, after.notes))
    assert diff(package, of_decks(after.decks, after.notes)) == expected
    path.write_bytes(after.package)
    assert diff(package, of_package(path)) == expected
    assert fields(expected)["answer"][1] == "Time."


def test_a_tombstone_counts_as_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    made = plan([deck(crust(), OTHER)], path, Lock(), MONDAY)
    path.write_bytes(made.package)
    before = of_package(path)
    path.write_bytes(plan([deck(crust())], path, made.lock, TUESDAY).package)
    found = diff(before, of_package(path))
    assert [one.note for one in found.removed] == ["C2"]
    assert not found.changed


@pytest.mark.anki
def test_what_a_learner_edited_shows_in_an_export(
    new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

    learner = Learner(new_collection(), tmp_path)
    learner.gets(deck(crust(), OTHER), now=MONDAY)
    learner.writes("Id:C2", "Answer", "<p>A slash in the dough.</p>", "mine")
    deck_id = learner.collection.decks.id("Baking::Crust")
    learner.collection.export_anki_package(
        out_path=str(tmp_path / "out.apkg"),
        options=ExportAnkiPackageOptions(legacy=True),
        limit=DeckIdLimit(deck_id),
    )
    found = diff(of_package(learner.package), of_package(tmp_path / "out.apkg"))
    assert fields(found) == {
        "answer": ("A cut in the dough.", "A slash in the dough."),
        "tags": ("", "mine"),
    }


NOTES = st.lists(
    st.builds(
        Note,
        id=st.sampled_from(["N1", "N2", "N3"]),
        kind=st.just("open"),
        question=st.sampled_from(["Why?", "How?"]),
        answer=st.sampled_from(["So.", "Thus."]),
        points=st.lists(
            st.builds(Point, st.sampled_from(["one thing", "another thing", "a third"])),
            max_size=3,
            unique=True,
        ).map(tuple),
    ),
    min_size=1,
    unique_by=lambda note: note.id,
)


@settings(max_examples=100, deadline=None)
@given(NOTES, NOTES)
def test_a_diff_tells_just_what_differs(old: list[Note], new: list[Note]) -> None:
    before, after = {note.id: note for note in old}, {note.id: note for note in new}
    found = between(deck(*old), deck(*new))
    assert {one.note for one in found.added} == after.keys() - before.keys()
    assert {one.note for one in found.removed} == before.keys() - after.keys()
    differing = {one for one in before.keys() & after.keys() if before[one] != after[one]}
    assert {one.note for one in found.changed if one.fields} == differing
    assert {one.note for one in found.cards} <= {
        *(one.note for one in (*found.added, *found.changed, *found.removed))
    }

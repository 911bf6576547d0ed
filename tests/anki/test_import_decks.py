"""Built, imported back: the same deck, also after real Anki exported it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck, every_kind
from collection import imported
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import NOW, back, carried, edit

from ankigen.anki import build
from ankigen.anki.unpack import unpack
from ankigen.deck import Deck, Formula, Note, Point
from ankigen.problems import BadInput


def test_every_kind_of_note_comes_back() -> None:
    unpacked = back(every_kind())
    (one,) = unpacked.decks
    assert one.deck == one.built == carried(every_kind())
    assert one.document == "bread.txt"
    assert (unpacked.edits, unpacked.uncarried, unpacked.foreign) == ((), (), 0)


words = st.text("ab é$*_\\{}:<>&[]\"'\n", min_size=1, max_size=12).filter(str.strip)
few = st.lists(words, max_size=2).map(tuple)
notes = st.builds(
    Note,
    st.just("n"),
    st.sampled_from(("open", "list", "blank")),
    words,
    title=words,
    answer=words,
    points=st.lists(st.builds(Point, words, st.just("") | words), max_size=2).map(tuple),
    formulas=st.lists(
        st.builds(Formula, st.sampled_from(("a = b", "x^2", r"\frac{a}{b}")) | words), max_size=2
    ).map(tuple),
    accept=few,
    synonyms=st.lists(st.lists(words, min_size=1, max_size=2).map(tuple), max_size=1).map(tuple),
    note=st.just("") | words,
    tags=st.lists(st.sampled_from(("a", "b::c", "::")), max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(notes, min_size=1, max_size=3))
def test_any_deck_comes_back(made: list[Note]) -> None:
    whole = Deck("A::B", tuple(replace(note, id=f"n{place}") for place, note in enumerate(made)))
    (one,) = back(whole).decks
    assert one.deck == whole


def test_formulas_keep_their_numbers_when_one_goes(tmp_path: Path) -> None:
    three = tuple(Formula(f"{name} = {name}^2 + 1", name) for name in "abc")
    path, lock = tmp_path / "deck.apkg", tmp_path / "ankigen.lock"
    build([deck(crust(formulas=three))], path, lock=lock, now=NOW)
    build([deck(crust(formulas=three[1:]))], path, lock=lock, now=NOW + 1)
    edit(path, "formula-3", "Formulas", "c^2 + 1", "c^3 + 1")
    unpacked = unpack(path)
    (note,) = unpacked.decks[0].deck.notes
    assert note.formulas == (three[1], Formula("c = c^3 + 1", "c"))
    assert unpacked.foreign == 0


@pytest.mark.anki
@pytest.mark.parametrize("legacy", [False, True], ids=["anki21b", "anki21"])
def test_exported_from_real_anki(
    legacy: bool, new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    if not legacy:
        pytest.importorskip("zstandard", reason="no zstandard: pip install zstandard")
    from anki.collection import ExportAnkiPackageOptions

    build([every_kind(), deck(crust(tags=("own",)))], tmp_path / "built.apkg", now=NOW)
    collection = new_collection()
    imported(collection, tmp_path / "built.apkg")
    numbers = collection.find_notes('"Id:C1" "note:ankigen Question"')
    note = next(
        note for note in map(collection.get_note, numbers) if "Steam first" in note["Answer"]
    )
    note["Answer"] = "Steam,&nbsp;then <b>dry</b> heat."
    note.tags = ["leech", "New"]
    collection.update_note(note)
    path = tmp_path / "exported.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    unpacked = unpack(path)
    decks = {one.deck.name: one.deck for one in unpacked.decks}
    assert decks.pop("Baking::Crust").notes == (
        crust(answer="Steam, then **dry** heat.", tags=("New",)),
    )
    (other,) = decks.values()
    assert sorted(other.notes, key=lambda one: one.id) == sorted(
        carried(every_kind()).notes, key=lambda one: one.id
    )
    assert [one.field for one in unpacked.edits] == ["question: Answer", "tags"]
    assert not unpacked.uncarried


@pytest.mark.anki
def test_a_package_of_someone_else(collection: Any, tmp_path: Path) -> None:
    from anki.collection import ExportAnkiPackageOptions

    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "Why?"
    collection.add_note(note, 1)
    options = ExportAnkiPackageOptions(legacy=True)
    collection.export_anki_package(out_path=str(tmp_path / "a.apkg"), options=options, limit=None)
    with pytest.raises(BadInput, match="holds no note that ankigen built"):
        unpack(tmp_path / "a.apkg")


def test_a_removed_note_stays_away(tmp_path: Path) -> None:
    path, lock = tmp_path / "deck.apkg", tmp_path / "ankigen.lock"
    both = deck(crust(), crust(id="C2"))
    build([both], path, lock=lock, now=NOW)
    build([deck(crust())], path, lock=lock, now=NOW + 1)
    assert unpack(path).decks[0].deck == deck(crust())

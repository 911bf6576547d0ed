"""The note types: what is fixed for ever, and what real Anki makes of a change to the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import genanki
import pytest
from collection import WHEN, imported, package

from ankigen.anki.notetypes import CLOZE, NOTETYPES, QUESTION, NoteType, model, sides, style

# Published with the first release. A change here costs learners their note type.
FOR_EVER = {
    1763690417201: (
        5201700001,
        {
            "Id": 5201700100,
            "Kind": 5201700101,
            "Title": 5201700102,
            "Prompt": 5201700103,
            "Question": 5201700104,
            "Choices": 5201700105,
            "Answer": 5201700106,
            "Points": 5201700107,
            "Formulas": 5201700108,
            "Code": 5201700109,
            "Typed": 5201700110,
            "Accepted": 5201700111,
            "Note": 5201700112,
            "Source": 5201700113,
            "Record": 5201700114,
            "Spare 2": 5201700115,
            "Spare 3": 5201700116,
            "Spare 4": 5201700117,
            "Spare 5": 5201700118,
        },
    ),
    1763690417202: (
        5202700001,
        {
            "Id": 5202700100,
            "Kind": 5202700101,
            "Title": 5202700102,
            "Prompt": 5202700103,
            "Question": 5202700104,
            "Text": 5202700105,
            "Back": 5202700106,
            "Typed": 5202700107,
            "Accepted": 5202700108,
            "Note": 5202700109,
            "Source": 5202700110,
            "Record": 5202700111,
            "Spare 2": 5202700112,
            "Spare 3": 5202700113,
            "Spare 4": 5202700114,
            "Spare 5": 5202700115,
        },
    ),
}


def test_ids_names_and_order_of_fields_are_those_of_the_first_release() -> None:
    assert {
        notetype.id: (notetype.template_id, {field.name: field.id for field in notetype.fields})
        for notetype in NOTETYPES
    } == FOR_EVER
    for notetype in NOTETYPES:
        assert [field.name for field in notetype.fields] == list(FOR_EVER[notetype.id][1])


@pytest.mark.parametrize("notetype", NOTETYPES, ids=lambda notetype: notetype.name)
def test_the_model_carries_the_ids(notetype: NoteType) -> None:
    made = model(notetype)
    assert [field["id"] for field in made.fields] == [field.id for field in notetype.fields]
    assert [template["id"] for template in made.templates] == [notetype.template_id]
    assert made.fields[made.sort_field_index]["name"] == notetype.sort_field
    assert made.css == style()
    assert made.fields is not model(notetype).fields


@pytest.mark.parametrize("notetype", NOTETYPES, ids=lambda notetype: notetype.name)
def test_templates_name_only_fields_that_exist(notetype: NoteType) -> None:
    known = {field.name for field in notetype.fields} | {"Tags"}
    for side in sides(notetype):
        named = re.findall(r"\{\{[#/^]?(?:type:|cloze:)*([^}]+)\}\}", side)
        assert set(named) <= known
        assert len(re.findall(r"\{\{#", side)) == len(re.findall(r"\{\{/", side))


def test_the_style_fetches_nothing() -> None:
    assert "url(" not in style()
    assert "@import" not in style()


def test_a_row_has_a_place_for_every_field() -> None:
    assert QUESTION.row({"Kind": "open", "Id": "DL1"})[:3] == ["DL1", "open", ""]
    assert len(CLOZE.row({})) == len(CLOZE.fields)
    with pytest.raises(KeyError, match="Qestion"):
        QUESTION.row({"Qestion": "a typing error"})


@pytest.mark.anki
@pytest.mark.parametrize("notetype", NOTETYPES, ids=lambda notetype: notetype.name)
def test_a_renamed_field_and_a_new_layout_arrive_in_place(
    notetype: NoteType, collection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"Id": "DL1", "Question": "why", "Text": "{{c1::so}}", "Answer": "so"}
    known = {field.name for field in notetype.fields}
    note = ("DL1", notetype, {name: text for name, text in fields.items() if name in known})
    imported(collection, package(tmp_path / "old.apkg", [note]))
    before = collection.find_notes("")

    made = _renamed(model(notetype))
    monkeypatch.setattr("collection.model", lambda _: made)
    log = imported(collection, package(tmp_path / "new.apkg", [note], WHEN + 1000))

    assert not log.conflicting
    assert collection.find_notes("") == before
    mine = [kind for kind in collection.models.all() if kind["name"].startswith("ankigen")]
    assert [kind["name"] for kind in mine] == [notetype.name]
    assert "Spare first" in [field["name"] for field in mine[0]["flds"]]
    assert mine[0]["tmpls"][0]["name"] == "Another name"
    assert mine[0]["css"].endswith("/* new */")


def _renamed(made: genanki.Model) -> genanki.Model:
    for field in made.fields:
        field["name"] = field["name"].replace("Spare 2", "Spare first")
    made.templates[0]["name"] = "Another name"
    made.css += "/* new */"
    return made


@pytest.mark.anki
def test_two_imports_make_one_of_everything(
    new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    collection = new_collection()
    note = ("DL1", QUESTION, {"Question": "why", "Answer": "so"})
    path = package(tmp_path / "one.apkg", [note])
    assert len(imported(collection, path).new) == 1
    assert len(imported(collection, path).duplicate) == 1
    assert collection.note_count() == collection.card_count() == 1

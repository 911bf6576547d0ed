"""Another look, other names of fields: in real Anki one note type, and no note touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import every_kind
from learner import MONDAY, TUESDAY, Learner

from ankigen.anki import ankinote, notetypes, package
from ankigen.anki.notetypes import CLOZE, QUESTION, Field, NoteType

pytestmark = pytest.mark.anki

Change = Callable[[pytest.MonkeyPatch], None]


def _style(patch: pytest.MonkeyPatch) -> None:
    style = notetypes.style() + "\n.arrived { color: red; }\n"
    patch.setattr(notetypes, "style", lambda: style)


def _layout(patch: pytest.MonkeyPatch) -> None:
    before = {notetype.name: notetypes.sides(notetype) for notetype in (QUESTION, CLOZE)}

    def sides(notetype: NoteType) -> tuple[str, str]:
        front, back = before[notetype.name]
        return f'{front}<div class="arrived"></div>', back

    patch.setattr(notetypes, "sides", sides)


def _script(patch: pytest.MonkeyPatch) -> None:
    script = notetypes.script() + "\nvar arrived = 1;"
    patch.setattr(notetypes, "script", lambda: script)


def _renamed(patch: pytest.MonkeyPatch, **changes: Any) -> None:
    patch.setattr(package, "NOTETYPES", tuple(replace(one, **changes) for one in (QUESTION, CLOZE)))


def _field(patch: pytest.MonkeyPatch) -> None:
    """A spare field gets a use and with it a name."""
    called = [replace(one, fields=tuple(map(_with_a_use, one.fields))) for one in (QUESTION, CLOZE)]
    patch.setattr(package, "NOTETYPES", tuple(called))


def _with_a_use(field: Field) -> Field:
    return replace(field, name="arrived") if field.name == "Spare 5" else field


def _template(patch: pytest.MonkeyPatch) -> None:
    _renamed(patch, template="arrived")


CHANGES: dict[str, Change] = {
    "style": _style,
    "layout": _layout,
    "script": _script,
    "field renamed": _field,
    "template renamed": _template,
}


@pytest.fixture
def learner(new_collection: Callable[[], Any], tmp_path: Path) -> Learner:
    learner = Learner(new_collection(), tmp_path)
    learner.gets(every_kind(), now=MONDAY)
    learner.reviews_everything()
    learner.suspends("Id:B001")
    learner.writes("Id:B001", "Title", "In my own words", "mine")
    return learner


@pytest.mark.parametrize("title", CHANGES)
def test_a_new_look_arrives_without_touching_a_note(
    title: str, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = learner.history()
    CHANGES[title](monkeypatch)
    log = learner.gets(every_kind(), now=TUESDAY)
    assert (learner.report.added, learner.report.changed, learner.report.removed) == (0, 0, 0)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
    for notetype in (QUESTION, CLOZE):
        assert "arrived" in str(learner.collection.models.by_name(notetype.name))
    assert learner.collection.find_notes('tag:mine "Title:In my own words"')
    learner.check()
    assert learner.history() == history


def test_a_note_type_renamed_is_renamed_in_place(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = learner.history()
    called = tuple(replace(one, name=f"Bread {one.name}") for one in (QUESTION, CLOZE))
    monkeypatch.setattr(package, "NOTETYPES", called)
    monkeypatch.setattr(ankinote, "QUESTION", called[0])
    monkeypatch.setattr(ankinote, "CLOZE", called[1])
    log = learner.gets(every_kind(), now=TUESDAY)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
    names = {one.name for one in learner.collection.models.all_names_and_ids()}
    assert {name for name in names if "ankigen" in name} == {one.name for one in called}
    assert learner.history() == history
    learner.check()


def test_a_style_that_the_learner_made_gives_way_to_a_newer_one_alone(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = learner.collection.models.by_name("ankigen Question")
    model["css"] += "\n.mine { color: blue; }\n"
    learner.collection.models.update_dict(model)
    learner.gets(every_kind(), now=TUESDAY)
    assert ".mine" in learner.collection.models.by_name("ankigen Question")["css"]
    _style(monkeypatch)
    learner.gets(every_kind(), now=4_200_000_000)
    css = learner.collection.models.by_name("ankigen Question")["css"]
    assert ".mine" not in css
    assert ".arrived" in css
    learner.check()

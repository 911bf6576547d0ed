"""``ankigen diff`` as people and scripts run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from baking import DECKS
from click.testing import CliRunner

from ankigen.cli import cli
from ankigen.problems import BadInput


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a deck in ``old`` and an edited one in ``new``, both built."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "old").mkdir()
    shutil.copy(DECKS / "every_kind.yaml", tmp_path / "old" / "bread.yaml")
    ran("build", "old", "-o", "old.apkg", "-q")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    path = tmp_path / "new" / "bread.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in (
        ("Salt speeds up", "Salt slows down"),
        ("  - text: A cold dough is easier to score\n", ""),
        ("id: B003", "id: B303"),
    ):
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    shutil.copy("old.apkg", "new.apkg")
    ran("build", "new", "-o", "new.apkg", "-q")
    return tmp_path


def ran(*arguments: str) -> str:
    """What a command that is done printed."""
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


SIDES = [("old", "new"), ("old.apkg", "new.apkg"), ("old.apkg", "new"), ("old", "new.apkg")]


@pytest.mark.usefixtures("folder")
def test_folders_and_packages_tell_the_same() -> None:
    told = {ran("diff", old, new) for old, new in SIDES}
    assert len(told) == 1
    lines = told.pop().splitlines()
    assert all(len(line) <= 80 for line in lines)
    words = [line.split() for line in lines]
    assert ["new", "B303", "Which", "flour", "holds", "the", "most", "gas?"] in words
    assert ["removed", "B003", "Which", "flour", "holds", "the", "most", "gas?"] in words
    assert "Salt [-speeds up-] {+slows down+} fermentation." in "\n".join(lines)
    assert "[-A cold dough is easier to score-]" in "\n".join(lines)
    assert lines[-1].startswith("Notes: 1 new, 2 changed, 1 removed. Cards: ")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("old", "new"), SIDES)
def test_json_is_one_document(old: str, new: str) -> None:
    found = json.loads(ran("diff", old, new, "--json"))
    assert list(found) == ["added", "changed", "removed", "cards"]
    assert found["added"] == [
        {
            "note": "B303",
            "deck": "Baking::Bread::Basics",
            "question": "Which flour holds the most gas?",
        }
    ]
    changed = {one["note"]: one for one in found["changed"]}
    assert changed["B002"]["fields"] == [
        {
            "field": "question",
            "old": "Salt speeds up fermentation.",
            "new": "Salt slows down fermentation.",
            "words": [
                {"op": "same", "text": "Salt "},
                {"op": "removed", "text": "speeds up "},
                {"op": "added", "text": "slows down "},
                {"op": "same", "text": "fermentation."},
            ],
        }
    ]
    assert {"change": "added", "note": "B303", "card": "question", "number": 0} in [
        {name: one[name] for name in ("change", "note", "card", "number")} for one in found["cards"]
    ]


@pytest.mark.usefixtures("folder")
def test_no_difference_is_said() -> None:
    assert ran("diff", "old", "old.apkg") == "No difference.\n"
    assert json.loads(ran("diff", "old", "old", "--json")) == {
        "added": [],
        "changed": [],
        "removed": [],
        "cards": [],
    }


def test_without_a_lock_the_new_side_keeps_the_numbers_of_the_old(folder: Path) -> None:
    with_lock = ran("diff", "old", "new", "--json")
    (folder / "new" / "ankigen.lock").unlink()
    assert ran("diff", "old", "new", "--json") == with_lock


def test_a_dry_run_tells_the_same_and_writes_nothing(folder: Path) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    told = json.loads(ran("build", "new", "-o", "old.apkg", "--dry-run", "--json"))
    assert told["diff"] == json.loads(ran("diff", "old.apkg", "new", "--json"))
    assert "Salt [-speeds up-] {+slows down+}" in ran("build", "new", "-o", "old.apkg", "--dry-run")
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_long_and_hostile_texts_stay_within_eighty_columns(folder: Path) -> None:
    path = folder / "new" / "bread.yaml"
    text = path.read_text(encoding="utf-8")
    hostile = "x" * 3000 + " [red]not red[/red] " + "word " * 2000
    path.write_text(text.replace("Salt slows down fermentation.", f'"{hostile}"'), "utf-8")
    told = ran("diff", "old", "new")
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "[red]not red[/red]" in ran("diff", "old", "new", "--json")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("absent", "old", "absent"),
        ("old", "absent.apkg", "absent.apkg"),
        ("old", "broken.apkg", "broken.apkg: no Anki package that can be read"),
        ("empty", "old", "no deck files in this folder"),
    ],
)
def test_what_cannot_be_compared_is_one_clear_error(
    old: str, new: str, said: str, folder: Path
) -> None:
    (folder / "empty").mkdir()
    (folder / "broken.apkg").write_bytes((folder / "old.apkg").read_bytes()[:3000])
    done = CliRunner().invoke(cli, ["diff", old, new])
    assert isinstance(done.exception, BadInput)
    assert said in str(done.exception)
    assert done.stdout == ""

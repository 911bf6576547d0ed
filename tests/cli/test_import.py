"""``ankigen import``: a package back to YAML, its edits into the YAML it was built from."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ankigen import decksfile
from ankigen.cli import main

YAML = """\
schema: 1
deck: Bread::Crust
notes:
# The first thing to know.
- id: C1
  kind: open
  question: What makes a good crust?
  answer: Steam first, then dry heat.   # in this order
- id: C2
  kind: true-false
  question: Bread is boiled.
  correct: false
  answer: It is baked.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture
def package(tmp_path: Path, run: Run) -> Path:
    """A package built from a deck file in ``decks``, in which an answer was edited."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "bread.yaml").write_text(YAML)
    assert run("build", tmp_path / "decks", "-o", tmp_path / "bread.apkg", "-q")[0] == 0
    path = tmp_path / "edited.apkg"
    shutil.copy(tmp_path / "bread.apkg", path)
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", tmp_path)
    database = sqlite3.connect(tmp_path / "collection.anki2")
    database.execute("UPDATE notes SET flds = replace(flds, '<p>Steam first', '<p>Steam at first')")
    database.commit()
    database.close()
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "collection.anki2", "collection.anki2")
    return path


def test_new_yaml(package: Path, run: Run) -> None:
    status, out, err = run("import", package, "-o", package.parent / "new")
    assert (status, err) == (0, "")
    assert "2 notes in 1 deck, 1 edit" in out
    assert "C1 question: Answer: Steam at first, then dry heat." in out
    deck = decksfile.load(package.parent / "new" / "bread-crust.yaml")
    assert deck.name == "Bread::Crust"
    assert deck.notes[0].answer == "Steam at first, then dry heat."
    assert deck.notes[1:] == decksfile.loads(YAML).notes[1:]


def test_edits_go_into_the_yaml(package: Path, run: Run) -> None:
    yaml = package.parent / "decks" / "bread.yaml"
    status, out, _ = run("import", package, "--onto", yaml.parent)
    assert status == 0
    assert "bread.yaml: 1 changed" in out
    assert yaml.read_text() == YAML.replace(
        "Steam first, then dry heat.   #", "Steam at first, then dry heat.  #"
    )
    status, out, _ = run("import", package, "--onto", yaml.parent)
    assert (status, "Nothing to take over." in out) == (0, True)


def test_an_edit_against_an_edit_is_a_conflict(package: Path, run: Run) -> None:
    yaml = package.parent / "decks" / "bread.yaml"
    mine = YAML.replace("Steam first", "Much steam first")
    yaml.write_text(mine)
    status, out, _ = run("import", package, "--onto", yaml.parent, "--json")
    assert status == 1
    told = json.loads(out)
    (conflict,) = told["merges"][0]["conflicts"]
    assert conflict["now"] == "Steam at first, then dry heat."
    assert conflict["yours"] == "Much steam first, then dry heat."
    assert [edit["field"] for edit in told["edits"]] == ["question: Answer"]
    assert yaml.read_text() == mine


def test_an_edited_note_that_is_nowhere_is_told(package: Path, run: Run) -> None:
    yaml = package.parent / "decks" / "bread.yaml"
    yaml.write_text(YAML.replace("id: C1", "id: C9"))
    status, out, _ = run("import", package, "--onto", yaml.parent)
    assert status == 0
    assert "Edited, but in none of these files: C1" in out


def test_yaml_that_is_there_stays(package: Path, run: Run) -> None:
    folder = package.parent / "new"
    assert run("import", package, "-o", folder, "-q") == (0, "", "")
    assert run("import", package, "-o", folder, "-q") == (0, "", "")
    (folder / "bread-crust.yaml").write_text(YAML)
    status, _, err = run("import", package, "-o", folder)
    assert status == 2
    assert "is there already, and says something else; name another folder" in err
    assert (folder / "bread-crust.yaml").read_text() == YAML


def test_a_file_name_is_never_a_path(tmp_path: Path, run: Run) -> None:
    (tmp_path / "decks").mkdir()
    yaml = YAML.replace("Bread::Crust", "'../../Bread:: /Crust'")
    (tmp_path / "decks" / "bread.yaml").write_text(yaml)
    run("build", tmp_path / "decks", "-o", tmp_path / "a.apkg", "-q")
    run("import", tmp_path / "a.apkg", "-o", tmp_path / "x" / "y" / "new")
    assert [path.name for path in (tmp_path / "x" / "y" / "new").iterdir()] == ["bread-crust.yaml"]


@pytest.mark.parametrize("arguments", [[], ["-o", "a", "--onto", "b"]])
def test_one_place_to_write_to(arguments: list[str], package: Path, run: Run) -> None:
    status, _, err = run("import", package, *arguments)
    assert status == 2
    assert "give either -o DIR or --onto DIR" in err


def test_no_such_package(tmp_path: Path, run: Run) -> None:
    status, _, err = run("import", tmp_path / "a.apkg", "-o", tmp_path)
    assert status == 2
    assert "no Anki package that can be read" in err


def test_no_decks_to_merge_into(package: Path, run: Run, tmp_path: Path) -> None:
    status, _, err = run("import", package, "--onto", tmp_path / "nowhere")
    assert status == 2
    assert "no deck files in this folder" in err

"""``ankigen build`` as people and scripts run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from baking import DECKS

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one deck file, to work in."""
    shutil.copy(DECKS / "every_kind.yaml", tmp_path / "bread.yaml")
    return tmp_path


def ankigen(folder: Path, *arguments: str, now: str = "1700000000") -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": now, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_deck_file_becomes_a_package_with_its_lock_beside_it(folder: Path) -> None:
    status, out, err = ankigen(folder, "build", "bread.yaml")
    assert (status, err) == (0, "")
    assert files(folder) == {"bread.yaml", "bread.apkg", "ankigen.lock"}
    assert out.splitlines()[-1] == (
        "bread.apkg holds 1 deck, 24 notes, 36 cards (24 new, 0 changed, 0 removed): "
        "open it with Anki."
    )
    assert "Baking::Bread::Basics" in out
    assert all(len(line) <= 80 for line in out.splitlines()[:-1])
    assert zipfile.is_zipfile(folder / "bread.apkg")


def test_json_is_one_document_and_nothing_else(folder: Path) -> None:
    status, out, err = ankigen(folder, "build", "bread.yaml", "-o", "x.apkg", "--json")
    assert (status, err) == (0, "")
    report = json.loads(out)
    assert list(report) == [
        *("path", "sha256", "decks", "notes", "cards", "added", "changed", "unchanged", "removed")
    ]
    assert report["path"] == "x.apkg"


def test_quiet_prints_nothing(folder: Path) -> None:
    assert ankigen(folder, "build", ".", "-o", "x.apkg", "-q") == (0, "", "")


def test_check_says_what_is_out_of_date_and_writes_nothing(folder: Path) -> None:
    status, out, _ = ankigen(folder, "build", "bread.yaml", "--check")
    assert (status, out) == (1, "out of date: ankigen.lock\nout of date: bread.apkg\n")
    assert files(folder) == {"bread.yaml"}
    ankigen(folder, "build", "bread.yaml")
    assert ankigen(folder, "build", "bread.yaml", "--check", now="1800000000")[:2] == (
        0,
        "Up to date.\n",
    )
    _edit(folder, "Salt speeds up", "Salt slows down")
    status, out, _ = ankigen(folder, "build", "bread.yaml", "--check", "--json")
    assert status == 1
    assert json.loads(out)["stale"] == ["ankigen.lock", "bread.apkg"]


def test_a_dry_run_says_what_would_change_and_writes_nothing(folder: Path) -> None:
    ankigen(folder, "build", "bread.yaml")
    before = (folder / "bread.apkg").read_bytes()
    _edit(folder, "Salt speeds up", "Salt slows down")
    status, out, _ = ankigen(folder, "build", "bread.yaml", "--dry-run")
    assert status == 0
    assert "changed   B002   question" in out
    assert out.splitlines()[-1].startswith("Nothing written.")
    assert (folder / "bread.apkg").read_bytes() == before


def test_show_cards_lists_what_is_hidden_and_what_is_not(folder: Path) -> None:
    _, out, _ = ankigen(folder, "build", "bread.yaml", "--show-cards", "--dry-run")
    assert "Digestibility" in out
    assert "there is no answer" in out
    _, out, _ = ankigen(folder, "build", "bread.yaml", "--show-cards", "--json")
    shown = json.loads(out)["shown"]
    assert {"note": "B001", "card": "points", "number": 1, "hides": "Flavour"} in shown


def test_a_second_build_with_one_file_left_out_removes_nothing(folder: Path) -> None:
    text = (folder / "bread.yaml").read_text().replace("id: B", "id: C").replace("Basics", "More")
    (folder / "more.yaml").write_text(text)
    ankigen(folder, "build", ".", "-o", "all.apkg")
    status, out, _ = ankigen(folder, "build", "more.yaml", "-o", "more.apkg", "--json")
    assert status == 0
    assert (json.loads(out)["removed"], json.loads(out)["added"]) == (0, 0)
    (folder / "more.yaml").unlink()
    status, out, _ = ankigen(folder, "build", ".", "-o", "all.apkg")
    assert "tag:ankigen::removed" in out


def test_a_document_keeps_its_lock_beside_the_package(tmp_path: Path) -> None:
    document = CHECKOUT / "data" / "sources" / "interview-easy.txt"
    status, _, err = ankigen(tmp_path, "build", str(document))
    assert (status, err) == (0, "")
    assert files(tmp_path) == {"interview-easy.apkg", "interview-easy.lock"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.yaml"], "absent.yaml: cannot be read"),
        (["empty"], "empty: no deck files in this folder"),
        (["bread.yaml", "twin.yaml"], "twin.yaml: ids that stand in bread.yaml too: 'B001'"),
        (["none.yaml"], "none.yaml"),
        (["hidden.yaml"], "hidden.yaml: note B001: cloze 'nowhere' is not in its text"),
    ],
)
def test_bad_input_is_one_clear_error(folder: Path, arguments: list[str], said: str) -> None:
    (folder / "empty").mkdir()
    text = (folder / "bread.yaml").read_text()
    (folder / "twin.yaml").write_text(text)
    (folder / "none.yaml").write_text("schema: 1\ndeck: None\nnotes: []\n")
    (folder / "hidden.yaml").write_text(
        text.replace("  tags: [fermentation]", "  tags: [fermentation]\n  cloze: [nowhere]")
    )
    for spare in {"twin.yaml", "none.yaml", "hidden.yaml"} - set(arguments):
        (folder / spare).unlink()
    before = files(folder)
    status, out, err = ankigen(folder, "build", *arguments, "-o", "x.apkg")
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert files(folder) == before


def test_a_damaged_lock_stops_the_build(folder: Path) -> None:
    (folder / "ankigen.lock").write_text("{}")
    status, _, err = ankigen(folder, "build", "bread.yaml")
    assert status == 2
    assert "ankigen.lock: not an ankigen.lock of version 1; restore it" in err
    assert files(folder) == {"bread.yaml", "ankigen.lock"}


def test_a_moment_that_is_none_is_refused(folder: Path) -> None:
    status, _, err = ankigen(folder, "build", "bread.yaml", now="yesterday")
    assert status == 2
    assert "SOURCE_DATE_EPOCH: not a moment: 'yesterday'" in err


def test_the_bundled_documents_build_without_a_path(tmp_path: Path) -> None:
    # As installed: no checkout around the package, so that decks and dist go below this folder.
    installed = tmp_path / "site"
    shutil.copytree(CHECKOUT / "ankigen", installed / "ankigen")
    shutil.copytree(CHECKOUT / "data" / "sources", installed / "ankigen" / "sources")
    here = tmp_path / "here"
    here.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(installed), "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "ankigen", "build"]
    for extra, said in (
        (["--check"], "out of date: data/decks/"),
        ([], "5 decks"),
        (["--check"], "Up to date."),
    ):
        done = subprocess.run(
            [*command, *extra],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said in done.stdout, done.stderr
    assert (here / "dist" / "ankigen.apkg").is_file()
    assert len(list((here / "data" / "decks").glob("*.yaml"))) == 5
    assert (here / "data" / "decks" / "ankigen.lock").is_file()


def _edit(folder: Path, old: str, new: str) -> None:
    path = folder / "bread.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))

"""Removed notes on the command line: marked, waiting for a package that held them, pruned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ankigen.anki import lock
from ankigen.cli import cli

ONE = "- {id: B1, kind: open, question: What is a score?, answer: A cut.}\n"
TWO = "- {id: B2, kind: open, question: What is a peel?, answer: A shovel.}\n"
HEAD = "schema: 1\ndeck: Baking\nnotes:\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two notes built, and one of them taken out since."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "bread.yaml").write_text(HEAD + ONE + TWO)
    build()
    (tmp_path / "bread.yaml").write_text(HEAD + ONE)
    return tmp_path


def build(*options: str, package: str = "bread.apkg") -> str:
    done = CliRunner().invoke(cli, ["build", "bread.yaml", "-o", package, *options])
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def removed(folder: Path) -> dict[str, lock.Tombstone]:
    return dict(lock.load(folder / "ankigen.lock").removed)


def test_a_removed_note_is_told_with_the_search_that_finds_it(folder: Path) -> None:
    assert "tag:ankigen::removed finds the notes" in build()
    stone = removed(folder)["B2 question"]
    assert dict(stone.fields)["Answer"] == "<p>A shovel.</p>"


def test_a_package_of_another_name_takes_it_from_the_one_beside_it(folder: Path) -> None:
    assert "tag:ankigen::removed" in build(package="next.apkg")
    assert removed(folder)["B2 question"].fields


def test_without_any_package_the_note_waits_and_that_is_told(folder: Path) -> None:
    last = (folder / "bread.apkg").read_bytes()
    (folder / "bread.apkg").unlink()
    assert "Learners will not see that these were removed: B2 question." in build()
    assert not removed(folder)["B2 question"].fields
    assert json.loads(build("--json"))["unmarked"] == ["B2 question"]
    (folder / "last.apkg").write_bytes(last)
    assert "unmarked" not in json.loads(build("--json"))
    assert removed(folder)["B2 question"].fields


def test_in_a_fresh_clone_the_decks_of_before_give_what_the_note_held(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package is not in git: what is there are the deck and the lock, old and new."""
    (folder / "bread.apkg").unlink()
    before = tmp_path_factory.mktemp("before")
    (before / "ankigen.lock").write_bytes((folder / "ankigen.lock").read_bytes())
    (before / "bread.yaml").write_text(HEAD + ONE + TWO)
    assert "what ankigen build makes of the decks and the lock as they were before" in build()
    with monkeypatch.context() as patch:
        patch.chdir(before)
        patch.setenv("SOURCE_DATE_EPOCH", "1800000000")
        build(package=str(folder / "before.apkg"))
    build()
    assert dict(removed(folder)["B2 question"].fields)["Answer"] == "<p>A shovel.</p>"
    # From then on the lock is enough.
    for package in folder.glob("*.apkg"):
        package.unlink()
    assert "Learners will not see" not in build()
    assert b"ankigen::removed" in (folder / "bread.apkg").read_bytes()


def test_prune_drops_what_was_removed_before_and_nothing_else(folder: Path) -> None:
    build()
    since = removed(folder)["B2 question"].since
    marked = (folder / "bread.apkg").read_bytes()
    build("--prune", "--dry-run")
    assert (folder / "bread.apkg").read_bytes() == marked
    build("--prune")
    assert removed(folder) == {"B2 question": lock.Tombstone(since)}
    assert b"ankigen::removed" in marked
    assert b"ankigen::removed" not in (folder / "bread.apkg").read_bytes()
    assert build("--check") == "Up to date.\n"
    build()
    assert removed(folder) == {"B2 question": lock.Tombstone(since)}


def test_a_note_brought_back_after_pruning_is_dated_later(folder: Path) -> None:
    build()
    since = removed(folder)["B2 question"].since
    build("--prune")
    (folder / "bread.yaml").write_text(HEAD + ONE + TWO)
    build()
    kept = lock.load(folder / "ankigen.lock")
    assert not kept.removed
    assert kept.notes["B2 question"].since > since

"""Decks and their lock on two branches of a real git repository, merged."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankigen.anki import lock
from ankigen.cli import cli

DECK = """\
schema: 1
deck: Baking
notes:
- id: B1
  kind: open
  question: What makes a crust?
  answer: Steam, then heat.
  points: [{term: Steam, text: keeps the skin soft}, {term: Heat, text: browns it}]

- id: B2
  kind: open
  question: What is the crumb?
  answer: The soft inside.

- id: B3
  kind: open
  question: What is a peel?
  answer: A flat shovel.
"""
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (1_700_000_000 + 86_400 * day for day in range(4))


class Repository:
    """A folder with a deck under git, and what its authors do with it."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, patch
        self.deck, self.lock = folder / "deck.yaml", folder / "ankigen.lock"
        patch.chdir(folder)
        self.git("init", "-q", "-b", "main", ".")
        (folder / ".gitignore").write_text("*.apkg\n")
        self.deck.write_text(DECK)
        self.commit(now=MONDAY)

    def git(self, *arguments: str) -> int:
        author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        done = subprocess.run(
            ["git", *author, *arguments], env=environment, capture_output=True, check=False
        )
        return done.returncode

    def build(self, *options: str, now: int) -> Result:
        self.patch.setenv("SOURCE_DATE_EPOCH", str(now))
        return CliRunner().invoke(cli, ["build", "deck.yaml", *options])

    def commit(self, now: int) -> None:
        assert self.build(now=now).exit_code == 0
        assert self.git("add", "-A") == 0
        assert self.git("commit", "-q", "-m", "deck") == 0

    def on_a_branch(self, name: str, old: str, new: str, now: int) -> None:
        """An author branches off, edits, builds and commits."""
        assert self.git("checkout", "-q", "-b", name, "main") == 0
        text = self.deck.read_text()
        assert old in text
        self.deck.write_text(text.replace(old, new))
        self.commit(now)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    if shutil.which("git") is None:
        pytest.skip("no git")
    return Repository(tmp_path, monkeypatch)


def test_edits_of_separate_notes_merge_by_themselves(repository: Repository) -> None:
    added = "A flat shovel.\n\n- id: B4\n  kind: open\n  question: What?\n  answer: That.\n"
    repository.on_a_branch("theirs", "A flat shovel.\n", added, TUESDAY)
    repository.on_a_branch("mine", "Steam, then heat.", "Heat and steam.", WEDNESDAY)
    assert repository.git("merge", "-q", "theirs") == 0
    merged = repository.lock.read_bytes()
    assert repository.build(now=THURSDAY).exit_code == 0
    # The merged lock is what both made of it: the build has nothing to add.
    assert repository.lock.read_bytes() == merged
    kept = lock.load(repository.lock)
    assert {name: seen.since for name, seen in kept.notes.items()} == {
        "B1 points": MONDAY,
        "B1 question": WEDNESDAY,
        "B2 question": MONDAY,
        "B3 question": MONDAY,
        "B4 question": TUESDAY,
    }
    assert repository.build("--check", now=THURSDAY).exit_code == 0


def test_a_conflict_stops_every_command_and_says_the_way_out(repository: Repository) -> None:
    repository.on_a_branch("theirs", "The soft inside.", "All but the crust.", TUESDAY)
    repository.on_a_branch("mine", "The soft inside.", "What is within.", WEDNESDAY)
    assert repository.git("merge", "-q", "theirs") == 1
    text = repository.deck.read_text().splitlines(keepends=True)
    kept = [line for line in text if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    repository.deck.write_text("".join(line for line in kept if "What is within" not in line))
    before = repository.lock.read_bytes()
    for options in ((), ("--check",), ("--dry-run",)):
        done = repository.build(*options, now=THURSDAY)
        assert done.exit_code != 0
        assert "an unresolved merge; delete the lines" in str(done.exception)
    assert repository.lock.read_bytes() == before
    # As it says: the marks go, and of the two entries for the note the later one stays.
    lines = repository.lock.read_text().splitlines(keepends=True)
    marks = ("<<<<<<<", "=======", ">>>>>>>")
    kept = [line for line in lines if not line.startswith(marks) and str(TUESDAY) not in line]
    repository.lock.write_text("".join(kept))
    assert repository.build(now=THURSDAY).exit_code == 0
    # Whoever has either version gets the settled one.
    assert lock.load(repository.lock).notes["B2 question"].since == THURSDAY


def test_one_takes_out_what_the_other_changed(repository: Repository) -> None:
    gone = DECK[DECK.index("- id: B3") :]
    repository.on_a_branch("theirs", gone, "", TUESDAY)
    repository.on_a_branch("mine", "A flat shovel.", "A long shovel.", WEDNESDAY)
    assert repository.git("merge", "-q", "theirs") == 1
    # The note is kept; the marks of the lock go, and what both sides say stays.
    repository.deck.write_text(DECK.replace("A flat shovel.", "A long shovel."))
    lines = repository.lock.read_text().splitlines(keepends=True)
    marks = ("<<<<<<<", "=======", ">>>>>>>")
    repository.lock.write_text("".join(one for one in lines if not one.startswith(marks)))
    kept = lock.load(repository.lock)
    assert "B3 question" in kept.notes
    assert "B3 question" in kept.removed
    assert repository.build(now=THURSDAY).exit_code == 0
    after = lock.load(repository.lock)
    assert "B3 question" in after.notes
    assert not after.removed
    assert after.notes["B3 question"].since > kept.removed["B3 question"].since

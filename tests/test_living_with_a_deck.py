"""The page on living with a deck: every command in it is run, in its order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "living-with-a-deck.md"
# What a reader does by hand stands in the page as a comment, which only this test reads.
_STEP = re.compile(
    r"^```sh\n(?P<commands>[\s\S]*?)^```$|^<!-- run: (?P<run>.*) -->$"
    r"|^<!-- replace: (?P<file>[^:]+): (?P<old>[^:]+): (?P<new>[^:]+) -->$",
    re.MULTILINE,
)
_REPLACE = """\
import pathlib, sys
path, old, new = pathlib.Path(sys.argv[1]), *sys.argv[2:]
text = path.read_text(encoding="utf-8")
assert old in text, old
path.write_text(text.replace(old, new), encoding="utf-8")
"""


def script() -> Iterator[str]:
    for step in _STEP.finditer(PAGE.read_text(encoding="utf-8")):
        if step["commands"]:
            yield step["commands"].rstrip()
        elif step["run"]:
            yield step["run"]
        else:
            words = [sys.executable, "-c", _REPLACE, step["file"], step["old"], step["new"]]
            yield shlex.join(words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck after every command of the page."""
    home = tmp_path_factory.mktemp("living")
    names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **dict.fromkeys(names, "baker"), "PATH": programs}
    done = subprocess.run(
        ["bash", "-euxc", "\n".join(script())],
        cwd=home,
        env={**environment, "HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return home / "bread"


def test_the_page_ends_where_it_says(folder: Path) -> None:
    notes = (folder / "decks" / "notes.yaml").read_text(encoding="utf-8")
    assert "Much steam first" in notes
    assert "The soft inside of a loaf." in notes
    assert (folder / "again" / "notes.yaml").is_file()
    tags = subprocess.run(["git", "tag"], cwd=folder, capture_output=True, text=True, check=True)
    assert tags.stdout == "v1\n"


def test_every_command_of_the_page_is_one_that_is_run() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^(?:ankigen|git|cd) .*$", text, re.MULTILINE)
    run = "\n".join(script()).splitlines()
    assert len(shown) > 10
    assert [line for line in shown if line not in run] == []

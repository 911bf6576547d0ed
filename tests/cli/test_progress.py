"""Progress is for people at a terminal, and never in what a program reads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from baking import DECKS

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
DOCUMENT = Path(__file__).parents[2] / "data" / "sources" / "interview-easy.txt"


def at_a_terminal(folder: Path, *arguments: str) -> tuple[str, str]:
    """Standard output, which goes to a pipe, and what the terminal gets on standard error."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", *arguments],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"},
        check=True,
    )
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 4096):
            told += part
    except OSError:
        pass  # Linux ends a closed terminal with an error.
    os.close(ours)
    return done.stdout.decode(), told.decode("utf-8", "replace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(DECKS / "every_kind.yaml", tmp_path / "bread.yaml")
    shutil.copy(DOCUMENT, tmp_path / "notes.txt")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [("extract", "notes.txt", "-o", "new"), ("build", "bread.yaml", "-o", "x.apkg")],
)
def test_a_terminal_is_told_and_a_pipe_is_not(folder: Path, arguments: tuple[str, ...]) -> None:
    out, told = at_a_terminal(folder, *arguments)
    # Which step is seen depends on how long it takes.
    assert "\x1b[?25l" in told
    assert "\x1b" not in out
    for silent in ("--json", "--quiet"):
        assert at_a_terminal(folder, *arguments, silent)[1] == ""

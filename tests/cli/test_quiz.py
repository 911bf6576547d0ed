"""``ankigen quiz`` in a pipe: no terminal, no colour, one summary."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DECK = Path(__file__).parent.parent / "practice" / "cells.yaml"


def _quiz(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ankigen", "quiz", str(DECK), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "60", "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )


def test_a_round_in_a_pipe() -> None:
    done = _quiz("--kind", "blank", typed="mitochondrion\n\n")
    assert done.returncode == 0
    assert "1 of 1 answered: 1 easy." in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_no_input_at_all_ends_politely() -> None:
    done = _quiz()
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 of 8 answered." in done.stdout


def test_the_same_seed_asks_in_the_same_order() -> None:
    assert _quiz("--seed", "4").stdout == _quiz("--seed", "4").stdout


def test_json_is_the_summary_and_nothing_else() -> None:
    done = _quiz("--kind", "blank", "--json", typed="nucleus\n\n")
    found = json.loads(done.stdout)
    assert (found["asked"], found["ratings"]["again"], found["again"]) == (1, 1, ["CELL01"])
    assert "ATP" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_unicode_gets_what_it_can_show(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "quiz", str(DECK), "--kind", "list"],
        input=b"prophase\n\n",
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert b"prophase" in done.stdout


def test_filters_that_fit_nothing_say_so() -> None:
    done = _quiz("--tag", "nothing")
    assert done.returncode == 1
    assert "No note fits" in done.stdout


def test_a_deck_that_is_not_there_ends_with_two() -> None:
    done = _quiz("nowhere.yaml")
    assert done.returncode == 2
    assert "nowhere.yaml: cannot be read" in done.stderr

"""What is printed where the locale knows nothing but ASCII, and text that is no Unicode."""

from __future__ import annotations

import json
import os
import subprocess
import sys

FORMULA = "δˡ = g'(zˡ)"
OLD = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}


def run(*arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ankigen", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **OLD})


def test_a_pipe_gets_utf8() -> None:
    done = run("read", FORMULA)
    assert done.returncode == 0, done.stderr
    assert "δˡ = g'(zˡ)" in done.stdout.decode("utf-8")


def test_json_in_a_pipe_loses_no_character() -> None:
    assert json.loads(run("read", FORMULA, "--json").stdout)["unicode"] == FORMULA


def test_an_argument_that_is_no_text_is_told() -> None:
    done = run("read", b"\xff + 1")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"unreadable" in done.stdout + done.stderr

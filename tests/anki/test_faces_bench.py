"""The bench itself: a tool that is absent skips a test, or fails it where no skip is wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BROWSER_TEST = f"{Path(__file__).with_name('test_faces.py')}::test_mathjax_errors"


@pytest.mark.parametrize(
    ("no_skip", "status", "said"),
    [("", 0, "1 skipped"), ("0", 0, "1 skipped"), ("1", 1, "no Chromium: none of")],
)
def test_without_chromium(tmp_path: Path, no_skip: str, status: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", BROWSER_TEST],
        env={**os.environ, "PATH": str(tmp_path), "ANKIGEN_NOSKIP": no_skip},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout
    assert said in done.stdout

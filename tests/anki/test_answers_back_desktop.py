"""An answer typed into the real Anki desktop, and the verdict on its back, by day and by night."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from judging import cases

from ankigen.anki import build
from ankigen.deck import Deck

pytestmark = pytest.mark.desktop

PROGRAM = Path(__file__).parents[1] / "bench" / "desktop.py"
NOTES = {case.title: case.note for case in cases()}


def _answered(python: str, folder: Path, title: str, theme: str, typed: str) -> dict[str, Any]:
    build([Deck("Test", (NOTES[title],))], folder / "one.apkg", now=1_700_000_000)
    profile = folder / "profile"
    profile.mkdir()
    done = subprocess.run(
        [python, PROGRAM, profile, folder / "one.apkg", folder / "back.png", theme, typed],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert (folder / "back.png").stat().st_size > 5_000
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["answer"]
    return seen


@pytest.mark.parametrize(
    ("theme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(28, 30, 35)")]
)
@pytest.mark.parametrize(
    ("title", "typed", "verdict"),
    [
        ("Machine learning: the steepest slope", "1/4", "Right|Good"),
        ("Geography: the capital", "Sydney", "Not right|Again|Sydney|Canberra"),
    ],
)
def test_the_verdict_stands_on_the_back(
    desktop_python: str,
    tmp_path: Path,
    theme: str,
    paper: str,
    title: str,
    typed: str,
    verdict: str,
) -> None:
    seen = _answered(desktop_python, tmp_path, title, theme, typed)
    assert seen["verdict"].startswith(verdict)
    assert seen["paper"] == paper
    assert seen["errors"] == 0

"""A card in the real Anki desktop: imported, typed into, turned over, by day and by night.

The desktop brings its own Python packages (``aqt``, ``PyQt6``, ``PyQt6-WebEngine``). Where they
live in another environment, ``ANKIGEN_DESKTOP_PYTHON`` is its Python.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from collection import package
from samples import samples

pytestmark = pytest.mark.desktop

PROGRAM = Path(__file__).parents[1] / "bench" / "desktop.py"


def _reviewed(python: str, folder: Path, sample: str, theme: str, typed: str) -> dict[str, Any]:
    deck = package(folder / "one.apkg", [note for note in samples() if note[0] == sample])
    profile = folder / "profile"
    profile.mkdir()
    picture = folder / "back.png"
    done = subprocess.run(
        [python, PROGRAM, profile, deck, picture, theme, typed],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert picture.stat().st_size > 5_000
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


@pytest.mark.parametrize(
    ("theme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(28, 30, 35)")]
)
def test_a_typed_answer_is_compared(
    desktop_python: str, tmp_path: Path, theme: str, paper: str
) -> None:
    seen = _reviewed(desktop_python, tmp_path, "number", theme, "0.52")
    assert seen["question"]["paper"] == seen["answer"]["paper"] == paper
    assert "How large" in seen["question"]["text"]
    assert "interview-easy.txt" not in seen["question"]["text"]
    assert seen["answer"]["compared"].split("↓")[-1].strip() == "0.25"
    assert seen["answer"]["formulas"] == 2
    assert seen["answer"]["errors"] == 0


def test_an_open_question_shows_points_and_formulas(desktop_python: str, tmp_path: Path) -> None:
    seen = _reviewed(desktop_python, tmp_path, "open", "light", "")
    assert "Bias correction" not in seen["question"]["text"]
    assert "Bias correction" in seen["answer"]["text"]
    assert seen["answer"]["formulas"] >= 4
    assert seen["answer"]["errors"] == 0

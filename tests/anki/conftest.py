"""Real Anki collections for tests of notes, packages and cards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def new_collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Any]]:
    """Makes empty collections of real Anki, and closes them after the test."""
    anki = pytest.importorskip("anki.collection", reason="no Anki: pip install anki")
    opened = []

    def make() -> Any:
        folder: Path = tmp_path_factory.mktemp("collection")
        opened.append(anki.Collection(str(folder / "collection.anki2")))
        return opened[-1]

    yield make
    for collection in opened:
        collection.close()


@pytest.fixture
def collection(new_collection: Callable[[], Any]) -> Any:
    """An empty collection of real Anki."""
    return new_collection()


@pytest.fixture(scope="session")
def desktop_python() -> str:
    """The Python that has Anki's desktop program: this one, or ``ANKIGEN_DESKTOP_PYTHON``."""
    python = os.environ.get("ANKIGEN_DESKTOP_PYTHON", sys.executable)
    tried = subprocess.run(
        [python, "-c", "import aqt, PyQt6.QtWebEngineWidgets, PyQt6.QtTest"],
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    if tried.returncode:
        pytest.skip("no Anki desktop: pip install aqt PyQt6 PyQt6-WebEngine")
    return python

"""Real Anki collections for tests of notes, packages and cards."""

from __future__ import annotations

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

"""What tests of the commands share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, which every user may reach and write to."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        monkeypatch.chdir(name)
        yield Path(name)
        monkeypatch.undo()

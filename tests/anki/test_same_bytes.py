"""Package and lock: the same bytes over builds, hash seeds, time zones, locales and folders."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from baking import DECKS

PLACES = {
    "here": {},
    "another hash seed": {"PYTHONHASHSEED": "4711"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another locale": {"LC_ALL": "C"},
    "another width": {"COLUMNS": "20", "NO_COLOR": "1"},
    "optimized": {"PYTHONOPTIMIZE": "1"},
}


def built(folder: Path, now: str, **environment: str) -> list[str]:
    """The hashes of package and lock after a first build, an edit, and a removal."""
    shutil.copy(DECKS / "every_kind.yaml", folder / "bread.yaml")
    hashes = []
    for edit in (None, ("Salt speeds up", "Salt slows down"), ("B003", "B303")):
        if edit:
            text = (folder / "bread.yaml").read_text(encoding="utf-8")
            (folder / "bread.yaml").write_text(text.replace(*edit), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "ankigen", "build", "bread.yaml", "-q"],
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": now, **environment},
            check=True,
        )
        files = (folder / name for name in ("bread.apkg", "ankigen.lock"))
        hashes += [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashes


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return built(tmp_path_factory.mktemp("first"), "1700000000")


@pytest.mark.parametrize("place", PLACES)
def test_one_hash_everywhere(place: str, expected: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "a folder with a longer name" / "and an äöü"
    folder.mkdir(parents=True)
    assert built(folder, "1700000000", **PLACES[place]) == expected


def test_the_moment_is_an_argument(expected: list[str], tmp_path: Path) -> None:
    later = built(tmp_path, "1700000001")
    assert not set(later) & set(expected)

"""``ankigen build`` after a build: fast where little changed, and never a stale result."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from baking import DECKS

BUILD = ("build", ".", "-o", "x.apkg")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one deck file, and a cache that nobody else uses."""
    shutil.copy(DECKS / "every_kind.yaml", tmp_path / "bread.yaml")
    return tmp_path


def ankigen(folder: Path, *arguments: str, now: int = 1_700_000_000, **environment: str) -> str:
    """Standard output of the command."""
    own = {"SOURCE_DATE_EPOCH": str(now), "XDG_CACHE_HOME": str(cache(folder)), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", *arguments],
        cwd=folder,
        env={**os.environ, **own, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    return done.stdout


def cache(folder: Path) -> Path:
    return folder / "cache"


def kept(folder: Path) -> list[Path]:
    return [path for path in cache(folder).rglob("*") if path.is_file()]


def result(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("x.apkg", "ankigen.lock")}


def edit(folder: Path, old: str = "Salt speeds up", new: str = "Salt slows down") -> None:
    path = folder / "bread.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def poison(folder: Path) -> int:
    """Put another word into everything kept, as whole as an entry can be; how many had it."""
    done = 0
    for path in kept(folder):
        text = path.read_bytes()[64:]
        bad = text.replace(b"Salt speeds up", b"Salt was poisoned")
        done += bad != text
        key = path.parent.name + path.name
        path.write_bytes(sha256(key.encode() + bad).hexdigest().encode() + bad)
    return done


def test_a_build_with_nothing_new_says_what_a_whole_build_says(folder: Path) -> None:
    ankigen(folder, *BUILD)
    first = result(folder)
    said = ankigen(folder, *BUILD, "--no-cache")
    assert ankigen(folder, *BUILD) == said
    assert "(0 new, 0 changed, 0 removed)" in said
    assert json.loads(ankigen(folder, *BUILD, "--json")) == json.loads(
        ankigen(folder, *BUILD, "--json", "--no-cache")
    )
    assert ankigen(folder, *BUILD, "--quiet") == ""
    assert result(folder) == first


@pytest.mark.parametrize("change", ["deck", "package", "lock", "package gone", "lock gone"])
def test_whatever_was_changed_is_built(folder: Path, tmp_path: Path, change: str) -> None:
    ankigen(folder, *BUILD)
    ankigen(folder, *BUILD)
    if change == "deck":
        edit(folder)
    elif change.startswith("package"):
        (folder / "x.apkg").write_bytes(b"another")
    else:
        lock = folder / "ankigen.lock"
        lock.write_text(lock.read_text().replace("1700000000", "1600000000"))
    if change.endswith("gone"):
        (folder / ("x.apkg" if "package" in change else "ankigen.lock")).unlink()
    without = tmp_path / "without"
    without.mkdir()
    for name in ("bread.yaml", "x.apkg", "ankigen.lock"):
        if (folder / name).exists():
            shutil.copy(folder / name, without)
    said = ankigen(without, *BUILD, "--no-cache", now=1_800_000_000)
    assert ankigen(folder, *BUILD, now=1_800_000_000) == said
    assert result(folder) == result(without)


def test_an_edit_taken_back_gives_what_a_build_without_gives(folder: Path) -> None:
    now = 1_700_000_000
    twin = folder / "twin"
    twin.mkdir()
    shutil.copy(folder / "bread.yaml", twin)
    for old, new in (("x", "x"), ("speeds", "slows"), ("slows", "speeds"), ("B003", "B303")):
        now += 60
        for place, more in ((folder, ()), (twin, ("--no-cache",))):
            edit(place, old, new)
            ankigen(place, "build", "bread.yaml", "-o", "x.apkg", *more, now=now)
        assert result(folder) == result(twin)


def test_a_check_and_no_cache_make_everything_themselves(folder: Path) -> None:
    ankigen(folder, *BUILD)
    assert poison(folder)
    assert ankigen(folder, *BUILD, "--check") == "Up to date.\n"
    first = result(folder)
    for off in ({"ANKIGEN_NO_CACHE": "1"}, {}):
        (folder / "x.apkg").unlink()
        ankigen(folder, *BUILD, *([] if off else ["--no-cache"]), **off)
        assert result(folder) == first
    # So that this test would notice: what is whole and under the right name is believed.
    (folder / "x.apkg").unlink()
    ankigen(folder, *BUILD)
    assert result(folder) != first
    assert "out of date" in ankigen(folder, *BUILD, "--check")


def test_it_is_off_where_it_is_turned_off(folder: Path) -> None:
    ankigen(folder, *BUILD, "--no-cache")
    ankigen(folder, *BUILD, ANKIGEN_NO_CACHE="1")
    ankigen(folder, *BUILD, "--check")
    assert kept(folder) == []


def test_nothing_is_kept_beside_the_deck(folder: Path) -> None:
    ankigen(folder, *BUILD)
    names = {path.name for path in folder.iterdir()}
    assert names == {"bread.yaml", "x.apkg", "ankigen.lock", "cache"}


def test_a_cache_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    ankigen(folder, *BUILD, XDG_CACHE_HOME="/proc/nowhere")
    first = result(folder)
    ankigen(folder, *BUILD, XDG_CACHE_HOME="/dev/null")
    assert result(folder) == first


def test_builds_at_once_share_it(folder: Path) -> None:
    ankigen(folder, *BUILD, "--no-cache")
    first = (folder / "x.apkg").read_bytes()
    shutil.rmtree(cache(folder), ignore_errors=True)
    homes = []
    for place in range(3):
        home = folder / str(place)
        home.mkdir()
        shutil.copy(folder / "bread.yaml", home)
        homes.append(home)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1700000000",
        "XDG_CACHE_HOME": str(cache(folder)),
    }
    command = [sys.executable, "-m", "ankigen", *BUILD, "-q"]
    builds = [subprocess.Popen(command, cwd=home, env=environment) for home in homes]
    assert [build.wait() for build in builds] == [0, 0, 0]
    assert {(home / "x.apkg").read_bytes() for home in homes} == {first}

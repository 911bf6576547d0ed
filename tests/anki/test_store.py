"""The folder of things made before: it may fail in any way, and then there is nothing in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from faults import child, status_of

from ankigen.anki.store import Store, store

KEY, OTHER = "ab" * 32, "cd" * 32


def test_what_is_put_is_got(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    assert kept.get(KEY) is None
    kept.put(KEY, "one\x1d\n“two”\ud800")
    assert kept.get(KEY) == "one\x1d\n“two”\ud800"
    assert kept.get(OTHER) is None


def test_an_entry_under_another_key_is_none(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    kept.put(KEY, "one")
    (tmp_path / OTHER[:2]).mkdir()
    (tmp_path / KEY[:2] / KEY[2:]).rename(tmp_path / OTHER[:2] / OTHER[2:])
    assert kept.get(OTHER) is None


def test_the_oldest_goes_where_there_is_too_much(tmp_path: Path) -> None:
    kept = Store(tmp_path, largest=1000)
    for place in range(5):
        kept.put(f"{place:064x}", "x" * 300)
        os.utime(next(tmp_path.glob(f"*/*{place}")), (place, place))
    kept.get(f"{0:064x}")  # Used now, so the newest.
    kept.trim()
    assert [place for place in range(5) if kept.get(f"{place:064x}")] == [0, 4]


@pytest.mark.parametrize("folder", ["/dev/null", "/proc/nowhere", "/dev/full/x"])
def test_a_folder_that_cannot_be_is_as_good_as_none(folder: str) -> None:
    kept = Store(Path(folder))
    kept.put(KEY, "one")
    kept.trim()
    assert kept.get(KEY) is None


def test_two_that_write_at_once(tmp_path: Path) -> None:
    def work() -> None:
        kept = Store(tmp_path)
        for _ in range(200):
            kept.put(KEY, "one" * 1000)
            assert kept.get(KEY) == "one" * 1000

    workers = [child(work) for _ in range(3)]
    assert [status_of(worker) for worker in workers] == [0, 0, 0]
    assert [path.name for path in (tmp_path / KEY[:2]).iterdir()] == [KEY[2:]]


def test_where_it_lies_and_how_it_is_turned_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANKIGEN_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = store()
    assert found
    assert found.folder == tmp_path / "ankigen" / "made"
    monkeypatch.setenv("XDG_CACHE_HOME", "a relative path is to be ignored")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = store()
    assert found
    assert (tmp_path / "home") in found.folder.parents
    monkeypatch.setenv("ANKIGEN_NO_CACHE", "1")
    assert store() is None

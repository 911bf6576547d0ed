"""Files appear whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import as_nobody, child, files_of_at_most, killed_after, status_of

from ankigen.atomic import write_together, write_whole
from ankigen.problems import BadInput


@pytest.fixture
def everyones() -> Iterator[Path]:
    """A folder that every user may reach and write to."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        yield Path(name)


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_file_is_made_with_its_folders_and_touched_only_where_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    assert write_whole(path, b"one")
    before = path.stat()
    assert not write_whole(path, b"one")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_whole(path, b"two")
    assert (path.read_bytes(), names(path.parent)) == (b"two", ["c.txt"])


def test_rights_stay_and_new_files_have_the_usual_ones(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o600)
    mask = os.umask(0o027)
    try:
        write_together({old: b"x", new: b"x"})
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (old, new)] == [0o600, 0o640]


@pytest.mark.parametrize("name", ["x" * 200, "文" * 80, "a b\nc", "-o", "[x]*.yaml"])
def test_any_name_that_a_file_can_have(tmp_path: Path, name: str) -> None:
    assert write_whole(tmp_path / name, b"one")
    assert write_whole(tmp_path / name, b"two")
    assert names(tmp_path) == [name]


def test_a_folder_or_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(BadInput, match=f"{name}: cannot be written"):
            write_together({tmp_path / "first": b"x", tmp_path / name: b"x"})
    assert names(tmp_path) == ["folder", "pipe"]


def test_no_room_for_the_second_file_leaves_both_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with files_of_at_most(1000), pytest.raises(BadInput, match="z: cannot be written: File too"):
        write_together({tmp_path / "a": b"new", tmp_path / "x" / "y" / "z": b"z" * 2000})
    assert (names(tmp_path), (tmp_path / "a").read_bytes()) == (["a"], b"old")


def test_what_cannot_be_put_in_place_takes_back_what_was(everyones: Path) -> None:
    # In a folder like /tmp one may add files, and replace only one's own: the last rename fails
    # when everything else is done.
    folder = everyones
    for name in ("mine", "theirs"):
        (folder / name).write_bytes(b"old")
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    os.chown(folder / "mine", 65534, 65534)
    folder.chmod(0o1777)
    files = {Path("mine"): b"new", Path("also-new"): b"new", Path("theirs"): b"new"}
    status, said = as_nobody(lambda: write_together(files), folder)
    assert status == 1
    assert "theirs: cannot be written: Operation not permitted" in said
    assert names(folder) == ["mine", "theirs"]
    assert (folder / "mine").read_bytes() == b"old"


def test_a_folder_that_is_read_only_is_one_clear_error(everyones: Path) -> None:
    (everyones / "a").write_bytes(b"old")
    everyones.chmod(0o555)
    status, said = as_nobody(lambda: write_whole("a", b"new"), everyones)
    everyones.chmod(0o777)
    assert status == 1
    assert "a: cannot be written: Permission denied; choose a folder you may write to" in said
    assert names(everyones) == ["a"]


def test_what_a_killed_process_left_goes_with_the_next_write(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    left = 0
    for milliseconds in range(1, 16):
        killed_after(milliseconds / 1000, lambda: [write_whole(path, _large(n)) for n in (1, 2, 3)])
        left += len(names(tmp_path)) > 1
        write_whole(path, b"short")
        assert names(tmp_path) == ["deck.apkg"]
    assert left


def _large(number: int) -> bytes:
    return bytes([number]) * 5_000_000


def test_what_another_process_is_writing_stays(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"

    def often() -> None:
        for number in range(60):
            write_whole(path, f"{os.getpid()} {number}".encode())

    # A file swept away under its writer would end in an error, and with it in a status.
    assert [status_of(one) for one in [child(often) for _ in range(4)]] == [0, 0, 0, 0]
    assert names(tmp_path) == ["deck.apkg"]


def test_files_of_others_with_like_names_stay(tmp_path: Path) -> None:
    kept = [".deck.apkg.original", ".deck.apkg.ankigen", "deck.apkg.abcdefgh.ankigen"]
    for name in kept:
        (tmp_path / name).write_bytes(b"x")
    write_whole(tmp_path / "deck.apkg", b"x")
    assert names(tmp_path) == sorted([*kept, "deck.apkg"])

"""Of two builds in one folder the second waits, and no wait is for ever."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from faults import child, status_of

from ankigen.problems import BadInput
from ankigen.turns import turn


def test_nobody_reads_what_another_has_not_written_yet(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")

    def count() -> None:
        for _ in range(5):
            with turn([counter, tmp_path / "not" / "there" / "yet"]):
                number = int(counter.read_text())
                time.sleep(0.002)
                counter.write_text(str(number + 1))

    assert [status_of(one) for one in [child(count) for _ in range(4)]] == [0] * 4
    assert counter.read_text() == "20"


def test_two_that_name_their_folders_in_another_order_do_not_wait_for_each_other(
    tmp_path: Path,
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()

    def often(first: Path, second: Path) -> None:
        for _ in range(50):
            with turn([first / "x", second / "y"], longest=20):
                pass

    pair = child(lambda: often(one, other)), child(lambda: often(other, one))
    assert [status_of(process) for process in pair] == [0, 0]


def test_one_that_was_killed_is_not_waited_for_and_one_at_work_not_for_ever(tmp_path: Path) -> None:
    held = tmp_path / "held"

    def hold() -> None:
        with turn([tmp_path / "x"]):
            held.touch()
            time.sleep(60)

    process = child(hold)
    while not held.exists():
        time.sleep(0.01)
    said: list[str] = []
    with (
        pytest.raises(BadInput, match="another build is at work in this folder; wait"),
        turn([tmp_path / "x"], said.append, longest=0.1),
    ):
        pytest.fail("two at once")
    assert said[0] == "waiting for another build"
    os.kill(process, signal.SIGKILL)
    assert status_of(process) == -signal.SIGKILL
    with turn([tmp_path / "x"], longest=0):
        assert os.listdir(tmp_path) == ["held"]

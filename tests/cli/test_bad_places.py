"""Where files cannot be read or written, the commands end with status 2 and one clear line.

Nothing is half written, and nothing that was there before is written over.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import DECK, DOCUMENT, NOTES, SHORT, ankigen, contents
from faults import as_nobody, files_of_at_most

from ankigen.cli import main


@pytest.mark.parametrize(
    ("name", "mode", "arguments", "said"),
    [
        ("deck.yaml", 0, ("build", "deck.yaml"), "deck.yaml: cannot be read: Permission denied"),
        ("notes.txt", 0, ("build", "notes.txt"), "notes.txt: "),
        ("notes.txt", 0, ("extract", "notes.txt", "-o", "."), "notes.txt: "),
        ("ankigen.lock", 0, ("build", "deck.yaml"), "ankigen.lock: cannot be read: Permission"),
        ("dark", 0, ("build", "dark"), "dark: cannot be read: Permission denied"),
        ("dark", 0, ("build", "dark/deck.yaml"), "dark/deck.yaml: cannot be read: Permission"),
        ("dark", 0o555, ("build", "deck.yaml", "-o", "dark/x.apkg"), "dark/x.apkg: cannot be writ"),
        (".", 0o555, ("build", "deck.yaml"), "ankigen.lock: cannot be written: Permission denied"),
        (".", 0o555, ("extract", "notes.txt", "-o", "new"), "new/notes.yaml: cannot be written"),
    ],
)
def test_what_one_may_not_read_or_write_is_one_clear_line(
    folder: Path, name: str, mode: int, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "deck.yaml").write_text(DECK)
    shutil.copy(DOCUMENT, folder / "notes.txt")
    (folder / "dark").mkdir()
    # What the commands import must be imported before nobody runs them.
    for warm in (("build", "deck.yaml", "-q"), ("extract", "notes.txt", "-o", "warm", "-q")):
        assert ankigen(*warm) == 0
    shutil.rmtree(folder / "warm")
    if name == ".":
        (folder / "ankigen.lock").unlink()
    before = contents(folder)
    folder.chmod(0o777)
    (folder / name).chmod(mode)
    try:
        status, told = as_nobody(lambda: main(arguments), folder)
    finally:
        for each in (".", "dark", "deck.yaml", "notes.txt"):
            (folder / each).chmod(0o777)
    assert status == 2, told
    assert told.startswith(said)
    assert len(told.splitlines()) == 1
    assert contents(folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "deck.yaml", "-o", "new/x.apkg"),
        ("build", "notes.txt", "-o", "new/x.apkg"),
        ("extract", "notes.txt", "-o", "new"),
        ("extract", "notes.txt", "-o", "new", "--report", "new/report.json"),
    ],
)
def test_a_full_disk_is_one_clear_line_and_nothing_is_written(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (folder / "deck.yaml").write_text(DECK)
    shutil.copy(DOCUMENT, folder / "notes.txt")
    with files_of_at_most(1000):
        assert ankigen(*arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "make room" in err or "choose a disk" in err
    assert sorted(os.listdir(folder)) == ["deck.yaml", "notes.txt"]


def test_an_output_that_is_no_file_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "deck.yaml").write_text(SHORT)
    (folder / "pipe.apkg").mkdir()
    os.mkfifo(folder / "real-pipe.apkg")
    assert ankigen("build", "deck.yaml", "-o", "real-pipe.apkg") == 2
    assert "real-pipe.apkg: cannot be written" in capfd.readouterr().err
    assert ankigen("build", "deck.yaml", "-o", "pipe.apkg") == 2
    assert ankigen("build", "deck.yaml", "-o", "deck.yaml/x.apkg") == 2
    assert sorted(os.listdir(folder)) == ["deck.yaml", "pipe.apkg", "real-pipe.apkg"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_what_was(folder: Path, sign: signal.Signals) -> None:
    (folder / "deck.yaml").write_text(SHORT)
    assert ankigen("build", "deck.yaml", "-q") == 0
    with (folder / "deck.yaml").open("a") as file:
        for number in range(2, 4000):
            file.write(SHORT.removeprefix(NOTES).replace("N1", f"N{number}"))
    before = contents(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "ankigen", "build", "deck.yaml"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.6)
    process.send_signal(sign)
    out, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert out == ""
    assert "Traceback" not in err
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "deck.yaml", "-o", "deck.yaml"), "deck.yaml: is no name"),
        (("build", "notes.txt", "-o", "notes.txt"), "notes.txt: is no name"),
        (("build", "deck.yaml", "-o", ""), ".: is no name"),
        (("build", "-o", "deck.yaml"), "deck.yaml: is no name"),
        (("extract", "notes.txt", "-o", "new", "--report", "./notes.txt"), "./notes.txt: is a doc"),
        (("extract", "notes.txt", "-o", "new", "--report", "new/notes.yaml"), "new/notes.yaml: is"),
    ],
)
def test_no_document_and_no_deck_is_written_over(
    folder: Path, arguments: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "deck.yaml").write_text(DECK)
    shutil.copy(DOCUMENT, folder / "notes.txt")
    before = contents(folder)
    assert ankigen(*arguments) == 2
    assert said in capfd.readouterr().err
    assert contents(folder) == before

"""The package: the same bytes everywhere, and nothing half written."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from baking import DECKS, crust, deck, every_kind

from ankigen.anki import Lock, anki_notes, build, plan
from ankigen.anki.ankinote import AnkiNote
from ankigen.anki.package import deck_id, package
from ankigen.anki.shipped import shipped
from ankigen.atomic import write_whole
from ankigen.deck import Deck, Note
from ankigen.problems import BadInput

NOW = 1_700_000_000


def test_the_same_deck_gives_the_same_bytes(tmp_path: Path) -> None:
    first = build([every_kind()], tmp_path / "a.apkg", now=NOW)
    second = build([every_kind()], tmp_path / "b.apkg", now=NOW)
    assert first.sha256 == second.sha256
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()


@pytest.mark.parametrize(
    ("seed", "zone"), [("1", "UTC"), ("2", "Pacific/Kiritimati"), ("3", "America/St_Johns")]
)
def test_no_hash_order_time_zone_folder_or_clock_shows(
    tmp_path: Path, seed: str, zone: str
) -> None:
    here = build([every_kind()], tmp_path / "here.apkg", now=NOW)
    code = (
        "import sys; from ankigen import decksfile; from ankigen.anki import build; "
        "print(build([decksfile.load(sys.argv[1])], 'there.apkg', now=1700000000).sha256)"
    )
    folder = tmp_path / f"elsewhere {seed}"
    folder.mkdir()
    there = subprocess.run(
        [sys.executable, "-c", code, DECKS / "every_kind.yaml"],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here.sha256


def test_the_zip_tells_nothing_of_this_machine(tmp_path: Path) -> None:
    build([every_kind()], tmp_path / "a.apkg", now=NOW)
    with zipfile.ZipFile(tmp_path / "a.apkg") as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert [entry.filename for entry in entries] == ["collection.anki2", "media"]
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr) == (3, 0o644 << 16)
        assert entry.compress_type == zipfile.ZIP_STORED


def test_the_database_is_sound_and_hides_who_wrote_it(tmp_path: Path) -> None:
    connection = _database(plan([every_kind()], "x", Lock(), NOW).package, tmp_path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    content = (tmp_path / "collection.anki2").read_bytes()
    assert int.from_bytes(content[96:100], "big") == 3_040_000


def test_each_note_and_note_type_has_its_own_moment(tmp_path: Path) -> None:
    path, lock = tmp_path / "a.apkg", tmp_path / "ankigen.lock"
    other = Note(id="C2", kind="open", question="What is a score?", answer="A cut.")
    build([deck(crust(), other)], path, lock=lock, now=NOW)
    build([deck(crust(), replace(other, answer="A slash."))], path, lock=lock, now=NOW + 60)
    connection = _database(path.read_bytes(), tmp_path)
    moments = dict(connection.execute("SELECT mod, count(*) FROM notes GROUP BY mod"))
    connection.close()
    assert moments == {NOW: 4, NOW + 60: 1}


def test_a_build_with_nothing_new_touches_no_file(tmp_path: Path) -> None:
    path, lock = tmp_path / "a.apkg", tmp_path / "ankigen.lock"
    build([every_kind()], path, lock=lock, now=NOW)
    before = [(file.stat().st_mtime_ns, file.stat().st_ino) for file in (path, lock)]
    report = build([every_kind()], path, lock=lock, now=NOW + 60)
    assert (report.added, report.changed, report.removed) == (0, 0, 0)
    assert [(file.stat().st_mtime_ns, file.stat().st_ino) for file in (path, lock)] == before


def test_deck_ids_come_from_names_alone() -> None:
    assert deck_id("Baking::Bread") == deck_id("Baking::Bread") != deck_id("Baking")
    assert deck_id("Baking") < 2**53


def test_guids_come_from_id_and_card_alone() -> None:
    guids = {note.name: note.guid for note in anki_notes(every_kind())}
    assert len(set(guids.values())) == len(guids)
    changed = replace(every_kind(), name="Elsewhere", source=None)
    assert {note.name: note.guid for note in anki_notes(changed)} == guids
    # Fixed by the first release: another value would double every learner's notes.
    assert guids["B001 question"] == "40fe52506ba18869"
    assert guids["B001 points"] == "4bf867ce7bb7df67"


def test_two_notes_with_one_guid_are_never_shipped() -> None:
    made = plan([deck(crust())], "x", Lock(), NOW)
    with pytest.raises(AssertionError, match="one GUID"):
        package([made.notes[0], made.notes[0]], made.lock)


def test_a_note_without_a_card_is_never_shipped() -> None:
    made = plan([deck(crust())], "x", Lock(), NOW)
    bare = AnkiNote("C1", "points", (("Text", "nothing hidden"),), (), "Baking")
    with pytest.raises(AssertionError, match="without a card"):
        package([shipped(bare)], made.lock)


def test_every_cloze_number_is_a_card() -> None:
    points = next(note for note in anki_notes(deck(crust())) if note.card == "points")
    assert shipped(points).cards == (0, 1, 2)


def test_two_documents_with_one_id_are_named_both() -> None:
    with pytest.raises(BadInput) as error:
        plan([deck(crust()), deck(crust(), name="B")], "x", Lock(), NOW, files=["a.yaml", "b.yaml"])
    assert str(error.value).startswith("b.yaml: ids that stand in a.yaml too: 'C1'; ")


@pytest.mark.parametrize("empty", [(), (Note(id="N1", kind="open", question="Why?"),)])
def test_a_deck_with_no_notes_is_an_error(empty: tuple[Note, ...]) -> None:
    with pytest.raises(BadInput, match=r"Empty: a deck with no notes to learn; give"):
        plan([deck(crust()), Deck("Empty", empty)], "x", Lock(), NOW)


def test_no_deck_at_all_is_an_error() -> None:
    with pytest.raises(BadInput, match="no deck"):
        plan([], "x.apkg", Lock(), NOW)


def test_a_full_disk_leaves_the_old_package(tmp_path: Path) -> None:
    path, lock = tmp_path / "a.apkg", tmp_path / "ankigen.lock"
    build([deck(crust())], path, lock=lock, now=NOW)
    before = path.read_bytes()
    made = plan([every_kind()], path, Lock(), NOW)
    with _files_of_at_most(20_000), pytest.raises(BadInput, match=r"a\.apkg: cannot be written"):
        write_whole(path, made.package)
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.apkg", "ankigen.lock"]


def test_a_package_that_cannot_be_written_leaves_the_lock_too(tmp_path: Path) -> None:
    lock = tmp_path / "ankigen.lock"
    build([deck(crust())], tmp_path / "a.apkg", lock=lock, now=NOW)
    before = lock.read_bytes()
    with pytest.raises(BadInput, match="cannot be written"):
        build([every_kind()], "/proc/a.apkg", lock=lock, now=NOW + 60)
    assert lock.read_bytes() == before


def test_no_room_for_the_database_is_one_clear_error(tmp_path: Path) -> None:
    with _files_of_at_most(20_000), pytest.raises(BadInput, match="TMPDIR"):
        build([every_kind()], tmp_path / "a.apkg", now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match="cannot be written"):
        build([every_kind()], tmp_path / "file" / "a.apkg", now=NOW)
    with pytest.raises(BadInput, match="cannot be written"):
        build([every_kind()], "/proc/a.apkg", now=NOW)


def test_an_interrupted_write_leaves_the_old_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, lock = tmp_path / "a.apkg", tmp_path / "ankigen.lock"
    build([deck(crust())], path, lock=lock, now=NOW)
    before = path.read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build([every_kind()], path, lock=lock, now=NOW + 60)
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.apkg", "ankigen.lock"]
    # The next build is complete.
    assert build([every_kind()], path, lock=lock, now=NOW + 60).added > 0


@contextlib.contextmanager
def _files_of_at_most(size: int) -> Iterator[None]:
    """The largest file this process may write, as a disk that is full would have it."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def _database(content: bytes, folder: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sqlite3.connect(archive.extract("collection.anki2", folder))

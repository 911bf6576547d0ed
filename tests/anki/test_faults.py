"""A build that is killed, runs out of room or meets another leaves a package and its lock."""

from __future__ import annotations

import os
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from baking import crust, deck, every_kind
from faults import child, files_of_at_most, killed_after, status_of

from ankigen.anki import build, files_of, plan
from ankigen.anki.lock import load, loads
from ankigen.atomic import write_together
from ankigen.deck import Deck
from ankigen.problems import BadInput

NOW = 1_700_000_000
KILLS = 200


def _edition(number: int) -> Deck:
    """A deck that changes with every edition: a note edited, one come and one gone."""
    edited = crust(answer=f"Steam first, then heat, says edition {number}.")
    return deck(edited, crust(id=f"E{number % 3}"))


def test_killed_at_any_moment_it_leaves_the_old_pair_or_a_step_that_the_next_build_ends(
    tmp_path: Path,
) -> None:
    package, lock = tmp_path / "bread.apkg", tmp_path / "ankigen.lock"
    build([_edition(0)], package, lock=lock, now=NOW)
    start = time.perf_counter()
    build([_edition(1)], package, lock=lock, now=NOW + 1)
    lasts = time.perf_counter() - start
    random_moments = random.Random(200)
    # At once, at random moments, and when it has long ended: the clock of a busy machine decides
    # which of the random ones come too early or too late to meet a rename.
    moments = [0.0, *(random_moments.uniform(0, 1.5 * lasts) for _ in range(KILLS - 2)), 5 + lasts]
    ends = {"old": 0, "half": 0, "new": 0}
    for number, moment in enumerate(moments, 2):
        edition, now = [_edition(number)], NOW + 10 * number
        old = {lock: lock.read_bytes(), package: package.read_bytes()}
        new = files_of(plan(edition, package, load(lock), now), package, lock)
        killed_after(
            moment,
            lambda edition=edition, now=now: build(edition, package, lock=lock, now=now),
        )
        left = {path: path.read_bytes() for path in old}
        half = {lock: new[lock], package: old[package]}
        ends[next(name for name, pair in _named(old, half, new) if left == pair)] += 1
        # The next build, later, ends what was begun: with the moment of the lock, if it has one.
        build(edition, package, lock=lock, now=now + 5)
        if left != old:
            assert {path: path.read_bytes() for path in new} == new
        assert sorted(os.listdir(tmp_path)) == ["ankigen.lock", "bread.apkg"]
    assert sum(ends.values()) == KILLS
    assert ends["old"]
    assert ends["new"]


def _named(*pairs: dict[Path, bytes]) -> list[tuple[str, dict[Path, bytes]]]:
    return list(zip(("old", "half", "new"), pairs, strict=True))


def test_a_half_step_ends_in_the_same_package_as_one_that_was_not_killed(tmp_path: Path) -> None:
    package, lock = tmp_path / "bread.apkg", tmp_path / "ankigen.lock"
    build([_edition(1)], package, lock=lock, now=NOW)
    whole = files_of(plan([_edition(2)], package, load(lock), NOW + 60), package, lock)
    # Killed between the two renames: the lock is the new one, with the notes that were removed.
    lock.write_bytes(whole[lock])
    assert loads(whole[lock].decode(), lock).removed
    report = build([_edition(2)], package, lock=lock, now=NOW + 600)
    assert (report.added, report.changed, report.removed) == (0, 0, 0)
    assert package.read_bytes() == whole[package]
    assert lock.read_bytes() == whole[lock]


def test_two_builds_of_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    # Two decks of one folder share the lock; each build names the notes of the other.
    lock = tmp_path / "ankigen.lock"
    decks = {
        name: deck(
            *(replace(note, id=f"{name}{place}") for place, note in enumerate([crust()] * 5))
        )
        for name in ("A", "B")
    }
    ids = {name: [note.id for note in one.notes] for name, one in decks.items()}

    def often(name: str, other: str) -> None:
        for number in range(8):
            notes = (replace(decks[name].notes[0], answer=f"{number}."), *decks[name].notes[1:])
            one = replace(decks[name], name=name, notes=notes)
            path = tmp_path / f"{name}.apkg"
            build([one], path, lock=lock, now=NOW + number, elsewhere=ids[other])

    assert [
        status_of(one) for one in (child(lambda: often("A", "B")), child(lambda: often("B", "A")))
    ] == [0, 0]
    kept = load(lock)
    assert {name.split()[0] for name in kept.notes} == {*ids["A"], *ids["B"]}
    assert not kept.removed
    for name in ("A", "B"):
        notes = (replace(decks[name].notes[0], answer="7."), *decks[name].notes[1:])
        one = replace(decks[name], name=name, notes=notes)
        other = ids["B" if name == "A" else "A"]
        again = plan([one], tmp_path / "x", kept, NOW + 99, other)
        touched = again.changes.added + again.changes.changed + again.changes.removed
        assert touched == ()
        assert again.package == (tmp_path / f"{name}.apkg").read_bytes()


def test_no_room_for_the_package_leaves_the_old_pair(tmp_path: Path) -> None:
    package, lock = tmp_path / "bread.apkg", tmp_path / "ankigen.lock"
    build([deck(crust())], package, lock=lock, now=NOW)
    old = {path: path.read_bytes() for path in (package, lock)}
    new = files_of(plan([every_kind()], package, load(lock), NOW + 60), package, lock)
    # Room for the lock, which is written first, and none for the package.
    with (
        files_of_at_most(len(new[package]) - 1),
        pytest.raises(BadInput, match=r"bread\.apkg: cannot be written: File too large; choose"),
    ):
        write_together(new)
    assert {path: path.read_bytes() for path in old} == old
    assert sorted(os.listdir(tmp_path)) == ["ankigen.lock", "bread.apkg"]


def test_a_killed_build_leaves_nothing_of_its_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    package = tmp_path / "bread.apkg"
    killed = [
        killed_after(moment / 1000, lambda: build([every_kind()], package, now=NOW))
        for moment in range(2, 42, 2)
    ]
    assert any(killed)
    # Killed before the file has lost its name, it leaves one with nothing in it.
    assert [
        file.stat().st_size for file in room.rglob("*") if file.is_file() and file.stat().st_size
    ] == []


def test_a_damaged_package_is_built_anew(tmp_path: Path) -> None:
    package, lock = tmp_path / "bread.apkg", tmp_path / "ankigen.lock"
    build([_edition(1)], package, lock=lock, now=NOW)
    whole = package.read_bytes()
    package.write_bytes(whole[: len(whole) // 2])
    build([_edition(1)], package, lock=lock, now=NOW + 60)
    assert package.read_bytes() == whole

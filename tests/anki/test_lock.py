"""The lock: read back as written, merged by git, and refused where it is damaged."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki.lock import Lock, Seen, Tombstone, dumps, load, loads
from ankigen.anki.numbers import Part
from ankigen.problems import BadInput

HERE = Path("ankigen.lock")
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_NAMES = st.builds("{} {}".format, _WORDS, st.sampled_from(["points", "question", "formula-2"]))
_MOMENTS = st.integers(0, 2**32 - 1)
_SEEN = st.dictionaries(_NAMES, st.builds(Seen, _WORDS, _MOMENTS), max_size=4)
_TAKEN = st.dictionaries(
    st.integers(1, 500), st.builds(Part, _WORDS, _WORDS), min_size=1, max_size=3
)
_FIELDS = st.dictionaries(_WORDS, _WORDS, max_size=3).map(lambda found: tuple(found.items()))
LOCKS = st.builds(
    Lock,
    _SEEN,
    _SEEN,
    st.dictionaries(_NAMES, _TAKEN, max_size=3),
    st.dictionaries(
        _NAMES,
        st.builds(Tombstone, _MOMENTS, _FIELDS) | st.builds(Tombstone, _MOMENTS, sought=_WORDS),
        max_size=3,
    ),
)
SMALL = Lock(
    {"ankigen Cloze": Seen("aa", 5)},
    {f"N{number} question": Seen("bb", number) for number in range(1, 8)},
    {"N1 points": {1: Part("salt", "cc"), 2: Part("yeast", "dd"), 10: Part("water", "ee")}},
    {
        "N9 question": Tombstone(7, (("Id", "N9"), ("Question", "Why?"))),
        "N9 points": Tombstone(8, sought="ff"),
        "N9 formula-1": Tombstone(9),
    },
)


@given(LOCKS)
def test_a_lock_reads_back_as_it_was(lock: Lock) -> None:
    text = dumps(lock)
    assert loads(text, HERE) == lock
    assert dumps(loads(text, HERE)) == text


def test_a_lock_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "ankigen.lock") == Lock()


def test_entries_are_sorted_one_a_line() -> None:
    lines = dumps(SMALL).splitlines()
    entries = [line for line in lines if line.startswith('"N1 points')]
    assert entries == [
        '"N1 points 1": ["salt", "cc"],',
        '"N1 points 2": ["yeast", "dd"],',
        '"N1 points 10": ["water", "ee"],',
    ]
    assert max(map(len, lines)) < 100


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text[: len(text) // 2], "not JSON"),
        (lambda text: "", "not JSON"),
        (lambda text: "[]", "version 1"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "version 1"),
        (lambda text: text.replace('["bb", 3]', '["bb", "3"]'), "N3 question"),
        (lambda text: text.replace('["bb", 3]', '["bb", -3]'), "N3 question"),
        (lambda text: text.replace('["bb", 3]', '["bb", true]'), "N3 question"),
        (lambda text: text.replace('["bb", 3]', '["bb"]'), "N3 question"),
        (lambda text: text.replace('["bb", 3]', "7"), "N3 question"),
        (lambda text: text.replace('[8, "ff"]', "[8, 7]"), "N9 points"),
        (lambda text: text.replace("[9, {}]", '[9, {"Id": 1}]'), "N9 formula-1"),
        (lambda text: text.replace('"N1 points 2"', '"N1 points two"'), "N1 points two"),
        (lambda text: text.replace('"N1 points 2"', '"N1 points 0"'), "N1 points 0"),
        (lambda text: text.replace('"N4 question"', '"N3 question"'), "stands twice"),
        (lambda text: text.replace('"removed"', '"moved"'), "removed"),
        (lambda text: '{"version": 1, "notes": ' + "[" * 100_000, "deep"),
        (lambda text: text.replace("5]", "5" * 5000 + "]"), ""),
    ],
)
def test_a_damaged_lock_is_refused_with_the_way_out(damage: object, said: str) -> None:
    with pytest.raises(BadInput) as error:
        loads(damage(dumps(SMALL)), HERE)  # type: ignore[operator]
    assert said in str(error.value)
    assert "git checkout" in str(error.value)
    assert str(error.value).startswith("ankigen.lock")


def test_a_lock_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ankigen.lock"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="not UTF-8"):
        load(path)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load(tmp_path)


def test_git_merges_changes_of_separate_notes(tmp_path: Path) -> None:
    notes = dict(SMALL.notes)
    mine = {**notes, "N2 question": Seen("mine", 20), "N8 question": Seen("mine", 20)}
    theirs = {**notes, "N3 question": Seen("theirs", 30), "N0 question": Seen("theirs", 30)}
    status, merged = _merge(tmp_path, SMALL, _with(mine), _with(theirs))
    assert status == 0
    assert loads(merged, HERE) == _with({**mine, **theirs, "N2 question": Seen("mine", 20)})


def test_a_conflict_says_how_to_settle_it(tmp_path: Path) -> None:
    mine = _with({**SMALL.notes, "N2 question": Seen("mine", 20)})
    theirs = _with({**SMALL.notes, "N2 question": Seen("theirs", 30)})
    status, merged = _merge(tmp_path, SMALL, mine, theirs)
    assert status == 1
    with pytest.raises(BadInput, match=r"ankigen\.lock:\d+: an unresolved merge; delete"):
        loads(merged, HERE)
    # As it says: without the marks, and with the later of the two entries for the note.
    marks = ("<<<<<<<", "=======", ">>>>>>>", '"N2 question": ["mine"')
    kept = [line for line in merged.splitlines() if not line.startswith(marks)]
    assert loads("\n".join(kept), HERE) == theirs


def _with(notes: dict[str, Seen]) -> Lock:
    return Lock(SMALL.notetypes, notes, SMALL.numbers, SMALL.removed)


def _merge(folder: Path, base: Lock, mine: Lock, theirs: Lock) -> tuple[int, str]:
    for name, lock in (("base", base), ("mine", mine), ("theirs", theirs)):
        (folder / name).write_text(dumps(lock), encoding="utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", "mine", "base", "theirs"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout

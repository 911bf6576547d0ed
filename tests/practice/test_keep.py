"""A kept wording changes one place of the YAML and leaves every comment where it was."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.decksfile import load
from ankigen.grading import grade
from ankigen.practice.decks import find_card
from ankigen.practice.keep import LONGEST_WORDING, keep, wording
from ankigen.problems import BadInput

CELLS = Path(__file__).parent / "cells.yaml"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return Path(shutil.copy(CELLS, tmp_path / "cells.yaml"))


def _difference(deck: Path) -> list[str]:
    before, after = CELLS.read_text("utf-8"), deck.read_text("utf-8")
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_list_on_one_line_stays_on_one_line(deck: Path) -> None:
    assert keep(deck, "CELL01", "mito")
    assert _difference(deck) == ["-  accept: [mitochondria]", "+  accept: [mitochondria, 'mito']"]


def test_a_note_without_other_wordings_gets_a_list(deck: Path) -> None:
    assert keep(deck, "CELL04", "yes")
    assert _difference(deck) == ["+  accept:", "+  - 'yes'"]
    assert find_card(f"{deck}:CELL04", ()).note.accept == ("yes",)


def test_a_wording_goes_to_the_points_it_says(deck: Path) -> None:
    assert keep(deck, "CELL06", "selects what goes in", [0, 1])
    points = find_card(f"{deck}:CELL06", ()).note.points
    assert [point.accept for point in points] == [
        ("walls the cell off", "selects what goes in"),
        ("selects what goes in",),
        (),
    ]
    assert not [line for line in _difference(deck) if line.startswith("-")]
    assert "# selective" in deck.read_text("utf-8")


def test_the_kept_wording_is_right_from_then_on(deck: Path) -> None:
    name = f"{deck}:CELL01"
    assert grade(find_card(name, ()).note, "cellular power house").score == 0.0
    keep(deck, "CELL01", "cellular power house")
    assert grade(find_card(name, ()).note, "cellular power house").score == 1.0


def test_a_wording_is_kept_once(deck: Path) -> None:
    assert keep(deck, "CELL01", "mito")
    content = deck.read_bytes()
    assert not keep(deck, "CELL01", " mito\n")
    assert deck.read_bytes() == content


@pytest.mark.parametrize("answer", ["", " \n ", "\x00", "x" * (LONGEST_WORDING + 1)])
def test_what_is_no_wording_is_refused(deck: Path, answer: str) -> None:
    with pytest.raises(BadInput, match="a wording has"):
        keep(deck, "CELL01", answer)
    assert deck.read_bytes() == CELLS.read_bytes()


def test_a_file_that_cannot_be_written_stays_as_it_was(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(BadInput, match="make room"):
        keep(deck, "CELL01", "mito")
    assert deck.read_bytes() == CELLS.read_bytes()
    assert [file.name for file in deck.parent.iterdir()] == ["cells.yaml"]


@settings(max_examples=100, deadline=None)
@given(answer=st.text(min_size=1, max_size=60))
def test_any_wording_comes_back_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, answer: str
) -> None:
    said = wording(answer)
    if not said:
        return
    deck = Path(shutil.copy(CELLS, tmp_path_factory.mktemp("kept") / "cells.yaml"))
    keep(deck, "CELL06", answer, [2])
    before, after = load(CELLS), load(deck)
    assert after.notes[5].points[2].accept == (said,)
    assert [n for n in after.notes if n.id != "CELL06"] == [
        n for n in before.notes if n.id != "CELL06"
    ]

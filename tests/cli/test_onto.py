"""``ankigen extract --onto``: a document read again, merged with edits in the YAML."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ankigen import decksfile
from ankigen.cli import main

DOCUMENT = """\
1
Q
What makes a good crust?
A
Steam first, then dry heat.
2
Q
What is the crumb?
A
The soft inside of a loaf.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["extract", *map(str, arguments)])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture
def decks(tmp_path: Path, run: Run) -> Path:
    """A folder with a deck that was extracted, and the document beside it."""
    (tmp_path / "bread.txt").write_text(DOCUMENT)
    run(tmp_path / "bread.txt", "-o", tmp_path / "decks")
    return tmp_path / "decks"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_edit_and_a_new_answer_meet(decks: Path, run: Run) -> None:
    yaml, document = decks / "bread.yaml", decks.parent / "bread.txt"
    change(
        yaml, "question: What is the crumb?", "title: Crumb  # mine\n  question: What is the crumb?"
    )
    change(document, "dry heat.", "dry heat, then rest.")
    status, out, err = run(document, "--onto", decks)
    assert (status, err) == (0, "")
    assert "bread.yaml: 1 changed" in out
    text = yaml.read_text()
    assert "title: Crumb  # mine\n" in text
    assert "Steam first, then dry heat, then rest." in text
    assert run(document, "--onto", decks, "-q") == (0, "", "")
    assert yaml.read_text() == text


def test_a_conflict_is_shown_and_the_authors_text_stays(decks: Path, run: Run) -> None:
    yaml, document = decks / "bread.yaml", decks.parent / "bread.txt"
    change(yaml, "The soft inside", "The tender inside")
    change(document, "The soft inside of a loaf.", "What the crust holds.")
    before = yaml.read_text()
    status, out, _ = run(document, "--onto", decks)
    assert status == 1
    assert "1 conflict, yours kept:" in out
    assert "now:    What the crust holds." in out
    assert "yours:  The tender inside of a loaf." in out
    assert decksfile.loads(before).notes == decksfile.load(yaml).notes
    # It is told once: the next reading is compared with this one.
    assert run(document, "--onto", decks, "-q")[0] == 0


def test_json(decks: Path, run: Run) -> None:
    yaml, document = decks / "bread.yaml", decks.parent / "bread.txt"
    change(yaml, "The soft inside", "The tender inside")
    change(document, "The soft inside", "All")
    document.write_text(document.read_text() + "3\nQ\nWhat is proofing?\nA\nThe last rise.\n")
    status, out, _ = run(document, "--onto", decks, "--json")
    (told,) = json.loads(out)
    assert status == 1
    assert told["lines"] == 15
    assert [len(told["merge"][name]) for name in ("added", "changed", "removed", "kept")] == [
        1, 0, 0, 0,
    ]  # fmt: skip
    (conflict,) = told["merge"]["conflicts"]
    assert conflict["field"] == "answer"
    assert (conflict["before"], conflict["now"], conflict["yours"]) == (
        "The soft inside of a loaf.",
        "All of a loaf.",
        "The tender inside of a loaf.",
    )


def test_a_document_without_a_deck_yet_gets_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "bread.txt").write_text(DOCUMENT)
    status, out, _ = run(tmp_path / "bread.txt", "--onto", tmp_path / "decks")
    assert status == 0
    assert "2 new" in out
    assert len(decksfile.load(tmp_path / "decks" / "bread.yaml").notes) == 2


def test_a_renamed_deck_file_is_found_by_its_source(decks: Path, run: Run) -> None:
    (decks / "bread.yaml").rename(decks / "loaf.yaml")
    change(decks.parent / "bread.txt", "dry heat.", "heat.")
    status, _, _ = run(decks.parent / "bread.txt", "--onto", decks)
    assert status == 0
    assert "then heat." in (decks / "loaf.yaml").read_text()
    assert not (decks / "bread.yaml").exists()


def test_extract_does_not_write_over_edits(decks: Path, run: Run) -> None:
    yaml, document = decks / "bread.yaml", decks.parent / "bread.txt"
    change(document, "dry heat.", "heat.")
    assert run(document, "-o", decks, "-q") == (0, "", "")
    change(yaml, "The soft inside", "The tender inside")
    before = yaml.read_bytes()
    status, _, err = run(document, "-o", decks)
    assert status == 2
    assert f"{yaml}: holds edits of yours; keep them with --onto {decks}" in err
    assert yaml.read_bytes() == before


def test_nothing_is_written_where_one_file_cannot_be(decks: Path, run: Run) -> None:
    document = decks.parent / "bread.txt"
    change(document, "dry heat.", "heat.")
    flow = "{schema: 1, deck: Bread, notes: [{id: x, kind: open, question: 'Why?'}]} # mine\n"
    (decks / "bread.yaml").write_text(flow)
    base = (decks / ".ankigen" / "bread.base.yaml").read_bytes()
    status, _, err = run(document, "--onto", decks)
    assert status == 2
    assert "loses its comments and layout; add --rewrite" in err
    assert (decks / "bread.yaml").read_text() == flow
    assert (decks / ".ankigen" / "bread.base.yaml").read_bytes() == base
    assert run(document, "--onto", decks, "--rewrite", "-q")[0] in (0, 1)
    assert "# mine" not in (decks / "bread.yaml").read_text()


@pytest.mark.parametrize("arguments", [[], ["-o", "a", "--onto", "b"]])
def test_one_place_to_write_to(arguments: list[str], tmp_path: Path, run: Run) -> None:
    (tmp_path / "bread.txt").write_text(DOCUMENT)
    status, _, err = run(tmp_path / "bread.txt", *arguments)
    assert status == 2
    assert "give either -o DIR or --onto DIR" in err

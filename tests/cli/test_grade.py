"""``ankigen grade`` as it is typed: one answer to a note, or JSON lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

DECK = Path(__file__).parent.parent / "practice" / "cells.yaml"


def _grade(*arguments: str, typed: str | bytes = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ankigen", "grade", *arguments],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("identity", "answer", "status"),
    [
        ("CELL01", "mitochondria", 0),
        ("CELL01", "nucleus", 1),
        ("CELL02", "no, they have some", 0),
        ("CELL03", "the second one", 0),
        ("CELL04", "46", 0),
        ("CELL04", "23", 1),
    ],
)
def test_the_status_says_whether_the_answer_is_right(
    identity: str, answer: str, status: int
) -> None:
    done = _grade(f"{DECK}:{identity}", answer)
    assert (done.returncode, done.stderr) == (status, b"")


def test_the_answer_may_come_from_standard_input_and_the_deck_from_an_option() -> None:
    done = _grade("CELL01", "--deck", str(DECK), typed="mitochondrion\n")
    assert done.returncode == 0
    assert b"Right" in done.stdout


def test_json_is_one_document() -> None:
    done = _grade(f"{DECK}:CELL05", "prophase, metaphase", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert found["score"] == 0.5
    statuses = [point["status"] for point in found["points"]]
    assert statuses == ["covered", "covered", "missing", "missing"]


def test_reveal_shows_the_answer() -> None:
    assert b"46" not in _grade(f"{DECK}:CELL04", "47").stdout
    assert b"46" in _grade(f"{DECK}:CELL04", "47", "--reveal").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((f"{DECK}:CELL99", "x"), "there is no note CELL99"),
        (("CELL01", "x", "--deck", "nowhere.yaml"), "nowhere.yaml"),
        ((f"{DECK}:CELL09", "x"), "cannot be graded"),
        ((), "Name a note"),
        (("--batch", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
        (("CELL01", "--batch", "-"), "leave NOTE out"),
    ],
)
def test_bad_input_is_said_in_one_line_and_ends_with_two(
    arguments: tuple[str, ...], said: str
) -> None:
    done = _grade(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def _line(answer: str) -> str:
    return json.dumps({"kind": "number", "question": "q", "answer": answer, "correct": 4})


@pytest.mark.parametrize(
    ("lines", "status"),
    [(["4"], 0), (["4", "5"], 1), ([], 0)],
)
def test_the_status_of_a_batch(lines: list[str], status: int) -> None:
    done = _grade("--batch", "-", typed="\n".join(map(_line, lines)))
    assert done.returncode == status
    assert len(done.stdout.splitlines()) == len(lines)


def test_a_batch_with_a_broken_line_is_finished_and_ends_with_two(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(f"{_line('4')}\nnonsense\n{_line('four')}\n")
    done = _grade("--batch", str(file))
    first, broken, last = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 2
    assert (first["score"], last["score"]) == (1.0, 1.0)
    assert "not JSON" in broken["error"]


def test_grading_many_loads_neither_sympy_nor_yaml_nor_rich() -> None:
    program = (
        "import sys\n"
        "from ankigen.grading import batch\n"
        f"lines = [{_line('4')!r}.encode()]\n"
        "list(batch.grade_lines(lines))\n"
        "print({'sympy', 'yaml', 'rich', 'genanki'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "set()"

"""The judging part of the cards' script, run in Node, and the cases that it shares with Python."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ankigen.anki.notetypes import shipped
from ankigen.deck import Note, Point
from ankigen.grading import Grade, Request, grade

_BENCH = Path(__file__).with_name("judge_bench.js")
CASES = Path(__file__).parents[1] / "anki" / "answers.txt"
WORTHS = ("right", "slip", "part", "wrong", "open")


@dataclass(frozen=True, slots=True)
class Case:
    """What is typed to a note, and its worth, one of ``WORTHS``; open is left to the learner."""

    title: str
    note: Note
    typed: str
    worth: str


def node() -> str | None:
    """The path of Node, or None."""
    return shutil.which("node")


def scores(pairs: Iterable[tuple[Mapping[str, Any], str]]) -> list[float | None]:
    """What the script says of each key and answer, all in one process."""
    lines = "".join(f"{json.dumps(pair)}\n" for pair in pairs)
    done = subprocess.run(
        [str(node()), str(_BENCH), shipped("judge.js")],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    found: list[float | None] = json.loads(done.stdout)
    return found


def graded(note: Note, typed: str) -> Grade:
    """What Python says; an open question with a short answer is graded as a blank."""
    if note.kind == "open":
        request = Request("blank", note.question, references=(note.answer,), accept=note.accept)
        return grade(request, typed)
    return grade(note, typed)


def worth(score: float | None) -> str:
    """The word for a score, as the card has it."""
    if score is None:
        return "open"
    return "right" if score >= 0.9 else "part" if score >= 0.3 else "wrong"


def cases() -> Iterator[Case]:
    """The shared cases."""
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        title, *lines = block.strip().splitlines()
        fields = [line.partition(": ")[::2] for line in lines if line and line[0] != "#"]
        note = _note(title, {name: value for name, value in fields if name not in WORTHS})
        yield from (Case(title, note, value, name) for name, value in fields if name in WORTHS)


def _note(title: str, given: Mapping[str, str]) -> Note:
    choices = tuple(
        (key.strip(), text.strip())
        for key, _, text in (one.partition("=") for one in given.get("choices", "").split("|"))
        if key.strip()
    )
    return Note(
        id=title,
        kind=given["kind"],  # type: ignore[arg-type]
        question=given["question"],
        answer=given.get("answer", ""),
        choices=choices,
        correct=_correct(given),
        accept=tuple(filter(None, given.get("accept", "").split(" | "))),
        points=tuple(Point(text) for text in filter(None, given.get("items", "").split(" | "))),
    )


def _correct(given: Mapping[str, str]) -> str | bool | float | None:
    if "correct" not in given:
        return None
    if given["kind"] == "number":
        return float(given["correct"])
    return given["correct"] == "true" if given["kind"] == "true-false" else given["correct"]

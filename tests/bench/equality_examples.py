"""Titled examples from readable files: what was expected, what was given, what is to be said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parents[1] / "equality"
DOCUMENT = HERE.parents[1] / "docs" / "equality.md"


class Example(NamedTuple):
    title: str
    expected: str
    given: str
    accepted: bool


def cases() -> Iterator[Example]:
    """``?`` is what was expected, ``=`` what equals it, ``!`` what does not; ⏎ ends a line."""
    for path in sorted((HERE / "cases").glob("*.txt")):
        title = expected = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, text = line[:2], line[2:].replace("⏎", "\n")
            if line.startswith("## "):
                title = line[3:]
            elif mark == "? ":
                expected = text
            elif mark in ("= ", "! "):
                yield Example(title, expected, text, mark == "= ")


def documented() -> Iterator[tuple[str, str, str]]:
    """The examples of the policy: the word before each, what was expected, what was given."""
    inside = False
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line == "```equality"
        elif inside:
            word, pair = line.split(maxsplit=1)
            expected, given = pair.split("⇐")
            yield word, expected.strip(), given.strip()

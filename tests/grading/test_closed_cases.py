"""The closed kinds on titled examples: ``closed/*.txt``, one file a kind.

A case names a request; the lines below it hold answers by what they are worth: ``right`` 1,
``wrong`` 0, ``part N`` N, ``blank``, ``unreadable``, and ``unsure`` for right with a question back.
In them ``\\n`` stands for a new line and `` | `` joins the items of a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ankigen.grading import Request, grade, request_of_json

_LISTS = {"options", "accept", "points", "references"}
_FOLDER = Path(__file__).parent / "closed"


def _cases() -> Iterator[tuple[str, dict[str, object], str, str]]:
    for file in sorted(_FOLDER.glob("*.txt")):
        for block in file.read_text("utf-8").split("== ")[1:]:
            title, *lines = block.strip().splitlines()
            fields: dict[str, object] = {}
            for line in filter(None, lines):
                name, _, value = line.partition(": ")
                text = value.replace("\\n", "\n")
                if name in ("right", "wrong", "blank", "unreadable", "unsure") or "part" in name:
                    yield f"{file.stem}: {title}", dict(fields), name, text
                else:
                    fields[name] = _value(name, text)


def _value(name: str, text: str) -> object:
    if name in _LISTS:
        return text.split(" | ")
    if name == "choices":
        return dict(item.split("=") for item in text.split(" | "))
    if name == "correct" and text in ("true", "false"):
        return text == "true"
    if name == "correct" and text.replace(".", "").isdigit():
        return float(text)
    return text


CASES = list(_cases())


def _request(fields: dict[str, object]) -> Request:
    return request_of_json({**fields, "answer": ""})[0]


@pytest.mark.parametrize(
    ("fields", "worth", "answer"),
    [case[1:] for case in CASES],
    ids=[f"{title} [{worth}: {answer[:40]}]" for title, _, worth, answer in CASES],
)
def test_an_answer_is_worth_what_a_teacher_would_give(
    fields: dict[str, object], worth: str, answer: str
) -> None:
    found = grade(_request(fields), answer)
    if worth in ("blank", "unreadable"):
        assert (found.verdict, found.score) == (worth, 0.0)
    elif worth == "unsure":
        assert (found.score, found.unsure) == (1.0, True)
    else:
        wanted = {"right": 1.0, "wrong": 0.0}.get(worth)
        wanted = float(worth.split()[1]) if wanted is None else wanted
        if worth == "wrong":
            assert found.score <= 0.25, found
            assert found.rating == "again"
        else:
            assert found.score == pytest.approx(wanted, abs=0.02), found
        assert found.verdict != "blank"


def test_there_are_enough_cases_of_several_subjects() -> None:
    assert len(CASES) >= 150
    assert len({title.rpartition("(")[2] for title, *_ in CASES}) >= 10

"""JSON lines in, the same lines with verdicts out: in order, whatever a line holds."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen import jsonlines
from ankigen.grading import batch


def _line(answer: str, **more: object) -> bytes:
    given = {"kind": "blank", "question": "____ is blue.", "answer": answer, "accept": ["sky"]}
    return json.dumps({**given, **more}).encode() + b"\n"


def _out(*lines: bytes | None) -> list[dict[str, object]]:
    return [json.loads(line.text) for line in batch.grade_lines(lines)]


def test_a_line_comes_back_with_its_own_keys_and_the_verdict() -> None:
    [out] = _out(_line("the sky", student="Zoë"))
    assert out["student"] == "Zoë"
    assert out["answer"] == "the sky"
    assert list(out)[-6:] == ["score", "verdict", "rating", "unsure", "points", "feedback"]
    assert (out["score"], out["verdict"], out["points"]) == (1.0, "correct", [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not JSON"),
        (b'{"kind": "blank"', "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[1, 2]", "a line is a JSON object"),
        (b'"blank"', "a line is a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"kind": NaN}', "NaN"),
        (b'{"kind": ' + b"9" * 5000 + b"}", ""),
        (b'{"kind": "blank", "question": "q", "answer": "x"}', '"references"'),
        (None, "longer than"),
    ],
)
def test_a_broken_line_gets_an_error_and_the_run_goes_on(line: bytes | None, said: str) -> None:
    broken, fine = _out(line, _line("sky"))
    assert said in str(broken["error"])
    assert "score" not in broken
    assert fine["score"] == 1.0


def test_a_line_says_whether_it_holds() -> None:
    lines = list(batch.grade_lines([_line("sky"), _line("sea"), b"{"]))
    assert [line.holds for line in lines] == [True, False, None]


def test_a_lone_surrogate_goes_out_as_it_came_in() -> None:
    [out] = _out(b'{"kind":"blank","question":"q","answer":"\\ud800","accept":["sky"]}')
    assert out["answer"] == "\ud800"


def test_empty_lines_are_no_lines_and_long_ones_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jsonlines, "LONGEST_LINE", 8)
    file = io.BytesIO(b"{}\n\n  \n" + b"x" * 30 + b"\n{}\nend")
    assert list(batch.lines_of(file)) == [b"{}\n", None, b"{}\n", b"end"]


def test_lines_are_graded_as_they_come() -> None:
    taken: list[int] = []

    def source() -> Iterator[bytes]:
        for number in range(3):
            taken.append(number)
            yield _line("sky")

    graded = batch.grade_lines(source())
    next(graded)
    assert taken == [0]


def test_several_processes_keep_the_order() -> None:
    lines = [_line("sky" if n % 3 else "sea", n=n) for n in range(700)]
    several = [line.text for line in batch.grade_lines_in_processes(lines, 2)]
    assert several == [line.text for line in batch.grade_lines(lines)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=40), st.text(max_size=30).map(_line)), max_size=4))
def test_as_many_lines_go_out_as_come_in(lines: list[bytes]) -> None:
    assert len(_out(*lines)) == len(lines)

"""Many answers at once: JSON lines in, the same lines out with their verdicts, in order.

Nothing is kept but the line at hand (with several processes: a fixed number of chunks), so a
file of any length takes the same memory.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, request_of_json
from ankigen.grading.route import grade

LONGEST_LINE = 16_000_000
"""A line of more bytes is not read; it gets an error."""

CHUNK = 256
"""Lines that one process takes at a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the output, and how it went: ``holds`` is None where the line was not valid."""

    text: bytes
    holds: bool | None


def grade_lines(lines: Iterable[bytes | None], *, reveal: bool = False) -> Iterator[Line]:
    """Grade JSON lines one by one; None stands for a line that was too long to read."""
    for line in lines:
        yield _graded(line, reveal)


def grade_lines_in_processes(
    lines: Iterable[bytes | None], jobs: int, *, reveal: bool = False
) -> Iterator[Line]:
    """As ``grade_lines`` with ``jobs`` processes; the order stays."""
    from concurrent.futures import Future, ProcessPoolExecutor

    source = iter(lines)
    waiting: deque[Future[list[Line]]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        while chunk := list(islice(source, CHUNK)):
            waiting.append(pool.submit(_graded_chunk, chunk, reveal))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _graded_chunk(chunk: list[bytes | None], reveal: bool) -> list[Line]:
    return [_graded(line, reveal) for line in chunk]


def lines_of(file: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a file that are not empty, each of at most ``LONGEST_LINE`` bytes, else None."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        elif line.strip():
            yield line


def as_json(found: Grade) -> dict[str, object]:
    """The verdict in plain values, in the order of the contract."""
    return {
        "score": found.score,
        "verdict": found.verdict,
        "rating": found.rating,
        "unsure": found.unsure,
        "points": [
            {"text": point.text, "status": point.status, "matched": list(point.matched)}
            for point in found.points
        ],
        "feedback": found.feedback,
    }


def _graded(line: bytes | None, reveal: bool) -> Line:
    if line is None:
        return _broken({}, f"the line is longer than {LONGEST_LINE} bytes")
    try:
        given = _decoded(line)
    except ValueError as error:
        return _broken({}, str(error))
    echoed = given if isinstance(given, dict) else {}
    try:
        request, answer = request_of_json(given)
        found = grade(request, answer, reveal=reveal)
    except BadRequest as error:
        return _broken(echoed, str(error))
    return Line(_encoded({**echoed, **as_json(found)}), found.verdict == "correct")


def _decoded(line: bytes) -> object:
    """One JSON value.

    Raises:
        ValueError: it is none; the message says why.
    """
    try:
        value: object = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise ValueError("not JSON that is read here: nested too deeply") from None
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"not JSON: {name} is no number of JSON")


def _broken(echoed: dict[str, object], why: str) -> Line:
    return Line(_encoded({**echoed, "error": why}), None)


def _encoded(value: dict[str, object]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # A lone surrogate came in as an escape and goes out as one.
        return json.dumps(value).encode() + b"\n"

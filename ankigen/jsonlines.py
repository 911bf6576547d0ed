"""JSON lines in, the same lines out with more in them: streamed, in order, in constant memory."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import IO

LONGEST_LINE = 16_000_000
"""A line of more bytes is not read; it gets an error."""

CHUNK = 128
"""Lines that one process takes at a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the output, and how it went: ``holds`` is None where the line was not valid."""

    text: bytes
    holds: bool | None


class BadLine(ValueError):
    """A line that cannot be judged; the message says why."""


# From the object of a line to what is added to it and whether the judgement holds.
Judge = Callable[[dict[str, object]], tuple[dict[str, object], bool]]


def lines_of(file: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a file that are not empty; None for one that is too long to read."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        elif line.strip():
            yield line


def judged(lines: Iterable[bytes | None], judge: Judge, jobs: int = 1) -> Iterator[Line]:
    """Each line with what ``judge`` adds to it, or with an ``error``; the order stays.

    Args:
        lines: as ``lines_of`` gives them.
        judge: raises BadLine; with several jobs it must be importable by name.
        jobs: processes; they are spawned, so every system can do it.
    """
    if jobs == 1:
        yield from (_line(line, judge) for line in lines)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    source = iter(lines)
    waiting: deque[Future[list[Line]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while chunk := list(islice(source, CHUNK)):
            waiting.append(pool.submit(partial(_chunk, judge=judge), chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunk(lines: list[bytes | None], judge: Judge) -> list[Line]:
    return [_line(line, judge) for line in lines]


def _line(line: bytes | None, judge: Judge) -> Line:
    if line is None:
        return Line(_encoded({"error": f"the line is longer than {LONGEST_LINE} bytes"}), None)
    try:
        value = _decoded(line)
    except BadLine as error:
        return Line(_encoded({"error": str(error)}), None)
    try:
        added, holds = judge(value)
    except BadLine as error:
        return Line(_encoded({**value, "error": str(error)}), None)
    return Line(_encoded({**value, **added}), holds)


def _decoded(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise BadLine("not JSON that is read here: nested too deeply") from None
    except ValueError as error:
        raise BadLine(f"not JSON that is read here: {error}") from None
    if not isinstance(value, dict):
        raise BadLine("not an object: a line is a JSON object")
    return value


def _no_constant(name: str) -> object:
    raise BadLine(f"not JSON: {name} is no number of JSON")


def _encoded(value: dict[str, object]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # A lone surrogate came in as an escape and goes out as one.
        return json.dumps(value).encode() + b"\n"

"""JSON lines in and out, one verdict a line, for the commands that judge in bulk."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from ankigen.problems import BadInput, Problem

if TYPE_CHECKING:
    from ankigen.jsonlines import Line


def told(lines: Iterable[Line]) -> int:
    """Write each line as soon as it is judged; the exit status of the worst of them."""
    status = 0
    for line in lines:
        sys.stdout.buffer.write(line.text)
        # Whoever waits for this verdict before sending the next line must get it.
        sys.stdout.buffer.flush()
        status = max(status, {True: 0, False: 1, None: 2}[line.holds])
    return status


def opened(name: str, stack: contextlib.ExitStack) -> IO[bytes]:
    """The file of that name, or standard input for ``-``; closed with the stack."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(open(name, "rb"))
    except OSError as error:
        remedy = "name a file of JSON lines that you may read"
        raise BadInput([Problem(name, 0, f"cannot be read: {error.strerror}", remedy)]) from error

"""Tells people at a terminal what is being done."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def progress(silent: bool) -> Iterator[Callable[[str], None]]:
    """Says on a terminal, on standard error, what is being done, and leaves no trace of it.

    Args:
        silent: say nothing, as where standard error is no terminal.
    """
    if silent or not sys.stderr.isatty():
        yield lambda what: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("") as status:
        # A Text, since brackets in the name of a file would be read as rich's own marks.
        yield lambda what: status.update(Text(f"{what} …"))

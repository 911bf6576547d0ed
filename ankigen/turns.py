"""Builds take turns: of two that work on the same files, the second waits for the first.

The folder itself is held, so that no file is left behind, and the system lets go of it when the
process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ankigen.problems import BadInput, Problem

try:
    import fcntl
except ImportError:  # Windows: there two builds at once are not kept apart.
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 120.0
"""Seconds; several times what the largest deck takes."""

_PAUSE = 0.05
_HELD = (errno.EAGAIN, errno.EACCES)


def _silent(what: str) -> None:
    pass


@contextlib.contextmanager
def turn(
    files: Iterable[Path],
    tell: Callable[[str], None] = _silent,
    longest: float = LONGEST_WAIT,
) -> Iterator[None]:
    """Hold the folders of these files while the block runs.

    Args:
        files: what is read first and written last in the block; they need not be there yet.
        tell: is told when another process has to be waited for.
        longest: seconds to wait for each folder at most.

    Raises:
        BadInput: another process held a folder for longer.
    """
    # In one order everywhere, so that no two processes wait for each other.
    folders = sorted({_standing(Path(os.path.realpath(file.parent))) for file in files})
    with contextlib.ExitStack() as held:
        for folder in folders if fcntl else ():
            # What cannot be opened cannot be written either: the write says so, and why.
            with contextlib.suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                held.callback(os.close, handle)
                _hold(handle, folder, tell, longest)
        yield


def _hold(handle: int, folder: Path, tell: Callable[[str], None], longest: float) -> None:
    for _ in range(int(longest / _PAUSE) + 1):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
        else:
            return
        tell("waiting for another build")
        time.sleep(_PAUSE)
    remedy = "wait for it to end, or stop it, and run this again"
    raise BadInput([Problem(str(folder), 0, "another build is at work in this folder", remedy)])


def _standing(folder: Path) -> Path:
    """The folder, or where it is still missing the lowest one above it that is there."""
    return next((above for above in (folder, *folder.parents) if os.path.isdir(above)), folder)

"""What goes wrong around a program: no rights, no room, an end at any moment."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The largest file this process may write, as a disk that is full would have it."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def child(work: Callable[[], object]) -> int:
    """Start work in a process of its own; its number. The status is 0 when the work is done."""
    with warnings.catch_warnings():
        # Other tests may have left a server's thread, which has nothing to do with the work.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        return process
    status = 1
    try:
        work()
        status = 0
    except SystemExit as error:
        status = int(error.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def status_of(process: int) -> int:
    """Wait for a child; its status, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Start work and kill it at that moment; whether it was still at it."""
    process = child(work)
    if hasattr(os, "pidfd_open"):
        ended = os.pidfd_open(process)
        select.select([ended], [], [], seconds)
        os.close(ended)
    else:
        time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return status_of(process) == -signal.SIGKILL


def as_nobody(work: Callable[[], object], folder: Path) -> tuple[int, str]:
    """Status of work and what it printed, done in a folder by a user without special rights.

    Who already is one does it as is. What the work imports must have been imported before, since
    nobody may be unable to read it; where nobody cannot reach the checkout at all, the test skips.
    """
    here = Path(__file__).resolve()
    if os.geteuid() == 0 and not all(folder.stat().st_mode & 0o001 for folder in here.parents):
        pytest.skip("another user cannot reach this checkout")
    reading, writing = os.pipe()

    def done() -> None:
        os.chdir(folder)
        sys.stdout = sys.stderr = open(writing, "w", encoding="utf-8")  # noqa: SIM115
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()

    process = child(done)
    os.close(writing)
    with open(reading, encoding="utf-8") as file:
        said = file.read()
    return status_of(process), said

"""The last rung: SymPy, in a process of its own that is stopped after its time.

Terms cross to the worker as nested lists and become SymPy objects there by constructors; no text
is ever parsed. The worker is a fresh interpreter, so it needs no ``fork``; where SymPy or an
interpreter is missing, or no answer comes in time, nothing is decided.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer

from .terms import Term
from .wire import NotSendable, dump, worth_asking

_SECONDS = 1.0
# SymPy takes some seconds to import, once.
_FIRST_SECONDS = 10.0


class Worker:
    """One child process that answers pairs of terms, one line each way.

    Args:
        script: the program of the child, if it is not ours.
        seconds: how long the child has for its first answer, in which it imports SymPy.
    """

    def __init__(self, script: str | None = None, seconds: float = _FIRST_SECONDS) -> None:
        self.process: subprocess.Popen[str] | None = None
        # By path, not by module: the child imports neither this package nor what it imports.
        ours = [str(Path(__file__).with_name("worker.py"))]
        self.program = ours if script is None else ["-c", script]
        self.first_seconds = seconds
        self.lock = Lock()

    def ask(self, line: str) -> bool | None:
        with self.lock:
            fresh = self.process is None or self.process.poll() is not None
            try:
                if fresh:
                    self.stop()
                    self.start()
                return self.talk(line, self.first_seconds if fresh else _SECONDS)
            except OSError:
                return None

    def start(self) -> None:
        """Isolated from the environment and from the folder it is started in."""
        self.process = subprocess.Popen(
            [sys.executable, "-I", *self.program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def talk(self, line: str, seconds: float) -> bool | None:
        process = self.process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(seconds, process.kill)
        timer.start()
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline().strip()
        finally:
            timer.cancel()
        if not answer:
            self.stop()
        return {"same": True, "different": False}.get(answer)

    def stop(self) -> None:
        """End the child and close its pipes."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        # What was still to be written has nobody to read it.
                        continue


_WORKER = Worker()


def stop() -> None:
    """End the worker process, if there is one; the next question starts another."""
    _WORKER.stop()


def idle() -> bool:
    """Whether no worker process is running."""
    return _WORKER.process is None or _WORKER.process.poll() is not None


def ask(first: Term, second: Term) -> bool | None:
    """Whether SymPy can show that two terms are the same, or that they are not; else None.

    It is asked only where calculus is involved: the other rungs know the rest better.
    """
    # Inside another program (an add-on) ``sys.executable`` is that program, not Python.
    if not Path(sys.executable or "").name.lower().startswith("python"):
        return None
    if not worth_asking(first, second):
        return None
    try:
        line = dump(first, second)
    except NotSendable:
        return None
    return _WORKER.ask(line)


atexit.register(stop)

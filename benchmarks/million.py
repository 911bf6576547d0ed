"""A million pairs through ``ankigen equal --batch -``: pairs a second, and memory on the way.

    python benchmarks/million.py [--pairs N] [--jobs N]

The pairs are short, all different, a third of them wrong. Memory is that of the process and its
workers, read from /proc after the first hundredth of the pairs and before the last.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_SHAPES = (
    ("x_{{{n}}} + {n} y", "{n}*y + x{n}"),
    ("\\frac{{a}}{{b + {n}}}", "a/({n} + b)"),
    ("e^{{-{n} z}} + 1", "1 + np.exp(-{n}*z)"),
    ("({n} + t)^2", "t^2 + {n}^2 + 2*{n}*t"),
    ("{n} w - \\eta g", "{n} w + eta g"),
    ("\\log(p + {n})", "ln(p - {n})"),
)


def lines(count: int) -> Iterator[bytes]:
    """The pairs as JSON lines."""
    for n in range(count):
        expected, given = _SHAPES[n % len(_SHAPES)]
        pair = {"expected": expected.format(n=n + 2), "given": given.format(n=n + 2)}
        yield json.dumps(pair).encode() + b"\n"


def megabytes(process: int) -> float:
    """The memory that a process and its children hold; 0 where there is no /proc."""
    folder = Path(f"/proc/{process}")
    if not folder.exists():
        return 0.0
    status = (folder / "status").read_text()
    held = sum(int(line.split()[1]) / 1024 for line in status.splitlines() if "VmRSS" in line)
    children = (folder / "task" / str(process) / "children").read_text().split()
    return held + sum(megabytes(int(child)) for child in children)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    command = [sys.executable, "-m", "ankigen", "equal", "--batch", "-", "--jobs"]
    process = subprocess.Popen(
        [*command, str(options.jobs)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    entrance = process.stdin

    def feed() -> None:
        for line in lines(options.pairs):
            entrance.write(line)
        entrance.close()

    start = time.perf_counter()
    feeder = threading.Thread(target=feed)
    feeder.start()
    equal, held = 0, []
    for number in range(1, options.pairs + 1):
        equal += b'"verdict": "equal"' in process.stdout.readline()
        if number in (options.pairs // 100, options.pairs * 99 // 100):
            held.append(megabytes(process.pid))
    taken = time.perf_counter() - start
    feeder.join()
    process.wait()
    early, late = held
    print(
        f"{options.pairs} pairs, {equal} equal, --jobs {options.jobs}: "
        f"{options.pairs / taken:.0f} pairs/s, {early:.1f} MB after a hundredth, "
        f"{late:.1f} MB before the last"
    )


if __name__ == "__main__":
    main()

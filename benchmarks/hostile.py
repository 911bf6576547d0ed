"""Hostile formulas: processor time and memory, in a thread, as the answer and as what is expected.

    python benchmarks/hostile.py

Each pair of tests/bench/hostile_formulas.py is judged three times; the least time counts.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "bench"))

from hostile_formulas import HOSTILE, pairs

from ankigen.equality import equal


def milliseconds(expected: str, given: str) -> float:
    """Processor time of one verdict, the least of three."""
    found = []
    for _ in range(3):
        start = time.thread_time()
        equal(expected, given)
        found.append(1e3 * (time.thread_time() - start))
    return min(found)


def main() -> None:
    slowest: list[tuple[float, str]] = []

    def judge() -> None:
        slowest.extend(sorted(((milliseconds(e, g), name) for name, e, g in pairs()), reverse=True))

    thread = threading.Thread(target=judge)
    thread.start()
    thread.join()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    memory //= 2**20 if sys.platform == "darwin" else 2**10
    print(
        f"{len(HOSTILE)} texts, {len(slowest)} pairs, the whole process {memory} MB; the slowest:"
    )
    for taken, name in slowest[:5]:
        print(f"  {taken:5.1f} ms  {name}")


if __name__ == "__main__":
    main()

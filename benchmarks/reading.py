"""How fast documents become records and YAML, and how much memory that takes.

    python benchmarks/reading.py [MEGABYTES]

Each test document is repeated with other ids and questions up to the size given (2 MB), and read
in three processes of its own, of which the least disturbed counts. The machine counts, too, and
the version of Python: compare figures of one run only. Formulas come again
in every copy and are remembered, so a document of many different ones is read more slowly.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

DOCUMENTS = Path(__file__).resolve().parents[1] / "tests" / "readers" / "documents"
NAMES = {"posts": "statistics", "guide": "chemistry", "flashcards": "history"}
TRIES = 3
RATING_OR_NUMBER = re.compile(r"\?\n1\n\D+\n2\n3\n4\n5\n|^(\d+)$", re.MULTILINE)


def repeated(format: str, size: int) -> str:
    """The test document of a format, over and over, up to ``size`` bytes; no item stands twice."""
    text = (DOCUMENTS / f"{NAMES[format]}.txt").read_text("utf-8")
    copies, length = [text], len(text.encode())
    while length < size:
        copies.append(_altered(text, format, len(copies)))
        length += len(copies[-1].encode())
    return "".join(copies)


def _altered(text: str, format: str, number: int) -> str:
    text = re.sub(r"\?(?=$| A:)", f", case {number}?", text, flags=re.MULTILINE)
    if format == "posts":
        return re.sub(r"ST0(\d+)", rf"ST{number}0\1", text)
    if format == "guide":
        keep = r"(?!Interview Questions|Related|Comments|def |if |with )"
        return re.sub(rf"^{keep}([A-Z][^:\n]*):$", rf"\1 {number}:", text, flags=re.MULTILINE)
    cards = text.split("\n", 4)[4]
    return RATING_OR_NUMBER.sub(lambda n: str(int(n[1]) + 22 * number) if n[1] else n[0], cards)


def measure(format: str, size: int) -> dict[str, float]:
    """Megabytes, notes, seconds to records and to YAML, and the peak of memory in megabytes."""
    from ankigen import decksfile
    from ankigen.readers import read_text

    read_text(repeated(format, 1), format=format)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = repeated(format, size)
    start = time.process_time()
    extraction = read_text(text, format=format)
    read = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    decksfile.dumps(extraction.deck)
    written = time.process_time()
    return {
        "megabytes": len(text.encode()) / 1e6,
        "notes": len(extraction.deck.notes),
        "unread": len(extraction.account.unread),
        "records": read - start,
        "yaml": written - start,
        "memory": memory / 1e3,
    }


def main() -> None:
    """Measure each format and print a table."""
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[2], int(size * 1e6))))
        return
    heads = f"{'format':<11}{'MB':>6}{'notes':>8}{'unread':>8}"
    print(f"{heads}{'to records':>14}{'to YAML':>12}{'memory':>12}")
    for format in NAMES:
        command = [sys.executable, __file__, str(size), format]
        runs = (subprocess.run(command, check=True, capture_output=True) for _ in range(TRIES))
        one = min((json.loads(run.stdout) for run in runs), key=lambda found: found["yaml"])
        megabytes = one["megabytes"]
        print(
            f"{format:<11}{megabytes:>6.1f}{one['notes']:>8}{one['unread']:>8}"
            f"{megabytes / one['records']:>9.2f} MB/s{megabytes / one['yaml']:>7.2f} MB/s"
            f"{one['memory'] / megabytes:>6.0f} x size"
        )


if __name__ == "__main__":
    main()

"""How long ``ankigen build`` takes from YAML, and again after a change, and with how much memory.

    python benchmarks/rebuilding.py [NOTES]       (default: 50000, of Anki's)

The plain deck of ``building.py`` as one deck file and as ten, through the command line: built
first, with nothing changed, with one note changed, and anew without the cache. Each build of a
changed deck is done without the cache as well and must give the same bytes. Ratios are of
processor time, of the program and of the system for it, to that of the first build.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from building import plain

from ankigen.decksfile import save

HEAD = (
    f"{'notes':>8}  {'files':>5}  {'build':<24}{'seconds':>9}{'busy':>8}{'to first':>10}{'MB':>6}"
)


def written(count: int, files: int, folder: Path) -> None:
    """The deck as so many files."""
    deck = plain(count)
    each = -(-len(deck.notes) // files)
    for place in range(files):
        notes = deck.notes[place * each : (place + 1) * each]
        save(replace(deck, notes=notes), folder / f"bread-{place}.yaml")


def changed(count: int, folder: Path) -> None:
    """Change the answer of one note, in the middle."""
    number = count // 4
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        one = f"folds the dough {number} times"
        file.write_text(text.replace(one, one.replace("dough", "warm dough")), "utf-8")


def build(folder: Path, now: int, *options: str) -> tuple[float, float, float]:
    """Seconds, those of the processor, and megabytes at most of one build."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(now),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    command = [sys.executable, "-m", "ankigen", "build", ".", "-o", "bread.apkg", "-q", *options]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the build failed")
    seconds = time.perf_counter() - start
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def anew(folder: Path, now: int) -> tuple[float, float, float]:
    """A build without the cache: the lock and the package must come out the same."""
    files = [folder / "bread.apkg", folder / "ankigen.lock"]
    before = [file.read_bytes() for file in files]
    files[0].unlink()
    taken = build(folder, now, "--no-cache")
    assert [file.read_bytes() for file in files] == before
    return taken


def main(arguments: Sequence[str]) -> None:
    """Measure and print a table."""
    if arguments[:1] == ["--write"]:
        written(int(arguments[1]), int(arguments[2]), Path(arguments[3]))
        return
    count = int(arguments[0]) if arguments else 50_000
    print(HEAD)
    for files in (1, 10):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # In a process of its own: what this one holds would count as the builds' memory.
            write = [sys.executable, __file__, "--write", str(count), str(files), name]
            subprocess.run(write, check=True)
            rows = {"first": build(folder, 1)}
            rows["nothing changed"] = build(folder, 2)
            changed(count, folder)
            rows["one note changed"] = build(folder, 3)
            rows["anew, without the cache"] = anew(folder, 4)
        for what, (seconds, busy, megabytes) in rows.items():
            ratio = busy / rows["first"][1]
            print(
                f"{count:>8}  {files:>5}  {what:<24}{seconds:>9.2f}{busy:>8.2f}{ratio:>10.2f}"
                f"{megabytes:>6.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])

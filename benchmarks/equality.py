"""Formula checkers side by side, in one run, on the same rows.

    python benchmarks/equality.py [--rows FILE.jsonl]... [--environments DIR] [--only NAME]...
                                  [--runs N]

Each peer gets an environment of its own, made here with pip. Without ``--rows`` the rows are the
cases of tests/equality: what learners type for formulas of the field. A row is a JSON object with
``expected``, ``given`` and ``equal``; rows whose note has POLICY or arguable are left out.

Times are processor times, of each row the least of N processes (one, if not said otherwise), which
the checkers take in turns: other work on the machine then weighs little, and on all alike.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
CASES = HERE.parent / "tests" / "equality" / "cases"

PEERS = {
    "ankigen": ("ankigen_peer.py", ()),
    "math-verify": ("math_verify_peer.py", ("math-verify",)),
    "latex2sympy2-extended": ("latex2sympy_peer.py", ("latex2sympy2-extended",)),
    "SymPy parse_latex": ("sympy_peer.py", ("sympy", "lark")),
}


@dataclass(frozen=True)
class Result:
    """What a checker did with the rows."""

    accepted: int
    wanted: int
    false_accepts: int
    times: list[float]

    @property
    def p99(self) -> float:
        return sorted(self.times)[int(0.99 * len(self.times))]


def rows_of_cases() -> list[dict[str, object]]:
    """The cases of the tests as rows."""
    rows: list[dict[str, object]] = []
    for path in sorted(CASES.glob("*.txt")):
        expected = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line[2:].replace("⏎", "\n")
            if line.startswith("? "):
                expected = text
            elif line.startswith(("= ", "! ")):
                rows.append({"expected": expected, "given": text, "equal": line[0] == "="})
    return rows


def rows_of(paths: Iterable[Path]) -> list[dict[str, object]]:
    """The rows of files, those about which honest graders differ left out."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [r for r in rows if not any(w in r.get("note", "") for w in ("POLICY", "arguable"))]


def environment(name: str, packages: tuple[str, ...], where: Path) -> str:
    """The Python of a peer's own environment, which is made if it is not there yet."""
    if not packages:
        return sys.executable
    folder = where / name.replace(" ", "-")
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / "ready").exists():
        print(f"{name}: making an environment", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
        (folder / "ready").touch()
    return str(python)


def measure(python: str, script: str, rows: list[dict[str, object]]) -> Result:
    """A checker's verdicts on the rows, after one pair to warm up."""
    pairs = [{"expected": r["expected"], "given": r["given"]} for r in rows]
    lines = "".join(json.dumps(pair) + "\n" for pair in [{"expected": "x", "given": "x"}, *pairs])
    done = subprocess.run(
        [python, str(HERE / "peers" / script)],
        input=lines,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()][1:]
    right = sum(s["same"] and bool(r["equal"]) for s, r in zip(said, rows, strict=True))
    wrong = sum(s["same"] and not r["equal"] for s, r in zip(said, rows, strict=True))
    wanted = sum(bool(r["equal"]) for r in rows)
    return Result(right, wanted, wrong, [s["milliseconds"] for s in said])


def least(runs: list[Result]) -> Result:
    """One result for several runs of a checker, whose verdicts are those of the first."""
    times = [min(row) for row in zip(*(run.times for run in runs), strict=True)]
    return replace(runs[0], times=times)


def table(results: dict[str, Result]) -> str:
    """The figures as Markdown; the ratio is how many times ankigen's median a checker takes."""
    ours = median(results["ankigen"].times)
    lines = [
        "| checker | accepted | false accepts | median ms | p99 ms | times ankigen's median |",
        "|---|---|---|---|---|---|",
    ]
    for name, r in results.items():
        middle = median(r.times)
        lines.append(
            f"| {name} | {r.accepted}/{r.wanted} | {r.false_accepts} | {middle:.2f} | "
            f"{r.p99:.1f} | {middle / ours:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=Path, action="append", default=[])
    parser.add_argument("--environments", type=Path, default=HERE / ".environments")
    parser.add_argument("--only", choices=list(PEERS), action="append", default=[])
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    rows = rows_of(options.rows) if options.rows else rows_of_cases()
    runs: dict[str, list[Result]] = {}
    for _ in range(options.runs):
        for name, (script, packages) in PEERS.items():
            if name == "ankigen" or not options.only or name in options.only:
                python = environment(name, packages, options.environments)
                runs.setdefault(name, []).append(measure(python, script, rows))
    results = {name: least(known) for name, known in runs.items()}
    print(f"{len(rows)} rows, {sum(bool(r['equal']) for r in rows)} of them equal\n")
    print(table(results))


if __name__ == "__main__":
    main()

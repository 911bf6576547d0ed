"""``ankigen read`` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys


def _read(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ankigen", "read", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        timeout=60,
    )


def test_a_formula_is_shown_as_tree_latex_and_unicode() -> None:
    done = _read("qᵀk/√dₖ")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Fraction",
        "  numerator Product",
        "    Script",
        "      base Symbol q",
        "      sup Symbol ⊤",
        "    Symbol k",
        "    operators beside",
        "  denominator Root",
        "    body Script",
        "      base Symbol d",
        "      sub Symbol k",
        r"LaTeX    \frac{q^\top k}{\sqrt{d_{k}}}",
        "Unicode  qᵀ k/√dₖ",
    ]


def test_json_holds_the_same() -> None:
    done = _read("--json", "f'(x)")
    assert json.loads(done.stdout) == {
        "latex": "f'(x)",
        "unicode": "f'(x)",
        "tree": {
            "node": "Call",
            "function": {"node": "Symbol", "name": "f", "primes": 1},
            "arguments": [{"node": "Symbol", "name": "x"}],
        },
    }


def test_a_caret_stands_under_what_is_unreadable() -> None:
    done = _read("x̂ + (a + b")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == ["x̂ + (a + b", "    ^", "unreadable: '(' is never closed"]


def test_the_caret_finds_the_line() -> None:
    done = _read("a = b\nc = €")
    assert done.stderr.splitlines()[:2] == ["c = €", "    ^"]


def test_an_unreadable_formula_is_json_too() -> None:
    done = _read("--json", "1 +")
    assert done.returncode == 2
    assert json.loads(done.stdout) == {"error": "something is missing at the end", "position": 3}

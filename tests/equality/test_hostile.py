"""Texts that want to hang, to crash or to be run."""

import threading

import pytest

from ankigen.equality import algebra, equal

HOSTILE = {
    "brackets": "(" * 5_000 + "x" + ")" * 5_000,
    "brackets within the limit": "(" * 1_900 + "x" + ")" * 1_900,
    "fractions": r"\frac{1}{" * 400 + "x" + "}" * 400,
    "tower": "9**9**9**9",
    "tower of carets": "9^9^9^9^9^9",
    "factorials": "9!!!!!!!!!",
    "long sum": r"\sum_{i=1}^{10^9} i^2",
    "nested sums": r"\sum_{a=1}^{40}\sum_{b=1}^{40}\sum_{c=1}^{40}\sum_{d=1}^{40} a b c d",
    "long product": r"\prod_{i=1}^{10^{12}} i",
    "digits": "7" * 1_000_000,
    "decimal": "0." + "3" * 3_000,
    "large exponent": "1e999999999",
    "marks": "x" + "\u0302" * 3_000,
    "null bytes": "\x00" * 100,
    "controls": "".join(map(chr, range(32))) * 20,
    "import": "__import__('os').system('touch hacked')",
    "call": "eval('1+1')",
    "class": "().__class__.__bases__[0].__subclasses__()",
    "lambda": "(lambda: 0)()",
    "loop in code": "[x for x in range(10**9)]",
    "generator": "sum(i for i in range(10**9))",
    "unary": "-" * 3_500 + "x",
    "stars": "*" * 3_000,
    "operators": "x+" * 1_900 + "x",
    "products": "x*" * 1_900 + "x",
    "quotients": "1/" * 1_900 + "x",
    "words": "one over " * 400 + "x",
    "plus in words": "one plus " * 400 + "x",
    "equals": "x=" * 1_900 + "1",
    "commas": "," * 3_900,
    "semicolons": "a=1;" * 900,
    "where": "where x=1 " * 300,
    "bidirectional": "\u202e\u202dx\u2066",
    "surrogate": "x\ud800y",
    "emoji": "😀" * 900,
    "matrix": r"\begin{pmatrix}" + "1&" * 900 + r"1\end{pmatrix}",
    "determinant": r"\begin{vmatrix}" + r"\\".join(["1&2&3&4&5&6&7&8&9"] * 9) + r"\end{vmatrix}",
    "underscores": "x_" * 1_900 + "x",
    "primes": "f" + "'" * 3_000,
    "backslashes": "\\" * 3_000,
    "dollars": "$" * 3_000,
    "empty": "",
    "spaces": " " * 3_000,
}
EXPECTED = r"\sigma(z) = \frac{1}{1 + e^{-z}}"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_answer(text: str) -> None:
    assert equal(EXPECTED, text).verdict in ("different", "unreadable", "undecided")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_on_both_sides(text: str) -> None:
    algebra.stop()
    assert equal(text, text).verdict in ("equal", "different", "unreadable", "undecided")
    assert algebra.idle()


def test_in_a_thread() -> None:
    found = []

    def judge() -> None:
        found.append([equal(EXPECTED, text).verdict for text in HOSTILE.values()])

    thread = threading.Thread(target=judge)
    thread.start()
    thread.join(timeout=60)
    assert found == [[equal(EXPECTED, text).verdict for text in HOSTILE.values()]]

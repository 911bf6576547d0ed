"""Texts that want to hang, to crash or to be run."""

from __future__ import annotations

HOSTILE = {
    "brackets": "(" * 5_000 + "x" + ")" * 5_000,
    "brackets within the limit": "(" * 1_900 + "x" + ")" * 1_900,
    "fractions": r"\frac{1}{" * 400 + "x" + "}" * 400,
    "tower": "9**9**9**9",
    "tower of carets": "9^9^9^9^9^9",
    "tower of names": "x^{x^{x^{x^{x^{x}}}}}",
    "exponents": "e^{" * 59 + "x" + "}" * 59,
    "roots": r"\sqrt{" * 59 + "x" + "}" * 59,
    "factorials": "9!!!!!!!!!",
    "factorial of much": "10^{30}!",
    "choices of much": r"\binom{9^{9^9}}{2}",
    "long sum": r"\sum_{i=1}^{10^9} i^2",
    "nested sums": r"\sum_{a=1}^{40}\sum_{b=1}^{40}\sum_{c=1}^{40}\sum_{d=1}^{40} a b c d",
    "many sums": "+".join([r"\sum_{i=1}^{40} x_i"] * 20),
    "power of a sum": r"(\sum_{i=1}^{40} x_i)^{300}",
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
    "generators": "sum(sum(sum(x for i in range(50)) for j in range(50)) for k in range(50))",
    "loop": "s=0\nfor i in range(10**9): s+=i",
    "loop that squares": "s=1\nfor i in range(100):\n  s=s*s+x\nreturn s",
    "variances of variances": "var(" * 20 + "x" + ")" * 20,
    "variances in code": "np.var(" * 20 + "x" + ")" * 20,
    "means of means": "mean(" * 30 + "x" + ")" * 30,
    "units of units": "silu(" * 30 + "x" + ")" * 30,
    "softmaxes": "softmax(" * 40 + "x" + ")" * 40,
    "maxima": "max(" * 55 + "x" + ",1)" * 55,
    "definitions of definitions": "a = x+x; "
    + "".join(f"{b} = {a}*{a}+1; " for a, b in zip("abcdefghijklmn", "bcdefghijklmno", strict=True))
    + "o + 1",
    "renewed definitions": "a=x+x\n" + "\n".join(f"a=a*a+{n}" for n in range(60)),
    "where within where": "a where "
    + " and ".join(
        f"{a} = {b}*{b}" for a, b in zip("abcdfghklmnopqr", "bcdfghklmnopqrs", strict=True)
    ),
    "unary": "-" * 3_500 + "x",
    "stars": "*" * 3_000,
    "operators": "x+" * 1_900 + "x",
    "products": "x*" * 1_900 + "x",
    "products of matrices": "@".join("A" * 100),
    "transposes": "A^T " * 200,
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
    "bars": "|" * 1_000,
    "backslashes": "\\" * 3_000,
    "dollars": "$" * 3_000,
    "empty": "",
    "spaces": " " * 3_000,
}
EXPECTED = r"\sigma(z) = \frac{1}{1 + e^{-z}}"


def pairs() -> list[tuple[str, str, str]]:
    """Each text as the answer, as what is expected, and as both; with its name."""
    found = []
    for name, text in HOSTILE.items():
        found += [(name, EXPECTED, text), (name, text, EXPECTED), (name, text, text)]
    return found

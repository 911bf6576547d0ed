"""The worker process of the last rung: reads pairs of terms, answers with a word a line.

Run as a script by ``algebra``; it imports SymPy and nothing else of ours. Objects are built by
constructors from nested lists, so nothing that a learner typed is evaluated.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_BYTES = 1_500_000_000


def limit_memory() -> None:
    """As far as the system can: a formula that needs more ends the worker."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))


def build(sympy: Any, node: list[Any]) -> Any:
    """The SymPy object of a node; every name is a positive number."""
    kind, *rest = node
    if kind == "num":
        return sympy.Rational(*rest)
    if kind == "const":
        return {"π": sympy.pi, "e": sympy.E, "i": sympy.I, "∞": sympy.oo}[rest[0]]
    if kind == "var":
        return sympy.Symbol(rest[0], positive=True)
    if kind == "indexed":
        places = [build(sympy, i) for i in rest[1:]]
        return sympy.Function(f"{rest[0]}[]", positive=True)(*places)
    if kind == "call":
        return _function(sympy, rest[0])(*(build(sympy, a) for a in rest[1:]))
    if kind == "diff":
        return sympy.diff(build(sympy, rest[1]), sympy.Symbol(rest[0], positive=True))
    if kind == "bind":
        return _bind(sympy, *rest)
    inner = [build(sympy, a) for a in rest]
    if kind == "add":
        return sympy.Add(*inner)
    if kind == "mul":
        return sympy.Mul(*inner)
    if kind == "div":
        return sympy.Mul(inner[0], sympy.Pow(inner[1], -1))
    return sympy.Pow(*inner)


def _function(sympy: Any, name: str) -> Any:
    return {"abs": sympy.Abs}.get(name) or getattr(sympy, name)


def _bind(sympy: Any, operator: str, variable: str, *rest: Any) -> Any:
    symbol = sympy.Symbol(variable, positive=True)
    *bounds, body = (build(sympy, part) for part in rest)
    if operator == "lim":
        return sympy.limit(body, symbol, bounds[0])
    maker = {"∑": sympy.summation, "∏": sympy.product, "∫": sympy.integrate}[operator]
    return maker(body, (symbol, *bounds) if bounds else symbol)


def judge(sympy: Any, first: Any, second: Any) -> str:
    """``same``, ``different`` or ``unknown``."""
    difference = sympy.simplify(first - second)
    if difference == 0:
        return "same"
    unevaluated = difference.has(sympy.Sum, sympy.Integral, sympy.Limit, sympy.Product)
    if not unevaluated and difference.equals(0) is False:
        return "different"
    return "unknown"


def main() -> None:
    """Answer until the pipe closes."""
    limit_memory()
    try:
        import sympy
    except ImportError:
        return
    for line in sys.stdin:
        try:
            first, second = (build(sympy, node) for node in json.loads(line))
            answer = judge(sympy, first, second)
        except Exception:  # SymPy raises whatever it likes; all of it means "not decided".
            answer = "unknown"
        print(answer, flush=True)


if __name__ == "__main__":
    main()

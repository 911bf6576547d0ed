"""Loops in code as the sums that they work out: generators, comprehensions, ``for`` statements."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Bind,
    Compare,
    Domain,
    Mul,
    Term,
    Var,
    parts,
    rewrite,
)


class NotCode(Exception):
    """The text is no code of the kind that formulas are written in."""


class Loops:
    """The part of the reader of code that deals with what is done again and again.

    Args:
        name: what an identifier stands for.
        known: the names of the expected side.
        tables: those of them that have two indices there.
    """

    def __init__(
        self, name: Callable[[str], Term], known: frozenset[str], tables: frozenset[str]
    ) -> None:
        self.name = name
        self.known = known
        self.tables = tables
        # What was worked out down the columns; of more than that the order is not known.
        self.down: set[Term] = set()
        # Names that stand alone in square brackets somewhere: the places of single entries.
        self.places: set[str] = set()
        # Names of which an entry is taken by its number.
        self.firsts: set[str] = set()

    def of(self, node: ast.expr) -> Term:
        """The term of any expression."""
        raise NotImplementedError

    def statement(self, node: ast.stmt) -> list[Term]:
        """The terms of any statement."""
        raise NotImplementedError

    def generated(self, node: ast.GeneratorExp | ast.ListComp, operator: str | None) -> Term:
        """``sum(x[i] for i in range(n))``, ``sum([a*b for a, b in zip(x, y)])``."""
        if operator is None:
            raise NotCode("comprehension")
        body = self.of(node.elt)
        for loop in reversed(node.generators):
            if loop.ifs:
                raise NotCode("condition")
            body = self.bound(loop.target, loop.iter, body, operator)
        return body

    def mapped(self, node: ast.ListComp) -> Term:
        """``[f(z) for z in zs]`` does to every entry what f does: f(zs)."""
        (loop, *others) = node.generators
        body = self.bound(loop.target, loop.iter, self.of(node.elt), "map")
        if others or loop.ifs or not isinstance(body, Bind) or body.variable:
            raise NotCode("comprehension")
        return body.body

    def repeated(self, node: ast.For) -> list[Term]:
        """``for …: total += x`` adds a sum to the total, ``*=`` multiplies by a product."""
        found: list[Term] = []
        inside: dict[Term, Term] = {}
        for inner in node.body:
            if isinstance(inner, ast.For):
                steps = self.repeated(inner)
            elif isinstance(inner, (ast.Assign, ast.AugAssign)):
                steps = self.statement(inner)
            else:
                raise NotCode("loop")
            for step in steps:
                if not (isinstance(step, Compare) and isinstance(step.left, Var)):
                    raise NotCode("loop")
                value = rewrite(step.right, lambda t: inside.get(t, t))
                gathered = _gathered(step.left, value)
                if gathered is None:
                    inside[step.left] = value
                    continue
                operator, each = gathered
                every = self.bound(node.target, node.iter, each, operator)
                whole = Add((step.left, every)) if operator == "∑" else Mul((step.left, every))
                found.append(Compare("=", step.left, whole))
        totals = {t.left for t in found if isinstance(t, Compare)}
        if node.orelse or not found or totals & inside.keys():
            raise NotCode("loop")
        return found

    def bound(self, target: ast.expr, source: ast.expr, body: Term, operator: str) -> Term:
        """The body, done for each thing that a loop runs over."""
        lists = [source]
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Name):
            function = source.func.id
            if function == "range" and isinstance(target, ast.Name):
                return self.ranged(target.id, source.args, body, operator)
            if function == "zip":
                lists = source.args
        targets = target.elts if isinstance(target, ast.Tuple) else [target]
        if len(targets) != len(lists):
            raise NotCode("loop")
        things = dict(zip(map(self.of, targets), map(self.of, lists), strict=True))
        renamed = {t: source for t, source in things.items() if not self.is_entry(t, source)}
        return Bind(operator, "", Domain(), rewrite(body, lambda t: renamed.get(t, t)))

    def is_entry(self, target: Term, source: Term) -> bool:
        """Whether the formula knows the x of ``for x in xs``, and not the list."""
        if not (isinstance(target, Var) and isinstance(source, Var)):
            return False
        other = source.name not in self.known or source.name.lower() == target.name
        return target.name in self.known and other

    def ranged(self, variable: str, bounds: list[ast.expr], body: Term, operator: str) -> Term:
        """Counting from nought to n − 1 is counting from one to n."""
        known = self.name(variable)
        letter = known.name if isinstance(known, Var) else variable
        values = [self.of(b) for b in bounds]
        if len(values) == 1 and _only_counts(letter, body):
            return Bind(operator, letter, Domain(ONE, values[0]), body)
        if len(values) == 1:
            return Bind(operator, letter, Domain(ZERO, _before(values[0])), body)
        if len(values) == 2:
            return Bind(operator, letter, Domain(values[0], _before(values[1])), body)
        raise NotCode("range")


def _only_counts(letter: str, body: Term) -> bool:
    """Whether a letter stands alone as an index and nowhere else: ``x[i]``."""
    if isinstance(body, Var):
        inner = tuple(i for i in body.indices if i != Var(letter))
        return body.name != letter and all(_only_counts(letter, i) for i in inner)
    return all(_only_counts(letter, t) for t in parts(body))


def _gathered(total: Var, value: Term) -> tuple[str, Term] | None:
    """The sign and the term of ``total + term`` or ``total · term``; None for a plain value."""
    match value:
        case Add((first, *rest)) if first == total and rest:
            return "∑", rest[0] if len(rest) == 1 else Add(tuple(rest))
        case Mul((first, *rest)) if first == total and rest:
            return "∏", rest[0] if len(rest) == 1 else Mul(tuple(rest))
    return None


def _before(term: Term) -> Term:
    """One less; of ``n + 1`` it is ``n``."""
    if isinstance(term, Add) and term.terms[-1] == ONE:
        return term.terms[0] if len(term.terms) == 2 else Add(term.terms[:-1])
    return Add((term, MINUS_ONE))

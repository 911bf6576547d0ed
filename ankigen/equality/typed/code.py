"""numpy and PyTorch notation: Python's own grammar reads it, nothing is ever run.

``ast`` turns the text into a syntax tree; the few node kinds that formulas use become terms, every
other kind is refused. Names go through the reader of formulas, so ``beta1`` and ``d_k`` mean here
what they mean there.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..terms import (
    TWO,
    ZERO,
    Add,
    Apply,
    Compare,
    Const,
    Div,
    Group,
    Mul,
    Num,
    Piecewise,
    Pow,
    Term,
    Var,
    counted,
    negative,
)
from .call_names import MODULES
from .calls import Calls
from .generators import STANDARD_NORMAL
from .loops import NotCode
from .python_text import parsed, too_large

_PARAMETERS = frozenset({"θ", "β", "w"})
_RELATIONS: dict[type, str] = {
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
}


def read_code(
    text: str,
    name: Callable[[str], Term],
    known: frozenset[str] = frozenset(),
    tables: frozenset[str] = frozenset(),
) -> list[Term]:
    """The statements of a text as terms, assignments as equations.

    Args:
        text: an expression or a few statements.
        name: what an identifier stands for.
        known: the names of the expected side.
        tables: those of them that have two indices there.

    Raises:
        NotCode: the text is no Python, or Python of another kind.
    """
    if too_large(text):
        raise NotCode("too long")
    try:
        module = parsed(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise NotCode("no Python") from error
    reader = _Reader(name, known, tables)
    reader.firsts.update(
        node.value.id
        for node in ast.walk(module)
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and isinstance(node.slice, ast.Constant)
    )
    reader.places.update(
        node.slice.id
        for node in ast.walk(module)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name)
    )
    try:
        return [t for statement in module.body for t in reader.statement(statement)]
    except RecursionError as error:
        raise NotCode("nested too deeply") from error
    except IndexError as error:
        raise NotCode("a call without what it is of") from error


class _Reader(Calls):
    def statement(self, node: ast.stmt) -> list[Term]:
        match node:
            case ast.Expr(value):
                changed = _changed_in_place(value)
                if changed is not None:
                    return [Compare("=", self.of(changed), self.of(value))]
                return [self.of(value)]
            case ast.Assign([target], value):
                return [Compare("=", self.of(target), self.of(value))]
            case ast.AugAssign(target, operator, value):
                old = self.of(target)
                return [Compare("=", old, self.binary(operator, old, self.of(value)))]
            case ast.If(test, [*body], orelse):
                return [self.branch(test, body, orelse)]
            case ast.For():
                return self.repeated(node)
            case ast.Return(value) if value is not None:
                return [self.of(value)]
            case ast.FunctionDef(_, _, body):
                return [t for inner in body for t in self.statement(inner)]
        raise NotCode(type(node).__name__)

    def branch(self, test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt]) -> Term:
        """``if c: g = …`` as the value that g gets where the condition holds; else it keeps its."""
        inner = [t for statement in body for t in self.statement(statement)]
        others = [t for statement in orelse for t in self.statement(statement)]
        if len(inner) != 1 or len(others) > 1:
            raise NotCode("branch")
        rows: list[tuple[Term, Term | None]] = [(_assigned(inner[0]), self.of(test))]
        if others:
            rows.append((_assigned(others[0]), None))
        elif isinstance(inner[0], Compare):
            rows.append((inner[0].left, None))
        value = Piecewise(tuple(rows))
        return Compare("=", inner[0].left, value) if isinstance(inner[0], Compare) else value

    def of(self, node: ast.expr) -> Term:
        method = _NODES.get(type(node))
        if method is None:
            raise NotCode(type(node).__name__)
        result: Term = method(self, node)
        return result

    def constant(self, node: ast.Constant) -> Term:
        if node.value is Ellipsis:
            return Var("…")
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            raise NotCode("constant")
        if isinstance(node.value, int):
            if abs(node.value) > 10**40:
                raise NotCode("number")
            return Num(Fraction(node.value))
        text = repr(node.value)
        if "n" in text or ("e" in text and abs(int(text.split("e")[1])) > 300):
            raise NotCode("number")
        return Num(Fraction(text), len(text.replace(".", "").lstrip("0")))

    def identifier(self, node: ast.Name) -> Term:
        return self.name(node.id)

    def unary(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.USub):
            return negative(self.of(node.operand))
        if isinstance(node.op, ast.UAdd):
            return self.of(node.operand)
        raise NotCode("operator")

    def operation(self, node: ast.BinOp) -> Term:
        return self.binary(node.op, self.of(node.left), self.of(node.right))

    def binary(self, operator: ast.operator, left: Term, right: Term) -> Term:
        match operator:
            case ast.Add():
                return Add((left, right))
            case ast.Sub():
                return Add((left, negative(right)))
            case ast.Mult():
                for one, other in ((left, right), (right, left)):
                    if one == Apply(STANDARD_NORMAL, ()):
                        return Apply("N", (ZERO, Pow(other, TWO)))
                return Mul((counted(left), counted(right)), starred=True)
            case ast.MatMult():
                return Mul((left, right), inner=True)
            case ast.Div():
                return Div(left, right)
            case ast.FloorDiv():
                return Apply("floor", (Div(left, right),))
            case ast.Pow():
                return Pow(left, right)
            case ast.BitXor():
                return Pow(left, right)
            case ast.BitAnd():
                return Apply("∩", (left, right))
            case ast.BitOr():
                return Apply("∪", (left, right))
        raise NotCode("operator")

    def comparison(self, node: ast.Compare) -> Term:
        sides = [self.of(n) for n in (node.left, *node.comparators)]
        signs = [_RELATIONS.get(type(o)) for o in node.ops]
        links = []
        for sign, a, b in zip(signs, sides, sides[1:], strict=False):
            if sign is None:
                raise NotCode("relation")
            links.append(Compare(sign, a, b))
        return links[0] if len(links) == 1 else Apply("and", tuple(links))

    def conditional(self, node: ast.IfExp) -> Term:
        return Piecewise(((self.of(node.body), self.of(node.test)), (self.of(node.orelse), None)))

    def attribute(self, node: ast.Attribute) -> Term:
        """``K.T``, ``np.pi``, ``math.e``, ``w.grad``."""
        if node.attr in ("T", "mT"):
            return Apply("transpose", (self.of(node.value),))
        if isinstance(node.value, ast.Name) and node.value.id in (*MODULES, "self"):
            return self.name(node.attr)
        if node.attr == "size":
            return Apply("count", (self.of(node.value),))
        if node.attr in ("data", "real"):
            return self.of(node.value)
        if node.attr == "grad":
            inner = self.of(node.value)
            if isinstance(inner, Var):
                return Var(f"∇{inner.name}", inner.indices)
        raise NotCode("attribute")

    def subscript(self, node: ast.Subscript) -> Term:
        """``h[t-1]`` is an index; slices and ``None`` only arrange the axes."""
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            return Apply("extent", (self.of(node.value.value), self.of(node.slice)))
        base = self.of(node.value)
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        kept = []
        for place in places:
            if isinstance(place, ast.Slice) and not self.takes_all(base, place):
                raise NotCode("slice")
            arranging = isinstance(place, ast.Slice) or (
                isinstance(place, ast.Constant) and place.value in (None, Ellipsis)
            )
            if not arranging:
                kept.append(self.of(place))
        if not kept:
            return base
        if isinstance(base, Const):
            base = Var(base.name)
        if isinstance(base, Var):
            return Var(base.name, base.indices + tuple(kept))
        return Apply("entry", (base,), tuple(kept))

    def takes_all(self, base: Term, place: ast.Slice) -> bool:
        """``x[:]``, and ``theta[1:]``, which leaves out what the formula writes by itself.

        Parameters begin with the one that stands alone; of anything else the first must be there.
        """
        if place.upper is not None or place.step is not None:
            return False
        if place.lower is None:
            return True
        first = isinstance(base, Var) and (base.name in _PARAMETERS or base.name in self.firsts)
        return isinstance(place.lower, ast.Constant) and (place.lower.value == 0 or first)

    def several(self, node: ast.Tuple) -> Term:
        return Group("()", tuple(self.of(e) for e in node.elts))

    def listed(self, node: ast.List) -> Term:
        return Group("[]", tuple(self.of(e) for e in node.elts))

    def function(self, node: ast.Lambda) -> Term:
        return self.of(node.body)


def _changed_in_place(node: ast.expr) -> ast.expr | None:
    """The w of ``w.sub_(lr * g)`` and of ``w.mul_(a).add_(g)``, whose new value that is."""
    owner, changes = node, False
    while isinstance(owner, ast.Call) and isinstance(owner.func, ast.Attribute):
        name = owner.func.attr
        if not name.endswith("_") or name.endswith("__"):
            return None
        owner, changes = owner.func.value, True
    return owner if changes else None


def _assigned(term: Term) -> Term:
    return term.right if isinstance(term, Compare) and term.operator == "=" else term


_NODES: dict[type, Any] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.identifier,
    ast.UnaryOp: _Reader.unary,
    ast.BinOp: _Reader.operation,
    ast.Compare: _Reader.comparison,
    ast.IfExp: _Reader.conditional,
    ast.Attribute: _Reader.attribute,
    ast.Subscript: _Reader.subscript,
    ast.Call: _Reader.call,
    ast.Tuple: _Reader.several,
    ast.List: _Reader.listed,
    ast.ListComp: _Reader.mapped,
    ast.Lambda: _Reader.function,
}

"""Operators that wait for their right side: the levels of the grammar, the nodes they make."""

from __future__ import annotations

from ankigen.notation.tree import (
    Big,
    Call,
    Expr,
    Fraction,
    Prefix,
    Product,
    Relation,
    Sum,
)

# From loosest to tightest; the numbers only say which is tighter.
BAR, LOGIC, RELATION, RANGE, SUM, BIG, PRODUCT, LOOSE, SLASH = range(10, 100, 10)
SIGN, CLOSE_BIG, APPLY, JUXTAPOSED, DERIVATIVE, DIFFERENTIALS, PREFIX = range(100, 170, 10)
RELATION_LEVELS = {
    "∣": BAR, "‖": BAR, "⇒": LOGIC, "⇔": LOGIC, "∧": LOGIC, "∨": LOGIC, ":": RANGE
}  # fmt: skip


class Frame:
    """Operators of one level with what stands before each; the last operand is still to come.

    A big operator has its ``bounds``, and the places of the tokens in which they are ``written``.
    """

    __slots__ = ("bounds", "head", "level", "operands", "operators", "written")

    def __init__(
        self,
        level: int,
        operators: list[str],
        operands: list[Expr | None],
        head: Expr | None = None,
        bounds: tuple[Expr | None, Expr | None] = (None, None),
        written: tuple[int, int] = (0, 0),
    ) -> None:
        self.level = level
        self.operators = operators
        self.operands = operands
        self.head = head
        self.bounds = bounds
        self.written = written


def fold(pending: list[Frame], right: Expr, floor: int) -> Expr:
    """Close every frame at the top whose level is ``floor`` or tighter."""
    while pending and pending[-1].level >= floor:
        right = close(pending.pop(), right)
    return right


def close(frame: Frame, right: Expr) -> Expr:
    """The node of a frame once its last operand is there."""
    level, operators, operands, head = frame.level, frame.operators, frame.operands, frame.head
    if level <= RANGE:
        return Relation(tuple(operators), (*operands, right))
    if level in (SUM, SIGN):
        return _sum(operators, [operand for operand in operands if operand is not None], right)
    if level in (BIG, CLOSE_BIG):
        return Big(operators[0], right, *frame.bounds)
    if level == APPLY:
        assert head is not None
        return Call(head, (right,))
    if level == PREFIX:
        assert head is not None
        return Prefix(head, right)
    factors = tuple(operand for operand in operands if operand is not None)
    if level in (SLASH, DERIVATIVE):
        return Fraction(factors[0], right)
    return Product((*factors, right), tuple(operators))


def _sum(operators: list[str], operands: list[Expr], right: Expr) -> Expr:
    signs = operators if len(operators) > len(operands) else ["+", *operators]
    return Sum(tuple(zip(signs, (*operands, right), strict=True)))  # type: ignore[arg-type]

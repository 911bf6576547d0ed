"""How tightly each node holds together when it is printed; what both printers share.

The levels are those of the grammar. A node printed where a tighter one is needed gets parentheses.
"""

from __future__ import annotations

from enum import IntEnum

from ankigen.notation.application import is_applied
from ankigen.notation.commands import FUNCTIONS, PREFIX_OPERATORS
from ankigen.notation.tree import (
    Big,
    Call,
    Cases,
    Expr,
    Fence,
    Fraction,
    Postfix,
    Prefix,
    Product,
    Relation,
    Root,
    Script,
    Sequence,
    Sum,
    Symbol,
    Text,
)


class Level(IntEnum):
    """From what stands alone to what nothing can tear apart."""

    ROWS = 0
    SEQUENCE = 1
    CASES = 2
    BAR = 3
    LOGIC = 4
    RELATION = 5
    RANGE = 6
    SUM = 7
    BIG = 8
    PRODUCT = 9
    SLASH = 10
    JUXTAPOSED = 11
    FACTOR = 12
    ATOM = 13


_RELATIONS = {
    "∣": Level.BAR, "‖": Level.BAR, "⇒": Level.LOGIC, "⇔": Level.LOGIC, "∧": Level.LOGIC,
    "∨": Level.LOGIC, ":": Level.RANGE,
}  # fmt: skip


def level(node: Expr, slash: bool) -> Level:
    """The level of a node; ``slash`` tells whether its fractions are written with a slash."""
    kind = type(node)
    if kind is Relation:
        return _RELATIONS.get(node.operators[0], Level.RELATION)  # type: ignore[union-attr]
    if kind is Product:
        return Level.PRODUCT if node.operators[0] else Level.JUXTAPOSED  # type: ignore[union-attr]
    if kind is Fraction:
        return Level.SLASH if slash else Level.ATOM
    if kind is Sequence:
        return Level.SEQUENCE if node.separator == "," else Level.ROWS  # type: ignore[union-attr]
    if isinstance(node, Cases) and not slash and (len(node.rows) > 1 or node.rows[0][1] is None):
        return Level.ATOM
    return _LEVELS.get(kind, Level.ATOM)


_LEVELS: dict[type, Level] = {
    Sum: Level.SUM,
    Big: Level.BIG,
    Cases: Level.CASES,
    Prefix: Level.FACTOR,
    Postfix: Level.FACTOR,
    Script: Level.FACTOR,
    Root: Level.FACTOR,
    Call: Level.FACTOR,
}


def reaches(node: Expr, slash: bool) -> bool:
    """Whether a node ends in a big operator, which would take in what is written after it."""
    while True:
        if isinstance(node, Big):
            return True
        if isinstance(node, Product):
            node = node.factors[-1]
        elif isinstance(node, Fraction) and slash:
            node = node.denominator
        else:
            return False


def ends_conditional(node: Expr, slash: bool) -> bool:
    """Whether a node ends in a case written in line, after which another case could follow."""
    while isinstance(node, Relation) and node.sides[-1] is not None:
        node = node.sides[-1]
    return isinstance(node, Cases) and level(node, slash) == Level.CASES


def takes(head: Expr, after: Expr, slash: bool, last: bool) -> bool:
    """Whether ``head`` printed right before ``after`` would be read as applied to it.

    ``last`` tells whether ``after`` is the last factor.
    """
    name = head
    while isinstance(name, Prefix):
        name = name.body
    base = name.base if isinstance(name, Script) else name
    if isinstance(base, Symbol) and not base.style:
        if base.name in FUNCTIONS or base.name in PREFIX_OPERATORS:
            return True
        raised = isinstance(name, Script) and name.sub is None
        if base.name in ("Σ", "Π") and not raised:
            return True
    if not isinstance(name, (Symbol, Script, Text)) and type(name).__name__ != "Accent":
        return False
    bracket, arguments = opening(after, slash, last)
    return bool(bracket) and is_applied(name, arguments, bracket)


def opening(node: Expr, slash: bool, last: bool) -> tuple[str, tuple[Expr, ...]]:
    """The bracket that a node starts with when it is printed as a factor, and what it holds."""
    while True:
        if isinstance(node, Fence):
            if node.open == "(" and node.close == ")":
                content = node.content
                if isinstance(content, Sequence) and content.separator == ",":
                    return "(", content.items
                return "(", () if content is None else (content,)
            return ("[", ()) if node.open == "[" else ("", ())
        if type(node).__name__ == "Matrix":
            return "[", ()
        if isinstance(node, (Script, Postfix)):
            inner = node.base if isinstance(node, Script) else node.body
            if wrapped(inner, slash):
                return "(", (inner,)
            node = inner
        elif level(node, slash) < Level.FACTOR and not (last and isinstance(node, Big)):
            return "(", (node,)
        else:
            return "", ()


def wrapped(base: Expr, slash: bool) -> bool:
    """Whether what a script or a postfix hangs on needs parentheses."""
    if isinstance(base, (Script, Prefix, Postfix, Root)):
        return True
    return level(base, slash) < Level.FACTOR or isinstance(base, Fraction)

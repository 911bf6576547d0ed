"""The expression tree: what a formula says, whatever notation it was written in.

LaTeX, ASCII and Unicode give the same tree. It keeps what a reader sees (``a/b`` is a fraction,
``a·b`` is not ``ab``) and drops what only spacing or size would show. Parentheses that merely
group are not in the tree: printers put them back where they are needed.

Nodes are frozen, hashable and compare by value. Sequences are tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """Digits as written: ``0.25``, ``10000``, ``1e-8``; no sign, no thousands separators."""

    text: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name in plain Unicode: ``x``, ``θ``, ``∞``, ``softmax``, ``W``; ``f''`` has two primes.

    A name of several letters is one unsplittable word. ``style`` tells ``\\mathcal{L}`` (cal),
    ``\\mathbb{R}`` (bb) and ``\\mathbf{x}`` (bold) from the plain letter.
    """

    name: str
    style: Literal["", "cal", "bb", "bold"] = ""
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Words inside a formula (``\\text{if it rains}``): several words, or one that is no name."""

    words: str


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over or under: ``hat tilde bar vec dot ddot overline underline overrightarrow …``."""

    mark: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Script:
    """``base_{sub}^{sup}``. Index or power: the tree does not decide. A transpose is sup ``⊤``."""

    base: Expr
    sub: Expr | None = None
    sup: Expr | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Two terms or more, or one with a sign before it; a term is its sign and its expression."""

    terms: tuple[tuple[Literal["+", "-", "±", "∓"], Expr], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Two factors or more; ``operators[i]`` stands between factors i and i+1.

    The empty operator is juxtaposition; others are ``· × ⊙ ⊗ ⊕ ∘ * @ ∩ ∪ ∖`` as written.
    """

    factors: tuple[Expr, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """``numerator / denominator``, written with a bar or a slash."""

    numerator: Expr
    denominator: Expr


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or the root of ``degree``."""

    body: Expr
    degree: Expr | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function applied: ``f(x, y)``, ``\\log p``, ``tanh²(z)`` (the function is a Script)."""

    function: Expr
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """Brackets that mean something: ``[a, b]``, ``{a}``, ``|x|``, ``‖x‖``, ``⌊x⌋``, ``(a, b)``.

    ``open`` and ``close`` are the characters ``( ) [ ] { } | ‖ ⌊ ⌋ ⌈ ⌉ ⟨ ⟩``; a half-open interval
    ``[0, ∞)`` has ``[`` and ``)``. ``content`` is a Sequence where several things stand inside,
    and None where nothing does.
    """

    open: str
    close: str
    content: Expr | None


@dataclass(frozen=True, slots=True)
class Big:
    """A big operator with its reach: ``∑ ∏ ∫ ⋃ ⋂`` or ``max min argmax argmin lim sup inf``."""

    operator: str
    body: Expr
    lower: Expr | None = None
    upper: Expr | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A chain ``a = b ≤ c``: operators ``= ≠ < > ≤ ≥ ≈ ≡ ∝ ∼ ∈ ∉ ⊂ ⊆ := → ← ↦ ⇒ ⇔ ∣ ‖``.

    ``∣`` is the bar of ``P(A∣B)``, ``‖`` the one of ``KL(P‖Q)``. One side may be None at the
    start of a continuation line (``= a·b``).
    """

    operators: tuple[str, ...]
    sides: tuple[Expr | None, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Things side by side: ``a, b, c`` or ``a; b``; also ``…`` as the Symbol between commas."""

    items: tuple[Expr, ...]
    separator: Literal[",", ";"] = ","


@dataclass(frozen=True, slots=True)
class Cases:
    """A value by condition; the condition None is "otherwise"."""

    rows: tuple[tuple[Expr, Expr | None], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of cells between brackets ``( [ | ‖`` or none (``""``)."""

    rows: tuple[tuple[Expr, ...], ...]
    bracket: str = "["


@dataclass(frozen=True, slots=True)
class Prefix:
    """An operator before what it acts on: ``∂L``, ``∇_θ J``, ``Δw``, ``¬p``, ``∀x``."""

    operator: Expr
    body: Expr


@dataclass(frozen=True, slots=True)
class Postfix:
    """An operator after: ``n!``, ``28%``."""

    operator: Literal["!", "%"]
    body: Expr


Expr: TypeAlias = (
    Number
    | Symbol
    | Text
    | Accent
    | Script
    | Sum
    | Product
    | Fraction
    | Root
    | Call
    | Fence
    | Big
    | Relation
    | Sequence
    | Cases
    | Matrix
    | Prefix
    | Postfix
)


@lru_cache(maxsize=1024)
def symbol(name: str) -> Symbol:
    """The plain symbol of a name; nodes never change, so one does for all its places."""
    return Symbol(name)


@lru_cache(maxsize=1024)
def number(text: str) -> Number:
    """The number of these digits; see ``symbol``."""
    return Number(text)


def children(node: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside a node, in reading order."""
    reader = _CHILDREN.get(type(node))
    return () if reader is None else reader(node)


def walk(node: Expr) -> Iterator[Expr]:
    """The node and everything inside it, outermost first."""
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        reader = _CHILDREN.get(type(here))
        if reader is not None:
            stack += reader(here)[::-1]


def _present(*nodes: Expr | None) -> tuple[Expr, ...]:
    return tuple([node for node in nodes if node is not None])


# What stands in every kind of node; names and numbers hold nothing.
_CHILDREN: dict[type, Callable[[Any], tuple[Expr, ...]]] = {
    Accent: lambda n: (n.body,),
    Script: lambda n: _present(n.base, n.sub, n.sup),
    Sum: lambda n: tuple([term for _, term in n.terms]),
    Product: lambda n: n.factors,
    Fraction: lambda n: (n.numerator, n.denominator),
    Root: lambda n: _present(n.body, n.degree),
    Call: lambda n: (n.function, *n.arguments),
    Fence: lambda n: _present(n.content),
    Big: lambda n: _present(n.body, n.lower, n.upper),
    Relation: lambda n: _present(*n.sides),
    Sequence: lambda n: n.items,
    Cases: lambda n: _present(*(part for row in n.rows for part in row)),
    Matrix: lambda n: tuple([cell for row in n.rows for cell in row]),
    Prefix: lambda n: (n.operator, n.body),
    Postfix: lambda n: (n.body,),
}

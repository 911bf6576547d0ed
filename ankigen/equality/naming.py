"""From a written name with its marks and scripts to a name with indices.

A subscript is an index (``x_{t-1}``), unless it is a label (``n_in``), which belongs to the name.
A superscript is a power, unless it is a transpose, stands in brackets (``x^{(i)}``) or is a star.
"""

from __future__ import annotations

from ankigen.notation import tree

from .terms import Num, Term, Var

_SAME_LETTER = {"ϵ": "ε", "ϕ": "φ", "ϑ": "θ", "ϱ": "ρ", "ℓ": "l", "∗": "*", "⋆": "*", "𝔼": "E"}
_MEANINGLESS_MARKS = frozenset({"vec", "underline", "mathring"})
LABELS = frozenset(
    [
        "in",
        "out",
        "max",
        "min",
        "new",
        "old",
        "prev",
        "next",
        "key",
        "val",
        "sum",
        "tot",
        "total",
        "avg",
        "mean",
        "std",
        "true",
        "pred",
        "pos",
        "neg",
        "train",
        "test",
        "eff",
        "opt",
        "init",
        "last",
        "first",
        "model",
        "head",
        "ff",
        "red",
        "base",
        "ref",
        "all",
        "end",
        "cur",
        "attn",
        "emb",
    ]
)
_STARS = frozenset("*+−-†")
_RAISED = _STARS | _SAME_LETTER.keys()


def letter(symbol: tree.Symbol) -> str:
    """The plain name of a symbol: styles count for nothing, primes are kept."""
    name = _SAME_LETTER.get(symbol.name, symbol.name)
    return name + "'" * symbol.primes if symbol.primes else name


def plain_name(node: tree.Expr) -> str | None:
    """The name of a symbol, a word or either with a mark over it; None for anything else."""
    if isinstance(node, tree.Symbol):
        return letter(node)
    if isinstance(node, tree.Text):
        return node.words.strip()
    if isinstance(node, tree.Accent):
        inner = plain_name(node.body)
        if inner is None:
            return None
        return inner if node.mark in _MEANINGLESS_MARKS else f"{node.mark} {inner}"
    return None


def label(node: tree.Expr, bound: frozenset[str]) -> str | None:
    """What a subscript adds to the name, where it is a label and no index."""
    if isinstance(node, tree.Text):
        return node.words.strip()
    if not isinstance(node, tree.Symbol) or len(node.name) < 2:
        return None
    name = node.name
    if name.isalpha() and name.isascii():
        return name if name in LABELS or (len(name) > 2 and not set(name) <= bound) else None
    return name


def letters_of(node: tree.Expr) -> list[tree.Expr]:
    """The indices that a subscript holds: ``ij`` holds two, ``i, j`` too, ``t-1`` is one."""
    if isinstance(node, tree.Symbol):
        name = node.name
        run = len(name) > 1 and name.isascii() and name.isalpha()
        return [tree.symbol(c) for c in name] if run else [node]
    match node:
        case tree.Sequence(items) | tree.Fence("(", ")", tree.Sequence(items)):
            return list(items)
        case tree.Product(factors, operators) if not any(operators) and all(
            isinstance(f, tree.Symbol) for f in factors
        ):
            return list(factors)
    return [node]


def superscript_label(node: tree.Expr) -> str | None:
    """A star, plus or minus that stands high without an operand: ``W^*``, ``k^+``."""
    if isinstance(node, tree.Symbol) and node.name in _RAISED:
        name = letter(node)
        return name if name in _STARS else None
    return None


def is_transpose(node: tree.Expr) -> bool:
    return isinstance(node, tree.Symbol) and node.name in ("⊤", "ᵀ")


def may_be_transpose(node: tree.Expr) -> bool:
    """A plain T, which is a transpose where T is no variable."""
    return isinstance(node, tree.Symbol) and node.name == "T"


def indexed(name: str, indices: tuple[Term, ...]) -> Var:
    """The name with its indices; a label-like number stays an index: β₁ is β at 1."""
    return Var(name, tuple([Num(i.value) if isinstance(i, Num) else i for i in indices]))

"""Which parts of a formula to hide: the parts worth knowing, one at a time, at most four.

Worth knowing, most first: the value that a name is given; a denominator; an exponent; a function;
a bound of a sum; an index that is reckoned (``t-1``, not a label); a sign; what stands under a
root; a factor that is a number; a condition; a step between arrows. A second part of one sort
comes after the first of others. Where there is none of these, the last term of a sum or a factor.
Never hidden: the left side, which tells what the formula is of; where there is none, the
only function; a part without which no symbol would be left; one that stands elsewhere in the
formula, in sight, in the same role; a part inside a part that is hidden.

The parts are nodes of the expression tree, so each is balanced. A formula whose hidden parts put
back do not read as the same tree gets no cloze.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple, TypeAlias, get_args

from ankigen.anki.tex import typesets
from ankigen.notation import Unreadable, latex, read
from ankigen.notation import tree as t

MOST = 4
# One private-use character stands for each hidden part: no formula holds any.
FIRST_HOLE = 0xE000
_HOLES = re.compile("[\ue000-\uf8ff]")
_DEFINES = ("=", ":=", "∼", "≈", "←", "∝", "≡")
# A sort seen before weighs this much less.
_AGAIN = 3
# In nodes of the tree: the largest part to hide, and the largest that is hidden with its sign.
_LARGEST = 14
_SMALL = 4

_WEIGHTS = {
    "value": 9,
    "denominator": 8,
    "exponent": 7,
    "function": 6,
    "bound": 5,
    "index": 5,
    "sign": 5,
    "root": 4,
    "coefficient": 4,
    "value in a case": 4,
    "condition": 3,
    "numerator": 3,
    "argument": 2,
    "step": 2,
}
# Hidden only where nothing above is.
_PLAIN_WEIGHTS = {"term": 2, "factor": 1}

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Clozed:
    """A formula's LaTeX with a hole for each hidden part, and the LaTeX that fills each."""

    latex: str
    hidden: tuple[str, ...]


class _Candidate(NamedTuple):
    role: str
    path: Path
    node: t.Expr


class _Part(NamedTuple):
    """A part worth knowing, and whether it stands inside one in which nothing is hidden."""

    one: _Candidate
    is_closed: bool


def hole(index: int) -> str:
    """The character that stands for a hidden part, counted from 0."""
    return chr(FIRST_HOLE + index)


def holds_hole(text: str) -> bool:
    """Whether a text has characters that would be taken for hidden parts."""
    return bool(_HOLES.search(text))


def tree_of(formula: str) -> t.Expr | None:
    """A formula's tree; None where it does not read, or could not be told from its holes."""
    try:
        return None if holds_hole(formula) else read(formula)
    except Unreadable:
        return None


def left_side(tree: t.Expr) -> str:
    """The LaTeX of what a formula defines, up to a question mark; empty where it defines nothing.

    ``y = Wx + b`` gives ``y = {?}``.
    """
    if not _defines(tree):
        return ""
    assert isinstance(tree, t.Relation)
    asked = t.Relation(tree.operators[:1], (tree.sides[0], t.Symbol(hole(0))))
    return latex(asked).replace(hole(0), "{?}")


def clozed(tree: t.Expr) -> Clozed | None:
    """The formula with its telling parts hidden; None where nothing may be."""
    parts = list(_parts(tree))
    for weights in (_WEIGHTS, _PLAIN_WEIGHTS):
        worth = list(_candidates(tree, parts, weights))
        made = _made(tree, _chosen(worth, weights))
        if worth and made is None:
            # Some part needs brackets that its hole does not: do without the parts that do.
            fitting = [one for one in worth if _made(tree, [one])]
            made = _made(tree, _chosen(fitting, weights))
        if made:
            return made
    return None


def _made(tree: t.Expr, chosen: Sequence[_Candidate]) -> Clozed | None:
    """The formula with these parts hidden; None where there are none or it would read otherwise."""
    holed = tree
    for index, one in enumerate(chosen):
        holed = _with(holed, one.path, t.Symbol(hole(index)))
    template = latex(holed)
    hidden = []
    for index, one in enumerate(chosen):
        template, inside = _dressed(template, hole(index), one)
        hidden.append(inside)
    made = Clozed(template, tuple(hidden))
    return made if hidden and tree_of(_put_back(made)) == tree else None


def clozed_as_listed(formula: str, wanted: Sequence[str]) -> Clozed | None:
    """The formula with the author's pieces of its LaTeX hidden; None where none is there."""
    if holds_hole(formula) or not typesets(formula):
        return None
    hidden: list[str] = []
    template = formula
    for one in wanted:
        piece = _piece(one)
        if piece and piece.search(template):
            template = piece.sub(hole(len(hidden)), template)
            hidden.append(one.strip())
    return Clozed(template, tuple(hidden)) if hidden else None


def _piece(wanted: str) -> re.Pattern[str] | None:
    """What finds a piece of LaTeX as it stands, never part of a word; None for half a group."""
    wanted = wanted.strip()
    if not wanted or not typesets(wanted):
        return None
    before = r"(?<![a-zA-Z\\])" if wanted[0].isalpha() else r"(?<!\\)"
    after = r"(?![a-zA-Z])" if wanted[-1].isalpha() else ""
    return re.compile(before + re.escape(wanted) + after)


def _candidates(
    tree: t.Expr, parts: Sequence[_Part], weights: Mapping[str, int]
) -> Iterator[_Candidate]:
    """The parts of these roles that may be hidden."""
    # What stands on the left side too, such as a layer's index, is in sight as well.
    worth = [part for part in parts if part.one.role in weights]
    everywhere = Counter((one.role, one.node) for one, _ in worth)
    nodes = Counter(t.walk(tree)) if weights is _PLAIN_WEIGHTS and worth else Counter()
    whole = _tally(tree)
    for one, is_closed in worth:
        twice = everywhere[one.role, one.node] > 1 or nodes[one.node] > 1
        small = _size(one.node) <= _LARGEST
        if small and not (is_closed or twice) and _still_tells(tree, whole, one):
            yield one


class _Tally(NamedTuple):
    """How many symbols there are in an expression, and how many functions that have a name."""

    symbols: int
    calls: int


def _tally(tree: t.Expr) -> _Tally:
    symbols = calls = 0
    for node in t.walk(tree):
        symbols += isinstance(node, (t.Symbol, t.Text))
        calls += isinstance(node, t.Call)
    return _Tally(symbols, calls)


def _still_tells(tree: t.Expr, whole: _Tally, one: _Candidate) -> bool:
    """Whether what is left says what the formula is: some symbol; without a left side, what it
    does as well, where it is a function of something."""
    hidden = _tally(one.node)
    calls = whole.calls - hidden.calls - (one.role == "function")
    return whole.symbols > hidden.symbols and (_defines(tree) or calls > 0 or not whole.calls)


def _parts(node: t.Expr, path: Path = (), is_closed: bool = False) -> Iterator[_Part]:
    for step, child in _steps(node):
        role = _role(node, step, child)
        here = (*path, *step)
        if role:
            yield _Part(_Candidate(role, here, child), is_closed)
        yield from _parts(child, here, is_closed or _closed(node, step))


def _role(parent: t.Expr, step: Path, child: t.Expr) -> str:
    """What a part does in the formula, where that is worth knowing; else nothing."""
    match parent, step[0]:
        case t.Fraction(), side:
            return "" if child == t.Number("1") else str(side)
        case t.Script(), "sup":
            return "exponent"
        case t.Script(), "sub":
            return "index" if isinstance(child, t.Sum) else ""
        case t.Call(), "function":
            return "function" if isinstance(child, (t.Symbol, t.Text)) else ""
        case t.Call(), "arguments":
            return "" if isinstance(child, (t.Symbol, t.Script)) else "argument"
        case t.Big(), "lower" | "upper":
            return "" if isinstance(child, t.Symbol) and step[0] == "lower" else "bound"
        case t.Root(), "body":
            return "root"
        case t.Sum(terms=terms), _:
            return "sign" if terms[int(step[1])][0] == "-" else "term" if step[1] != 0 else ""
        case t.Product(), _:
            return "coefficient" if isinstance(child, t.Number) else "factor"
        case t.Cases(), _:
            return "value in a case" if step[2] == 0 else "condition"
        case t.Relation(), _:
            if step[1] == 0:
                return ""
            if parent.operators[int(step[1]) - 1] == "→":
                return "step"
            return "value" if _defines(parent) and not _has_symbol(child) else ""
    return ""


def _closed(parent: t.Expr, step: Path) -> bool:
    """Whether nothing inside this part is hidden: the left side, and what is only a label."""
    if isinstance(parent, t.Relation):
        return step[1] == 0 and _defines(parent)
    return step[0] in ("sub", "lower", "upper")


def _defines(node: t.Expr) -> bool:
    return (
        isinstance(node, t.Relation) and node.sides[0] is not None and node.operators[0] in _DEFINES
    )


def _chosen(candidates: Sequence[_Candidate], weights: Mapping[str, int]) -> list[_Candidate]:
    """The weightiest that do not overlap, a second of one sort weighing less; in reading order."""
    chosen: list[_Candidate] = []
    while len(chosen) < MOST:
        seen = Counter(one.role for one in chosen)
        free = [
            (weights[one.role] - _AGAIN * seen[one.role], -order, one)
            for order, one in enumerate(candidates)
            if not any(_nested(one.path, other.path) for other in chosen)
        ]
        weight, _, best = max(free, key=lambda entry: entry[:2], default=(0, 0, None))
        if best is None or weight <= 0:
            break
        chosen.append(best)
    return [one for one in candidates if one in chosen]


def _nested(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _has_symbol(tree: t.Expr) -> bool:
    return any(isinstance(node, (t.Symbol, t.Text)) for node in t.walk(tree))


def _dressed(template: str, mark: str, one: _Candidate) -> tuple[str, str]:
    """The template and what its hole holds: a sign goes with a small term, else alone."""
    inside = latex(one.node)
    if one.role != "sign":
        return template, inside
    signed = re.compile(rf"-\s*{mark}")
    if _size(one.node) <= _SMALL:
        return signed.sub(mark, template, count=1), f"- {inside}"
    return signed.sub(lambda _: f"{mark} {inside}", template, count=1), "-"


def _put_back(made: Clozed) -> str:
    filled = made.latex
    for index, inside in enumerate(made.hidden):
        mark = hole(index)
        filled = re.sub(rf"(?<=[\^_]){mark}", lambda _: f"{{{inside}}}", filled)  # noqa: B023
        filled = filled.replace(mark, f" {inside} ")
    return filled


def _size(node: t.Expr) -> int:
    return sum(1 for _ in t.walk(node))


def _steps(node: t.Expr) -> Iterator[tuple[Path, t.Expr]]:
    """The expressions directly inside a node, each with the way to it."""
    for name in _NAMES[type(node)]:
        yield from _expressions((name,), getattr(node, name))


# Looking them up each time would take longer than the rest.
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in get_args(t.Expr)
}


def _expressions(path: Path, value: object) -> Iterator[tuple[Path, t.Expr]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _expressions((*path, index), item)
    elif isinstance(value, t.Expr):
        yield path, value


def _with(node: t.Expr, path: Path, new: t.Expr) -> t.Expr:
    """The tree with another expression at the end of a path."""
    changed = _changed(node, path, new)
    assert isinstance(changed, t.Expr)
    return changed


def _changed(value: object, path: Path, new: t.Expr) -> object:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, tuple):
        return tuple(
            _changed(item, rest, new) if index == step else item for index, item in enumerate(value)
        )
    assert isinstance(value, t.Expr)
    changes: dict[str, Any] = {str(step): _changed(getattr(value, str(step)), rest, new)}
    return replace(value, **changes)

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
from operator import eq

from ankigen.anki.formula_parts import FormulaPart, Tally, defines, formula_parts, replaced
from ankigen.anki.holes import Clozed, holds_hole, hole
from ankigen.notation import Unreadable, latex, read
from ankigen.notation import tree as t

MOST = 4
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
_SCRIPTS = frozenset(("exponent", "index", "bound"))
_NAME = t.Symbol("x")


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
    if not defines(tree):
        return ""
    assert isinstance(tree, t.Relation)
    asked = t.Relation(tree.operators[:1], (tree.sides[0], t.Symbol(hole(0))))
    return latex(asked).replace(hole(0), "{?}")


def clozed(tree: t.Expr, formula: str = "") -> Clozed | None:
    """The formula with its telling parts hidden; None where nothing may be.

    Args:
        tree: the formula.
        formula: the text it was read from, where that is known: which saves reading it again.
    """
    parts, whole = formula_parts(tree)
    for weights in (_WEIGHTS, _PLAIN_WEIGHTS):
        worth = list(_candidates(tree, whole, parts, weights))
        made = _made(tree, _chosen(worth, weights), formula)
        if worth and made is None:
            # Some part needs brackets that its hole does not: do without the parts that do.
            fitting = [one for one in worth if _made(tree, [one], formula)]
            made = _made(tree, _chosen(fitting, weights), formula)
        if made:
            return made
    return None


def _candidates(
    tree: t.Expr, whole: Tally, parts: Sequence[FormulaPart], weights: Mapping[str, int]
) -> Iterator[FormulaPart]:
    """The parts of these roles that may be hidden."""
    small = [one for one in parts if one.role in weights and one.tally.size <= _LARGEST]
    # What stands on the left side too, such as a layer's index, is in sight as well.
    everywhere = Counter((one.role, one.node) for one in small)
    nodes = Counter(t.walk(tree)) if weights is _PLAIN_WEIGHTS and small else Counter()
    for one in small:
        twice = everywhere[one.role, one.node] > 1 or nodes[one.node] > 1
        if not (one.is_closed or twice) and _still_tells(tree, whole, one):
            yield one


def _still_tells(tree: t.Expr, whole: Tally, one: FormulaPart) -> bool:
    """Whether what is left says what the formula is: some symbol; without a left side, what it
    does as well, where it is a function of something."""
    calls = whole.calls - one.tally.calls - (one.role == "function")
    told = whole.symbols > one.tally.symbols
    return told and (calls > 0 or not whole.calls or defines(tree))


def _chosen(candidates: Sequence[FormulaPart], weights: Mapping[str, int]) -> list[FormulaPart]:
    """The weightiest that do not overlap, a second of one sort weighing less; in reading order."""
    left = {role: weights[role] for role in {one.role for one in candidates}}
    free = dict(enumerate(candidates))
    chosen: dict[int, FormulaPart] = {}
    while free and len(chosen) < MOST:
        # The first of those that weigh most.
        place, best = max(free.items(), key=lambda entry: left[entry[1].role])
        if left[best.role] <= 0:
            break
        left[best.role] -= _AGAIN
        chosen[place] = best
        free = {at: one for at, one in free.items() if not _nested(one.path, best.path)}
    return [chosen[place] for place in sorted(chosen)]


def _nested(one: Sequence[object], other: Sequence[object]) -> bool:
    return all(map(eq, one, other))


def _made(tree: t.Expr, chosen: Sequence[FormulaPart], formula: str) -> Clozed | None:
    """The formula with these parts hidden; None where there are none or it would read otherwise."""
    if not chosen:
        return None
    holed = tree
    for index, one in enumerate(chosen):
        holed = replaced(holed, one.path, t.Symbol(hole(index)))
    template = latex(holed)
    hidden = []
    for index, one in enumerate(chosen):
        template, inside = _dressed(template, hole(index), one)
        hidden.append(inside)
    made = Clozed(template, tuple(hidden))
    is_sound = _as_printed(made, chosen) == formula or tree_of(_put_back(made)) == tree
    return made if is_sound else None


def _as_printed(made: Clozed, chosen: Sequence[FormulaPart]) -> str:
    """The formula with its parts in their holes, scripts as close as they are printed."""
    printed = made.latex
    for index, (inside, one) in enumerate(zip(made.hidden, chosen, strict=True)):
        held = f"{{{hole(index)}}}"
        if held in printed and one.role in _SCRIPTS:
            _, mark, script = latex(t.Script(_NAME, None, one.node)).partition("^")
            printed = printed.replace(held, script if mark else held)
        printed = printed.replace(hole(index), inside)
    return printed


def _dressed(template: str, mark: str, one: FormulaPart) -> tuple[str, str]:
    """The template and what its hole holds: a sign goes with a small term, else alone."""
    inside = latex(one.node)
    if one.role != "sign":
        return template, inside
    signed = re.compile(rf"-\s*{mark}")
    if one.tally.size <= _SMALL:
        return signed.sub(mark, template, count=1), f"- {inside}"
    return signed.sub(lambda _: f"{mark} {inside}", template, count=1), "-"


def _put_back(made: Clozed) -> str:
    filled = made.latex
    for index, inside in enumerate(made.hidden):
        mark = hole(index)
        for script in ("^", "_"):
            filled = filled.replace(script + mark, f"{script}{{{inside}}}")
        filled = filled.replace(mark, f" {inside} ")
    return filled

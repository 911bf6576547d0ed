"""The axis of a reduction in code: what stands behind ``axis=`` and ``dim=``, or second.

Arrays of the formulas here have one axis or two. ``-1`` and 1 are the rows of a matrix, ``0`` and
``-2`` its columns; of a vector, 0 and -1 are the same.
"""

from __future__ import annotations

import ast

from ..terms import Apply, Term, Var, walk

REDUCTIONS = frozenset(
    [
        "sum",
        "mean",
        "softmax",
        "prod",
        "std",
        "var",
        "log_softmax",
        "logsumexp",
        "norm",
        "amax",
        "amin",
        "nansum",
        "nanmean",
        "normalize",
        "cosine_similarity",
    ]
)
_KEYWORDS = ("axis", "dim", "dims")
_BY_COLUMNS = frozenset({0, -2})
_BY_ROWS = frozenset({1, -1})


class UnknownAxis(ValueError):
    """An axis that no vector and no matrix has, or one that is not written as a number."""


def axes_of(node: ast.Call, place: int | None) -> tuple[int, ...]:
    """The axes that a call names, none where it leaves them to the function.

    Args:
        node: the call.
        place: where the axis stands among the arguments if it has no keyword.
    """
    named = [k.value for k in node.keywords if k.arg in _KEYWORDS]
    if not named and place is not None and len(node.args) > place:
        named = [node.args[place]]
    if not named or (isinstance(named[0], ast.Constant) and named[0].value is None):
        return ()
    items = named[0].elts if isinstance(named[0], (ast.Tuple, ast.List)) else named[:1]
    return tuple(map(_number, items))


def _number(node: ast.expr) -> int:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(node.operand)
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    raise UnknownAxis


def along_rows(function: str, value: Term, axes: tuple[int, ...]) -> tuple[Term, bool]:
    """The argument, turned where the function runs down its columns, and whether it was turned."""
    if not axes or axes[0] in _BY_ROWS:
        return value, False
    if axes[0] not in _BY_COLUMNS:
        raise UnknownAxis
    if not has_rows(value):
        if axes[0] != 0:
            raise UnknownAxis
        return value, False
    return Apply("transpose", (value,)), True


def has_rows(value: Term) -> bool:
    """Whether a value may have two axes: a capital, a transpose or an index pair is in it."""
    return any(
        (isinstance(t, Apply) and t.function in ("transpose", "⊙"))
        or (isinstance(t, Var) and (t.name[:1].isupper() or len(t.indices) > 1))
        for t in walk(value)
    )

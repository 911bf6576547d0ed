"""Names of quantities that everyone knows: who writes another one means another one."""

from __future__ import annotations

from .terms import Apply, Term, Var

_GROUPS = (
    "precision ppv",
    "recall sensitivity tpr",
    "specificity tnr",
    "accuracy acc",
    "fpr fallout",
    "fnr",
    "npv",
    "f1 f_1",
    "mse",
    "rmse",
    "mae",
    "mape",
    "variance var",
    "std",
    "softmax",
    "sigmoid",
    "tanh",
    "relu",
)
_QUANTITY = {name: place for place, group in enumerate(_GROUPS) for name in group.split()}


def contradict(wanted: Term, name: Term) -> bool:
    """Whether two left sides name two different known quantities."""
    both = [_QUANTITY.get(_word(t).lower()) for t in (wanted, name)]
    return None not in both and both[0] != both[1]


def _word(term: Term) -> str:
    return term.name if isinstance(term, Var) else term.function if isinstance(term, Apply) else ""

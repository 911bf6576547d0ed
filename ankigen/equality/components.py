"""A norm and a bare sum run over the components of their names, which carry no index."""

from __future__ import annotations

from dataclasses import replace

from .letters import index_letters
from .terms import HALF, TWO, Apply, Bind, Div, Domain, Pow, Term, Var, rebuild, rewrite, walk

COMPONENT = "·"
_OPEN = Domain()
# Greek letters that are numbers by the field's custom, so that a bare sum leaves them alone.
_NUMBERS = frozenset("αβγεηλκρτσνωζπμ")


def spread(term: Term, *, matrices: bool) -> Term:
    """A norm and a bare sum of names without an index run over their components."""

    if not any(_runs_over_components(t) for t in walk(term)):
        return term

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and t.function == "norm" and not matrices:
            return Pow(
                Bind("∑", COMPONENT, _OPEN, Pow(_component(t.arguments[0], True), TWO)), HALF
            )
        if isinstance(t, Bind) and t.variable == "" and not index_letters(t.body):
            if matrices:
                return _of_entries(t)
            return replace(t, variable=COMPONENT, body=_component(t.body, False))
        return t

    return rewrite(term, change)


def _runs_over_components(t: Term) -> bool:
    if isinstance(t, Apply):
        return t.function == "norm"
    return isinstance(t, Bind) and t.variable == ""


def _of_entries(bind: Bind) -> Term:
    total = Apply("total", (bind.body,))
    if bind.operator == "∑" and bind.domain == _OPEN:
        return total
    if bind.operator == "mean":
        return Div(total, Apply("count", (bind.body,)))
    return bind


def _component(body: Term, every: bool) -> Term:
    """The body with its names at the nameless index; numbers by custom only if ``every``."""

    def change(t: Term) -> Term:
        if isinstance(t, Bind):
            return t
        if isinstance(t, Var):
            return Var(t.name, (*t.indices, Var(COMPONENT))) if _has_components(t, every) else t
        if isinstance(t, Apply) and t.function == "transpose":
            return rebuild(t, change)
        return rebuild(t, change)

    return change(body)


def _has_components(t: Var, every: bool) -> bool:
    if COMPONENT in {i.name for i in t.indices if isinstance(i, Var)}:
        return False
    base = t.name.rsplit(" ", 1)[-1].split("_")[0]
    if t.name.startswith("bar "):
        return False
    if len(base) != 1:
        return t.name not in ("margin", "threshold", "eps")
    if base in _NUMBERS:
        return every and base in "μβ"
    return base not in "nmNMKTdDi"

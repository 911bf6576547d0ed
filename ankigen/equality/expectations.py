"""Expectations on both sides: what they are over, and that they are linear."""

from __future__ import annotations

from dataclasses import replace

from .terms import Apply, Bind, Compare, Domain, Term, Var, every, rewrite

_SIGN = "E"
_RUNNING = Var("·")


def has_expectation(term: Term) -> bool:
    """Whether a term takes an expectation."""
    return any(t.function == _SIGN for t in every(Apply, term))


def with_like_expectations(expected: Term, given: Term) -> tuple[Term, Term]:
    """Both terms with what their expectations are over said alike, or left out by both.

    ``z ∼ q`` says more than ``z`` or ``q``, and either says more than nothing.
    """
    mine, theirs = _said(expected), _said(given)
    if mine == theirs or not (mine and theirs):
        return expected, given
    return _as_far_as(expected, theirs), _as_far_as(given, mine)


def _said(term: Term) -> set[tuple[Term, ...]]:
    return {t.indices for t in every(Apply, term) if t.function == _SIGN}


def _as_far_as(term: Term, said: set[tuple[Term, ...]]) -> Term:
    """The term, its expectations over no more than what the other side says."""

    def change(t: Term) -> Term:
        if not (isinstance(t, Apply) and t.function == _SIGN and t.indices):
            return t
        if said == {()}:
            return replace(t, indices=())
        match t.indices:
            case (Compare("∼", name, law),):
                for shorter in (name, law, _without_argument(law)):
                    if (shorter,) in said:
                        return replace(t, indices=(shorter,))
                drawn = Compare("∼", name, _without_argument(law))
                return replace(t, indices=(drawn,)) if (drawn,) in said else t
        return t

    return rewrite(term, change)


def _without_argument(law: Term) -> Term:
    return Var(law.function, law.indices) if isinstance(law, Apply) else law


def as_means(term: Term) -> Term:
    """Expectations as means over what their capitals may be: they are linear, as means are."""

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and t.function == _SIGN and not t.indices:
            drawn = {v.name for v in every(Var, t) if _is_random(v)}
            if drawn and len(t.arguments) == 1:
                body = rewrite(t.arguments[0], lambda v: _entry(v, drawn))
                return Bind("mean", _RUNNING.name, Domain(upper=Var("n")), body)
        return t

    return rewrite(term, change)


def _is_random(name: Var) -> bool:
    return len(name.name) == 1 and name.name.isupper() and not name.indices


def _entry(term: Term, drawn: set[str]) -> Term:
    if isinstance(term, Var) and term.name in drawn and not term.indices:
        return Var(term.name, (_RUNNING,))
    return term

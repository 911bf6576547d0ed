"""Values of another step: ``h_prev`` for h_{t-1}, ``s'`` for s_{t+1}, ``theta_new = …`` for θ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ..lately import remembered
from ..terms import MINUS_ONE, ONE, Add, Compare, Num, Term, Var, every, rebuild, walk, with_right
from .aliases import AFTER, BEFORE, USUAL

_STEP_WORD = re.compile("|".join(sorted(AFTER | BEFORE)))
_Indices = tuple[Term, ...]
_Forms = dict[str, set[_Indices]]


def with_steps(given: Term, expected: Term, wanted: AbstractSet[str]) -> tuple[Term, bool]:
    """The given term with earlier and later values as the expected side writes them.

    Returns:
        The term, and whether it tells steps apart by words or primes and by no index.
    """
    given = _assigned_anew(given, wanted)
    stepped, told = _stepped(given, expected)
    return overwritten(stepped, expected), told


def like(name: str, wanted: AbstractSet[str]) -> str | None:
    """The wanted name that is this one, or the only one that is it in the other case."""
    if name in wanted:
        return name
    same = [w for w in wanted if w.lower() == name.lower()]
    return same[0] if len(same) == 1 else None


def _assigned_anew(given: Term, wanted: AbstractSet[str]) -> Term:
    """``theta_new = …`` as an assignment to θ, where the expected side knows no such name."""
    if not (isinstance(given, Compare) and isinstance(given.left, Var)):
        return given
    left = given.left
    stem = None if left.name in wanted else _stem(left, AFTER, wanted)
    return given if stem is None else replace(given, left=Var(stem, _own_indices(left)))


def _own_indices(name: Var) -> _Indices:
    return () if name.name in AFTER | BEFORE else name.indices


def _known(stem: str, wanted: AbstractSet[str]) -> str | None:
    """The wanted name that a stem is, or usually means where it is none."""
    usual = (c for c in USUAL.get(stem, ()) if c in wanted)
    return like(stem, wanted) or next(usual, None)


def _stem(name: Var, words: frozenset[str], wanted: AbstractSet[str]) -> str | None:
    """The wanted name that ``h_prev``, ``hprev`` or ``prev_h`` is another step of."""
    if name.name in words and len(name.indices) == 1 and isinstance(name.indices[0], Var):
        return like(name.indices[0].name, wanted)
    stem, _, word = name.name.rpartition("_")
    if word in words and stem:
        return _known(stem, wanted)
    word, _, stem = name.name.partition("_")
    if word in words and stem:
        return _known(stem, wanted)
    run = next((w for w in sorted(words) if name.name.endswith(w) and len(w) > 2), None)
    stem = name.name.removesuffix(run) if run else ""
    return like(stem, wanted) if stem else None


@remembered
def _forms(term: Term) -> dict[int, _Forms]:
    """For the step before, this one and the next the names with the indices that they have."""
    forms: dict[int, _Forms] = {step: defaultdict(set) for step in (-1, 0, 1)}
    for t in every(Var, term):
        forms[_step(t.indices)][t.name].add(t.indices)
    return forms


def _stepped(given: Term, expected: Term) -> tuple[Term, bool]:
    """Names with a word or a prime for the step before or after as the expected side's index."""
    forms = _forms(expected)
    if not (forms[-1] or forms[1] or _has_step_words(given)):
        return given, False
    seen: set[str] = set()
    unmarked = _overwriting(expected, forms[0])

    def change(t: Term) -> Term:
        if not isinstance(t, Var):
            return rebuild(t, change)
        for words, step in ((BEFORE, -1), (AFTER, 1)):
            if t.name in forms[0] and not t.name.endswith("'"):
                break
            for known in (forms[step], unmarked) if step < 0 else (forms[1],):
                name = _stem(t, words, set(known))
                if name is not None and len(known[name]) == 1:
                    seen.add(name)
                    return Var(name, next(iter(known[name])))
        if t.name.endswith("'") and len(forms[1].get(t.name[:-1], ())) == 1 and not t.indices:
            seen.add(t.name[:-1])
            return Var(t.name[:-1], next(iter(forms[1][t.name[:-1]])))
        return t

    changed = change(given)
    told = bool(seen) and not any(_step(t.indices) for t in every(Var, given))
    return changed, told


def _overwriting(expected: Term, plain: _Forms) -> _Forms:
    """The names without a step back that are old all the same: the w of ``w = w - …``."""
    if not isinstance(expected, Compare):
        return {name: forms for name, forms in plain.items() if forms == {()}}
    left = expected.left.name.rstrip("'") if isinstance(expected.left, Var) else ""
    left = left if left in plain else left.partition("_")[0]
    return {name: forms for name, forms in plain.items() if name == left}


def _has_step_words(term: Term) -> bool:
    return any(_STEP_WORD.search(t.name) for t in every(Var, term))


def _step(indices: _Indices) -> int:
    """-1 for ``t - 1`` among the indices, 1 for ``t + 1``, else 0."""
    for index in indices:
        if isinstance(index, Add):
            if MINUS_ONE in index.terms:
                return -1
            if ONE in index.terms:
                return 1
    return 0


def at_this_step(given: Term, expected: Term) -> Term:
    """The given term, whose bare names are those of this step or of the only one there is."""
    forms = _forms(expected)

    def change(t: Term) -> Term:
        if not isinstance(t, Var):
            return rebuild(t, change)
        if t.indices:
            return t
        now, other = forms[0].get(t.name, set()), forms[1].get(t.name, set())
        if len(now) == 1 and next(iter(now)):
            return Var(t.name, next(iter(now)))
        return Var(t.name, next(iter(other))) if not now and len(other) == 1 else t

    if isinstance(given, Compare):
        return with_right(given, change(given.right))
    return change(given)


def overwritten(given: Term, expected: Term) -> Term:
    """``m = b*m + …``: a name that is assigned anew is, on the right, the earlier one."""
    if not (isinstance(given, Compare) and isinstance(given.left, Var) and not given.left.indices):
        return given
    name = like(given.left.name, {t.name for t in walk(expected) if isinstance(t, Var)})
    forms: _Forms = defaultdict(set)
    for t in walk(expected.right if isinstance(expected, Compare) else expected):
        if isinstance(t, Var):
            forms[t.name].add(t.indices)
    shifted = {indices for indices in forms.get(name or "", ()) if indices}
    # A number says which one is meant: η₀ is no earlier η.
    if len(shifted) != 1 or name is None or isinstance(next(iter(shifted))[0], Num):
        return given
    (indices,) = shifted
    left = expected.left if isinstance(expected, Compare) else None
    if Var(name, indices) in walk(given.right):
        # The earlier one is told from it already.
        return given
    # What is new in the same step (θ_{t+1} = θ_t + v_{t+1}) is written without an index, too.
    new = left.indices if isinstance(left, Var) and left.name == name else ()

    def change(t: Term) -> Term:
        if not isinstance(t, Var):
            return rebuild(t, change)
        if t == given.left:
            return Var(name, indices)
        return Var(t.name, new) if not t.indices and new and forms.get(t.name) == {new} else t

    return with_right(given, change(given.right))

"""Names as learners write them, taken as the names of the expected side where that is safe.

``lr`` is η where the expected side has η and the given side has not; ``wx`` in small letters is
``Wx`` unless both letters are in use; ``h_prev`` is h_{t-1}; ``fan_in`` is n_in. A name is only
ever taken for one that the given side does not use itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ..lately import remembered
from ..terms import (
    TWO,
    ZERO,
    Apply,
    Bind,
    Compare,
    Group,
    Mul,
    Num,
    Pow,
    Term,
    Var,
    every,
    rebuild,
    with_right,
)
from .abbreviations import expansions
from .aliases import GREEK_FOR, MARKS, USUAL
from .applied import applied, called
from .customs import (
    KNOWN,
    amounts,
    choices,
    dotted,
    extents,
    names_of,
    noise,
    primed,
    statistics,
    value_of,
)
from .expectations import expectation
from .steps import at_this_step, like, overwritten, with_steps

_NAMED_SLOPE = re.compile(r"d(\w+)_d([A-Za-z]+)")
_Renaming = Callable[[str], "str | None"]


def adopt(given: Term, expected: Term) -> Term:
    """The given term with its names as the expected side writes them."""
    wanted = names_of(expected)
    if names_of(given) <= wanted and _indices(given) <= _indices(expected) and _plain(given):
        return expectation(given, expected)
    given = _updated(given, expected)
    given = _unless_wanted(called(given, expected), wanted, lambda name: _marked(name, wanted))
    given, told = with_steps(given, expected, wanted)
    free = wanted - names_of(given)
    if free:
        given = _unless_wanted(given, wanted, lambda name: _usual(name, free))
    given = overwritten(at_this_step(given, expected) if told else given, expected)
    given = _started(_numbered(given, expected), expected)
    given = extents(noise(statistics(given, expected), wanted), expected)
    given = expectation(_slope(given, expected), expected)
    given = applied(given, expected)
    given = primed(given, wanted)
    given = choices(amounts(given, expected), wanted)
    given = _other_case(given, expected)
    used = names_of(value_of(given)) - KNOWN
    short = expansions(used - wanted, names_of(value_of(expected)) - used - KNOWN)
    given = _renamed(given, short) if short else given
    return dotted(_index_letters(given, expected), expected)


def _updated(given: Term, expected: Term) -> Term:
    """``w = w − lr·dL/dw`` for an update of θ: what is updated may be called otherwise throughout.

    So may the slopes by it, as long as each side knows only its own of the two names.
    """
    match given, expected:
        case Compare(_, Var(theirs), change), Compare(_, Var(mine), wanted) if mine != theirs:
            used, known = names_of(change), names_of(wanted)
            if theirs in used - known and mine in known - used:
                slopes = [n for n in used if n.endswith(f"/∂{theirs}") or n == f"∇{theirs}"]
                return _renamed(
                    given, {n: n.removesuffix(theirs) + mine for n in (*slopes, theirs)}
                )
    return given


def _plain(given: Term) -> bool:
    """Whether nothing but names could be meant otherwise: no assignment, no bare sum, no dot."""
    if isinstance(given, (Compare, Group)):
        return False
    return all(t.variable for t in every(Bind, given)) and not any(
        t.inner for t in every(Mul, given)
    )


def _unless_wanted(given: Term, wanted: AbstractSet[str], new_name: _Renaming) -> Term:
    """The given term with new names for those that the expected side has not."""
    found = ((name, new_name(name)) for name in names_of(given) - wanted)
    changes = {old: new for old, new in found if new}
    return _renamed(given, changes) if changes else given


def _renamed(term: Term, changes: Mapping[str, str]) -> Term:
    """The term with other names, indices untouched."""
    if isinstance(term, Var):
        name = changes.get(term.name)
        return term if name is None else Var(name, term.indices)
    if isinstance(term, Apply):
        arguments = tuple([_renamed(a, changes) for a in term.arguments])
        return Apply(changes.get(term.function, term.function), arguments, term.indices)
    return rebuild(term, lambda inner: _renamed(inner, changes))


def _marked(name: str, wanted: AbstractSet[str]) -> str | None:
    """``y_hat``, ``yhat``, ``hat_y``, ``x_mean`` and ``g_prime`` for names that carry a mark."""
    if name in wanted:
        return None
    slope = _NAMED_SLOPE.fullmatch(name)
    if slope is not None and (written := f"∂{slope[1]}/∂{slope[2]}") in wanted:
        return written
    stem, _, ending = name.rpartition("_")
    pairs = [(stem, ending), (ending, stem)]
    pairs += [(name[: -len(e)], e) for e in MARKS if name.endswith(e) and len(name) > len(e)]
    for base, mark in pairs:
        if mark in ("pos", "plus") and f"{base}+" in wanted:
            return f"{base}+"
        if MARKS.get(mark) == "prime" and base:
            return like(base + "'", wanted)
        found = base and mark in MARKS and like(f"{MARKS[mark]} {base}", wanted)
        if found:
            return found
    return None


def _usual(name: str, free: AbstractSet[str]) -> str | None:
    """The first name of the expected side, unused on the given one, that this usually means."""
    base, low, label = name.partition("_")
    mark, _, letter = name.rpartition(" ")
    if mark and f"{mark} {GREEK_FOR.get(letter)}" in free:
        return f"{mark} {GREEK_FOR[letter]}"
    for candidate in USUAL.get(name, USUAL.get(name.lower(), ())):
        if candidate in free:
            return candidate
    for candidate in USUAL.get(base, ()) if label else ():
        if candidate + low + label in free:
            return candidate + low + label
    return None


def _numbered(given: Term, expected: Term) -> Term:
    """``b1`` for β₁, a Latin letter for the Greek one with just that number; ``g2`` for g²."""
    if not any(t.indices and isinstance(t.indices[0], Num) for t in every(Var, given)):
        return given
    wanted = {(t.name, t.indices) for t in every(Var, expected) if t.indices}
    used = names_of(given)
    primed_names = {n for n in names_of(expected) if n.endswith("'")}
    squares = {
        t.base.name
        for t in every(Pow, expected)
        if isinstance(t.base, Var) and not t.base.indices and t.exponent == TWO
    }

    def change(t: Term) -> Term:
        if isinstance(t, Var) and t.indices and (t.name, t.indices) not in wanted:
            greek = GREEK_FOR.get(t.name)
            if greek and greek not in used and (greek, t.indices) in wanted:
                return Var(greek, t.indices) if isinstance(t.indices[0], Num) else t
            if t.indices == (TWO,) and f"{t.name}'" in primed_names:
                return Var(f"{t.name}'")
            name = like(t.name, squares) if t.indices == (TWO,) else None
            if name is not None:
                return Pow(Var(name), TWO)
        return t if isinstance(t, Var) else rebuild(t, change)

    return change(given)


def _started(given: Term, expected: Term) -> Term:
    """``initial_lr`` and ``lr_init`` for η₀, where the expected side starts just one name at 0."""
    starts = {t for t in every(Var, expected) if t.indices and t.indices == (ZERO,)}
    if len(starts) != 1:
        return given
    (start,) = starts

    def change(t: Term) -> Term:
        if not isinstance(t, Var):
            return rebuild(t, change)
        label = "".join(i.name if isinstance(i, Var) else " " for i in t.indices)
        parts = f"{t.name}_{label}".lower().strip("_").split("_")
        rest = "_".join(p for p in parts if p not in ("initial", "init", "start"))
        likely = (*USUAL.get(rest, ()), like(rest, {start.name}))
        return start if rest not in ("", "_".join(parts)) and start.name in likely else t

    return change(given)


def _slope(given: Term, expected: Term) -> Term:
    """A gradient by another of its names: ``∇L`` for ∂L/∂w, ``dw`` for either, if it is the one."""
    if isinstance(given, Compare):
        return with_right(given, _slope(given.right, expected))
    wanted = names_of(expected)
    slopes = sorted(n for n in names_of(value_of(expected)) if n[:1] in ("∂", "∇") and len(n) > 1)
    if not slopes:
        return given
    meant: dict[str, str] = {}
    for slope in slopes:
        over, _, under = slope[1:].partition("/∂")
        short = {f"d{under}", f"∇{under}", f"grad_{under}", f"{under}_grad"} if under else set()
        if len(slopes) == 1:
            short |= {"∇", "grad", "grads", "gradient", f"∇{over}", f"grad_{over}", f"{over}_grad"}
            for x in () if under else names_of(given):
                short |= {f"d{x}", f"∇{x}"} | ({x} if x.startswith(f"∂{over}/∂") else set())
        meant |= dict.fromkeys(short - wanted, slope)
    return _renamed(given, meant) if meant else given


def _other_case(given: Term, expected: Term) -> Term:
    """Letters in the other case, where the expected side uses only one of the two cases."""
    changes: dict[str, str] = {}
    for wanted, used in (
        (names_of(value_of(expected)), names_of(value_of(given))),
        (names_of(expected), names_of(given)),
    ):
        free = wanted - used
        for name in used - wanted if free else ():
            other = [w for w in free if w.lower() == name.lower()]
            if len(other) == 1:
                changes.setdefault(name, other[0])
    return _renamed(given, changes) if changes else given


def _index_letters(given: Term, expected: Term) -> Term:
    """``W_q`` for W_Q: indices in the other case, where the expected side never uses this one."""
    wanted, used = _indices(expected), _indices(given)
    changes = {}
    for name in used - wanted:
        other = [w for w in wanted - used if w.lower() == name.lower()]
        if len(other) == 1:
            changes[name] = other[0]
    if not changes:
        return given

    def change(t: Term) -> Term:
        if isinstance(t, (Var, Apply)) and t.indices:
            indices = tuple(_renamed(i, changes) for i in t.indices)
            t = replace(t, indices=indices)
        if isinstance(t, Bind) and t.variable in changes:
            t = replace(t, variable=changes[t.variable])
        if isinstance(t, Apply):
            return replace(t, arguments=tuple(map(change, t.arguments)))
        return t if isinstance(t, Var) else rebuild(t, change)

    return change(given)


@remembered
def _indices(term: Term) -> frozenset[str]:
    """The names that stand in indices."""
    found: set[str] = set()
    indices = [i for t in every(Var, term) for i in t.indices]
    for index in indices + [i for t in every(Apply, term) for i in t.indices]:
        if isinstance(index, Var) and not index.indices:
            found.add(index.name)
        else:
            found.update([name.name for name in every(Var, index)])
    return frozenset(found)

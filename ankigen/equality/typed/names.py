"""Names as learners write them, taken as the names of the expected side where that is safe.

``lr`` is η where the expected side has η and the given side has not; ``wx`` in small letters is
``Wx`` unless both letters are in use; ``h_prev`` is h_{t-1}; ``fan_in`` is n_in. A name is only
ever taken for one that the given side does not use itself.
"""

from __future__ import annotations

from dataclasses import replace

from ..terms import MINUS_ONE, Add, Apply, Bind, Const, Term, Var, rewrite, walk

# What is typed, and what it may stand for, the likeliest first.
_USUAL: dict[str, tuple[str, ...]] = {
    "lr": ("η", "α", "γ", "ε"),
    "learning_rate": ("η", "α", "γ"),
    "learningrate": ("η", "α"),
    "stepsize": ("η", "α"),
    "step_size": ("η", "α"),
    "eps": ("ε",),
    "epsilon": ("ε",),
    "e": ("ε",),
    "lam": ("λ",),
    "lambd": ("λ",),
    "lmbda": ("λ",),
    "lamda": ("λ",),
    "reg": ("λ", "α"),
    "wd": ("λ",),
    "weight_decay": ("λ",),
    "sig": ("σ",),
    "std": ("σ", "s"),
    "sd": ("σ", "s"),
    "mean": ("μ", "bar x"),
    "avg": ("μ", "bar x"),
    "mu": ("μ",),
    "pred": ("hat y", "p", "hat p"),
    "preds": ("hat y", "p", "hat p"),
    "prediction": ("hat y", "p"),
    "predicted": ("hat y", "p"),
    "output": ("hat y", "y", "o"),
    "target": ("y", "t"),
    "targets": ("y", "t"),
    "label": ("y", "t"),
    "labels": ("y", "t"),
    "true": ("y",),
    "truth": ("y",),
    "actual": ("y",),
    "y_true": ("y",),
    "y_pred": ("hat y",),
    "y_p": ("hat y",),
    "ypred": ("hat y",),
    "p_y": ("hat y",),
    "momentum": ("β", "μ", "γ"),
    "mom": ("β", "μ", "γ"),
    "decay": ("β", "ρ", "γ", "λ"),
    "discount": ("γ",),
    "temp": ("τ", "T"),
    "temperature": ("τ", "T"),
    "fan_in": ("n_in", "fan_in"),
    "fan_out": ("n_out",),
    "grad": ("∇L", "∇J", "∇f", "g"),
    "gradient": ("∇L", "∇J", "∇f", "g"),
    "input": ("x",),
    "weight": ("w", "W"),
    "weights": ("w", "W"),
    "bias": ("b",),
    "batch_size": ("m", "B", "N", "n"),
    "loss": ("L", "J"),
    "dim": ("d", "d_k"),
    "velocity": ("v",),
    "vel": ("v",),
    "momenta": ("m",),
    "num_classes": ("K", "C"),
    "classes": ("K", "C"),
    "steps": ("t", "T"),
    "entropy": ("H",),
    "kl": ("D_KL",),
    "gain": ("γ",),
    "shift": ("β",),
    "reward": ("r",),
    "step": ("t",),
    "params": ("θ", "w"),
    "par": ("θ",),
    "keep_prob": ("p",),
}
_BEFORE = ("_prev", "_old", "_last", "_previous")
_AFTER = ("_next", "_new")
_MARKED = {
    "hat": "hat",
    "bar": "bar",
    "mean": "bar",
    "avg": "bar",
    "tilde": "tilde",
    "pred": "hat",
    "cand": "tilde",
    "estimate": "hat",
    "est": "hat",
}


def adopt(given: Term, expected: Term) -> Term:
    """The given term with its names as the expected side writes them."""
    wanted, used = _spelled(expected), _spelled(given)
    given = _rename(given, lambda name: _marked(name, wanted))
    given = _shifted(given, expected)
    used = _spelled(given)
    usual = {n: c for n in used - wanted if (c := _usual(n, wanted - used)) is not None}
    given = _rename(given, usual.get)
    given = _nabla(given, wanted)
    return _small_letters(given, expected)


def _spelled(term: Term) -> set[str]:
    found = set()
    for t in walk(term):
        if isinstance(t, Var):
            found.add(t.name)
        elif isinstance(t, Apply):
            found.add(t.function)
        elif isinstance(t, Const):
            found.add(t.name)
    return found


def _rename(term: Term, new_name: object) -> Term:
    def change(t: Term) -> Term:
        if isinstance(t, Var):
            return replace(t, name=new_name(t.name) or t.name)  # type: ignore[operator]
        if isinstance(t, Apply):
            return replace(t, function=new_name(t.function) or t.function)  # type: ignore[operator]
        if isinstance(t, Bind) and t.variable:
            return replace(t, variable=new_name(t.variable) or t.variable)  # type: ignore[operator]
        return t

    return rewrite(term, change)


def _marked(name: str, wanted: set[str]) -> str | None:
    """``y_hat``, ``yhat``, ``hat_y``, ``x_mean`` for names with a mark over them."""
    if name in wanted:
        return None
    stem, _, ending = name.rpartition("_")
    candidates = [(stem, ending), (ending, stem)]
    candidates += [(name[: -len(e)], e) for e in _MARKED if name.endswith(e) and len(name) > len(e)]
    for base, ending in candidates:
        mark = _MARKED.get(ending)
        if mark and f"{mark} {base}" in wanted:
            return f"{mark} {base}"
    return None


def _usual(name: str, free: set[str]) -> str | None:
    """The one name of the expected side, not used on the given one, that this usually means."""
    for candidate in _USUAL.get(name, _USUAL.get(name.lower(), ())):
        if candidate in free:
            return candidate
    return None


def _shifted(given: Term, expected: Term) -> Term:
    """``h_prev`` and ``h_old`` as the earlier h that the expected side has."""
    earlier: dict[str, set[tuple[Term, ...]]] = {}
    plain: dict[str, set[tuple[Term, ...]]] = {}
    for t in walk(expected):
        if isinstance(t, Var) and t.indices:
            back = any(isinstance(i, Add) and MINUS_ONE in i.terms for i in t.indices)
            (earlier if back else plain).setdefault(t.name, set()).add(t.indices)

    def change(t: Term) -> Term:
        if not isinstance(t, Var):
            return t
        for ending in _BEFORE:
            stem = t.name.removesuffix(ending)
            if stem != t.name:
                for known in (earlier, plain):
                    if len(known.get(stem, ())) == 1 and not t.indices:
                        return Var(stem, next(iter(known[stem])))
                return Var(stem, t.indices) if stem in _spelled(expected) else t
        return t

    return rewrite(given, change)


def _nabla(given: Term, wanted: set[str]) -> Term:
    """A gradient by another of its names: ``∇L`` for ∂L/∂w, ``dw`` for either, if it is the one."""
    slopes = {n for n in wanted if n.startswith(("∂", "∇"))}
    if len(slopes) != 1:
        return given
    (slope,) = slopes
    over, _, under = slope.partition("/∂")

    def new_name(name: str) -> str | None:
        if name in wanted:
            return None
        if name in ("∇", "∇L", "∇J", "∇f", "grad", "gradient", "∇loss"):
            return slope if not under or name in ("∇", "grad", "gradient") or name[1:] == over[1:] else None
        if under and name in (f"d{under}", f"∇{under}", f"grad_{under}", f"{under}_grad"):
            return slope
        return None

    return _rename(given, new_name)


def _small_letters(given: Term, expected: Term) -> Term:
    """Letters in the other case, where the expected side uses only one of the two cases."""
    wanted, used = _spelled(expected), _spelled(given)
    changes: dict[str, str] = {}
    for name in used - wanted:
        other = {w for w in wanted - used if w.lower() == name.lower() and w != name}
        if len(other) == 1:
            changes[name] = other.pop()
    if not changes:
        return given
    return _rename(given, changes.get)

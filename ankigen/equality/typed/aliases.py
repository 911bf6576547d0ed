"""The field's usual names: what is typed, and what it may stand for, the likeliest first."""

from __future__ import annotations

_RATE = ("η", "α", "γ", "ε")
_TRUTH = ("y", "t")
_GUESS = ("hat y", "p", "hat p")
_REGULAR = ("λ", "α")
_SLOPE = ("∇L", "∇J", "∇f", "g")

USUAL: dict[str, tuple[str, ...]] = {
    "lr": _RATE,
    "learning_rate": _RATE,
    "learningrate": _RATE,
    "step_size": _RATE,
    "stepsize": _RATE,
    "eps": ("ε",),
    "epsilon": ("ε",),
    "lam": _REGULAR,
    "lambd": _REGULAR,
    "lambda_": _REGULAR,
    "lmbda": _REGULAR,
    "lamda": _REGULAR,
    "reg": _REGULAR,
    "wd": _REGULAR,
    "weight_decay": _REGULAR,
    "sig": ("σ",),
    "std": ("σ", "s"),
    "sd": ("σ", "s"),
    "mean": ("μ", "bar x"),
    "avg": ("μ", "bar x"),
    "pred": _GUESS,
    "preds": _GUESS,
    "prediction": _GUESS,
    "predictions": _GUESS,
    "predicted": _GUESS,
    "p": ("hat y", "hat p"),
    "y_pred": _GUESS,
    "ypred": _GUESS,
    "probs": ("p", "hat y", "hat p"),
    "prob": ("p", "hat y", "hat p"),
    "output": ("hat y", "y", "o"),
    "target": _TRUTH,
    "targets": _TRUTH,
    "label": _TRUTH,
    "labels": _TRUTH,
    "true": _TRUTH,
    "truth": _TRUTH,
    "actual": _TRUTH,
    "y_true": _TRUTH,
    "momentum": ("β", "μ", "γ", "p"),
    "mom": ("β", "μ", "γ"),
    "decay": ("β", "ρ", "γ", "λ"),
    "discount": ("γ",),
    "temp": ("τ", "T"),
    "temperature": ("τ", "T"),
    "fan_in": ("n_in",),
    "fan_out": ("n_out",),
    "n_in": ("fan_in",),
    "n_out": ("fan_out",),
    "grad": _SLOPE,
    "grads": _SLOPE,
    "gradient": _SLOPE,
    "g": ("∇L", "∇J", "∇f"),
    "input": ("x",),
    "weight": ("w", "W"),
    "weights": ("w", "W"),
    "bias": ("b",),
    "batch_size": ("m", "B", "N", "n"),
    "loss": ("L", "J"),
    "dim": ("d",),
    "velocity": ("v",),
    "vel": ("v",),
    "num_classes": ("K", "C"),
    "n_classes": ("K", "C"),
    "reward": ("r",),
    "step": ("t",),
    "params": ("θ", "w"),
    "precision": ("P", "p"),
    "recall": ("R", "r"),
    "gate": ("g",),
    "scale": ("γ", "s"),
    "gain": ("γ",),
    "mass": ("m", "M"),
    "force": ("F",),
    "acceleration": ("a",),
    "speed": ("v", "c"),
    "pressure": ("P", "p"),
    "volume": ("V",),
    "voltage": ("V", "U"),
    "current": ("I",),
    "resistance": ("R",),
    "charge": ("q", "Q"),
    "wavelength": ("λ",),
    "frequency": ("f", "ν"),
    "density": ("ρ",),
    "radius": ("r",),
    "energy": ("E",),
    "work": ("W",),
    "distance": ("d", "s"),
    "time": ("t",),
    "shift": ("β",),
}

# Endings of names for the value one step earlier.
BEFORE = ("_prev", "_old", "_last", "_previous", "_before")

# Endings of names for the value that is being assigned.
AFTER = ("_new", "_next", "_updated")

# Endings and beginnings that stand for a mark over the name.
MARKS = {
    "hat": "hat",
    "pred": "hat",
    "est": "hat",
    "bar": "bar",
    "mean": "bar",
    "avg": "bar",
    "tilde": "tilde",
    "cand": "tilde",
    "prime": "prime",
}

# Latin letters that stand for Greek ones before a number: ``b1`` for β₁.
GREEK_FOR = dict(zip("abgdelmsrtw", "αβγδελμσρτω", strict=True))

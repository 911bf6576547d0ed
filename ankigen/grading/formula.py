"""Formulas: decided by what they mean, through ankigen.equality."""

from __future__ import annotations

import re

from ankigen.grading.closed import judged, unreadable
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request
from ankigen.grading.symbols import plain

_WORD = re.compile(r"[A-Za-z]{3,}")
_OF_FORMULAS = frozenset(
    {"exp", "log", "sin", "cos", "tan", "max", "min", "sqrt", "sum", "prod", "mean", "var", "frac",
     "left", "right", "cdot", "times", "text", "mathrm", "mathbf", "softmax", "sigmoid", "tanh",
     "relu", "argmax", "argmin", "det", "dot", "norm", "abs", "alpha", "beta", "gamma", "delta",
     "epsilon", "eta", "theta", "lambda", "sigma", "mathcal", "operatorname", "hat", "bar", "vec",
     "partial", "nabla", "over", "plus", "minus", "squared", "torch", "math", "infty"}
)  # fmt: skip


def grade(request: Request, answer: str) -> Grade:
    """Grade a formula against each one that counts as right; the best verdict stands.

    What cannot be read or decided is said to be so, and is not counted as wrong by guess.

    Raises:
        BadRequest: the request holds no formula to compare with.
    """
    wanted = request.expected or request.references
    if not any(text.strip() for text in wanted):
        raise BadRequest('"expected" must hold the formula')
    if any(plain(answer) == plain(text) for text in request.accept):
        return judged(1.0, "Right.", effortless=True)
    # SymPy may stand behind this import, so no other kind pays for it.
    from ankigen.equality import equal

    verdicts = []
    for text in (*wanted, *request.accept):
        verdict = equal(text, answer, matrices=request.matrices, scalars=request.scalars)
        if verdict.verdict == "equal":
            return judged(1.0, "Right.", effortless=True)
        verdicts.append(verdict)
    different = next((v for v in verdicts if v.verdict == "different"), None)
    if different is not None and _is_prose(answer, wanted):
        return unreadable("That is said in words, and I may misread them: write the formula.")
    if different is not None:
        hint = f" {_sentence(different.hint)}" if different.hint else ""
        return judged(0.0, f"That is another formula.{hint}")
    if verdicts[0].verdict == "unreadable":
        return unreadable(f"I cannot read that formula: {_sentence(verdicts[0].reason)}")
    return unreadable("I can neither show nor refute that this is the same formula.")


def _is_prose(answer: str, wanted: tuple[str, ...]) -> bool:
    """Whether an answer uses words that are no part of the formulas: "zero otherwise"."""
    known = {word.lower() for text in wanted for word in _WORD.findall(text)}
    said = {word.lower() for word in _WORD.findall(answer)} - known - _OF_FORMULAS
    return len(said) > 1


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."

"""Formulas: decided by what they mean, through ankigen.equality."""

from __future__ import annotations

from ankigen.grading.blank import plain
from ankigen.grading.closed import judged, unreadable
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request


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
    if different is not None:
        hint = f" {_sentence(different.hint)}" if different.hint else ""
        return judged(0.0, f"That is another formula.{hint}")
    if verdicts[0].verdict == "unreadable":
        return unreadable(f"I cannot read that formula: {_sentence(verdicts[0].reason)}")
    return unreadable("I can neither show nor refute that this is the same formula.")


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."

"""A word to the learner: one or two sentences that point at what to mend without giving it away."""

from __future__ import annotations

from collections.abc import Sequence

from ankigen.grading.contradictions import Contradiction
from ankigen.grading.records import PointGrade

BLANK = "There is no answer yet."
REPEATED = "That repeats the question; say what answers it."
SALAD = "Those are keywords without a statement; say how they belong together."
BESIDE = "None of the points asked for is in your answer."
TORN = "The words are right, but they are not joined as they belong."
ALL = "Everything that was asked for is there."


def feedback_on(
    grades: Sequence[PointGrade],
    denied: Sequence[Contradiction],
    *,
    torn: bool,
    unsure: bool,
    reveal: bool,
) -> str:
    """One or two sentences on a graded answer; with ``reveal``, then what it lacks.

    ``torn`` says that words were found out of the places where they belong.
    """
    said: list[str] = []
    if denied:
        said.append(_correction(denied[0]))
    elif torn:
        said.append(TORN)
    covered = sum(grade.status == "covered" for grade in grades)
    partly = sum(grade.status == "partly" for grade in grades)
    missing = sum(grade.status == "missing" for grade in grades)
    if covered == len(grades):
        said.append(ALL)
    elif covered or partly:
        said.append(_count(covered, partly, missing, len(grades)))
    elif not said:
        said.append(BESIDE)
    if unsure:
        said[-1] = said[-1] + " I am not sure I read all of it rightly: judge for yourself."
    if reveal:
        lacking = [grade.text for grade in grades if grade.status != "covered"]
        if lacking:
            said.append("What it lacks: " + "; ".join(lacking) + ".")
    return " ".join(said)


def _count(covered: int, partly: int, missing: int, total: int) -> str:
    parts = [f"{covered} of {total} points {'is' if covered == 1 else 'are'} there"]
    if partly:
        parts.append(f"{partly} only partly")
    if missing:
        parts.append(f"{missing} {'is' if missing == 1 else 'are'} missing")
    return ", ".join(parts) + "."


def _correction(denied: Contradiction) -> str:
    """The learner's word and the one it should be."""
    given, wanted = denied.given, denied.wanted
    if denied.kind in ("opposite", "number"):
        return f"You wrote “{given.surface}”; it is “{wanted.surface}”."
    if denied.kind == "role":
        return f"You have mixed up which one has “{given.surface}”."
    if denied.kind == "order":
        return f"You have “{given.surface}” and “{wanted.surface}” the wrong way round."
    theirs = given.movers[-1] if given.movers else ""
    ours = wanted.movers[-1] if wanted.movers else ""
    if theirs and ours and theirs != ours:
        return f"You wrote “{theirs} … {given.surface}”; it is “{ours}”."
    if theirs:
        return f"You wrote “{theirs}” of “{given.surface}”; it is the other way round."
    return f"What you say of “{given.surface}” is the wrong way round."

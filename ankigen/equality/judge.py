"""Are two formulas the same? Text in, verdict out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ankigen.notation import Unreadable

from .expected import Expected, read_expected
from .hints import hint
from .ladder import Decision, Setting
from .reading import Reading, readings
from .scripts import Meaningless
from .statements import compare
from .terms import names, size
from .verdict import Verdict
from .world import TooLong

# Parts of a formula; no formula that someone types has more.
_LARGEST = 600
_REASONS = {
    "normal form": "Both say the same in another arrangement.",
    "exact evaluation": "Both have the same value for any numbers, by exact arithmetic.",
    "sampling": "Both have the same value wherever they were tried.",
    "decimals": "Both are the same number up to the last digit given.",
    "structure": "The parts agree one by one.",
    "rearranging": "One equation is the other rearranged.",
    "relation": "Both relations hold for the same values.",
    "growth": "Both grow alike.",
    "series": "Both are the same series, term by term.",
    "algebra": "Both are the same by algebra.",
}


_PLAIN = Setting()
_UNDECIDED = (
    "Both sides are read, but nothing could decide.",
    "Both sides are read, but they are too long to compare.",
)


def equal(
    expected: str,
    given: str,
    *,
    matrices: Iterable[str] = (),
    scalars: Iterable[str] = (),
    lhs: Literal["optional", "required"] = "optional",
    reveal: bool = False,
    hints: bool = True,
) -> Verdict:
    """Whether ``given`` says what ``expected`` says.

    Args:
        expected: the right formula: LaTeX, ASCII or Unicode.
        given: what was typed; also numpy and PyTorch, or plain words. It is read by the names
            that the expected side uses.
        matrices: names that stand for matrices, besides those that plainly do.
        scalars: names that stand for numbers, though they look like matrices.
        lhs: whether ``y =`` in front may be left out.
        reveal: whether the hint may tell what is missing, and so a piece of the answer.
        hints: whether to look for what is off; a verdict without comes sooner.

    Returns:
        A verdict; only ``equal`` means accepted. Nothing is raised for any text, nothing in it is
        run, and the same two texts get the same verdict always.
    """
    try:
        wanted = read_expected(expected)
    except (Unreadable, Meaningless) as error:
        return Verdict("unreadable", "reading", f"The expected side was not understood: {error}.")
    except TooLong:
        return Verdict("undecided", "limits", _UNDECIDED[True])
    setting = Setting(tuple(matrices), tuple(scalars)) if matrices or scalars else _PLAIN
    try:
        decision, reading = judged(wanted, given, setting, lhs)
    except Unreadable as error:
        return Verdict(
            "unreadable", "reading", f"Not understood: {error.reason}.", None, error.position
        )
    except Meaningless as error:
        return Verdict("unreadable", "reading", f"Not understood: {error}.", None, 0)
    except TooLong:
        return Verdict("undecided", "limits", _UNDECIDED[True])
    if decision.same:
        return Verdict("equal", decision.method, _REASONS.get(decision.method, ""))
    if decision.same is None:
        return Verdict("undecided", decision.method, _UNDECIDED[decision.method == "limits"])
    return Verdict(
        "different",
        decision.method,
        "The two do not say the same.",
        hint(wanted.term, reading.term, decision, setting, reveal=reveal) if hints else None,
    )


def judged(
    wanted: Expected, given: str, setting: Setting, lhs: str = "optional"
) -> tuple[Decision, Reading]:
    """The reading that is right, or else the one that was most likely meant, and the decision.

    Raises Unreadable, Meaningless or TooLong.
    """
    refused: list[tuple[Decision, Reading]] = []
    for reading in readings(given, wanted):
        decision = decided(wanted, reading, setting, lhs)
        if decision.same:
            return decision, reading
        refused.append((decision, reading))
    open_ones = [pair for pair in refused if pair[0].same is None]
    likely = [pair for pair in refused if pair[0].same is False] or open_ones
    if len(likely) == 1:
        return likely[0]
    # Words that were taken for names make a reading unlikely.
    known = names(wanted.term)
    return min(likely, key=lambda pair: len(names(pair[1].term) - known))


def decided(wanted: Expected, reading: Reading, setting: Setting, lhs: str) -> Decision:
    """The decision on one reading of the given side."""
    if max(size(wanted.term), size(reading.term)) > _LARGEST:
        return Decision(None, "limits")
    if reading.way == "code":
        setting = Setting(setting.matrices, setting.scalars, code=True)
    try:
        return compare(wanted.term, reading.term, setting, lhs=lhs)
    except (TooLong, RecursionError):
        return Decision(None, "limits")

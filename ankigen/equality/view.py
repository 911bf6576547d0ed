"""A verdict on a terminal: both sides as they were read, the verdict, the rung, the hint."""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.notation import Unreadable, unicode

from .expected import read_expected
from .judge import judged
from .ladder import Setting
from .scripts import Meaningless
from .world import TooLong
from .written import written

_WIDTH = 10


def lines(
    expected: str,
    given: str,
    verdict: dict[str, object],
    *,
    matrices: tuple[str, ...] = (),
    scalars: tuple[str, ...] = (),
    lhs: str = "optional",
) -> Iterator[str]:
    """The lines to print; the verdict was asked for with the same names and left side."""
    sides = _as_read(expected, given, Setting(matrices, scalars), lhs)
    for title, text in zip(("expected", "given"), sides, strict=True):
        yield f"{title:{_WIDTH}}{text}"
    yield f"{'verdict':{_WIDTH}}{verdict['verdict']} ({verdict['method']})"
    yield f"{'':{_WIDTH}}{verdict['reason']}"
    if verdict["hint"]:
        yield f"{'hint':{_WIDTH}}{verdict['hint']}"
    position = verdict["position"]
    if isinstance(position, int):
        start = max(0, position - 30)
        yield f"{'here':{_WIDTH}}{_line(given[start : position + 30])}"
        yield f"{'':{_WIDTH}}{' ' * (position - start)}^"


def _as_read(expected: str, given: str, setting: Setting, lhs: str) -> tuple[str, str]:
    """Both sides in Unicode, the given one in the reading that was judged."""
    try:
        wanted = read_expected(expected)
    except (Unreadable, Meaningless, TooLong):
        return _line(expected), _line(given)
    first = _line(unicode(wanted.node if wanted.printed else written(wanted.term)))
    try:
        _, reading = judged(wanted, given, setting, lhs)
    except (Unreadable, Meaningless, TooLong):
        return first, _line(given)
    shown = written(reading.term) if reading.node is None else reading.node
    return first, _line(unicode(shown))


def _line(text: str) -> str:
    """Text that a terminal shows as it is: no control characters, no line ends, no excess."""
    shown = "".join(c if c.isprintable() else " " for c in text[:500])
    return shown if len(text) <= 500 else shown + "…"

"""What a learner sees: a question, a verdict with its points in colour, a summary.

All text of decks and learners is printed as plain text: nothing in it is markup.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ankigen.grading.records import Grade, PointGrade
from ankigen.practice.drawing import drawn, plain

if TYPE_CHECKING:
    from ankigen.practice.session import Session

WIDEST = 92
"""Longer lines are hard to read."""

_MARKS = {
    "covered": ("✓", "green", "covered"),
    "partly": ("~", "yellow", "partly"),
    "missing": ("○", "cyan", "missing"),
    "contradicted": ("✗", "red", "contradicted"),
}
_WORDS = {
    "correct": ("Right", "bold green"),
    "partial": ("Partly right", "bold yellow"),
    "incorrect": ("Not right", "bold red"),
    "blank": ("No answer", "bold"),
    "unreadable": ("Not understood", "bold magenta"),
}


class Screen:
    """Prints to a terminal, or plainly to a pipe; ``NO_COLOR`` is honoured."""

    def __init__(self, file: IO[str] | None = None, width: int | None = None) -> None:
        self.console = Console(file=file, highlight=False, markup=False, emoji=False, width=width)
        if self.console.width > WIDEST:
            self.console.width = WIDEST

    def say(self, text: str, style: str = "", indent: int = 0) -> None:
        """One paragraph of plain text, wrapped to the width."""
        for line in drawn(text).split("\n"):
            for part in self._wrapped(Text(line), indent):
                part.stylize(style)
                self.console.print(Text(" " * indent) + part)

    def rule(self, text: str) -> None:
        """A line across with a heading in it."""
        self.console.rule(Text(text, style="bold"), style="dim", align="left")

    def verdict(self, found: Grade) -> None:
        """The verdict, its points and the feedback."""
        word, style = _WORDS[found.verdict]
        line = Text(word, style=style)
        if found.verdict in ("partial", "incorrect") or (found.points and found.score):
            line.append(f"  {found.score:.0%}", style="bold")
        line.append(f"  → {found.rating}{'?' if found.unsure else ''}", style="dim")
        self.console.print(line)
        for point in found.points:
            self._point(point)
        if found.feedback and found.feedback != "Right.":
            self.say(found.feedback)

    def _point(self, point: PointGrade) -> None:
        mark, colour, word = _MARKS[point.status]
        line = Text()
        line.append(drawn(point.text).replace("\n", " "))
        if point.matched:
            said = ", ".join(dict.fromkeys(point.matched))
            line.append(f"  [{drawn(said)}]", style="dim")
        if point.status != "covered":
            line.append(f"  {word}", style=colour)
        row = Text(f"{mark} ", style=colour)
        # The mark hangs to the left of a point that takes several lines.
        for place, part in enumerate(self._wrapped(line, 4)):
            self.console.print(Text("  ") + (row if place == 0 else Text("  ")) + part)

    def _wrapped(self, text: Text, indent: int) -> list[Text]:
        """The lines of a text that has ``indent`` columns less than the whole width."""
        parts = list(text.wrap(self.console, max(20, self.console.width - indent)))
        for part in parts:
            part.rstrip()
        return parts

    def verbatim(self, text: str) -> None:
        """Code as it stands, indented."""
        for line in text.splitlines():
            self.console.print(Text("    " + plain(line)), soft_wrap=True)

    def summary(self, session: Session) -> None:
        """How a round went, in a few lines."""
        self.rule("Summary")
        asked = len(session.outcomes)
        counts = ", ".join(f"{n} {rating}" for rating, n in session.counts().items() if n)
        self.say(f"{asked} of {session.planned} answered" + (f": {counts}." if counts else "."))
        details = (
            (session.skipped, "skipped"),
            (session.corrected(), "rated by you otherwise than proposed"),
            (sum(outcome.kept for outcome in session.outcomes), "new wording kept in the deck"),
        )
        for number, what in details:
            if number:
                self.say(f"{number} {what}", indent=2)
        again = [outcome.card.note for outcome in session.outcomes if outcome.rating == "again"]
        if again:
            names = (f"{note.title} ({note.id})" if note.title else note.id for note in again)
            self.say("Look at again: " + ", ".join(names), indent=2)

"""Collects the points of an answer: which list they stand in, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass, field

from ankigen.deck import Point
from ankigen.readers.prose import flow


@dataclass(slots=True, eq=False)
class Item:
    """A point being read. One that ``waits`` has its text on the lines below its term."""

    term: str
    group: str
    indent: int
    waits: bool = False
    defines: bool = False
    parts: list[str] = field(default_factory=list)


class Points:
    """The points read so far, the one still open, and the heading of the list it stands in."""

    def __init__(self) -> None:
        self.open: Item | None = None
        self._items: list[Item] = []
        self._heading: str | None = None
        self._group = ""
        self._style = ""
        self._last_term = ""

    def __bool__(self) -> bool:
        return bool(self._items)

    def announce(self, heading: str) -> None:
        """The next list has this heading."""
        self.close()
        self._heading = heading

    def start(
        self, style: str, term: str, text: str, *, first: bool, indent: int = 0, waits: bool = False
    ) -> None:
        """Open a point. ``first`` begins a list; one that has no heading takes none over."""
        if self._heading is not None:
            self._group = self._heading
        elif first or style != self._style:
            self._group = self._last_term if style != "labelled" else ""
        self._heading, self._style, self._last_term = None, style, ""
        self.open = Item(term, self._group, indent, waits, parts=[text] if text else [])
        self._items.append(self.open)
        if style == "labelled":
            self._last_term = term

    def child(self, term: str, text: str) -> None:
        """A labelled line below an open point: the point's term is the heading of its list."""
        if self.open is None:
            return
        parent = self.open
        if self._items[-1] is parent and not parent.parts:
            self._items.pop()
        self._items.append(Item(term, parent.term, parent.indent, parts=[text]))

    def append(self, text: str) -> None:
        """More of the open point."""
        if self.open is not None and text:
            self.open.parts.append(text)

    def define(self) -> None:
        """A formula belongs to the open point; one without a text is then only its name."""
        if self.open is not None:
            self.open.defines = True

    def close(self) -> None:
        """What follows belongs to no point read so far, and heads no list."""
        self.open = None
        self._last_term = ""

    def records(self) -> tuple[Point, ...]:
        """The points; a term without a text is the text."""
        return tuple(
            Point(
                text=flow(item.parts) or item.term,
                term=item.term if item.parts else "",
                group=item.group,
            )
            for item in self._items
            if item.parts or (item.term and not item.defines)
        )

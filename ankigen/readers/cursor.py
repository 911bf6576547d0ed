"""A place among the logical lines of an answer, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from ankigen.readers.shapes import Kind, Shaped

_MOST_TEXTS = 20
_JOINED: tuple[Kind, ...] = ("formula", "prose", "heading", "labelled")


class Cursor:
    """Goes through the lines one by one; what it tells is about the line that it gave last."""

    def __init__(self, shaped: Sequence[Shaped]) -> None:
        self._shaped = shaped
        self._place = 0

    def advance(self) -> Shaped | None:
        """The next line; None at the end."""
        place = self._place
        if place == len(self._shaped):
            return None
        self._place = place + 1
        return self._shaped[place]

    def take(self, count: int) -> Sequence[Shaped]:
        """The next lines, as many as there are."""
        taken = self._shaped[self._place : self._place + count]
        self._place += len(taken)
        return taken

    def following(self) -> Shaped | None:
        """The next line that is not blank."""
        for place in range(self._place, len(self._shaped)):
            if self._shaped[place].kind != "blank":
                return self._shaped[place]
        return None

    def below(self) -> Shaped | None:
        """The line right below; None where it is blank."""
        one = self._shaped[self._place] if self._place < len(self._shaped) else None
        return one if one is not None and one.kind != "blank" else None

    def kind_before(self) -> Kind | None:
        """The kind of the line right before."""
        return self._shaped[self._place - 2].kind if self._place >= 2 else None

    def texts_below(self) -> list[str]:
        """The lines right below as they stand in the source, as far as a formula may go on."""
        texts = []
        for one in self._shaped[self._place : self._place + _MOST_TEXTS]:
            if one.kind not in _JOINED or len(one.lines) > 1:
                break
            texts.append(one.lines[0].bare)
        return texts

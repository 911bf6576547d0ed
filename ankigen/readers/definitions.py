"""Collects the formulas of an answer: their names, and what their symbols stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ankigen.deck import Formula
from ankigen.readers import naming, wherelist
from ankigen.readers.formulas import left_side, stands_in
from ankigen.readers.prose import marked


@dataclass(slots=True)
class _Definition:
    """A formula being read. ``shared`` when its name is that of its neighbours too."""

    latex: str
    name: str
    batch: int
    where: dict[str, str] = field(default_factory=dict)


class Definitions:
    """The formulas read so far, in batches: a ``where`` list explains the batch before it."""

    def __init__(self) -> None:
        self._found: list[_Definition] = []
        self._batch = 0
        self._explained = False
        self.listing = False
        self.last_name = ""

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, latex: str, name: str) -> None:
        """A formula; after a ``where`` list it begins a new batch."""
        if self._explained:
            self.part()
        self._found.append(_Definition(latex, name, self._batch))
        self.last_name = name
        self.listing = False

    def part(self) -> None:
        """What follows has nothing to do with the formulas so far."""
        if any(each.batch == self._batch for each in self._found):
            self._batch += 1
        self._explained = self.listing = False

    def begin_list(self) -> None:
        """A line said that a ``where`` list follows."""
        self.listing = True

    def end_list(self) -> None:
        """A blank line: the ``where`` list is over, if it has begun."""
        self.listing = self.listing and not self._explained

    def explain(self, line: str) -> bool:
        """Take a line for one of the ``where`` list; False where it explains no symbol.

        A line without a word like "is" counts only where its symbol stands in a formula above.
        """
        found = wherelist.meanings(line)
        batch = self._current()
        for meaning in found:
            if not meaning.said and not any(stands_in(meaning.symbol, d.latex) for d in batch):
                return False
        if not found or not batch:
            return False
        for meaning in found:
            users = [each for each in batch if stands_in(meaning.symbol, each.latex)]
            for each in users or batch[-1:]:
                each.where.setdefault(meaning.symbol, marked(meaning.text))
        self._explained = True
        return True

    def has_symbol(self, symbol: str) -> bool:
        """Whether a symbol stands in a formula that a ``where`` line would explain now."""
        return any(stands_in(symbol, each.latex) for each in self._current())

    def records(self, title: str) -> tuple[Formula, ...]:
        """The formulas; one that nothing names is named by its meaning or by ``title``."""
        shared = Counter((each.name, each.batch) for each in self._found)
        alone = len(self._found) == 1
        return tuple(
            Formula(
                each.latex,
                marked(
                    self._name(each, shared[each.name, each.batch] > 1) or (title if alone else "")
                ),
                tuple(each.where.items()),
            )
            for each in self._found
        )

    def _name(self, each: _Definition, shared: bool) -> str:
        if each.name and not shared:
            return each.name
        meaning = naming.name_by_meaning(each.latex, tuple(each.where.items()))
        if meaning:
            return meaning
        defined = left_side(each.latex)
        return f"{each.name}, ${defined}$" if each.name and defined else each.name

    def _current(self) -> list[_Definition]:
        return [each for each in self._found if each.batch == self._batch]

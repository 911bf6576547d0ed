"""Collects the formulas of an answer: their names, and what their symbols stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ankigen.deck import Formula
from ankigen.readers import naming, wherelist
from ankigen.readers.formulas import stands_in
from ankigen.readers.prose import marked, sentence_case
from ankigen.readers.shapes import Shaped

# A list of symbols explains the formulas right above it, not a whole page of them.
_LARGEST_BATCH = 40


@dataclass(slots=True)
class _Definition:
    """A formula being read, and the number of the batch it stands in."""

    latex: str
    name: str
    remark: str
    batch: int
    where: dict[str, str] = field(default_factory=dict)


class Definitions:
    """The formulas read so far, in batches: a ``where`` list explains the batch before it."""

    def __init__(self) -> None:
        self._found: list[_Definition] = []
        self._batch: list[_Definition] = []
        self._batches = 0
        self._explained = False
        self._listing = False
        self.last_name = ""

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, latex: str, name: str, remark: str) -> None:
        """A formula; after a ``where`` list it begins a new batch."""
        if self._explained:
            self.part()
        definition = _Definition(latex, name, remark, self._batches)
        self._found.append(definition)
        self._batch = [*self._batch[1 - _LARGEST_BATCH :], definition]
        self.last_name = name
        self._listing = False

    def part(self) -> None:
        """What follows has nothing to do with the formulas so far."""
        self._batch = []
        self._batches += 1
        self._explained = self._listing = False

    def begin_list(self) -> None:
        """A line said that a ``where`` list follows."""
        self._listing = True

    def end_list(self) -> None:
        """A blank line: the ``where`` list is over, if it has begun."""
        self._listing = self._listing and not self._explained

    def takes(self, one: Shaped) -> bool:
        """Whether a line belongs to a ``where`` list, begun before or right here; it is taken."""
        if not self._found or one.kind in ("blank", "where", "numbered", "code", "row"):
            return False
        raw = one.lines[0].text if len(one.lines) == 1 else one.text
        if self._listing:
            if self._explain(raw):
                return True
            self._listing = False
        if one.kind in ("labelled", "prose") and ": " in raw:
            found = wherelist.labels(raw)
            if found and all(self._has_symbol(each.symbol) for each in found):
                return self._explain(raw)
        if one.kind != "prose":
            return False
        inline = wherelist.INLINE.match(one.text)
        return inline is not None and self._explain(one.text[inline.end() :])

    def _explain(self, line: str) -> bool:
        """Take a line for one of the ``where`` list; False where it explains no symbol.

        A line without a word like "is" counts only where its symbol stands in a formula above.
        """
        found = wherelist.meanings(line)
        batch = self._batch
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

    def _has_symbol(self, symbol: str) -> bool:
        return any(stands_in(symbol, each.latex) for each in self._batch)

    def remarks(self) -> tuple[str, ...]:
        """The words beside each formula."""
        return tuple(each.remark for each in self._found)

    def records(self, title: str) -> tuple[Formula, ...]:
        """The formulas. One that nothing names goes by the word it defines, else by ``title``.

        One that shares its name with a neighbour goes by its meaning, where a list tells it.
        """
        if not self._found:
            return ()
        names = [each.name or naming.word_defined(each.latex) or title for each in self._found]
        if len(names) > 1:
            shared = Counter(zip(names, (each.batch for each in self._found), strict=True))
            names = [
                _own_name(each, name) if shared[name, each.batch] > 1 else name
                for each, name in zip(self._found, names, strict=True)
            ]
        return tuple(
            Formula(each.latex, sentence_case(marked(name)), tuple(each.where.items()))
            for each, name in zip(self._found, names, strict=True)
        )


def _own_name(each: _Definition, name: str) -> str:
    return naming.name_by_meaning(each.latex, tuple(each.where.items())) or name

"""The lines of an answer made into prose, points, formulas, code and citations."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ankigen.deck import Flag, Formula, Point
from ankigen.readers import code, formulas, naming, tables
from ankigen.readers.cursor import Cursor
from ankigen.readers.definitions import Definitions
from ankigen.readers.figures import without_figures
from ankigen.readers.lines import Ledger
from ankigen.readers.points import Points
from ankigen.readers.prose import are_items, heading, marked
from ankigen.readers.shapes import Kind, Shaped, label

_ANNOUNCES_LIST = re.compile(r"(?:here|below)\s+(?:is|are)\s|the\s+following\s", re.IGNORECASE)
_CITATION_NUMBER = re.compile(r"\[\d{1,3}\]\s*")
_COPULA = re.compile(r"\s(?:is|are|was|were|can|may|will|shows?|says?)\s", re.IGNORECASE)
_LONGEST_HEADING = 15
_LONGEST_TERM = 8
_LIST = ("numbered", "bullet", "labelled")


class Answer(NamedTuple):
    """What an answer says. ``text`` is Markdown; formulas have names where the document has.

    ``remarks`` are the words beside each formula, empty where there are none.
    """

    text: str = ""
    points: tuple[Point, ...] = ()
    formulas: tuple[Formula, ...] = ()
    code: str = ""
    language: str = ""
    citations: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    remarks: tuple[str, ...] = ()


def read_answer(shaped: Sequence[Shaped], ledger: Ledger, title: str = "") -> Answer:
    """Read an answer; every line of it is entered in the ledger.

    Args:
        shaped: the logical lines of one answer, without the format's own marks.
        ledger: where each of them is entered as used or dropped.
        title: what the answer is about; it names a formula that nothing else names.
    """
    return _Reading(shaped, ledger).read(title)


class _Reading:
    """One pass over the logical lines, a method a kind of line."""

    def __init__(self, shaped: Sequence[Shaped], ledger: Ledger) -> None:
        self._at = Cursor(shaped)
        self._ledger = ledger
        self._points = Points()
        self._definitions = Definitions()
        self._paragraphs: list[str] = []
        self._citations: list[str] = []
        self._code: list[str] = []
        self._language = ""
        self._name = ""
        self._introduced = False
        self._cites = False
        self._lost_figure = False

    def read(self, title: str) -> Answer:
        while (one := self._at.advance()) is not None:
            if one.kind != "blank":
                self._ledger.use(one.lines)
            if not self._definitions.takes(one):
                _HANDLERS[one.kind](self, one)
        return self._answer(title)

    def _answer(self, title: str) -> Answer:
        points = self._points.records() if self._points else ()
        text = "\n\n".join(self._paragraphs)
        if not points and not self._definitions and are_items(self._paragraphs):
            points, text = tuple(Point(each) for each in self._paragraphs), ""
        return Answer(
            text=text,
            points=points,
            formulas=self._definitions.records(title),
            code="\n".join(self._code),
            language=self._language,
            citations=tuple(self._citations),
            flags=("missing-figure",) if self._lost_figure else (),
            remarks=self._definitions.remarks(),
        )

    def _blank(self, one: Shaped) -> None:
        self._definitions.end_list()
        following = self._at.following()
        item = self._points.open
        deeper = following is not None and item is not None and following.indent > item.indent
        if item is not None and item.parts and not deeper:
            self._points.close()
        self._cites = self._cites and not self._citations

    def _where(self, one: Shaped) -> None:
        self._definitions.begin_list()

    def _references(self, one: Shaped) -> None:
        self._ledger.drop(one.lines, "reference")
        self._cites = True

    def _variant(self, one: Shaped) -> None:
        base = self._definitions.last_name or self._name
        self._name = ", ".join(part for part in (base, one.text) if part)
        self._introduced = False

    def _table(self, one: Shaped) -> None:
        self._points.close()
        self._paragraphs.append(tables.markdown([line.text for line in one.lines], marked))

    def _program(self, one: Shaped) -> None:
        texts = [line.text for line in one.lines]
        self._language = self._language or code.language_of_opening(texts[0].strip()) or ""
        fenced = code.is_fence(texts[0].strip())
        closed = fenced and code.is_fence(texts[-1].strip())
        inside = texts[1 if fenced else 0 : -1 if closed else None]
        self._code.append(textwrap.dedent("\n".join(inside)))

    def _numbered(self, one: Shaped) -> None:
        self._definitions.part()
        self._item(one, one.text, first=one.number <= 1)

    def _bullet(self, one: Shaped) -> None:
        item = self._points.open
        if item is not None and (item.waits or one.indent > item.indent) and item.term:
            self._points.append(marked(self._seen(one, one.text)))
            return
        self._item(one, one.text, first=False)

    def _item(self, one: Shaped, text: str, first: bool) -> None:
        text = self._seen(one, text)
        term, rest = label(text)
        waits = not term and (text.endswith(":") or self._heads_what_follows(text))
        if waits:
            term, rest = text.rstrip(":").strip(), ""
            name = naming.pure_name(term)
            self._name = term if name is None else name
            self._introduced = False
        else:
            self._name = term
        found = formulas.formula(rest) if rest else None
        if found:
            self._definitions.add(found[0], term, "")
            rest = f"${found[0]}$" + (f" ({found[1]})" if found[1] else "")
        self._points.start(
            one.kind, marked(term), marked(rest), first=first, indent=one.indent, waits=waits
        )

    def _labelled(self, one: Shaped) -> None:
        text = self._seen(one, one.text)
        whole, count = formulas.joined([text, *self._at.texts_below()])
        found = formulas.formula(whole)
        if found:
            self._skip(count - 1)
            self._define(found, one.term, own_label=True)
        elif self._points.open is not None and self._points.open.waits:
            self._points.child(marked(one.term), marked(text))
        elif text:
            first = self._at.kind_before() not in ("labelled", "blank")
            self._points.start(
                "labelled", marked(one.term), marked(text), first=first, indent=one.indent
            )

    def _formula(self, one: Shaped) -> None:
        whole, count = formulas.joined([one.text, *self._at.texts_below()])
        found = formulas.formula(whole) or formulas.formula(one.text)
        if not found:
            self._prose(one)
            return
        self._skip(count - 1)
        name = self._name
        self._define(found, name)

    def _define(self, found: tuple[str, str], name: str, own_label: bool = False) -> None:
        """Enter a formula, which then stands among the answer's formulas and nowhere else.

        Only where the sentence before it breaks off without it ("… is defined by:") does it stand
        in that sentence too; so does a formula that is all its point says, in ``_item``.
        """
        latex, remark = found
        self._definitions.add(latex, name, marked(remark))
        if not own_label:
            self._points.define()
        item = self._points.open
        told = item.parts if item is not None else self._paragraphs
        if self._introduced or (told and told[-1].endswith(":")):
            # The sentence before it breaks off without the formula.
            told.append(f"${latex}$" if item is not None else f"$${latex}$$")
            self._introduced = False

    def _heading(self, one: Shaped) -> None:
        text = one.text
        following = self._at.following()
        kind = following.kind if following is not None else "blank"
        if kind == "labelled" and following is not None and formulas.formula(following.text):
            kind = "formula"
        words = len(text.split())
        if kind in _LIST and words <= _LONGEST_HEADING:
            self._definitions.part()
            self._points.announce(heading(text))
            self._name = text.rstrip(":")
        elif kind in ("formula", "variant"):
            self._introduce(text)
        elif kind == "prose" and words <= _LONGEST_TERM and not _COPULA.search(text):
            self._item(one, text, first=True)
        else:
            self._name = naming.subject(text, self._name)
            self._prose(one)

    def _introduce(self, text: str) -> None:
        name = naming.pure_name(text)
        if name is not None:
            self._name, self._introduced = name, False
            return
        self._name = naming.subject(text, self._definitions.last_name) or self._name
        self._say(marked(text))
        self._introduced = True

    def _prose(self, one: Shaped) -> None:
        if self._cites:
            self._citations.append(_CITATION_NUMBER.sub("", one.text, count=1))
            return
        text = self._seen(one, one.text)
        following = self._at.following()
        lists = following is not None and following.kind in ("numbered", "bullet")
        if lists and _ANNOUNCES_LIST.match(text) and len(text.split()) <= _LONGEST_HEADING:
            self._points.announce(heading(text))
            return
        below = self._at.below()
        if below is not None and below.kind == "formula" and text and text[-1] not in ".!?;":
            self._introduce(text)
            return
        item = self._points.open
        if item is not None and item.parts and not item.waits and one.indent <= item.indent:
            self._points.close()
        self._say(marked(text))

    def _say(self, text: str) -> None:
        if not text:
            return
        if self._points.open is not None:
            self._points.append(text)
        elif (
            self._paragraphs
            and self._paragraphs[-1].endswith(":")
            and self._at.kind_before() != "blank"
        ):
            self._paragraphs[-1] += f" {text}"
        else:
            self._paragraphs.append(text)

    def _seen(self, one: Shaped, text: str) -> str:
        """The text without what only a figure would show; a line of nothing else is dropped."""
        rest, lost = without_figures(text)
        self._lost_figure = self._lost_figure or lost
        if lost and not rest:
            self._ledger.drop(one.lines, "figure")
        return rest

    def _heads_what_follows(self, text: str) -> bool:
        below = self._at.below()
        return (
            below is not None
            and below.kind in ("prose", "formula")
            and len(text.split()) <= _LONGEST_TERM
            and text[-1:] not in ".!?,;"
            and formulas.formula(text) is None
        )

    def _skip(self, count: int) -> None:
        for one in self._at.take(count):
            self._ledger.use(one.lines)


_HANDLERS: dict[Kind, Callable[[_Reading, Shaped], None]] = {
    "blank": _Reading._blank,
    "numbered": _Reading._numbered,
    "bullet": _Reading._bullet,
    "row": _Reading._table,
    "code": _Reading._program,
    "where": _Reading._where,
    "references": _Reading._references,
    "variant": _Reading._variant,
    "formula": _Reading._formula,
    "heading": _Reading._heading,
    "labelled": _Reading._labelled,
    "prose": _Reading._prose,
}

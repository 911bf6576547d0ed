"""What each line of an answer is, decided line by line before anything is made of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ankigen.readers import code, formulas, tables, wherelist
from ankigen.readers.lines import Line

Kind = Literal[
    "blank",
    "numbered",
    "bullet",
    "row",
    "code",
    "where",
    "references",
    "variant",
    "formula",
    "heading",
    "labelled",
    "prose",
]

_NUMBERED = re.compile(r"(?:\((\d{1,2})\)|(\d{1,2})[.)])\s+(\S.*)")
_BULLET = re.compile(r"[•*–—‣◦▪·-]\s+(\S.*)")
_REFERENCES = re.compile(r"(?:references?|bibliography|citations?|literature)\s*:?", re.IGNORECASE)
_VARIANT = re.compile(
    r"(?:or|alternatively|equivalently)\b,?\s*\(?([^():]{0,40}?)\)?\s*:", re.IGNORECASE
)
_LONGEST_LABEL = 80
_LABEL = re.compile(r"(\S.{0,78}?):\s+(\S.*)")
# Labels that a page ran together on one line: "Acids: give protons Bases: take them".
_RUN_ON = re.compile(r"(?:^|(?<=[a-z)\]%])\s+)([A-Z][\w/+-]*(?:\s[a-z][\w-]*){0,2}):\s+")
_LONGEST_SIGN = 20
_LONGEST_SENTENCE = 40
_GOING_ON = frozenset({"prose", "heading"})
_BROKEN = frozenset({"prose", "numbered", "bullet", "labelled"})
_CONDITION = re.compile(r"if\s.{1,200}:")
_OPENERS_WORDS = """
    a an the this that these those it its they their there here if when while for in on at by to
    because since although however so but and or as with without use using note notes hint such
    both each we you i he she from let suppose then thus hence e.g i.e eg ie example examples
    remember recall mathematically formally"""
_OPENERS = frozenset(_OPENERS_WORDS.split())


class Shaped(NamedTuple):
    """One logical line: its kind, its text without marker, and the lines of the source it took.

    ``term`` is the label of a labelled line, ``number`` the one of a numbered line, ``indent`` the
    width of the space before the marker.
    """

    kind: Kind
    lines: tuple[Line, ...]
    text: str = ""
    term: str = ""
    number: int = 0
    indent: int = 0


def shape(lines: Sequence[Line]) -> list[Shaped]:
    """The logical lines of an answer; a sentence broken over lines, a table or code is one."""
    shaped: list[Shaped] = []
    explains = False
    for one in _shaped(lines):
        last = shaped[-1] if shaped else None
        explains = one.kind == "where" or (explains and one.kind != "blank")
        if last is not None and last.kind == one.kind == "blank":
            shaped[-1] = Shaped("blank", last.lines[:1])
        elif last is not None and not explains and _continues(last, one):
            text = f"{last.text} {one.text}"
            kind = one.kind if last.kind == "prose" else last.kind
            shaped[-1] = Shaped(
                kind, last.lines + one.lines, text, last.term, last.number, last.indent
            )
        else:
            shaped.append(one)
    return shaped


def kind_of(line: Line) -> Kind:
    """What a line is that stands alone."""
    return _read(line.bare)[0][0]


def label(text: str, strict: bool = False) -> tuple[str, str]:
    """Term and text of ``Term: text``, or no term; ``strict`` for lines that no marker announces.

    >>> label("Breaks symmetry: units learn different things")
    ('Breaks symmetry', 'units learn different things')
    """
    found = _LABEL.match(text) if ":" in text[:_LONGEST_LABEL] else None
    if not found:
        return "", text
    term = found[1].strip()
    words = term.split()
    outside = re.sub(r"\([^()]*\)", "", term)
    if re.search(r"[.!?]\s", outside + " ") or term.count("(") != term.count(")"):
        return "", text
    if strict and (len(words) > 6 or not _opens_like_a_term(words[0])):
        return "", text
    return (term, found[2].strip()) if len(words) <= 10 else ("", text)


def _opens_like_a_term(word: str) -> bool:
    bare = word.lower().strip(",.")
    if wherelist.is_symbol(word):
        return bare not in ("a", "i")
    return bare not in _OPENERS and not word[0].islower()


def _shaped(lines: Sequence[Line]) -> Iterator[Shaped]:
    bares = [line.bare for line in lines]
    texts: list[str] = []
    end = 0
    for place, line in enumerate(lines):
        if place < end:
            continue
        bare = bares[place]
        program = rows = 0
        if code.language_of_opening(bare) is not None:
            texts = texts or [each.text for each in lines]
            program = code.extent(texts, place)
        elif "|" in bare:
            rows = tables.length(bares, place)
        if program or rows:
            end = place + max(program, rows)
            yield Shaped("code" if program else "row", tuple(lines[place:end]))
            continue
        indent = len(line.text.rstrip()) - len(bare) if line.text is not bare else 0
        for kind, text, term, number in _read(bare):
            yield Shaped(kind, (line,), text, term, number, indent)


@functools.lru_cache(maxsize=1024)
def _read(text: str) -> tuple[tuple[Kind, str, str, int], ...]:
    """Kind, text, term and number of a line, or of each of the points that it runs together.

    A line is looked at more than once: as what may follow a heading, and in its own place.
    """
    if not text:
        return (("blank", "", "", 0),)
    numbered = _NUMBERED.fullmatch(text) if text[0] in "(0123456789" else None
    if numbered:
        return (("numbered", numbered[3], "", int(numbered[1] or numbered[2])),)
    bullet = _BULLET.fullmatch(text) if not text[0].isalnum() else None
    if bullet:
        return (("bullet", bullet[1], "", 0),)
    run = _run_on(text) if text.count(": ") > 1 else []
    if run:
        return tuple(("labelled", rest, term, 0) for term, rest in run)
    kind, term, rest = _unmarked(text)
    return ((kind, rest, term, 0),)


def _run_on(text: str) -> list[tuple[str, str]]:
    """Terms and texts of several labelled points on one line; nothing where there is one or none.

    The points before the last must be long enough, and not break off, to be points.
    """
    marks = list(_RUN_ON.finditer(text))
    if len(marks) < 2 or marks[0].start() or any(_opens_badly(mark[1]) for mark in marks):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    texts = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    whole = all(len(each.split()) > 1 and each.split()[-1] not in _OPENERS for each in texts)
    return [(mark[1], each) for mark, each in zip(marks, texts, strict=True)] if whole else []


def _opens_badly(term: str) -> bool:
    return not _opens_like_a_term(term.split()[0])


def _unmarked(text: str) -> tuple[Kind, str, str]:
    if len(text) < _LONGEST_SIGN and wherelist.HEADING.fullmatch(text):
        return "where", "", ""
    if len(text) < _LONGEST_SIGN and _REFERENCES.fullmatch(text):
        return "references", "", text
    variant = _VARIANT.fullmatch(text) if text[-1] == ":" else None
    if variant:
        return "variant", "", variant[1].strip()
    if _CONDITION.fullmatch(text) or formulas.formula(text):
        return "formula", "", text
    if text.endswith(":"):
        return "heading", "", text
    term, rest = label(text, strict=True)
    return ("labelled", term, rest) if term else ("prose", "", text)


def _continues(last: Shaped, one: Shaped) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if one.kind not in _GOING_ON or last.kind not in _BROKEN:
        return False
    if len(last.lines) >= _LONGEST_SENTENCE:
        return False
    broken = last.text[-1] not in ".!?:;" and one.text[0].islower()
    return broken and not wherelist.starts_with_symbol(one.text)

"""What to hide in points, lists and code: chosen by stated rules, or by the author.

The rules, in order:

1. The author's ``cloze:`` texts, wherever they stand; nothing else is hidden in that list then.
2. A point with a term hides the term, also where the point repeats it. The rest is context.
   A term that several points share (Encoder, Decoder in list after list) tells nothing: such a
   point is treated as one without, where its text has telling words.
3. A point without one hides its telling words: at most three that stand together, none of them a
   stop word or a word of the question, at most half of the point unless it is three words or
   fewer. Of several such runs the one with most to tell, then the first: long words tell more
   than short ones; names, acronyms, numbers and formulas more than plain words; words of other
   points, adverbs, and the first word, which is often a verb, less.
4. Code hides the lines that do something: not imports, comments, braces or a ``return`` alone.

All is settled by the note alone, so no other note can change what this one hides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ankigen.deck import Point

MOST_LINES = 8
_LONGEST_RUN = 3

# A formula, a code span and a link are one word each: half of one cannot be hidden.
_WORD = re.compile(
    r"\$\$[^$]+\$\$|\$[^$\n]+\$|`[^`\n]+`|\[[^\[\]\n]*\]\([^()\n]*\)|\w(?:[\w'’./+-]*\w)?%?"
)
_STOP_WORDS = frozenset(
    """a about above after again against ahead all allow allows almost along also although always
    am an and another any anything are as aside at away back be because become becomes been
    before being below between both but by can cannot cause causes could did do does doing done
    down during each either else enough etc even ever every everything few first for from
    further get gets give gives go goes had has have having he help helps hence her here him his
    how however i if in instead into is it its itself just keep keeps kept last less let lets
    like made make makes making many may me means might more most much must my near need needs
    neither never no none nor not nothing now of off often on once one only or other others our
    out over own per put quite rather same second see seen several shall she should since so
    some something still such take taken takes than that the their them then there therefore
    these they this those though three through thus to together too toward towards two under
    unless until up upon use used uses using usually very via want was way we well were what
    when where whether which while who whom whose why will with within without would yes yet you
    your""".split()  # noqa: SIM905
)
_SAME_WORD = 6

_COMMENT = re.compile(r"\s*(?:#(?!include)|//|--|/\*|\*(?:\s|/|$)|%|;|<!--)")
_IMPORT = re.compile(r"\s*(?:import|from|#include|using|require|package|use|library|@)(?![\w.=(])")
_EMPTY = re.compile(
    r"\W*(?:(?:return(?:\s+\w+)?|pass|end|else|try|finally|do|then|begin|fi|done|break|continue)\b\W*)?"
)
_HEAD = re.compile(r"\s*(?:async\s+)?(?:def|class|fn|func|function|struct|interface)\b")


class Range(NamedTuple):
    """A place in a text: its first position and the one after its last."""

    start: int
    end: int


class Place(NamedTuple):
    """A place in one of several texts."""

    text: int
    start: int
    end: int


Hiding: TypeAlias = tuple[Place, ...]
"""What one cloze hides: one place or more, which show or hide together."""


def point_texts(points: Sequence[Point]) -> tuple[str, ...]:
    """The texts in which places in points count: the first point's term, its text, and so on."""
    return tuple(text for point in points for text in (point.term, point.text))


def hidden_in_points(points: Sequence[Point], question: str, short: int = 0) -> tuple[Hiding, ...]:
    """What to hide of points, in ``point_texts``; at most one cloze a point.

    Args:
        points: the points.
        question: what they answer, whose words are never hidden as telling.
        short: points of at most so many words are hidden whole.
    """
    terms = [point.term for point in points if point.term]
    several = len({*terms}) < len(terms)
    shared = {term for term, times in Counter(terms).items() if times > 1} if several else set()
    # Many a list has a term of its own at each point, and no other word is looked at.
    wordy = shared or not all(point.term.strip() for point in points)
    words = (_keys(question), _common(points)) if wordy else (set(), set())
    chosen: list[Hiding] = []
    for index, point in enumerate(points):
        term, text = 2 * index, 2 * index + 1
        if point.term in shared and (run := telling(point.text, *words)):
            chosen.append((Place(text, *run),))
        elif point.term.strip():
            again = (Place(text, *place) for place in occurrences(point.term, point.text))
            chosen.append((Place(term, 0, len(point.term)), *again))
        elif 0 < len(_WORD.findall(point.text)) <= short:
            chosen.append((Place(text, 0, len(point.text)),))
        elif run := telling(point.text, *words):
            chosen.append((Place(text, *run),))
    return tuple(chosen)


def _keys(text: str) -> set[str]:
    return {word.casefold()[:_SAME_WORD] for word in _WORD.findall(text)}


def _common(points: Sequence[Point]) -> set[str]:
    """The keys of words that several points have."""
    seen: set[str] = set()
    common: set[str] = set()
    for point in points:
        keys = _keys(point.text)
        common |= seen & keys
        seen |= keys
    return common


def listed(wanted: Sequence[str], texts: Sequence[str]) -> tuple[Hiding, ...]:
    """The author's texts: for each that stands in the texts, its places; none hidden twice."""
    if not wanted:
        return ()
    taken: set[tuple[int, int]] = set()
    chosen = []
    for one in wanted:
        places = []
        for index, text in enumerate(texts):
            for start, end in occurrences(one, text):
                covered = {(index, position) for position in range(start, end)}
                if taken.isdisjoint(covered):
                    taken |= covered
                    places.append(Place(index, start, end))
        if places:
            chosen.append(tuple(places))
    return tuple(chosen)


def telling(text: str, asked: Collection[str], common: Collection[str]) -> Range | None:
    """The telling words of a text; None where there are none.

    Args:
        text: Markdown of a sentence or a phrase.
        asked: keys of the question's words, which are never hidden.
        common: keys of words that other points have too, which tell less.
    """
    words = list(_WORD.finditer(text))
    most = _LONGEST_RUN if len(words) <= _LONGEST_RUN else min(_LONGEST_RUN, len(words) // 2)
    worth = [_worth(word[0], place == 0, asked, common) for place, word in enumerate(words)]
    best, best_weight = None, 0.0
    for first, weight in enumerate(worth):
        last = first
        while weight:
            if weight > best_weight:
                best = Range(words[first].start(), words[last].end())
                best_weight = weight
            last += 1
            if last == min(first + most, len(words)) or not (
                worth[last] and _together(text[words[last - 1].end() : words[last].start()])
            ):
                break
            weight += worth[last]
    return best


def occurrences(wanted: str, text: str) -> Iterator[Range]:
    """Where a text stands in another as whole words, whatever its case."""
    wanted = wanted.strip()
    if not wanted or _surely_absent(wanted, text):
        return
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    for match in re.finditer(before + re.escape(wanted) + after, text, re.IGNORECASE):
        yield Range(match.start(), match.end())


def _surely_absent(wanted: str, text: str) -> bool:
    """Whether one look tells that it is not there: a pattern for each term would cost more."""
    if len(wanted) > len(text):
        return True
    return wanted.isascii() and text.isascii() and wanted.lower() not in text.lower()


def telling_lines(lines: Sequence[str], wanted: Sequence[str] = ()) -> tuple[int, ...]:
    """The lines of code to hide, counted from 1: the author's, or those that matter."""
    named = [
        number
        for number, line in enumerate(lines, 1)
        if any(next(occurrences(one, line), None) for one in wanted)
    ]
    if named:
        return tuple(named)
    matter = [number for number in _statements(lines) if not _HEAD.match(lines[number - 1])]
    weighed = sorted(matter, key=lambda number: (-_telling_names(lines[number - 1]), number))
    return tuple(sorted(weighed[:MOST_LINES]))


def _statements(lines: Sequence[str]) -> Iterator[int]:
    quoted = ""
    for number, line in enumerate(lines, 1):
        marks = [mark for mark in ('"""', "'''") if mark in line]
        if quoted:
            quoted = "" if quoted in line else quoted
        elif marks and line.strip().startswith(marks[0]):
            # A docstring; one that also ends here leaves nothing open.
            quoted = marks[0] if line.count(marks[0]) == 1 else ""
        elif not (_COMMENT.match(line) or _IMPORT.match(line) or _EMPTY.fullmatch(line)):
            yield number


def _telling_names(line: str) -> int:
    return len(set(re.findall(r"\w+|[^\w\s]+", line)))


def _worth(word: str, starts: bool, asked: Collection[str], common: Collection[str]) -> float:
    """How much a word tells; nothing where it is not to be hidden."""
    folded = word.casefold()
    key = folded[:_SAME_WORD]
    if folded in _STOP_WORDS or key in asked:
        return 0.0
    return _weight(word, starts) / (2 if key in common else 1)


def _weight(word: str, starts: bool) -> float:
    if word[0] in "$`[":
        return 14.0
    weight = float(min(len(word), 12))
    if len(word) > 1 and (any(map(str.isdigit, word)) or not word[1:].islower()):
        return weight + 6
    if starts or word.endswith("ly"):
        return weight / 2
    return weight + 4 if word[0].isupper() else weight


def _together(between: str) -> bool:
    return between in (" ", "-", "\n  ")

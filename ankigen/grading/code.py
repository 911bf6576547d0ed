"""Code: the same lines but for layout, comments and the choice of names.

Both sides become lines of tokens: Python by its own tokenizer (which runs nothing), other
languages by a plain lexer. Names that the code itself binds may be called otherwise, if they are
so throughout; names of libraries, attributes and keywords may not.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from ankigen.grading.closed import judged, unreadable
from ankigen.grading.codelines import Line, lines_of
from ankigen.grading.records import Grade, PointGrade
from ankigen.grading.request import BadRequest, Request

MOST_LINES = 200
PARTLY_RIGHT = 0.85
"""Code with a line that differs may do something else, so it is never wholly right."""


_F_STRING = re.compile(r"(?i)(?:f|fr|rf)[\"']")
_BRACES = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"[^\W\d]\w*")
_BINDING_WORDS = frozenset(
    {"def", "class", "for", "as", "lambda", "let", "var", "const", "val", "auto", "int", "float",
     "double", "long", "char", "bool", "string", "function", "func", "fn", "void"}
)  # fmt: skip
_KEYWORDS = frozenset(keyword.kwlist) | _BINDING_WORDS | {
    "self", "cls", "this", "null", "nil", "true", "false", "undefined", "new", "print", "len",
    "range", "sum", "max", "min", "abs", "zip", "map", "filter", "sorted", "enumerate", "super",
    "list", "dict", "set", "tuple", "str", "select", "from", "where", "group", "by", "order",
}  # fmt: skip


def grade(request: Request, answer: str) -> Grade:
    """Grade code against each reference; the nearest counts.

    Raises:
        BadRequest: the request holds no code to compare with.
    """
    wanted = [text for text in (*request.references, *request.expected, *request.accept) if text]
    if not wanted:
        raise BadRequest('"references" must hold the code')
    given = lines_of(answer, request.language)
    if not given:
        return unreadable("There is no code in that.")
    if len(given) > MOST_LINES:
        return unreadable(f"That has {len(given)} lines; at most {MOST_LINES} are read here.")
    grades = [_compared(given, lines_of(text, request.language)) for text in wanted]
    return max(grades, key=lambda grade: grade.score)


def _compared(given: tuple[Line, ...], wanted: tuple[Line, ...]) -> Grade:
    if not wanted:
        raise BadRequest('"references" must hold code, not only comments')
    if len(given) == len(wanted) == 1:
        given = (_value_of(given[0], wanted[0]),)
    names = renaming(given, wanted)
    renamed = tuple(tuple(_renamed(token, names) for token in line) for line in given)
    if _flat(renamed) == _flat(wanted):
        return judged(1.0, "Right.", effortless=not names)
    kept = _common(renamed, wanted)
    points = tuple(
        PointGrade(" ".join(line), "covered" if place in kept else "missing")
        for place, line in enumerate(wanted)
    )
    share = len(kept) / max(len(wanted), len(given))
    score = min(share, PARTLY_RIGHT) if share >= 0.5 else share * 0.5
    if len(wanted) == 1:
        return judged(
            0.0, "That does not do the same, as far as I can tell.", unsure=_near(renamed, wanted)
        )
    return judged(
        score,
        f"{len(kept)} of {len(wanted)} lines are as they should be.",
        unsure=True,
        points=points,
    )


def _value_of(given: Line, wanted: Line) -> Line:
    """Of "y = …" and "return …" the value, where only a value is asked for."""
    depth = bool(given) and not given[0].strip(">")
    head, rest = (given[:1], given[1:]) if depth else ((), given)
    if "=" not in wanted and rest[1:2] == ("=",) and rest[0].isidentifier():
        return (*head, *rest[2:])
    return (*head, *rest[1:]) if rest[:1] == ("return",) and "return" not in wanted else given


def _near(given: tuple[Line, ...], wanted: tuple[Line, ...]) -> bool:
    """Whether most tokens agree, so that it may be the same said otherwise."""
    ours, theirs = _flat(wanted), _flat(given)
    shared = sum(min(ours.count(token), theirs.count(token)) for token in set(ours))
    return 2 * shared >= len(ours) + len(theirs) - max(4, len(ours) // 2)


def _flat(lines: tuple[Line, ...]) -> Line:
    return tuple(token for line in lines for token in (*line, "\n"))


def renaming(given: tuple[Line, ...], wanted: tuple[Line, ...]) -> dict[str, str]:
    """What the names bound in ``given`` are called in ``wanted``, where that is one to one."""
    ours, theirs = bound_names(wanted), bound_names(given)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in zip(_flat(given), _flat(wanted), strict=False):
        if one == other or one in names:
            continue
        bound = one in theirs and other in ours and one not in ours
        if other not in taken and (bound or _shortens(one, other)):
            names[one] = other
            taken.add(other)
    return names


def _renamed(token: str, names: dict[str, str]) -> str:
    """A token under its other name; an f-string with the names in its braces."""
    if not _F_STRING.match(token):
        return names.get(token, token)
    return _BRACES.sub(
        lambda braces: _NAME.sub(lambda name: names.get(name[0], name[0]), braces[0]), token
    )


def _shortens(one: str, other: str) -> bool:
    """``opt`` for ``optimizer``: so a name is told apart from another of the same use."""
    short, long = sorted((one, other), key=len)
    letters = len(short) >= 3 and short.isidentifier() and long.isalpha()
    longer = len(long) > len(short) + 1
    return letters and longer and long.startswith(short) and not {one, other} & _KEYWORDS


def bound_names(lines: tuple[Line, ...]) -> frozenset[str]:
    """The names that code gives itself: assigned, looped over, defined, or parameters."""
    bound: set[str] = set()
    fixed: set[str] = set()
    for line in lines:
        targets, imports = _targets(line), "import" in line
        for place, token in enumerate(line):
            before = line[place - 1] if place else ""
            if not token.isidentifier() or token in _KEYWORDS:
                continue
            if imports:
                if before != "as":
                    fixed.add(token)
            elif before in _BINDING_WORDS or place in targets:
                bound.add(token)
    return frozenset(bound - fixed)


def _targets(line: Line) -> set[int]:
    """The places of a line where names are bound: before a bare "=", in a ``for``, parameters."""
    depth = assigned = 0
    for place, token in enumerate(line):
        if token in ("=", ":=", "<-") and depth == 0:
            assigned = place
        if token in ("(", "[", "{"):
            depth += 1
        elif token in (")", "]", "}"):
            depth -= 1
    found = set(range(assigned))
    for place, token in enumerate(line):
        if token == "for":
            stop = next((i for i in range(place, len(line)) if line[i] in ("in", ";", "=")), place)
            found.update(range(place + 1, stop))
        elif token == "lambda":
            stop = next((i for i in range(place, len(line)) if line[i] == ":"), place)
            found.update(range(place + 1, stop))
        elif token in ("def", "function", "func", "fn"):
            found.update(_parameters(line, place))
    return found


def _parameters(line: Line, start: int) -> Iterator[int]:
    for place in range(start + 1, len(line)):
        if line[place] == ")":
            return
        if line[place - 1] in ("(", ",", "*", "**"):
            yield place


def _common(given: tuple[Line, ...], wanted: tuple[Line, ...]) -> frozenset[int]:
    """The lines of ``wanted`` that stand in ``given`` in the same order: the longest such run."""
    lengths = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(given))):
            same = wanted[i] == given[j]
            lengths[i][j] = (
                lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
            )
    kept: set[int] = set()
    i = j = 0
    while i < len(wanted) and j < len(given):
        if wanted[i] == given[j]:
            kept.add(i)
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return frozenset(kept)

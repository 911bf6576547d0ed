"""Code: the same lines but for layout, comments and the choice of names.

Both sides become lines of tokens: Python by its own tokenizer (which runs nothing), other
languages by a plain lexer. Names that the code itself binds may be called otherwise, if they are
so throughout; names of libraries, attributes and keywords may not.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator
from functools import lru_cache

from ankigen.grading.closed import judged, unreadable
from ankigen.grading.records import Grade, PointGrade
from ankigen.grading.request import BadRequest, Request

MOST_LINES = 200
PARTLY_RIGHT = 0.85
"""Code with a line that differs may do something else, so it is never wholly right."""

Line = tuple[str, ...]

_FENCE = re.compile(r"^\s*```[\w+-]*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_PROMPT = re.compile(r"^(?:>>> ?|\.\.\. ?|\$ )", re.MULTILINE)
_COMMENT = {
    "hash": re.compile(r"(?m)(?:^|(?<=\s))#.*$"),
    "slashes": re.compile(r"(?s)//[^\n]*|/\*.*?\*/"),
    "dashes": re.compile(r"(?m)--[^\n]*$"),
}
_COMMENT_OF = {
    "sql": "dashes", "haskell": "dashes", "lua": "dashes", "bash": "hash", "sh": "hash",
    "r": "hash", "ruby": "hash", "julia": "hash", "yaml": "hash", "perl": "hash",
}  # fmt: skip
_LEXEME = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[^\W\d]\w*"
    r"|<-|->|=>|:=|[-+*/%&|^=!<>]=|&&|\|\||\+\+|--|\*\*|//|<<|>>|[^\s\w]"
)
_BINDING_WORDS = frozenset(
    {"def", "class", "for", "as", "lambda", "let", "var", "const", "val", "auto", "int", "float",
     "double", "long", "char", "bool", "string", "function", "func", "fn", "void"}
)  # fmt: skip
_KEYWORDS = frozenset(keyword.kwlist) | _BINDING_WORDS | {
    "self", "cls", "this", "null", "nil", "true", "false", "undefined", "new", "print", "len",
    "range", "sum", "max", "min", "abs", "zip", "map", "filter", "sorted", "enumerate", "super",
    "list", "dict", "set", "tuple", "str", "select", "from", "where", "group", "by", "order",
}  # fmt: skip
_BLOCKS = frozenset(
    {"def", "class", "if", "elif", "else", "for", "while", "with", "try", "except", "finally"}
)
_SKIPPED = {
    tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER, tokenize.INDENT,
    tokenize.DEDENT,
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
    names = renaming(given, wanted)
    renamed = tuple(tuple(names.get(token, token) for token in line) for line in given)
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


def _near(given: tuple[Line, ...], wanted: tuple[Line, ...]) -> bool:
    """Whether most tokens agree, so that it may be the same said otherwise."""
    ours, theirs = _flat(wanted), _flat(given)
    shared = sum(min(ours.count(token), theirs.count(token)) for token in set(ours))
    return 2 * shared >= len(ours) + len(theirs) - max(4, len(ours) // 2)


def _flat(lines: tuple[Line, ...]) -> Line:
    return tuple(token for line in lines for token in (*line, "\n"))


@lru_cache(maxsize=512)
def lines_of(code: str, language: str = "") -> tuple[Line, ...]:
    """The logical lines of code as tokens, without comments, blank lines and layout."""
    fenced = _FENCE.match(code)
    text = fenced[1] if fenced else code
    text = _PROMPT.sub("", text.expandtabs(4).strip("\n"))
    named = language.casefold()
    if named in ("", "python", "py", "python3"):
        lines = _python(text)
        if lines is not None:
            return lines
    style = _COMMENT_OF.get(named, "hash" if named in ("", "python", "py") else "slashes")
    text = _COMMENT[style].sub("", text)
    lexed = (tuple(_LEXEME.findall(line)) for line in text.splitlines())
    kept = (_joined(_closed(_folded(line, named))) for line in lexed)
    return tuple(line for line in kept if line)


def _folded(line: Line, language: str) -> Line:
    return tuple(token.casefold() for token in line) if language == "sql" else line


def _closed(line: Line) -> Line:
    """A line without the semicolon that some end it with."""
    return line[:-1] if line and line[-1] == ";" else line


def _python(text: str) -> tuple[Line, ...] | None:
    """Lines by Python's tokenizer, or None where it does not read them."""
    try:
        return tuple(_python_lines(text))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        return None


def _python_lines(text: str) -> Iterator[Line]:
    line: list[str] = []
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(_dedented(text) + "\n").readline):
        if token.type == tokenize.INDENT:
            depth += 1
        elif token.type == tokenize.DEDENT:
            depth -= 1
        elif token.type == tokenize.NEWLINE or (token.string == ";" and line):
            for deeper, part in enumerate(_suites(line)):
                if not _is_docstring(part):
                    yield (">" * (depth + deeper), *_joined(tuple(_plain_line(part))))
            line = []
        elif token.type not in _SKIPPED:
            line.append(_literal(token.string) if token.type != tokenize.NAME else token.string)


def _suites(line: list[str]) -> list[list[str]]:
    """A line, or the head and the body of a block that stand on one: ``if x: return``."""
    if not line or line[0] not in _BLOCKS:
        return [line] if line else []
    depth = 0
    for place, token in enumerate(line[:-1]):
        depth += (token in ("(", "[", "{", "lambda")) - (token in (")", "]", "}"))
        if token == ":" and depth <= 0:
            return [line[: place + 1], line[place + 1 :]]
        depth -= token == ":" and "lambda" in line[:place]
    return [line]


def _dedented(text: str) -> str:
    lines = text.splitlines()
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)


def _is_docstring(line: list[str]) -> bool:
    return len(line) == 1 and line[0][:1] in ("'", '"')


def _joined(line: Line) -> Line:
    """The tokens with attributes and the names of arguments as one: ``.mean``, ``axis=``.

    They belong to what is called, so they are no names of the code's own.
    """
    joined: list[str] = []
    depth = 0
    own = not {"def", "lambda", "function", "func", "fn", "for"}.isdisjoint(line)
    for token in line:
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        last = joined[-1] if joined else ""
        if token.isidentifier() and last == ".":
            joined[-1] = f".{token}"
        elif token == "=" and depth and not own and last.isidentifier():
            joined[-1] = f"{last}="
        else:
            joined.append(token)
    return tuple(joined)


def _plain_line(line: list[str]) -> Iterator[str]:
    """The tokens without a comma before a closing bracket."""
    for token, following in zip(line, [*line[1:], ""], strict=True):
        if not (token == "," and following in (")", "]", "}")):
            yield token


def _literal(token: str) -> str:
    """One way of writing a string's quotes or a number: ``1e-3`` and ``.001`` are one."""
    if token[:1] == "'" and token[-1:] == "'" and '"' not in token and not token.startswith("'''"):
        return f'"{token[1:-1]}"'
    if token[:1].isdigit() or (token[:1] == "." and token[1:2].isdigit()):
        try:
            return repr(float(token)) if len(token) < 40 else token
        except ValueError:
            return token
    return token


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


def _shortens(one: str, other: str) -> bool:
    """``opt`` for ``optimizer``: so a name is told apart from another of the same use."""
    short, long = sorted((one, other), key=len)
    letters = len(short) >= 3 and short.isidentifier() and long.isalpha()
    return letters and long.startswith(short) and not {one, other} & _KEYWORDS


def bound_names(lines: tuple[Line, ...]) -> frozenset[str]:
    """The names that code gives itself: assigned, looped over, defined, or parameters."""
    bound: set[str] = set()
    fixed: set[str] = set()
    for line in lines:
        targets = _targets(line)
        for place, token in enumerate(line):
            before = line[place - 1] if place else ""
            if not token.isidentifier() or token in _KEYWORDS:
                continue
            if "import" in line:
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

"""Code as logical lines of tokens, without layout and comments.

Python is read by its own tokenizer, which runs nothing; other languages by a plain lexer.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from functools import lru_cache

Line = tuple[str, ...]

_FENCE = re.compile(r"^\s*```[\w+-]*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_INLINE = re.compile(r"^\s*`+([^`]+)`+\s*$")
_SQL = re.compile(
    r"(?is)\s*(?:select\b.{1,2000}?\bfrom\b|insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b"
    r"|(?:create|alter|drop)\s+(?:table|view|index)\b)"
)
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
_SINGLE_QUOTED = re.compile(r"([A-Za-z]{0,2})'([^'\"]+)'")
_BLOCKS = frozenset(
    {"def", "class", "if", "elif", "else", "for", "while", "with", "try", "except", "finally"}
)
_SKIPPED = {
    tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER, tokenize.INDENT,
    tokenize.DEDENT,
}  # fmt: skip


@lru_cache(maxsize=512)
def lines_of(code: str, language: str = "") -> tuple[Line, ...]:
    """The logical lines of code as tokens, without comments, blank lines and layout."""
    fenced = _FENCE.match(code) or _INLINE.match(code)
    text = fenced[1] if fenced else code
    text = _PROMPT.sub("", text.expandtabs(4).strip("\n"))
    named = language.casefold() or ("sql" if _SQL.match(text) else "")
    if named == "sql":
        return tuple(_sql_statements(_COMMENT["dashes"].sub("", text)))
    if named in ("", "python", "py", "python3"):
        lines = _python(text)
        if lines is not None:
            return lines
    style = _COMMENT_OF.get(named, "hash" if named in ("", "python", "py") else "slashes")
    text = _COMMENT[style].sub("", text)
    lexed = (tuple(_LEXEME.findall(line)) for line in text.splitlines())
    kept = (_joined(_closed(line)) for line in lexed)
    return tuple(line for line in kept if line)


def _sql_statements(text: str) -> Iterator[Line]:
    """Each statement however it is laid out, without regard to case, but in quotes."""
    statement: list[str] = []
    for token in (*_LEXEME.findall(text), ";"):
        if token != ";":
            statement.append(token if token[0] in "'\"" else token.casefold())
        elif statement:
            yield tuple(statement)
            statement = []


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
    for token in _python_tokens(_dedented(text) + "\n"):
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


def _python_tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    """Python's tokens, the same from every version of Python.

    Since 3.12 the parts of an f-string are tokens of their own; here they are one string again.
    What older versions call an error, newer ones raise.

    Raises:
        SyntaxError, tokenize.TokenError: the text is not Python.
    """
    lines = text.splitlines(keepends=True)
    nested = 0
    begin: tokenize.TokenInfo | None = None
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        name = tokenize.tok_name[token.type]
        if name == "ERRORTOKEN":
            raise SyntaxError(token.string)
        if name.endswith("STRING_START"):
            begin = begin or token
            nested += 1
        elif name.endswith("STRING_END") and begin is not None:
            nested -= 1
            if not nested:
                whole = _between(lines, begin.start, token.end)
                yield tokenize.TokenInfo(tokenize.STRING, whole, begin.start, token.end, token.line)
                begin = None
        elif not nested:
            yield token


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The text from one row and column to another; rows count from 1."""
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]]
    inner = lines[start[0] : end[0] - 1]
    return "".join([lines[start[0] - 1][start[1] :], *inner, lines[end[0] - 1][: end[1]]])


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
    quoted = _SINGLE_QUOTED.fullmatch(token)
    if quoted:
        return f'{quoted[1].lower()}"{quoted[2]}"'
    if token[:1].isdigit() or (token[:1] == "." and token[1:2].isdigit()):
        try:
            return repr(float(token)) if len(token) < 40 else token
        except ValueError:
            return token
    return token

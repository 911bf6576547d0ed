"""Plain values to YAML text: the same values, the same bytes.

Each text takes the plainest form that is read back exactly: bare, in single quotes, folded below
``>-`` where it is long, or literally below ``|`` where it has lines of its own. Double quotes are
never used: they would eat the backslashes of LaTeX. PyYAML's own emitter falls back to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ankigen.decksfile.nodes import bare_type

WIDTH = 96

_BARE = re.compile(r"[^\W\d_][^\n\t:#?,\[\]{}]*(?:(?::(?=\S)|(?<=\S)#)[^\n\t:#?,\[\]{}]*)*")
_BARE_IN_BLOCK = re.compile(r"[^\W\d_(][^\n\t:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n\t:#]*)*")
# Truth words of YAML 1.1 that PyYAML does not know but other programs do.
_OTHERS_BOOLEANS = {"y", "Y", "n", "N"}


def emit(values: dict[str, Any]) -> str:
    """YAML text of nested mappings, lists, texts, numbers and truth values."""
    return "\n".join(_mapping(values, 0)) + "\n"


def _mapping(values: dict[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in values.items():
        head = f"{pad}{_one_line(key, bare=_BARE)}:"
        yield from _entry(head, value, indent)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """What stands after ``key:`` or ``-``: on the same line where it fits, else below."""
    if isinstance(value, str):
        yield from _text(head, value, indent)
    elif isinstance(value, bool):
        yield f"{head} {'true' if value else 'false'}"
    elif isinstance(value, int | float):
        yield f"{head} {_number(value)}"
    elif flow := _flow(value, WIDTH - len(head) - 1):
        yield f"{head} {flow}"
    elif isinstance(value, dict):
        yield head
        yield from _mapping(value, indent + 2)
    else:
        yield head
        yield from _listing(value, indent)


def _listing(values: Iterable[Any], indent: int) -> Iterator[str]:
    pad, inner = " " * indent, indent + 2
    for value in values:
        if isinstance(value, dict):
            lines = _mapping(value, inner)
        elif isinstance(value, list | tuple) and not _flow(value, WIDTH - indent - 2):
            lines = _listing(value, inner)
        else:
            yield from _entry(f"{pad}-", value, indent)
            continue
        yield f"{pad}- {next(lines).lstrip(' ')}"
        yield from lines


def _flow(value: Any, width: int) -> str:
    """A short list on one line; nothing where it reads better below."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict) or not all(_is_short(item) for item in value):
        return ""
    parts = (item if isinstance(item, str) else _number(item) for item in value)
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= width else ""


def _is_short(item: Any) -> bool:
    return isinstance(item, int | float) or (isinstance(item, str) and _stands_bare(item, _BARE))


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    if "\n" in text or "\t" in text:
        yield from _literal(head, text, indent)
    elif len(head) + 1 + len(text) > WIDTH and _folds(text):
        yield f"{head} >-"
        yield from _fold(text, indent + 2)
    else:
        yield f"{head} {_one_line(text, bare=_BARE_IN_BLOCK)}"


def _one_line(text: str, bare: re.Pattern[str]) -> str:
    if _stands_bare(text, bare):
        return text
    return "'" + text.replace("'", "''") + "'"


def _stands_bare(text: str, bare: re.Pattern[str]) -> bool:
    if text in _OTHERS_BOOLEANS or not bare.fullmatch(text) or text[-1] in " :":
        return False
    return bare_type(text) == "str"


def _folds(text: str) -> bool:
    """Folding is exact where every line break stands for one space between two words."""
    return "  " not in text and text == text.strip(" ")


def _fold(text: str, indent: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _literal(head: str, text: str, indent: int) -> Iterator[str]:
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    chomp = {0: "-", 1: ""}.get(breaks, "+")
    # Where the first line begins with a space, the indentation must be said.
    said = "2" if body[:1] in (" ", "\n", "\t", "") else ""
    yield f"{head} |{said}{chomp}"
    pad = " " * (indent + 2)
    for line in body.split("\n"):
        yield pad + line if line else ""
    for _ in range(breaks - 1):
        yield ""


def _number(value: float) -> str:
    text = repr(value)
    # YAML 1.1 wants a dot before the exponent.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text

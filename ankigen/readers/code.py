"""Program text inside a document: where it starts, where it ends, which language it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

_LANGUAGES = (
    (
        "python",
        r"import [\w.]+(?: as \w+)?|from [\w.]+ import [\w*, ()]+|(?:async )?def \w+\(.*"
        r"|class \w+(?:\(.*\))?:|@\w[\w.]*(?:\(.*\))?",
    ),
    ("c", r"#include\s*[<\"].*|(?:int|void|double|float|char)\s+\w+\(.*\)\s*\{?"),
    ("sql", r"(?:SELECT|CREATE TABLE|INSERT INTO|UPDATE|DELETE FROM|WITH \w+ AS)\b.*"),
    ("r", r"library\(\w+\)|[\w.]+\s*<-\s*.+"),
    (
        "javascript",
        r"(?:const|let|var) \w+ = .*|(?:async )?function \w*\(.*|import .* from ['\"].*",
    ),
)
_OPENING = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _LANGUAGES))
_FENCE = re.compile(r"(?:```|~~~)\s*([\w+#-]*)\s*")
_CODE_LIKE = re.compile(
    r"[\w.\[\], ]+\s*(?:=|\+=|<-)\s*\S.*|[\w.]+\(.*\)[;:]?|(?:return|yield|raise|pass|break)\b.*"
    r"|(?:if|for|while|elif|else|with|try|except)\b.*:|[{}\])]+[;,]?|(?:#|//|--|/\*).*"
    r"|(?:\"\"\"|''').*|\s+\S.*|\S.*;"
)
_DOCSTRING = re.compile(r'"""|\'\'\'')


@functools.lru_cache(maxsize=1024)
def language_of_opening(text: str) -> str | None:
    """The language of a line that only a program begins with; None for any other line.

    A fence gives the language it names, or the empty string.
    """
    if text[:1] in ("`", "~"):
        fence = _FENCE.fullmatch(text)
        return fence[1].lower() if fence else None
    opening = _OPENING.fullmatch(text)
    return opening.lastgroup if opening else None


def is_fence(text: str) -> bool:
    """Whether a line opens or closes a fenced block."""
    return text[:1] in ("`", "~") and _FENCE.fullmatch(text) is not None


def extent(
    texts: Sequence[str], start: int, stops: Callable[[str], bool] = lambda text: False
) -> int:
    """How many lines from ``start`` on are code; 0 where it only looked so.

    A fenced block ends with its fence. Any other ends at a line that ``stops`` it (where the
    document itself goes on), unless that is in a docstring, or before a blank line that no code
    follows.
    """
    if is_fence(texts[start]):
        return _fenced(texts, start)
    end = start
    quote = ""
    for place in range(start, len(texts)):
        text = texts[place].rstrip()
        if not quote and stops(text.strip()):
            break
        if quote or _CODE_LIKE.fullmatch(text) or language_of_opening(text) is not None:
            end = place + 1
        elif text:
            break
        for mark in _DOCSTRING.findall(text):
            quote = mark if not quote else "" if mark == quote else quote
    return end - start if end - start >= 2 else 0


def _fenced(texts: Sequence[str], start: int) -> int:
    for place in range(start + 1, len(texts)):
        if is_fence(texts[place].strip()):
            return place + 1 - start
    return len(texts) - start

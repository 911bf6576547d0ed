"""A document's own LaTeX without the sizes and wrapping braces that a card does not want."""

from __future__ import annotations

import re

_SIZE = (
    r"\\(?:large|Large|LARGE|huge|Huge|small|footnotesize|normalsize|tiny"
    r"|displaystyle|textstyle|scriptstyle|scriptscriptstyle)(?![A-Za-z])[ \t]*"
)
_SIZES = re.compile(_SIZE)
_PIECES = re.compile(rf"(?P<size>{_SIZE})|\\(?:[A-Za-z]+|.)|[{{}}]|[^\\{{}}]+", re.DOTALL)
_TAKES_ARGUMENT = re.compile(r"\\[A-Za-z]+\s*$")


def tidy(latex: str) -> str:
    """LaTeX with size commands dropped, and with them the braces that were there for them.

    ``{\\large \\sigma(z)}`` is ``\\sigma(z)``; everything else stays the author's.
    """
    if "\\" not in latex and "{" not in latex:
        return latex.strip()
    found = [(match.group(), match.lastgroup == "size") for match in _PIECES.finditer(latex)]
    kept: list[str] = []
    opened: list[int | None] = []
    for index, (piece, size) in enumerate(found):
        if size:
            continue
        if piece == "{":
            sized = index + 1 < len(found) and found[index + 1][1]
            opened.append(None if sized and not _is_argument(kept) else len(kept))
            if opened[-1] is None:
                continue
        elif piece == "}" and opened and opened.pop() is None:
            continue
        _append(kept, piece)
    return _unwrapped("".join(kept).strip())


def _append(kept: list[str], piece: str) -> None:
    """Keep a command and a letter apart where a dropped size stood between them."""
    if kept and piece[0].isalpha() and _TAKES_ARGUMENT.search(kept[-1]):
        piece = " " + piece
    kept.append(piece)


def _is_argument(kept: list[str]) -> bool:
    """Whether a brace here is the argument of a command or a script."""
    before = "".join(kept[-2:]).rstrip()
    return before.endswith(("_", "^", "}", "]")) or bool(_TAKES_ARGUMENT.search(before))


def _unwrapped(text: str) -> str:
    """The text without one pair of braces around the whole of it."""
    while text.startswith("{") and text.endswith("}"):
        depth = 0
        for index, piece in enumerate(text):
            depth += (piece == "{") - (piece == "}")
            if depth == 0 and index < len(text) - 1:
                return text
        text = text[1:-1].strip()
    return text

r"""Text to field HTML: Markdown with ``$…$``, plain text, TeX and code, escaped for real Anki.

Every function takes any text whatever. Nothing in the result is live but the formatting it was
asked for, MathJax between ``\(…\)`` or ``\[…\]``, and the clozes that the caller names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from ankigen.anki.escape import CLOZE_CLOSE, CLOZE_OPEN, clean, dead
from ankigen.anki.highlight import highlighted
from ankigen.anki.markdown import rendered
from ankigen.anki.tex import field_safe, formula

# First and end position in the text, and the number of the cloze that hides what is between.
Hidden = tuple[int, int, int]

# A cloze number travels through Markdown as one character of a private plane.
_NUMBER = 0xF0000
_OPENING = re.compile(f"(\\{{?){CLOZE_OPEN}(.)")
_CLOSING_AFTER = re.compile(f"(?<=[}}:]){CLOZE_CLOSE}")


def plain_field(text: str) -> str:
    """Text as it stands: nothing in it is Markdown or mathematics; line ends are kept."""
    return dead(html.escape(clean(text))).replace("\n", "<br>")


def markdown_field(text: str, hidden: Sequence[Hidden] = ()) -> str:
    """Markdown as HTML: paragraphs, lists, tables, code, and mathematics between dollars.

    Args:
        text: the Markdown.
        hidden: what to hide, as positions in ``text`` that do not overlap; each becomes a cloze
            of its number. A range may hold a whole ``$…$``, or stand inside one.
    """
    return _rendered(text, hidden, inline=False)


def inline_field(text: str, hidden: Sequence[Hidden] = ()) -> str:
    """One line of Markdown as HTML without a paragraph around it, as ``markdown_field``."""
    return _rendered(text.replace("\n", " ").replace("\r", " "), hidden, inline=True)


def tex_field(tex: str, display: bool = False) -> str:
    r"""A formula for MathJax, ``\[…\]`` or ``\(…\)``; shown as text where it cannot be typeset."""
    return formula(clean(tex), display)


def cloze_tex(tex: str, number: int) -> str:
    """Part of a formula as a cloze, to be put into the result of ``tex_field``.

    The braces around it make Anki's ``[...]`` one symbol, as the part was, and keep the cloze
    apart from braces beside it. ``tex`` must itself close what it opens.
    """
    safe = field_safe(clean(tex))
    return f" {{ {{{{c{number}::{_apart(safe)}}}}} }} "


def cloze(html_text: str, number: int) -> str:
    """A field's HTML, made by the functions here, as a cloze."""
    return f"{{{{c{number}::{_apart(html_text)}}}}}"


def code_field(code: str, language: str = "", hidden: Mapping[int, int] | None = None) -> str:
    """Code, highlighted where the language is known.

    Args:
        code: the lines, kept as they are.
        language: a name that Pygments knows; else the code is shown without colours.
        hidden: for a line, counted from 1, the number of the cloze that hides it.
    """
    lines = dead(highlighted(clean(code).rstrip("\n"), language)).split("\n")
    for line, number in (hidden or {}).items():
        shown = lines[line - 1]
        body = shown.lstrip(" \t")
        lines[line - 1] = shown[: len(shown) - len(body)] + cloze(body, number)
    return '<pre class="code"><code>' + "\n".join(lines) + "</code></pre>"


def _apart(inside: str) -> str:
    return inside + " " if inside.endswith(("}", ":")) else inside


def _rendered(text: str, hidden: Sequence[Hidden], inline: bool) -> str:
    if not hidden:
        return rendered(clean(text), inline) if text else ""
    return _with_clozes(rendered(_marked(text, hidden), inline), len(hidden))


def _marked(text: str, hidden: Sequence[Hidden]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, number in sorted(hidden):
        if not done <= start < end <= len(text):
            raise ValueError(f"cannot hide {start} to {end} of {len(text)} characters")
        pieces += (
            clean(text[done:start]),
            CLOZE_OPEN + chr(_NUMBER + number),
            clean(text[start:end]),
            CLOZE_CLOSE,
        )
        done = end
    return "".join(pieces) + clean(text[done:])


def _with_clozes(shown: str, expected: int) -> str:
    if len(_OPENING.findall(shown)) != expected or shown.count(CLOZE_CLOSE) != expected:
        raise ValueError("what is to be hidden does not show in the text")
    shown = _CLOSING_AFTER.sub(f" {CLOZE_CLOSE}", shown)
    shown = _OPENING.sub(
        lambda match: (match[1] and "{ ") + f"{{{{c{ord(match[2]) - _NUMBER}::", shown
    )
    return shown.replace(CLOZE_CLOSE, "}}")

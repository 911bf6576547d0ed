r"""Text to field HTML: Markdown with ``$…$``, plain text, TeX and code, escaped for real Anki.

Every function takes any text whatever. Nothing in the result is live but the formatting it was
asked for, MathJax between ``\(…\)`` or ``\[…\]``, and the clozes that the caller names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from ankigen.anki.escape import CLOZE_CLOSE, CLOZE_OPEN, clean, dead, is_plain
from ankigen.anki.highlight import highlighted
from ankigen.anki.markdown import is_plain_line, rendered
from ankigen.anki.tex import field_safe, formula

# First and end position in the text, and the number of the cloze that hides what is between.
Hidden = tuple[int, int, int]

# A cloze number travels through Markdown as one character of a private plane.
_NUMBER = 0xF0000
_OPENING = re.compile(f"(\\{{?){CLOZE_OPEN}(.)")
_CLOSING_AFTER = re.compile(f"(?<=[}}:]){CLOZE_CLOSE}")


def plain_field(text: str) -> str:
    """Text as it stands: nothing in it is Markdown or mathematics; line ends are kept."""
    return text if is_plain(text) else dead(html.escape(clean(text))).replace("\n", "<br>")


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
    if not text.isprintable():
        text = text.replace("\n", " ").replace("\r", " ")
    return _rendered(text, hidden, inline=True)


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
    if not text and not hidden:
        return ""
    if is_plain_line(text, inline):
        shown = _with_gaps(text, hidden) if hidden else text
        shown = shown.replace('"', "&quot;")
        return shown if inline else f"<p>{shown}</p>"
    if not hidden:
        return rendered(clean(text), inline)
    marked = "".join(
        clean(before)
        + (f"{CLOZE_OPEN}{chr(_NUMBER + number)}{clean(inside)}{CLOZE_CLOSE}" if inside else "")
        for before, inside, number in _cut(text, hidden)
    )
    return _with_clozes(rendered(marked, inline), len(hidden))


def _with_gaps(text: str, hidden: Sequence[Hidden]) -> str:
    if len(hidden) == 1 and hidden[0][:2] == (0, len(text)):
        return cloze(text, hidden[0][2])
    return "".join(
        before + (cloze(inside, number) if inside else "")
        for before, inside, number in _cut(text, hidden)
    )


def _cut(text: str, hidden: Sequence[Hidden]) -> Iterator[tuple[str, str, int]]:
    """Text before a cloze, text inside and number of each; the last has nothing inside."""
    done = 0
    for start, end, number in sorted(hidden):
        if not done <= start < end <= len(text):
            raise ValueError(f"cannot hide {start} to {end} of {len(text)} characters")
        yield text[done:start], text[start:end], number
        done = end
    yield text[done:], "", 0


def _with_clozes(shown: str, expected: int) -> str:
    if len(_OPENING.findall(shown)) != expected or shown.count(CLOZE_CLOSE) != expected:
        raise ValueError("what is to be hidden does not show in the text")
    shown = _CLOSING_AFTER.sub(f" {CLOZE_CLOSE}", shown)
    shown = _OPENING.sub(
        lambda match: (match[1] and "{ ") + f"{{{{c{ord(match[2]) - _NUMBER}::", shown
    )
    return shown.replace(CLOZE_CLOSE, "}}")

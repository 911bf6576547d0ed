"""Text with clozes as field HTML, and what the lock keeps of each cloze."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ankigen.anki.ankinote import Taken
from ankigen.anki.blocks import point_html
from ankigen.anki.cloze import Hiding
from ankigen.anki.fields import Hidden, inline_field, markdown_field
from ankigen.anki.numbers import Part, part
from ankigen.deck import Point

_INSIDE = re.compile(r"\{\{c\d+::(.*?)\}\}", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(("br", "hr"))


def hiding_part(texts: Sequence[str], hiding: Hiding) -> Part:
    """What the lock keeps of a cloze: its words, and the text around its first place."""
    index, start, end = hiding[0]
    text = texts[index]
    if start == 0 and end == len(text):
        # A term hidden whole is known by the text it names, which stands next.
        return part(text, f"…{texts[index + 1]}" if index + 1 < len(texts) else "…")
    return part(text[start:end], f"{text[:start]}…{text[end:]}")


def hidden(chosen: Sequence[Hiding], numbers: Sequence[Taken]) -> dict[int, list[Hidden]]:
    """The places of clozes by the text they stand in, as the field functions want them."""
    found: dict[int, list[Hidden]] = {}
    for hiding, one in zip(chosen, numbers, strict=True):
        for text, start, end in hiding:
            found.setdefault(text, []).append((start, end, one.number))
    return found


def clozed_point(point: Point, in_term: Sequence[Hidden], in_text: Sequence[Hidden]) -> str:
    """A point as HTML with what is hidden in its term and its text."""
    if not in_term and not in_text:
        return point_html(point)
    text = inline(point.text, in_text) if in_text else inline_field(point.text)
    if not point.term:
        return text
    return f"<b>{inline(point.term, in_term)}</b>" + (f" — {text}" if text else "")


def inline(text: str, places: Sequence[Hidden]) -> str:
    """One line of Markdown with clozes."""
    return _whole_if_cut(inline_field, text, places)


def block(text: str, places: Sequence[Hidden]) -> str:
    """Markdown with clozes."""
    return _whole_if_cut(markdown_field, text, places)


def _whole_if_cut(
    render: Callable[[str, Sequence[Hidden]], str], text: str, places: Sequence[Hidden]
) -> str:
    """Render with clozes; what would cut a formula or a bold word in two hides the whole text."""
    if not places:
        return render(text, ())
    try:
        shown = render(text, places)
    except ValueError:
        shown = ""
    if shown and ("<" not in shown or all(map(_balanced, _INSIDE.findall(shown)))):
        return shown
    return render(text, [(0, len(text), places[0][2])])


def _balanced(html: str) -> bool:
    open_tags: list[str] = []
    for closing, name in _TAG.findall(html):
        if not closing and name not in _VOID:
            open_tags.append(name)
        elif closing and (not open_tags or open_tags.pop() != name):
            return False
    return not open_tags

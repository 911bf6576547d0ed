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
    # A term hidden whole is known by the text it names, which stands next.
    around = "" if (start, end) != (0, len(text)) else "".join(texts[index + 1 : index + 2])
    return part(text[start:end], f"{text[:start]}…{text[end:]}{around}")


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
    term = f"<b>{inline(point.term, in_term)}</b>" if point.term else ""
    return " — ".join(piece for piece in (term, inline(point.text, in_text)) if piece)


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

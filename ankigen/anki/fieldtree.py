"""Field HTML as a tree, without clozes, in a form in which equal looks are equal values."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

LONGEST = 500_000
"""Characters of a field; Markdown is no longer than 50,000 before it is shown as it stands."""

_DEEPEST = 150
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"))
# Tags that Anki's editor and browsers put around text that looks the same without them.
_INVISIBLE = frozenset(("span", "font", "tbody", "thead", "anki-mathjax"))
_SAME = {"strong": "b", "em": "i", "del": "s", "strike": "s"}
_BLOCKS = frozenset(
    "p div ul ol li pre table tr td th blockquote h1 h2 h3 h4 h5 h6 hr dl dt dd".split()  # noqa: SIM905
)
_TEX_CLOZE = re.compile(r" \{ \{\{c\d+::((?:(?!\}\}).)*)\}\} \} ", re.DOTALL)
_CLOZE = re.compile(
    r"\{\{c[\d,]+::((?:(?!\{\{c[\d,]+::|\}\}).)*?)(?:::(?:(?!\{\{c[\d,]+::|\}\}|::).)*)?\}\}",
    re.DOTALL,
)
_DEEPEST_CLOZE = 8
_SPACE = re.compile(r"[ \t\n\r\f]+")
_KEPT_CLASSES = frozenset(("formula", "caption", "where", "options", "right", "key", "why", "code"))


@dataclass(slots=True)
class Element:
    """An HTML element; text between its tags stands among the children as ``str``."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """The names in ``class``."""
        return set(self.attributes.get("class", "").split())

    def elements(self, *tags: str) -> list[Element]:
        """The elements directly inside, of these tags only where any are given."""
        return [
            child
            for child in self.children
            if isinstance(child, Element) and (not tags or child.tag in tags)
        ]

    def find(self, tag: str, name: str = "") -> Element | None:
        """The first element anywhere inside with a tag, and a class where one is given."""
        for child in self.elements():
            if child.tag == tag and (not name or name in child.classes):
                return child
            if found := child.find(tag, name):
                return found
        return None

    def text(self) -> str:
        """All text inside, a line break for each ``br``."""
        return "".join(_texts(self))


Node: TypeAlias = "Element | str"


def parsed(field_html: str) -> Element | None:
    """A field as a tree, its clozes opened; None where it is too long or nested too deep."""
    if len(field_html) > LONGEST:
        return None
    builder = _Builder()
    builder.feed(opened(field_html))
    builder.close()
    return None if builder.too_deep else builder.root


def opened(field_html: str) -> str:
    """The HTML with what clozes hide in their place; in TeX it stays a group."""
    shown = _TEX_CLOZE.sub(r" {\1} ", field_html)
    for _ in range(_DEEPEST_CLOZE):
        shown, found = _CLOZE.subn(r"\1", shown)
        if not found:
            break
    return shown


def look(field_html: str) -> str:
    """What a field looks like: equal for fields that show the same, whatever their spelling."""
    tree = parsed(field_html)
    if tree is None:
        return field_html
    pieces = "".join(_looks(_paragraphs(tree.children), within_pre=False))
    return unicodedata.normalize(
        "NFC", re.sub(r" ?(</?(?:block|br)[^>]*>) ?", r"\1", pieces)
    ).strip()


def _paragraphs(children: list[Node]) -> Iterator[Node]:
    """Text that stands among blocks, or alone, in paragraphs."""
    run: list[Node] = []
    end = Element("p")
    for child in [*children, end]:
        if not isinstance(child, Element) or child.tag not in _BLOCKS:
            run.append(child)
            continue
        if any(not isinstance(one, str) or one.strip() for one in run):
            yield Element("p", children=run)
        run = []
        if child is end:
            return
        if child.tag != "div" or child.classes & _KEPT_CLASSES:
            yield child
        else:
            yield from _paragraphs(child.children)


def _looks(children: Iterable[Node], within_pre: bool) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            text = child if within_pre else _SPACE.sub(" ", child)
            yield html.escape(text, quote=False)
        elif child.tag == "br":
            yield "\n" if within_pre else "<br>"
        elif child.tag in _INVISIBLE or (child.tag == "i" and not child.children):
            yield from _looks(child.children, within_pre)
        else:
            kind = "block " if child.tag in _BLOCKS else ""
            classes = " ".join(sorted(child.classes & _KEPT_CLASSES))
            name = _SAME.get(child.tag, child.tag)
            target = (
                ""
                if child.tag == "div"
                else child.attributes.get("href", "") or child.attributes.get("style", "")
            )
            yield f"<{kind}{name} {classes} {html.escape(target)}>"
            yield from _looks(child.children, within_pre or child.tag == "pre")
            yield f"</{kind}{name}>"


def _texts(node: Element) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        else:
            yield from _texts(child)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.too_deep = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        if self.too_deep:
            return
        self.open[-1].children.append(made)
        if tag not in _VOID:
            self.open.append(made)
            self.too_deep = len(self.open) > _DEEPEST

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if data and not self.too_deep:
            self.open[-1].children.append(data)

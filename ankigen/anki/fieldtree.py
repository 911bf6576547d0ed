"""Field HTML as a tree, without clozes, in a form in which equal looks are equal values."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

LONGEST = 200_000
"""Characters of a field that is read: Markdown of 50,000 makes less."""

_DEEPEST = 150
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"))
# Tags that Anki's editor and browsers put around text that looks the same without them.
_INVISIBLE = frozenset(("span", "font", "tbody", "thead", "anki-mathjax"))
_SAME = {"strong": "b", "em": "i", "del": "s", "strike": "s"}
_BLOCKS = frozenset(
    "p div ul ol li pre table tr td th blockquote h1 h2 h3 h4 h5 h6 hr dl dt dd".split()  # noqa: SIM905
)
_TEX_CLOZE = re.compile(r" \{ \{\{c\d+::((?:(?!\}\}|\{\{c).)*)\}\} \} ", re.DOTALL)
_CLOZE = re.compile(
    r"\{\{c[\d,]+::((?:(?!\{\{c[\d,]+::|\}\}).)*?)(?:::(?:(?!\{\{c[\d,]+::|\}\}|::).)*)?\}\}",
    re.DOTALL,
)
_DEEPEST_CLOZE = 8
# Python's own HTML parser takes minutes over tags that never close; none of these looks beyond
# the next '<'.
_TAG = re.compile(
    r"""<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"""
    r"""(?P<attributes>(?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*)?)>"""
)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LONGEST_TAG = 5_000
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
    return _tree(_without_comments(opened(field_html)))


def opened(field_html: str) -> str:
    """The HTML with what clozes hide in their place; in TeX it stays a group."""
    shown = _TEX_CLOZE.sub(r" {\1} ", field_html)
    for _ in range(_DEEPEST_CLOZE):
        shown, found = _CLOZE.subn(r"\1", shown)
        if not found:
            break
    return shown


def _without_comments(field_html: str) -> str:
    first, *others = field_html.split("<!--")
    pieces = [first]
    for other in others:
        inside, closed, after = other.partition("-->")
        pieces.append(after if closed else inside)
    return "".join(pieces)


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


def _tree(field_html: str) -> Element | None:
    root = Element("")
    waiting = [root]
    done = 0
    for tag in _TAG.finditer(field_html):
        _add_text(waiting[-1], field_html[done : tag.start()])
        done = tag.end()
        name = tag["name"].lower()
        if tag["closes"]:
            places = [place for place, one in enumerate(waiting) if place and one.tag == name]
            del waiting[places[-1] if places else len(waiting) :]
            continue
        made = Element(name, _attributes(tag["attributes"]))
        waiting[-1].children.append(made)
        if name not in _VOID and not tag["attributes"].endswith("/"):
            waiting.append(made)
            if len(waiting) > _DEEPEST:
                return None
    _add_text(waiting[-1], field_html[done:])
    return root


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text[:_LONGEST_TAG])
    return {one[1].lower(): html.unescape(one[2] or one[3] or one[4] or "") for one in found}


def _add_text(element: Element, text: str) -> None:
    if text:
        element.children.append(html.unescape(text))

"""The parts of a card that have a shape of their own, read back: the inverse of ``blocks``.

An item that shows as it did keeps everything its record has, also what no card shows: the weight
of a point, what else counts. Each function returns None where the shape is not there any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from ankigen.anki.blocks import formula_panel, point_html
from ankigen.anki.fields import tex_field
from ankigen.anki.fieldtext import inline_of, tex_of
from ankigen.anki.fieldtree import Element, Node, parsed
from ankigen.anki.fieldtree import look as look_of
from ankigen.deck import Formula, Point

_BETWEEN = " — "
_MOST_ITEMS = 1000

Item = TypeVar("Item", Point, Formula)


def points_of(
    field: str, recorded: Sequence[Point], known: Mapping[str, str]
) -> tuple[Point, ...] | None:
    """The points of a list of points."""
    tree = parsed(field)
    if tree is None:
        return None
    group = ""
    found: list[Point] = []
    for part in tree.elements():
        if part.tag == "h3":
            group = inline_of(part, known)
        elif part.tag == "ul":
            found += (_point(item, group, known) for item in part.elements("li"))
            group = ""
        else:
            return None
    if not 0 < len(found) <= _MOST_ITEMS or not all(point.text or point.term for point in found):
        return None
    looks = [look_of(point_html(point)) + point.group for point in found]
    before = [look_of(point_html(point)) + point.group for point in recorded]
    return _matched(found, looks, recorded, before, _edited_point)


def formulas_of(
    field: str, recorded: Sequence[Formula], known: Mapping[str, str]
) -> tuple[Formula, ...] | None:
    """The formulas of a field of panels."""
    tree = parsed(field)
    panels = tree.elements() if tree else []
    found = [_formula(panel, known) for panel in panels if "formula" in panel.classes]
    made = [formula for formula in found if formula]
    if not made or len(made) != len(panels) or len(made) > _MOST_ITEMS:
        return None
    looks, before = [_panel(one) for one in made], [_panel(one) for one in recorded]
    return _matched(made, looks, recorded, before, lambda new, old: new)


def choices_of(
    field: str, known: Mapping[str, str]
) -> tuple[tuple[tuple[str, str], ...], str, list[bool]] | None:
    """The choices by key, the key of the right one, and which is right by place."""
    tree = parsed(field)
    options = tree.find("ul", "options") if tree else None
    if options is None:
        return None
    choices, correct, right = [], "", []
    for item in options.elements("li"):
        key, text = item.find("span", "key"), item.find("div", "choice")
        if text is None:
            return None
        said = [
            child for child in text.children if isinstance(child, str) or "why" not in child.classes
        ]
        name = key.text().strip() if key else ""
        choices.append((name, inline_of(Element("", children=said), known)))
        right.append("right" in item.classes)
        correct = name if right[-1] else correct
    return tuple(choices), correct, right


def where_of(panel: Element, known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Symbols and what they stand for, in a panel."""
    listed = panel.find("dl")
    parts = listed.elements("dt", "dd") if listed else []
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return tuple((_tex(symbol, known), inline_of(meaning, known)) for symbol, meaning in pairs)


def _point(item: Element, group: str, known: Mapping[str, str]) -> Point:
    first, *rest = item.children or [""]
    if isinstance(first, Element) and first.tag == "b":
        text = inline_of(Element("", children=[*_without_dash(rest)]), known)
        return Point(text, inline_of(Element("", children=first.children), known), group)
    return Point(inline_of(item, known), group=group)


def _without_dash(children: list[Node]) -> list[Node]:
    if children and isinstance(children[0], str):
        return [children[0].lstrip().removeprefix(_BETWEEN.strip()).lstrip(), *children[1:]]
    return children


def _edited_point(new: Point, old: Point) -> Point:
    return replace(old, text=new.text, term=new.term, group=new.group)


def _formula(panel: Element, known: Mapping[str, str]) -> Formula | None:
    caption = panel.find("div", "caption")
    own = [
        child
        for child in panel.children
        if isinstance(child, str) or child.tag not in ("div", "dl")
    ]
    tex = _tex(Element("", children=own), known)
    name = inline_of(caption, known) if caption else ""
    return Formula(tex, name, where_of(panel, known)) if tex else None


def _tex(node: Element, known: Mapping[str, str]) -> str:
    r"""The TeX between the delimiters of a node that holds one formula."""
    shown = node.text().strip()
    for left, right in ((r"\[", r"\]"), (r"\(", r"\)")):
        if shown.startswith(left) and shown.endswith(right):
            return tex_of(shown.removeprefix(left).removesuffix(right), known)
    return tex_of(shown, known)


def _panel(formula: Formula) -> str:
    shown = tex_field(formula.latex, display=True)
    return look_of(formula_panel(shown, formula.name, formula.where))


def _matched(
    found: Sequence[Item],
    looks: Sequence[str],
    recorded: Sequence[Item],
    before: Sequence[str],
    edited: Callable[[Item, Item], Item],
) -> tuple[Item, ...]:
    """What was found, each as its record has it where it looks the same; ``edited`` for others."""
    made: list[Item] = []
    matcher = SequenceMatcher(a=before, b=looks, autojunk=False)
    for what, a, a_end, b, b_end in matcher.get_opcodes():
        if what == "equal":
            made += recorded[a:a_end]
        elif what == "replace" and a_end - a == b_end - b:
            made += map(edited, found[b:b_end], recorded[a:a_end])
        else:
            made += found[b:b_end]
    return tuple(made)

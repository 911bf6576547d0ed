"""Parts of a card that have a shape of their own: points, choices, formulas with their symbols."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from ankigen.anki.fields import inline_field, tex_field
from ankigen.deck import Formula, Point


def points_block(points: Iterable[Point]) -> str:
    """Points as a list, terms bold; a group's heading stands above its points."""
    lists = []
    for group, members in groupby(points, key=lambda point: point.group):
        heading = f"<h3>{inline_field(group)}</h3>" if group else ""
        lists.append(points_list(map(point_html, members), heading))
    return "".join(lists)


def points_list(items: Iterable[str], heading: str = "") -> str:
    """Items that are HTML already, in the list that points stand in."""
    return f'{heading}<ul class="points">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def point_html(point: Point) -> str:
    """One point: its term bold, then what it says."""
    text = inline_field(point.text)
    if not point.term:
        return text
    return f"<b>{inline_field(point.term)}</b>" + (f" — {text}" if text else "")


def choices_block(
    choices: Iterable[tuple[str, str]], correct: str, why: Mapping[str, str] | None = None
) -> str:
    """Choices with their keys; which is right, and why another is not, shows on the back only.

    Args:
        choices: key and Markdown of each.
        correct: the key of the right one.
        why: Markdown to show under a choice, by key.
    """
    items = []
    for key, text in choices:
        reason = (why or {}).get(key, "")
        items.append('<li class="right">' if key == correct else "<li>")
        items.append(f'<span class="key">{inline_field(key)}</span>')
        items.append(f'<div class="choice">{inline_field(text)}')
        items.append(f'<div class="why">{inline_field(reason)}</div>' if reason else "")
        items.append("</div></li>")
    return f'<ul class="options">{"".join(items)}</ul>'


def formulas_block(formulas: Iterable[Formula]) -> str:
    """Each formula in a panel of its own: name, formula, what its symbols stand for."""
    return "".join(
        formula_panel(tex_field(formula.latex, display=True), formula.name, formula.where)
        for formula in formulas
    )


def formula_panel(shown: str, name: str = "", where: Iterable[tuple[str, str]] = ()) -> str:
    """A panel around field HTML; ``name`` is Markdown, ``where`` LaTeX and its meaning."""
    caption = f'<div class="caption">{inline_field(name)}</div>' if name else ""
    symbols = "".join(
        f"<div><dt>{tex_field(symbol)}</dt><dd>{inline_field(meaning)}</dd></div>"
        for symbol, meaning in where
    )
    legend = f'<dl class="where">{symbols}</dl>' if symbols else ""
    return f'<div class="formula">{caption}{shown}{legend}</div>'

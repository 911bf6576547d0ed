"""Parts of a card that have a shape of their own: points, choices, formulas with their symbols."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from ankigen.anki.fields import inline_field, plain_field, tex_field
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
    return f'{heading}<ul class="points">{"".join([f"<li>{item}</li>" for item in items])}</ul>'


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
    reasons = why or {}
    return _options(
        (key == correct, key, inline_field(text), inline_field(reasons.get(key, "")))
        for key, text in choices
    )


def truth_block(correct: bool, true: str = "True", false: str = "False") -> str:
    """The two choices of a statement, in the words of its language."""
    words = ((True, true), (False, false))
    return _options((truth == correct, "", inline_field(word), "") for truth, word in words)


def _options(options: Iterable[tuple[bool, str, str, str]]) -> str:
    """Whether it is right, plain key, HTML and the HTML of the reason, of each."""
    items = []
    for right, key, text, why in options:
        letter = f'<span class="key">{plain_field(key)}</span>' if key else ""
        reason = f'<div class="why">{why}</div>' if why else ""
        mark = ' class="right"' if right else ""
        items.append(f'<li{mark}>{letter}<div class="choice">{text}{reason}</div></li>')
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
        f"<dt>{tex_field(symbol)}</dt><dd>{inline_field(meaning)}</dd>" for symbol, meaning in where
    )
    legend = f'<dl class="where">{symbols}</dl>' if symbols else ""
    return f'<div class="formula">{caption}{shown}{legend}</div>'

"""The cards as Anki's own reviewer shows them in Chromium; and what the bench sees of a bad one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from collection import cards, imported, package
from reviewer import DESKTOP, PHONE, Card, Reviewer, rendered
from samples import samples

from ankigen.anki.blocks import choices_block, formulas_block, points_block
from ankigen.anki.fields import (
    cloze,
    cloze_tex,
    code_field,
    inline_field,
    markdown_field,
    plain_field,
    tex_field,
)
from ankigen.anki.notetypes import CLOZE, QUESTION
from ankigen.deck import Formula, Point

pytestmark = [pytest.mark.anki, pytest.mark.browser]


def _imported(collection: Any, folder: Path, notes: Sequence[Any]) -> list[Card]:
    log = imported(collection, package(folder / "faces.apkg", notes))
    assert len(log.new) == len(notes)
    assert not log.conflicting
    return cards(collection)


@pytest.fixture
def sample_cards(collection: Any, tmp_path: Path) -> list[Card]:
    return _imported(collection, tmp_path, samples())


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_side_is_clean_by_day_and_night(
    sample_cards: list[Card], anki_reviewer: Reviewer, size: tuple[int, int]
) -> None:
    seen = anki_reviewer.look_by_day_and_night(sample_cards, size)
    assert [problem for side in seen for problem in side.problems] == []
    assert len(seen) == 4 * len(sample_cards)


def test_every_kind_is_among_the_samples() -> None:
    kinds = {fields["Kind"] for _, _, fields in samples()}
    assert kinds == {
        *("open", "formula", "true-false", "choice", "number", "list", "code", "blank"),
    }


def test_a_question_keeps_its_answer_back(
    sample_cards: list[Card], anki_reviewer: Reviewer
) -> None:
    seen = {(side.card, side.side): side.text for side in anki_reviewer.look(sample_cards)}
    assert "rescales" not in seen["FC017 1", "question"]
    assert "rescales" in seen["FC017 1", "answer"]
    assert "✓" not in anki_reviewer.marks(_card(sample_cards, "FC017 1"), "question")
    assert "✓" in anki_reviewer.marks(_card(sample_cards, "FC017 1"), "answer")
    assert "underfit" not in seen["FC030 1", "question"]
    assert "underfit" in seen["FC030 1", "answer"]
    assert "Stable gradients" in seen["DL0049 1", "question"]
    assert "Breaks symmetry" not in seen["DL0049 1", "question"]


def _card(cards: list[Card], name: str) -> Card:
    return next(card for card in cards if card.name == name)


def test_a_short_answer_is_typed(sample_cards: list[Card]) -> None:
    for name in ("FC021 1", "FC030 1"):
        assert 'id="typeans"' in _card(sample_cards, name).question
        assert "typeans" in _card(sample_cards, name).answer
    assert 'id="typeans"' not in _card(sample_cards, "DL0048 1").question


def test_what_was_typed_is_readable(
    collection: Any, tmp_path: Path, anki_reviewer: Reviewer
) -> None:
    _imported(collection, tmp_path, [note for note in samples() if note[2].get("Typed")])
    typed = [
        rendered(collection.get_card(number), f"{word}", word)
        for number in collection.find_cards("")
        for word in ("0.52", "0.25", "overfit", "underfitting")
    ]
    assert any("typeBad" in card.answer for card in typed)
    assert any("typeMissed" in card.answer for card in typed)
    for night in (False, True):
        seen = anki_reviewer.look(typed, PHONE, night)
        assert [problem for side in seen for problem in side.problems] == []


LONG = " + ".join(f"x_{{{n}}} y_{{{n}}}" for n in range(30))


def test_nothing_sticks_out_of_a_phone(
    collection: Any, tmp_path: Path, anki_reviewer: Reviewer
) -> None:
    long = f"so ${LONG}$ and {'w' * 80} `{'c' * 80}`"
    text = f"{long}\n\n> {long}\n\n- {long}\n\n1. {long}\n   - {long}\n\n$${LONG}$$\n\n"
    text += f"| a | b |\n|---|---|\n| {long} | {long} |\n\n```\n{'code ' * 60}\n```\n"
    line = inline_field(long)
    heads = {"Title": line, "Prompt": line, "Note": markdown_field(text), "Source": line}
    points = points_block([Point(long, long, long)])
    formulas = formulas_block([Formula(LONG, long, ((LONG, long), ("x", long)))])
    choices = choices_block((("A", long), ("B", long)), "A", {"B": long})
    question = {
        "Question": markdown_field(text),
        "Answer": markdown_field(text),
        "Points": points,
        "Formulas": formulas,
        "Choices": choices,
        "Code": code_field("x = 1; " * 60, "python"),
    }
    hidden = f"{cloze(markdown_field(text), 1)} {points} {formulas}"
    notes = [
        ("question", QUESTION, {**heads, **question, "Kind": "open"}),
        ("cloze", CLOZE, {**heads, "Question": line, "Text": hidden, "Back": formulas}),
    ]
    seen = anki_reviewer.look(_imported(collection, tmp_path, notes), PHONE)
    assert [problem for side in seen for problem in side.problems] == []


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        ("errors", r"\[ \frac{a}{b \]"),
        ("errors", r"\( x_1_2 \)"),
        ("errors", r"\( \bm{x} \)"),
        ("errors", r"\( \text{a\_b} \)"),
        ("raw", "unread $x$"),
        ("raw", "bold **word**"),
        ("raw", "{{c1::x}}"),
        ("raw", "&lt;b&gt;"),
        ("raw", r"the rate \alpha"),
        ("wide", '<div style="width: 900px">wide</div>'),
        ("wide", r'<p style="display: inline-block; overflow-x: auto">\( \alpha \)</p>'),
        ("cut", '<div style="height: 9px; overflow: hidden">cut<br>off</div>'),
        ("faint", '<p style="color: #999">faint</p>'),
        ("live", '<img src="x.png">'),
        ("live", '<p onclick="x()">press</p>'),
    ],
)
def test_the_bench_sees(anki_reviewer: Reviewer, kind: str, side: str) -> None:
    card = Card("bad", f'<div class="ankigen">words {side}</div>', "")
    assert getattr(anki_reviewer.look([card])[0], kind)


def test_the_bench_sees_what_fades_at_night_alone(anki_reviewer: Reviewer) -> None:
    style = "<style>.nightMode p { color: #555 }</style>"
    card = Card("bad", f'{style}<div class="ankigen"><p>words</p></div>', "words")
    question, night, *_ = anki_reviewer.look_by_day_and_night([card])
    assert (len(question.faint), len(night.faint)) == (0, 1)


def test_the_bench_sees_an_empty_side(anki_reviewer: Reviewer) -> None:
    seen = anki_reviewer.look([Card("bad", "words", "<div></div>")])
    assert [side.problems for side in seen] == [[], ["bad answer: empty"]]


def test_mathjax_errors(mathjax_errors: Callable[[Sequence[str]], dict[str, str]]) -> None:
    good = [
        r"\frac{a}{b}",
        r"\begin{cases} a & x > 0 \\ b & x < 0 \end{cases}",
        r"\operatorname{f}",
        r"\text{a\_b}",
        "a < b",
    ]
    bad = [r"\bm{x}", "x_1_2", r"\frac{a", r"\left( a", r"\begin{cases} a"]
    assert set(mathjax_errors([*good, *bad])) == set(bad)
    assert mathjax_errors([]) == {}


HOLE = "\ue000"


def test_clozes_of_nested_formulas_survive_anki_and_mathjax(
    collection: Any, tmp_path: Path, anki_reviewer: Reviewer
) -> None:
    draw = random.Random(6)
    parts = [(_nested(draw, 4), _nested(draw, 4)) for _ in range(40)]
    notes = []
    for place, (hidden, after) in enumerate(parts):
        shown = tex_field(f"\\frac{{{HOLE}}}{{{after}}}", display=True)
        fields = {"Text": shown.replace(HOLE, cloze_tex(hidden, 1))}
        notes.append((f"tex{place}", CLOZE, fields))
    found = _imported(collection, tmp_path, notes)
    assert len(found) == len(notes)
    seen = anki_reviewer.look(found)
    assert [problem for side in seen for problem in side.problems] == []
    for card, (hidden, after) in zip(found, parts, strict=True):
        shown = re.findall(r"\\\[.*\\\]", card.answer)[-1]
        assert _bare(shown) == _bare(tex_field(rf"\frac{{{hidden}}}{{{after}}}", display=True))
        assert "[...]" in card.question


def _bare(tex: str) -> str:
    """TeX without what may be put in to part pairs."""
    return re.sub(r"[\s{}]", "", tex)


def _nested(draw: random.Random, depth: int) -> str:
    """TeX with many braces, colons and signs side by side."""
    if depth == 0:
        return draw.choice(["x", "y_{i}", r"\theta", "2", ":", "a<b", r"\{z\}", "p::q", r"50\%"])
    inner = [_nested(draw, depth - 1) for _ in range(2)]
    return draw.choice(
        [
            "{{%s}}%s",
            r"\frac{%s}{%s}",
            r"\sqrt{%s} {:} {%s}",
            r"\left( {%s} \right)^{{%s}}",
            r"\text{:} {%s}{%s}",
            r"{%s} :: {%s}",
        ]
    ) % tuple(inner)


HOSTILE = [
    "[sound:a.mp3]",
    "[anki:tts lang=en_US]x[/anki:tts]",
    "[[type:Question]]",
    "{{Question}} {{c1::x}} {{type:Typed}} {{#Id}}x{{/Id}}",
    "<script>document.title='x'</script>",
    "<img src=x onerror=document.title='x'>",
    '"><svg onload=document.title=1>',
    "[latex]x[/latex] [$]x[/$] [$$]x[/$$]",
    r"\(x\) \[y\] \begin{align} z \end{align}",
    r"$\href{javascript:document.title=1}{x}$",
    r"$\style{color:red}{x}$ $\require{bbox}$ $\def\alpha{x}$",
    "$$sound:f.mp3]$$ $$anki:tts lang=en_US]x[/anki:tts]$$ $$[type:Id]]$$",
    r"$\frac{a$ and $\left( b$ and $$c_{$$",
    "a\x1fb\x00c",
    "\u202eright to left\u2066",
    "{{c1::" * 30 + "}}" * 30,
    "::::}}}}{{{{",
    "[link](javascript:alert(1)) [web](https://example.org/[sound:b.mp3]{{c1::x}})",
    "![picture](https://example.org/a.png)",
    "```python\nx = {'a': {'b': y[::2]}}  # <b> \\(z\\) [sound:c.mp3]\n```",
    "`\\(z\\)` `{{c1::x}}` `[sound:d.mp3]`",
    "| a | b |\n|---|---|\n| {{c1::x}} | \\\\(x\\\\) |",
    "&lt;script&gt; &#123;&#123;c1::x&#125;&#125; &#91;sound:e.mp3&#93;",
    "w" * 3000,
]


def test_hostile_fields_stay_dead_in_real_anki(
    collection: Any, tmp_path: Path, anki_reviewer: Reviewer
) -> None:
    notes: list[Any] = []
    for place, text in enumerate(HOSTILE):
        for name, field in (("markdown", markdown_field(text)), ("plain", plain_field(text))):
            fields = {"Id": f"{name}{place}", "Question": field, "Note": field, "Source": field}
            hidden = f"{{{{c1::{field}}}}} stays"
            notes.append((name, QUESTION, {**fields, "Answer": field}))
            notes.append((name, CLOZE, {**fields, "Text": hidden, "Back": field}))
    found = _imported(collection, tmp_path, notes)
    assert len(found) == len(notes)
    for number in collection.find_cards(""):
        card = collection.get_card(number)
        assert not card.question_av_tags()
        assert not card.answer_av_tags()
        assert "[[type:" not in card.question() + card.answer()
    for side in anki_reviewer.look(found):
        assert not side.errors, side
        assert not side.wide, side
        assert not side.live, side
    assert anki_reviewer.title() == "reviewer"
    assert collection.fix_integrity()[1]

"""Whatever the text, the reader answers with a tree or with ``Unreadable``."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.notation import Unreadable, is_formula, latex, mark, read, tidy, unicode
from ankigen.notation.cursor import DEEPEST
from ankigen.notation.tokens import LONGEST
from ankigen.notation.tree import Expr

_PIECES = (
    "x y Q W f g σ Σ Π ∑ √ ∂ ∇ Δ ( ) [ ] { } | || ‖ , ; : = < ≤ → + - × / * ** ^ _ ^{ _{ ' ! % "
    r"\frac \sqrt \hat{ \text{ \left( \right) \left| \right| \begin{cases} \end{cases} & \\ \sum "
    r"\log max if else otherwise ₁ ᵢ ⁻ ¹ ᵀ 1 2.5 1e-8 ... \, \mathcal \binom \over \underset \not "
    "hat abs( .T @ \\{ \\} \\mid $ 𝒩 ½ “ \\quad \\begin \x00 \ue000 é 漢 € \n \u0302 \u202e"
)
PIECES = _PIECES.split(" ")

DEEP = {
    "parentheses": "(" * 5_000,
    "parentheses under the limit of length": "(" * 1_900 + "x" + ")" * 1_900,
    "powers": "**".join("9" * 900),
    "signs": "-" * 3_000 + "x",
    "operators before": "∇" * 3_000 + "x",
    "functions": "log " * 900 + "x",
    "roots": "√" * 3_000 + "x",
    "fractions": r"\frac" * 700,
    "braces": "{" * 4_000,
    "calls": "f(" * 1_900,
    "sums": "∑" * 3_000 + "x",
    "subscripts": "x" + "_x" * 1_500,
    "slashes": "x/" * 1_900 + "x",
    "marks": "x" + "\u0302" * 3_000,
    "factorials": "x" + "!" * 3_000,
}
LONG = {
    "digits": "9" * 3_000_000,
    "words": "word " * 1_000_000,
}
READABLE = {
    "nine to the nine to the nine": "9**9**9**9",
    "a sum of a billion terms": r"\sum_{i=1}^{10^9} i",
    "as deep as may be": "(" * (DEEPEST - 1) + "x" + ")" * (DEEPEST - 1),
    "as long as may be": "1" * LONGEST,
    "many bars": "|x" * 1_000,
    "many factors": "x " * 1_999,
    "many words": "foo bar " * 120,
    "many cases": "x if y, " * 120,
    "a cloze": "\ue000(1 + \ue001)",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deeply_is_said_to_be(text: str) -> None:
    with pytest.raises(Unreadable, match=r"nested|longer"):
        read(text)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_what_is_too_long_is_said_to_be(text: str) -> None:
    with pytest.raises(Unreadable, match="longer than 4,000 characters"):
        read(text)
    assert not is_formula(text)


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_what_is_large_but_no_more_is_read_and_printed(text: str) -> None:
    tree = read(text)
    assert read(latex(tree)) == read(unicode(tree)) == tree


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1 + ", 4),
        ("(a + b", 0),
        ("a + b)", 5),
        ("a = \\frobnicate{x}", 4),
        ("x + €", 4),
        ("hₜ + €", 5),
        ("ŷ₁ = x̂ + ¶", 10),
        ("\\begin{tikz} x \\end{tikz}", 0),
        ("a ,, b", 3),
        ("x^", 2),
        ("__import__('os').system('rm')", 16),
    ],
)
def test_a_position_is_that_of_the_text_as_given(text: str, position: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.position == position


def outcome_of(text: str) -> Expr | Unreadable:
    try:
        return read(text)
    except Unreadable as error:
        return error


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.text(max_size=60))
def test_any_text_reads_or_is_unreadable(text: str) -> None:
    outcome = outcome_of(text)
    if isinstance(outcome, Unreadable):
        assert 0 <= outcome.position <= len(text)
        assert outcome.reason
    else:
        assert read(latex(outcome)) == outcome
        assert read(unicode(outcome)) == outcome


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join) | st.text(max_size=80))
def test_marking_keeps_every_text(text: str) -> None:
    marked = mark(text)
    if "$" not in text:
        assert marked.count("$") % 2 == 0
        between = marked.split("$")[::2]
        assert all(piece in text for piece in between)
    assert isinstance(is_formula(text), bool)
    assert len(tidy(text)) <= len(text) + text.count("\\")

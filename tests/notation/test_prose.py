"""Formulas in sentences are found, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.notation import is_formula, latex, mark, read, tidy, unicode

HERE = Path(__file__).parent


def sentences() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in (HERE / "prose.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("-> "):
            found[-1] = (found[-1][0], line.removeprefix("-> "))
        elif line and not line.startswith(("# ", "== ")):
            found.append((line, line))
    return found


def phrases() -> list[tuple[str, bool]]:
    lines = (HERE / "phrases.txt").read_text(encoding="utf-8").splitlines()
    return [(line[2:], line[0] == "+") for line in lines if line[:2] in ("+ ", "- ")]


WORDS = ("the", "model", "learns", "a", "weight", "from", "data", "and", "so", "on", "A", "I")
SENTENCES, PHRASES = sentences(), phrases()


def test_there_are_enough_cases() -> None:
    assert len(SENTENCES) + len(PHRASES) >= 140
    assert len(set(SENTENCES)) == len(SENTENCES)


@pytest.mark.parametrize(("text", "marked"), SENTENCES)
def test_a_sentence_is_marked(text: str, marked: str) -> None:
    assert mark(text) == marked


@pytest.mark.parametrize("marked", [marked for _, marked in SENTENCES])
def test_what_is_marked_stays_as_it_is(marked: str) -> None:
    assert mark(marked) == marked


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_a_formula_is_told_from_prose(text: str, expected: bool) -> None:
    assert is_formula(text) is expected


@given(st.lists(st.sampled_from(WORDS)))
def test_plain_words_are_never_marked(words: list[str]) -> None:
    sentence = " ".join(words) + "."
    assert mark(sentence) == sentence


@pytest.mark.parametrize(
    ("given_latex", "expected"),
    [
        (r"{\large \sigma(z) = \displaystyle\frac{1}{1 + e^{-z}}}", None),
        (r"{\large\lambda}", r"\lambda"),
        (r"\displaystyle h_\theta(x)", r"h_\theta(x)"),
        (r"a {\large b} c", "a b c"),
        (r"\frac{\large a}{\small b}", r"\frac{a}{b}"),
        (r"x_{\large i}", "x_{i}"),
        (r"\alpha\large x", r"\alpha x"),
        (r"{x}_{i}", "{x}_{i}"),
        (r"{a} + {b}", "{a} + {b}"),
        (r"\text{Softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", None),
        ("  y = x ", "y = x"),
        (r"\largesse", r"\largesse"),
    ],
)
def test_tidy_drops_sizes_and_keeps_the_rest(given_latex: str, expected: str | None) -> None:
    if expected is None:
        expected = given_latex.removeprefix(r"{\large ").replace(r"\displaystyle", "")
        expected = expected.removesuffix("}") if given_latex.startswith("{") else expected
    assert tidy(given_latex) == expected


def test_the_examples_of_the_documentation_hold() -> None:
    text = (HERE.parents[1] / "docs" / "notation.md").read_text(encoding="utf-8")
    block = text.split("```python\n")[1].split("```")[0]
    assert mark("Divide by √dₖ to stabilise.") in block
    assert latex(read("δˡ = (Wˡ⁺¹)ᵀδˡ⁺¹ ⊙ g'(zˡ)")) in block
    assert unicode(read(r"\frac{1}{1 + e^{-z}}")) in block
    assert tidy(r"{\large \sigma(z)}") in block

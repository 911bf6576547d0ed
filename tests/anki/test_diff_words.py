"""Two texts to the words that changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki.diff_words import changed_words

TEXTS = st.text("ab \\{.é\n", max_size=30)


def marked(old: str, new: str) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[span.op].format(span.text) for span in changed_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Salt slows yeast.", "Salt slows yeast.", "Salt slows yeast."),
        ("Salt slows yeast.", "Salt stops yeast.", "Salt [-slows -]{+stops +}yeast."),
        ("", "Salt", "{+Salt+}"),
        ("Salt", "", "[-Salt-]"),
        ("one two three", "one three", "one [-two -]three"),
        (r"\frac{a}{b}", r"\frac{a}{c}", r"\frac{a}{[-b-]{+c+}}"),
        (r"\sin x", r"\cos x", r"[-\sin -]{+\cos +}x"),
        ("a b c d e", "a x c y e", "a [-b -]{+x +}c [-d -]{+y +}e"),
        ("α β", "α γ", "α [-β-]{+γ+}"),
    ],
)
def test_words_that_changed(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


@given(TEXTS, TEXTS)
def test_spans_make_up_both_texts(old: str, new: str) -> None:
    spans = changed_words(old, new)
    assert "".join(span.text for span in spans if span.op != "added") == old
    assert "".join(span.text for span in spans if span.op != "removed") == new
    assert all(span.text for span in spans)


def test_long_stretches_are_changed_as_a_whole() -> None:
    old, new = "start " + "a b " * 5000 + "end", "start " + "b c " * 5000 + "end"
    assert [span.op for span in changed_words(old, new)] == ["same", "removed", "added", "same"]

"""What a caller knows of the names decides what the text alone leaves open."""

from __future__ import annotations

import pytest

from ankigen.notation import Vocabulary, latex, read, unicode


@pytest.mark.parametrize(
    ("expected", "given", "as_latex"),
    [
        ("Wx + b", "Wx+b", "Wx + b"),
        ("u·x", "u(x + 1)", "u(x + 1)"),
        ("W_f x", "Wf x", "W_{f} x"),
        (r"W_{xh} x_t", "Wxh x_t", "W_{xh} x_{t}"),
        ("w x + b", "wx+b", "wx + b"),
        (r"\text{wx} + b", "wx+b", r"\text{wx} + b"),
        ("a b c", "abc", "ab c"),
        ("α z", "alphaz", r"\alpha z"),
        ("p · i", "pi", "p i"),
        ("π r", "pi r", r"\pi r"),
    ],
)
def test_runs_of_letters_follow_the_expected_formula(
    expected: str, given: str, as_latex: str
) -> None:
    assert latex(read(given, Vocabulary.of(read(expected)))) == as_latex


def test_a_name_is_applied_where_the_expected_formula_applies_it() -> None:
    applied = Vocabulary(functions=frozenset({"u"}))
    multiplied = Vocabulary(variables=frozenset({"f"}))
    assert read("u(2x)", applied) == read(r"\operatorname{u}(2x)", applied) != read("u(2x)")
    assert read("f(x)", multiplied) == read("f·x", multiplied).__class__(
        read("f·x").factors,  # type: ignore[union-attr]
        ("",),
    )
    assert unicode(read("f(x)")) == "f(x)"


def test_a_vocabulary_is_collected_from_trees() -> None:
    found = Vocabulary.of(read("softmax(W_f x + β)"), read("g(t)"))
    assert found.functions == {"softmax", "g"}
    assert {"W", "x", "β", "t"} <= found.variables
    assert found.indexed == {"W_f"}

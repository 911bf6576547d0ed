"""Promises about every formula, tried on trees as the reader gives them."""

import string
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from ankigen.equality import equal
from ankigen.equality.request import fields
from ankigen.notation import latex, tree, unicode

_LETTERS = "abcxyz"
_GREEK = "αβγδθλ"
_NAMES = st.sampled_from(_LETTERS + _GREEK).map(tree.Symbol)
_NUMBERS = st.sampled_from(["1", "2", "3", "10", "0.5"]).map(tree.Number)
_Sign = Literal["+", "-"]
_SIGNS: st.SearchStrategy[_Sign] = st.sampled_from(["+", "-"])


def _sums(inner: st.SearchStrategy[tree.Expr]) -> st.SearchStrategy[tree.Expr]:
    return st.lists(st.tuples(_SIGNS, inner), min_size=2, max_size=3).map(
        lambda terms: tree.Sum((("+", terms[0][1]), *terms[1:]))
    )


def _deeper(inner: st.SearchStrategy[tree.Expr]) -> st.SearchStrategy[tree.Expr]:
    functions = st.sampled_from(["log", "exp", "tanh", "sin"]).map(tree.Symbol)
    return st.one_of(
        _sums(inner),
        st.tuples(inner, inner).map(lambda p: tree.Product(p, ("·",))),
        st.builds(tree.Fraction, inner, inner),
        st.builds(tree.Root, inner),
        st.builds(tree.Script, _NAMES, st.none(), _NUMBERS),
        st.builds(tree.Call, functions, inner.map(lambda x: (x,))),
    )


FORMULAS = st.recursive(_NAMES | _NUMBERS, _deeper, max_leaves=6)
ANY_TEXT = st.text(max_size=60) | st.text(alphabet=string.printable, max_size=60)


@given(FORMULAS)
def test_a_formula_equals_itself_reprinted(formula: tree.Expr) -> None:
    printed = [latex(formula), unicode(formula)]
    for expected in printed:
        for found in printed:
            # A constant without a value (a division by nought) equals itself by its form.
            assert equal(expected, found).accepted, (expected, found)


@given(FORMULAS, FORMULAS)
def test_the_same_verdict_both_ways_round(one: tree.Expr, other: tree.Expr) -> None:
    there = equal(latex(one), latex(other)).verdict
    back = equal(latex(other), latex(one)).verdict
    assert there == back


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_gets_the_same_verdict_twice(expected: str, found: str) -> None:
    assert fields(equal(expected, found)) == fields(equal(expected, found))


@given(FORMULAS, FORMULAS, st.permutations(_LETTERS))
def test_other_letters_the_same_verdict(
    one: tree.Expr, other: tree.Expr, letters: list[str]
) -> None:
    renamed = str.maketrans(dict(zip(_LETTERS, letters, strict=True)))
    plain = [unicode(one), unicode(other)]
    # Function names have letters too: only formulas without any are renamed.
    if not any(word in text for word in ("log", "exp", "tanh", "sin") for text in plain):
        assert equal(*plain).verdict == equal(*(text.translate(renamed) for text in plain)).verdict


@given(FORMULAS)
def test_one_more_is_another_formula(formula: tree.Expr) -> None:
    more = tree.Sum((("+", formula), ("+", tree.Number("1"))))
    assert not equal(latex(formula), latex(more)).accepted


@given(FORMULAS, _NAMES)
def test_what_cancels_changes_nothing(formula: tree.Expr, name: tree.Symbol) -> None:
    # Whatever the formula is, F(x + 1) - Fx is F where it has a value at all.
    more = tree.Sum((("+", name), ("+", tree.Number("1"))))
    factors = [tree.Product((formula, f), ("·",)) for f in (more, name)]
    longer = latex(tree.Sum((("+", factors[0]), ("-", factors[1]))))
    plain = latex(formula)
    assert equal(plain, longer).verdict in ("equal", "undecided")
    assert equal(plain, longer).verdict == equal(longer, plain).verdict


@given(FORMULAS, FORMULAS)
def test_a_hint_is_of_a_wrong_formula_and_always_the_same(one: tree.Expr, other: tree.Expr) -> None:
    found = equal(latex(one), latex(other))
    assert found.hint is None or found.verdict == "different"
    assert found == equal(latex(one), latex(other))

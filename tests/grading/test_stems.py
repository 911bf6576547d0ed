"""Stems: forms of one word meet, and other words stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.grading.stems import stem_of


@pytest.mark.parametrize(
    "forms",
    [
        "train trained training trains",
        "generalize generalization generalizing generalized",
        "overfit overfits overfitted overfitting",
        "happy happiness",
        "dependent dependently",
        "relational relate related",
        "hopping hopped hop hops",
        "hoping hoped hope hopes",
        "agreed agrees agreeing agree",
        "conditional condition",
        "sensitivity sensitive",
        "usefulness usefully useful",
        "biologist biology biologists",
        "tie tying ties tied",
        "carelessly careless",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem_of(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "bias bia",
        "general generate",
        "internal international",
        "news new",
        "organ organization",
        "past paste",
        "proceed procedure",
        "sing single",
        "universe university",
        "used us",
    ],
)
def test_words_that_look_alike_keep_their_own_stems(words: str) -> None:
    assert len({stem_of(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("cries", "cri"),
        ("ties", "tie"),
        ("gas", "gas"),
        ("gaps", "gap"),
        ("bled", "bled"),
        ("adding", "add"),
        ("evening", "evening"),
        ("say", "say"),
        ("cry", "cri"),
        ("by", "by"),
        ("youth", "youth"),
        ("analogously", "analog"),
        ("adoption", "adopt"),
        ("opinion", "opinion"),
        ("fall", "fall"),
        ("controll", "control"),
        ("ox", "ox"),
    ],
)
def test_the_rules_of_the_algorithm(word: str, stem: str) -> None:
    assert stem_of(word) == stem


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_a_stem_is_lower_case_and_hardly_longer_than_its_word(word: str) -> None:
    stem = stem_of(word)
    assert stem == stem.lower()
    assert len(stem) <= len(word) + 1
    assert stem or not word

"""The lexicon's files: well formed, and what the words module makes of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import ankigen.grading.thesaurus as source
from ankigen.grading.commonwords import FILE as EVERYDAY
from ankigen.grading.spelling import american
from ankigen.grading.thesaurus import FILES, base_forms, read_thesaurus, thesaurus
from ankigen.grading.words import normalise, same_word, tokens, words

FOLDER = Path(source.__file__).parent / "lexicon"
PLAIN = ("explanation", "machine_learning", "phrases", "sciences", "synonyms")
CLASSES = ("antonyms", *PLAIN)


def _lines(name: str) -> list[str]:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    return [line.partition("#")[0].strip() for line in text.splitlines()]


def test_every_file_is_read_and_every_file_that_is_read_exists() -> None:
    assert sorted((*FILES, EVERYDAY)) == sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", CLASSES)
def test_an_entry_stands_on_one_side_only(name: str) -> None:
    for line in _lines(name):
        sides = [{entry.strip() for entry in side.split(",")} for side in line.split("|")]
        assert len(sides) <= 2, line
        if len(sides) == 2:
            assert not sides[0] & sides[1], line


@pytest.mark.parametrize("name", CLASSES)
def test_entries_are_lower_case_and_classes_have_two(name: str) -> None:
    for line in filter(None, _lines(name)):
        entries = [e.strip() for side in line.split("|") for e in side.split(",")]
        assert all(entry and entry == entry.lower() for entry in entries), line
        assert len(entries) >= 2, line


@pytest.mark.parametrize("name", CLASSES)
def test_no_phrase_hides_a_plain_negation(name: str) -> None:
    allowed = {"not a number", "almost never", "grow without bound"}
    allowed |= {"without detour", "without effort", "without help", "not only", "not just"}
    for line in _lines(name):
        for entry in (e.strip() for side in line.split("|") for e in side.split(",")):
            hidden = {"not", "never", "without"} & set(entry.split()) and " " in entry
            assert not hidden or entry in allowed, entry


@pytest.mark.parametrize("name", PLAIN)
def test_opposites_never_share_a_class(name: str) -> None:
    scales = [[_entries(side) for side in line.split("|")] for line in _lines("antonyms") if line]
    for line in filter(None, _lines(name)):
        for side in map(_entries, line.split("|")):
            for one, other in scales:
                assert not (side & one and side & other), (line, side & one, side & other)


def _entries(listed: str) -> set[str]:
    return {entry.strip() for entry in listed.split(",")}


def test_the_lexicon_is_broad() -> None:
    book = thesaurus()
    assert len(book.senses) > 8000
    assert len(book.operators) > 300
    assert len(book.abbreviations) > 200


def test_a_file_can_be_left_out() -> None:
    without = read_thesaurus(tuple(name for name in FILES if name != "antonyms"))
    assert not any(s.key.startswith("antonyms") for found in without.senses.values() for s in found)
    assert Counter(without.operators) == Counter(thesaurus().operators)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("reduces", "reduce"),
        ("stopped", "stop"),
        ("studies", "study"),
        ("grew", "grow"),
        ("bigger", "big"),
        ("better", "good"),
        ("rapidly", "rapid"),
    ],
)
def test_dictionary_forms(word: str, form: str) -> None:
    assert form in base_forms(word)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("smaler", "smaller"),
        ("wghts", "weights"),
        ("sofmax", "softmax"),
        ("generalizaton", "generalization"),
        ("activ", "activations"),
        ("neurons", "neuron"),
    ],
)
def test_slips_of_the_keys(given: str, wanted: str) -> None:
    assert same_word(given, wanted) >= 0.85


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("stable", "unstable"),
        ("linear", "nonlinear"),
        ("encoder", "decoder"),
        ("meiosis", "mitosis"),
        ("overfitting", "underfitting"),
        ("convex", "concave"),
        ("adsorption", "absorption"),
        ("loss", "less"),
    ],
)
def test_different_words_are_no_slips(given: str, wanted: str) -> None:
    assert same_word(given, wanted) == 0.0


@pytest.mark.parametrize(
    ("british", "there"),
    [
        ("normalisation", "normalization"),
        ("colours", "colors"),
        ("behaviour", "behavior"),
        ("modelling", "modeling"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("exercise", "exercise"),
        ("four", "four"),
        ("filled", "filled"),
    ],
)
def test_spelling(british: str, there: str) -> None:
    assert american(british) == there


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Don’t", "do not"),
        ("can't", "can not"),
        ("non-linear", "nonlinear"),
        ("w/o it", " without  it"),
        ("A→B", "a→b"),
        ("A->B", "a → b"),
        ("<b>x</b>", " x "),
        ("ﬁt", "fit"),
    ],
)
def test_normal_text(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_tokens_keep_numbers_and_marks() -> None:
    assert tokens("0,25 of 2D maps, FP16!") == ("0.25", "of", "2d", "maps", ",", "fp16", "!")
    assert words("the BN layer") == ("the", "batch", "normalization", "layer")

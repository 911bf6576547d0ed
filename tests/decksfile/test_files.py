"""What is saved is what is loaded, and what is not a deck says so, all at once."""

import contextlib
import os
import string
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.deck import FLAGS, Deck, Formula, Note, Point, Source
from ankigen.decksfile import dumps, load, loads, save, schema
from ankigen.problems import BadInput

# Texts that YAML is known to trip over, beside any printable text.
TRAPS = [
    "NO", "12:30", "010", "1e3", "~", "null", "=", "<<", "2024-01-01", "- a", "? a", "a: b", "a #b",
    "#a", "'", '"', "a:", ": a", "[a", "{a}", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "a\nb",
    " a", "a ", "a\n", "\na", "a\n\n", "a \nb", "a\tb", "\ta", r"\frac{1}{2}", "\\", "a  b", "---",
    "...", "y", "N", "é", "𝔼[x]", "x" * 200, "word " * 40 + "end", "a, b", "- - a", "-", "?",
]  # fmt: skip

texts = (
    st.sampled_from(TRAPS)
    | st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"))
        | st.sampled_from("\n\\:#'\"-"),
        min_size=1,
    ).filter(lambda text: "\ufeff" not in text)
).filter(str.strip)
words = st.text(string.ascii_letters + "-_:äλ", min_size=1, max_size=12)
many = st.lists(texts, max_size=3).map(tuple)
keys = texts.filter(lambda text: "\n" not in text)
pairs = st.dictionaries(keys, texts, max_size=3).map(lambda found: tuple(found.items()))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)

points = st.builds(
    Point,
    text=texts,
    term=texts | st.just(""),
    group=texts | st.just(""),
    accept=many,
    weight=st.floats(min_value=0.001, max_value=1e9),
)
formulas = st.builds(Formula, latex=texts, name=texts | st.just(""), where=pairs)
common = {
    "id": words,
    "question": texts,
    "title": texts | st.just(""),
    "answer": texts | st.just(""),
    "points": st.lists(points, max_size=3).map(tuple),
    "accept": many,
    "synonyms": st.lists(many.filter(bool), max_size=2).map(tuple),
    "cloze": many,
    "note": texts | st.just(""),
    "citations": many,
    "tags": st.lists(words, max_size=3).map(tuple),
    "flags": st.lists(st.sampled_from(FLAGS), max_size=2).map(tuple),
    "lines": st.none() | st.tuples(st.integers(1, 10**6), st.integers(10**6, 10**9)),
}
notes = st.one_of(
    st.builds(Note, kind=st.sampled_from(["open", "blank", "list"]), **common),
    st.builds(Note, kind=st.just("number"), correct=numbers, **common),
    st.builds(Note, kind=st.just("true-false"), correct=st.booleans(), **common),
    st.builds(Note, kind=st.just("code"), code=texts, language=words, **common),
    st.builds(
        Note, kind=st.just("formula"), formulas=st.lists(formulas, min_size=1).map(tuple), **common
    ),
    pairs.filter(bool).flatmap(
        lambda choices: st.builds(
            Note,
            kind=st.just("choice"),
            choices=st.just(choices),
            correct=st.sampled_from([key for key, _ in choices]),
            **common,
        )
    ),
)
decks = st.builds(
    Deck,
    name=texts,
    notes=st.lists(notes, max_size=4, unique_by=lambda note: note.id).map(tuple),
    source=st.none() | st.builds(Source, path=texts, format=words, sha256=st.just("0" * 64)),
)


@settings(max_examples=60, deadline=None)
@given(decks)
def test_a_deck_comes_back_as_it_was(deck: Deck) -> None:
    text = dumps(deck)
    assert loads(text) == deck
    assert dumps(loads(text)) == text


@settings(max_examples=60, deadline=None)
@given(decks)
def test_the_published_schema_accepts_what_is_written(deck: Deck) -> None:
    jsonschema.validate(yaml.safe_load(dumps(deck)), schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@given(st.text())
def test_any_text_is_a_deck_or_bad_input(text: str) -> None:
    with contextlib.suppress(BadInput):
        assert loads(dumps(loads(text))) == loads(text)


def test_latex_never_stands_in_double_quotes() -> None:
    formula = Formula(r"x: \frac{1}{2} #", where=((r"'\theta'", "an 'angle'"),))
    text = dumps(Deck("d", (Note("a", "formula", "q?", formulas=(formula,)),)))
    assert '"' not in text


def test_saving_twice_changes_nothing(tmp_path: Path) -> None:
    deck = Deck("d", (Note("a", "open", "q?"),))
    path = tmp_path / "new" / "deck.yaml"
    assert save(deck, path)
    before = path.stat().st_mtime_ns
    assert not save(deck, path)
    assert path.stat().st_mtime_ns == before
    assert load(path) == deck


def test_nothing_is_left_beside_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "folder.yaml"
    target.mkdir()
    with pytest.raises(BadInput, match=r"folder\.yaml: cannot be written"):
        save(Deck("d", ()), target)
    assert os.listdir(tmp_path) == ["folder.yaml"]


@pytest.mark.parametrize("character", ["\x00", "\x0c", "\x1f", "\x85", "\u2028", "\ud800", "\r"])
def test_a_character_that_would_not_come_back_is_refused(character: str) -> None:
    with pytest.raises(BadInput, match="the deck holds the character U"):
        dumps(Deck("d", (Note("a", "open", f"a{character}b"),)))


@pytest.mark.parametrize("key", ["two\nlines", "x" * 2000, "'" * 600])
def test_a_key_that_yaml_would_not_read_is_refused(key: str) -> None:
    formula = Formula("x", where=((key, "one"),))
    with pytest.raises(BadInput):
        dumps(Deck("d", (Note("a", "formula", "q?", formulas=(formula,)),)))


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), -1.0])
def test_a_weight_that_is_no_amount_is_refused(weight: float) -> None:
    note = Note("a", "open", "q?", points=(Point("p", weight=weight),))
    with pytest.raises(BadInput, match="weight"):
        dumps(Deck("d", (note,)))


def test_problems_of_a_deck_that_is_written_have_the_lines_of_its_text() -> None:
    notes = (Note("a", "open", "q?"), Note("b", "choice", "q?", choices=(("A", "x"),)))
    with pytest.raises(BadInput, match="d:7: correct is missing"):
        dumps(Deck("d", notes))


def test_symbols_explained_twice_are_refused_on_writing() -> None:
    formula = Formula("x", where=(("x", "one"), ("x", "two")))
    with pytest.raises(BadInput, match="come back"):
        dumps(Deck("d", (Note("a", "formula", "q?", formulas=(formula,)),)))

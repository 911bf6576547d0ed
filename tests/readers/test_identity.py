"""Ids are the document's own, or made of the question's words; a place in the document is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.problems import BadInput
from ankigen.readers import read_text
from ankigen.readers.identity import slug

WORDS = st.sampled_from(
    ["river", "bridge", "treaty", "harbour", "winter", "army", "king", "poet", "law", "road"]
)
QUESTIONS = st.lists(WORDS, min_size=2, max_size=6).map(lambda words: f"What of {' '.join(words)}?")
CARDS = st.lists(
    st.tuples(QUESTIONS, WORDS), min_size=1, max_size=8, unique_by=lambda card: card[0]
)


def flashcards(cards: list[tuple[str, str]]) -> str:
    return "".join(
        f"{number}\nQ\n\n{question}\n\nA\n\nThe {answer}.\n\n"
        for number, (question, answer) in enumerate(cards, 1)
    )


def guide(cards: list[tuple[str, str]]) -> str:
    return "1.1 Things\n" + "".join(
        f"Q: {question} A: The {answer}.\n" for question, answer in cards
    )


def ids(text: str) -> dict[str, str]:
    return {note.question: note.id for note in read_text(text).deck.notes}


@settings(max_examples=100, deadline=None)
@given(CARDS, st.randoms(use_true_random=False), st.sampled_from([flashcards, guide]))
def test_moving_and_adding_items_changes_no_id(cards, random, document) -> None:  # type: ignore[no-untyped-def]
    before = ids(document(cards))
    moved = [*cards, ("What of something new?", "sun")]
    random.shuffle(moved)
    after = ids(document(moved))
    assert {question: after[question] for question in before} == before
    assert len(set(after.values())) == len(moved)


def test_another_answer_keeps_the_id() -> None:
    one, other = flashcards([("What of it?", "sea")]), flashcards([("What of it?", "road")])
    assert ids(one) == ids(other)


def test_spaces_and_case_keep_the_id() -> None:
    one, other = flashcards([("What of  it?", "sea")]), flashcards([("what of It?", "sea")])
    assert list(ids(one).values()) == list(ids(other).values())


def test_the_same_question_with_two_answers_gives_two_ids_in_any_order() -> None:
    cards = [("What of it?", "sea"), ("What of it?", "road"), ("And that?", "king")]
    forward = {n.answer: n.id for n in read_text(flashcards(cards)).deck.notes}
    backward = {n.answer: n.id for n in read_text(flashcards(cards[::-1])).deck.notes}
    assert forward == backward
    assert len(set(forward.values())) == 3


def test_an_item_that_stands_twice_is_kept_once_and_said_so() -> None:
    cards = [("What of it?", "sea"), ("And that?", "king"), ("What of it?", "sea")]
    extraction = read_text(flashcards(cards))
    assert [note.question for note in extraction.deck.notes] == ["What of it?", "And that?"]
    repeated = [line.text for line in extraction.account.dropped if line.reason == "repeated"]
    assert repeated == ["What of it?", "The sea."]


def test_one_printed_id_for_two_posts_is_an_error_with_both_lines() -> None:
    post = "• AB1 Title\n\nWhat of {}?\n\nAnswer\n\nThe sea.\n\n"
    with pytest.raises(BadInput) as caught:
        read_text(post.format("it") + post.format("that"), "posts.txt")
    (problem,) = caught.value.problems
    assert (problem.line, problem.what) == (9, "the id AB1 stands at line 1 already")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the role of masking in attention?", "role-masking-attention"),
        ("Why was Zürich's guild so powerful?", "zurichs-guild-so-powerful"),
        ("What is it?", "what-is-it"),
        ("Что это?", ""),
        ("Compute $\\frac{a}{b}$ of x2", "compute-b-x2"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected

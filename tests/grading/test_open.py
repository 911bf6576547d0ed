"""Open answers: the record they give, the guards, the word to the learner, what always holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.deck import Point
from ankigen.grading.lines import one_line
from ankigen.grading.open import grade_open
from ankigen.grading.records import rating_of, verdict_of
from ankigen.grading.reference import points_of_reference
from ankigen.grading.words import MAX_CHARACTERS

QUESTION = "What does dropout do?"
POINTS = (
    Point("it randomly switches off neurons during training"),
    Point("it prevents co-adaptation of neurons"),
    Point("it reduces overfitting"),
)
FULL = (
    "During training, neurons are switched off at random. That prevents their co-adaptation, "
    "and so overfitting is reduced."
)


def test_a_full_answer_covers_every_point_and_says_by_which_words() -> None:
    grade = grade_open(QUESTION, FULL, POINTS)
    assert [point.status for point in grade.points] == ["covered"] * 3
    assert grade.verdict == "correct"
    assert grade.rating in ("good", "easy")
    assert "overfitting" in grade.points[2].matched


def test_one_point_turned_round_leaves_the_others_but_no_good_rating() -> None:
    grade = grade_open(QUESTION, FULL.replace("is reduced", "is increased"), POINTS)
    assert [point.status for point in grade.points] == ["covered", "covered", "contradicted"]
    assert 0.4 <= grade.score <= 0.6
    assert grade.rating == "hard"
    assert "increased" in grade.feedback


def test_weights_decide_what_a_point_costs() -> None:
    heavy = (Point("it reduces overfitting", weight=9.0), POINTS[1])
    light = (Point("it reduces overfitting", weight=0.1), POINTS[1])
    answer = "It reduces overfitting."
    assert grade_open(QUESTION, answer, heavy).score > 0.8
    assert grade_open(QUESTION, answer, light).score < 0.1


def test_a_term_or_an_accepted_wording_counts_as_the_point() -> None:
    point = Point(
        "all units would otherwise receive the same update",
        term="breaks symmetry",
        accept=("makes the units diverge",),
    )
    for answer in ("it breaks symmetry", "it makes the units diverge from each other"):
        assert grade_open("Why start at random?", answer, (point,)).points[0].status == "covered"


def test_what_is_named_is_not_yet_said() -> None:
    points = (
        Point("every unit is dropped with some probability", term="Training"),
        Point("nothing is dropped and outputs are scaled", term="Inference"),
        Point("many networks with shared weights are averaged", term="Benefit"),
    )
    wrong = "in training the inputs are sorted, in inference they are merged, the benefit is speed"
    assert grade_open("How does it work?", wrong, points).score < 0.3


@pytest.mark.parametrize(
    "answer",
    [
        "- avoid degradation\n- approximate an ensemble\n- no batch is needed\n- outputs are kept",
        "1) avoid degradation\r\n2) approximate an ensemble\r\n3) no batch is needed\r\n"
        "4) outputs are kept",
        "avoid degradation\napproximate an ensemble\n\nno batch is needed\noutputs are kept",
    ],
    ids=["bullets", "numbers", "lines"],
)
def test_what_one_line_denies_is_not_denied_in_the_next(answer: str) -> None:
    texts = (
        "avoid degradation",
        "approximate an ensemble",
        "no batch is needed",
        "outputs are kept",
    )
    grade = grade_open("What do they do?", answer, tuple(Point(text) for text in texts))
    assert [point.status for point in grade.points] == ["covered"] * 4


def test_a_long_line_that_goes_on_in_lower_case_was_only_wrapped() -> None:
    wrapped = (
        "In training, dropout switches off units that were drawn at random, and it does not\n"
        "let any of them rely on certain others"
    )
    assert one_line(wrapped) == wrapped.replace("\n", " ")


def test_what_is_said_word_for_word_is_said_of_no_rival() -> None:
    points = (Point("rises linearly to the maximum"), Point("falls along a cosine to the minimum"))
    answer = "Rises linearly to the maximum. Falls along a cosine to the minimum."
    assert grade_open("How does the schedule run?", answer, points).rating in ("good", "easy")


def test_a_word_beside_a_long_point_does_not_turn_it_round() -> None:
    points = (
        Point(
            "A neuron whose input is negative for every example outputs zero and gets no gradient,"
            " so it may stay that way for good, and the model has lost part of its capacity."
        ),
        Point("For positive inputs the gradient is exactly one through any number of units."),
    )
    answer = "The slope is one for positive inputs, but neurons die when their input is negative."
    grade = grade_open("Where is ReLU strong, and where is it limited?", answer, points)
    assert all(point.status != "contradicted" for point in grade.points)


def test_synonyms_of_the_deck_count() -> None:
    point = (Point("the flux capacitor stores the charge"),)
    answer = "the blue box stores the charge"
    without = grade_open("How does it work?", answer, point).score
    synonyms = (("flux capacitor", "blue box"),)
    assert grade_open("How does it work?", answer, point, synonyms=synonyms).score > without


@pytest.mark.parametrize(
    "answer", ["", "  \n", "?", "...", "idk", "I don't know", "no idea", "pass"]
)
def test_nothing_is_blank(answer: str) -> None:
    grade = grade_open(QUESTION, answer, POINTS)
    assert (grade.verdict, grade.score, grade.rating) == ("blank", 0.0, "again")


def test_a_doubt_before_an_answer_is_no_blank() -> None:
    assert grade_open(QUESTION, "not sure, but it reduces overfitting", POINTS).verdict != "blank"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (QUESTION, "repeats the question"),
        ("what does dropout do", "repeats the question"),
        (
            "overfitting neurons adaptation training random switches reduces co prevents off",
            "keywords",
        ),
        ("Neural networks were inspired by the brain.", "None of the points"),
    ],
)
def test_what_is_no_answer_gets_nothing_and_hears_why(answer: str, reason: str) -> None:
    grade = grade_open(QUESTION, answer, POINTS)
    assert grade.score < 0.3
    assert grade.rating == "again"
    assert reason in grade.feedback


def test_notes_without_function_words_are_no_salad() -> None:
    notes = "switches off random neurons in training, no co-adaptation, less overfitting"
    assert grade_open(QUESTION, notes, POINTS).score > 0.8


def test_hurried_statements_in_an_order_of_their_own_are_no_salad() -> None:
    points = (
        Point("activations and gradients neither fade nor blow up", term="Stable scale"),
        Point("the optimizer needs fewer steps to a good solution", term="Convergence"),
        Point("units with random weights can learn features of their own", term="Symmetry"),
    )
    notes = (
        "bad init makes activations/gradients vanish or explode; good init makes training faster"
        " and random weights stop all units from learning the same thing"
    )
    assert "keywords" not in grade_open("Why does it matter?", notes, points).feedback


def test_right_words_joined_wrongly_are_told_so() -> None:
    points = (
        Point("a checksum over each packet reveals damaged bytes"),
        Point("a sequence number puts late packets in their place"),
        Point("a timer asks again for what was lost on the way"),
    )
    wrong = (
        "the timer reveals late bytes, each number asks for damaged packets again, and the"
        " checksum puts a sequence in the lost place"
    )
    grade = grade_open("How does TCP stay reliable?", wrong, points)
    assert grade.rating == "again"
    assert "not joined" in grade.feedback
    assert all(point.status != "covered" for point in grade.points)


def test_feedback_gives_the_answer_away_only_when_asked() -> None:
    answer = "It reduces overfitting."
    silent = grade_open(QUESTION, answer, POINTS).feedback
    assert "co-adaptation" not in silent
    assert "1 of 3" in silent
    assert POINTS[1].text in grade_open(QUESTION, answer, POINTS, reveal=True).feedback


def test_weak_signs_make_the_grader_ask_back() -> None:
    odd = "purple mammals frequently juggle seventeen lanterns near old overfitting bakeries"
    grade = grade_open(QUESTION, f"{odd}, which reduces {odd}", POINTS)
    assert grade.unsure or grade.rating == "again"


def test_a_printed_answer_becomes_points_that_weigh_what_they_say() -> None:
    points = points_of_reference("Water evaporates. The salt is left behind in square crystals.")
    assert [point.text for point in points] == [
        "Water evaporates",
        "The salt is left behind in square crystals",
    ]
    assert points[0].weight < points[1].weight
    listed = points_of_reference("- first thing\n- second thing\n2) third thing")
    assert [point.text for point in listed] == ["first thing", "second thing", "third thing"]


def test_statements_that_a_printed_sentence_joins_are_points_of_their_own() -> None:
    joined = points_of_reference("Salt stays in the dish and the water rises into the air.")
    assert [point.text for point in joined] == [
        "Salt stays in the dish",
        "the water rises into the air",
    ]
    assert len(points_of_reference("The pitch gets higher and clearer.")) == 1


def test_a_reference_without_words_is_still_one_point() -> None:
    assert len(points_of_reference("…")) == 1
    assert grade_open("?", "anything", points_of_reference("…")).score == 0.0


@pytest.mark.parametrize(
    ("score", "rating", "verdict"),
    [
        (0.0, "again", "incorrect"),
        (0.29, "again", "incorrect"),
        (0.3, "hard", "partial"),
        (0.6, "good", "partial"),
        (0.9, "good", "correct"),
    ],
)
def test_thresholds(score: float, rating: str, verdict: str) -> None:
    assert rating_of(score) == rating
    assert verdict_of(score) == verdict


def test_only_an_effortless_full_answer_is_easy() -> None:
    assert rating_of(0.95, effortless=True) == "easy"
    assert rating_of(0.8, effortless=True) == "good"


def test_what_comes_after_the_limit_is_not_read() -> None:
    filler = "That is how it is. " * (MAX_CHARACTERS // 19 + 1)
    assert grade_open(QUESTION, filler + FULL, POINTS).score == 0.0
    assert grade_open(QUESTION, f"{FULL} {filler}", POINTS).score > 0.8


HOSTILE = {
    "a megabyte": "reduces overfitting " * 50_000,
    "one letter": "a" * 1_000_000,
    "one letter apart": "a " * 500_000,
    "emoji": "🧠🔥" * 2_000,
    "other scripts": "減少過學習 يقلل من الإفراط снижает переобучение",
    "control characters": "\x00\x01it\x02 reduces\x07 overfitting\u202e\ufeff",
    "html": "<script>alert(1)</script><b>it reduces</b> <i>overfitting</i>&nbsp;&lt;",
    "ligatures": "\ufdfa" * 4_000,
    "combining marks": "e\u0301\u0302" * 3_000,
    "brackets": "([{" * 2_000,
    "negations": "not " * 1_500,
    "hyphens": "-" * 4_000,
    "backslashes": "\\frac{" * 800,
}


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_answers_get_a_verdict(answer: str) -> None:
    grade = grade_open(QUESTION, answer, POINTS)
    assert 0.0 <= grade.score <= 1.0


def test_markup_and_control_characters_hide_nothing() -> None:
    for name in ("control characters", "html"):
        assert grade_open(QUESTION, HOSTILE[name], POINTS).points[2].status == "covered"


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "it reduces overfitting not no increases neurons , . : ; and but because without training "
        "prevents co-adaptation is 0 1 → instead of from to never dropout keeps § if cannot",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_answer_gets_the_same_sound_grade_twice(answer: str) -> None:
    grade = grade_open(QUESTION, answer, POINTS)
    assert grade == grade_open(QUESTION, answer, POINTS)
    assert 0.0 <= grade.score <= 1.0
    assert len(grade.points) == len(POINTS)
    assert grade.feedback
    assert (grade.verdict == "blank") <= (grade.rating == "again")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5), st.text(max_size=80))
def test_any_points_can_be_asked(points: list[str], question: str) -> None:
    grade = grade_open(question, " ".join(points), tuple(Point(point) for point in points))
    assert 0.0 <= grade.score <= 1.0

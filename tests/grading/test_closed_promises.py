"""What holds for any answer whatever to any closed question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.grading import Grade, Request, as_json, grade
from ankigen.grading.closed import LONGEST_ANSWERS
from ankigen.grading.records import rating_of, verdict_of

REQUESTS = {
    "true-false": Request("true-false", "True or false: whales are fish.", correct=False),
    "choice": Request(
        "choice",
        "Which is a mammal?",
        choices=(("A", "a whale"), ("B", "a shark"), ("C", "both of them"), ("D", "2 tunas")),
        correct="A",
    ),
    "blank": Request("blank", "A whale is a ____.", ("mammal (marine mammal)",)),
    "blank with two gaps": Request("blank", "____ eat ____.", ("whales and krill",)),
    "blank of a symbol": Request("blank", "The state is ____.", (r"$h_{t-1}$",)),
    "number": Request("number", "How long is it in m?", ("about 30 m at age = 9",)),
    "numbers": Request("number", "What are b1 and b2?", ("b1 = 0.9, b2 = 0.999",)),
    "list": Request("list", "Name two oceans.", ("Atlantic, Pacific, Indian and Arctic",)),
    "code": Request("code", "Loop.", ("for i in range(3):\n    print(i)",), language="python"),
    "code in C": Request("code", "Loop.", ("for (int i = 0; i < 3; i++) {}",), language="c"),
}

# Pieces of what people type, so that random answers reach past the first test.
_PIECES = st.sampled_from(
    ["true", "false", "not", "or", "no wait", "A", "b)", "the second one", "mammal", "marine",
     "0.9", "1/4", "30", "m", "km", "%", "= ", "b1", "to", "Atlantic", "and", "Pacific", ",", "\n",
     "for", "i", "(", ")", ":", "print", "h_{t-1}", "^", "-", "½", "\\frac{1}{2}", "because",
     "twenty", "million", "between", "idk", "at", "z", "whales", "krill", "1."]
)  # fmt: skip
_TYPED = st.lists(_PIECES, max_size=12).map(" ".join)
ANSWERS = st.one_of(st.text(max_size=60), _TYPED)


@pytest.mark.parametrize("name", REQUESTS)
@settings(max_examples=120, deadline=None)
@given(answer=ANSWERS)
def test_any_answer_gets_a_consistent_grade(name: str, answer: str) -> None:
    found = grade(REQUESTS[name], answer)
    assert isinstance(found, Grade)
    assert 0.0 <= found.score <= 1.0
    assert found.verdict in ("blank", "unreadable") or found.verdict == verdict_of(found.score)
    assert found.rating in (rating_of(found.score), rating_of(found.score, effortless=True))
    assert found.feedback
    assert grade(REQUESTS[name], answer) == found


@pytest.mark.parametrize("name", REQUESTS)
@settings(max_examples=40, deadline=None)
@given(answer=_TYPED)
def test_space_around_an_answer_changes_nothing(name: str, answer: str) -> None:
    assert grade(REQUESTS[name], f"  {answer}\n").score == grade(REQUESTS[name], answer).score


_HOSTILE = {
    "one letter": "a",
    "words": "true false A or B mammal 1 2 ",
    "emoji": "😀👍🏽",
    "control characters": "\x00\x1b[m\x07\u202e",
    "markup": "<b><script>&amp;",
    "another script": "深度学习 глубокое обучение ",
    "brackets": "((((",
    "signs": "-^*/=",
    "fractions": "\\frac{1}{2} ½ ",
    "surrogates": "\ud800",
    "ligatures": "ﷺ",
}


@pytest.mark.parametrize("piece", _HOSTILE.values(), ids=_HOSTILE.keys())
@pytest.mark.parametrize("name", REQUESTS)
def test_a_hostile_answer_is_graded_and_is_not_right(name: str, piece: str) -> None:
    kind = REQUESTS[name].kind
    for length in (LONGEST_ANSWERS[kind], 1_000_000):
        found = grade(REQUESTS[name], (piece * length)[:length])
        assert found.score < 0.6
        assert as_json(found)["verdict"] == found.verdict


@pytest.mark.parametrize("kind", [kind for kind in LONGEST_ANSWERS if kind != "formula"])
def test_an_answer_over_the_limit_is_not_judged_by_its_beginning(kind: str) -> None:
    request = next(request for request in REQUESTS.values() if request.kind == kind)
    answer = {
        "true-false": "false",
        "choice": "A",
        "blank": "mammal",
        "number": "30 m",
        "list": "Atlantic, Pacific",
        "code": "for k in range(3): print(k)",
    }[kind]
    assert grade(request, answer).score == 1.0
    found = grade(request, answer + " " * LONGEST_ANSWERS[request.kind] + ".")
    assert (found.verdict, found.score) == ("unreadable", 0.0)


@settings(max_examples=60, deadline=None)
@given(st.permutations(["Atlantic", "Pacific", "Indian", "Arctic"]), st.sampled_from([", ", "\n"]))
def test_the_order_of_a_list_does_not_matter(items: list[str], joint: str) -> None:
    request = Request("list", "Which oceans?", ("Atlantic, Pacific, Indian and Arctic",))
    assert grade(request, joint.join(items)).score == 1.0


@settings(max_examples=100, deadline=None)
@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=1000))
def test_a_number_is_right_as_a_fraction_and_not_with_the_other_sign(number) -> None:
    request = Request("number", "How much?", (f"{number.numerator}/{number.denominator}",))
    assert grade(request, f"{number.numerator}/{number.denominator}").score == 1.0
    if number:
        assert grade(request, f"{-number.numerator}/{number.denominator}").score == 0.0


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from("ABCD"), min_size=2))
def test_more_than_one_pick_is_never_right(picks: set[str]) -> None:
    for joint in (" or ", ", ", " and ", "/", " "):
        assert grade(REQUESTS["choice"], joint.join(sorted(picks))).score == 0.0


def test_reveal_gives_the_answer_and_nothing_else_does() -> None:
    request = Request("blank", "The capital of France is ____.", ("Paris",))
    assert "Paris" not in grade(request, "Lyon").feedback
    assert "Paris" in grade(request, "Lyon", reveal=True).feedback
    assert grade(request, "Lyon", reveal=True).score == 0.0


def test_the_best_of_several_references_counts() -> None:
    request = Request("blank", "It is ____.", ("autumn", "fall"))
    assert grade(request, "fall").score == 1.0
    assert grade(request, "autumn").score == 1.0
    assert grade(request, "spring").score == 0.0

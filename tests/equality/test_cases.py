"""What learners type, in every notation: accepted where it is right, never where it is wrong."""

import equality_examples as examples
import pytest

from ankigen.equality import equal

CASES = list(examples.cases())
WORDS = {"accepted": {"equal"}, "rejected": {"different"}, "unreadable": {"unreadable"}}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.title}: {c.given[:60]}")
def test_case(case: examples.Example) -> None:
    verdict = equal(case.expected, case.given)
    assert verdict.accepted is case.accepted, verdict


@pytest.mark.parametrize(("word", "expected", "given"), list(examples.documented()))
def test_documented(word: str, expected: str, given: str) -> None:
    assert equal(expected, given).verdict in WORDS[word]


def test_enough_of_both_kinds() -> None:
    assert sum(c.accepted for c in CASES) > 300
    assert sum(not c.accepted for c in CASES) > 150

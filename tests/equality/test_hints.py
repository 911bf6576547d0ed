"""What is said to be off: the right thing, and never more than that."""

from pathlib import Path

import equality_examples as examples
import pytest

from ankigen.equality import equal

LINES = (Path(__file__).parent / "hints.txt").read_text(encoding="utf-8").splitlines()
HINTS = [line.replace(" ⇐ ", " : ").split(" : ") for line in LINES if not line.startswith("#")]
WRONG = [case for case in examples.cases() if not case.accepted]


@pytest.mark.parametrize(("expected", "given", "hint"), HINTS)
def test_hint(expected: str, given: str, hint: str) -> None:
    assert equal(expected, given).hint == hint


def test_a_right_formula_gets_no_hint() -> None:
    assert equal("x + 1", "1 + x").hint is None


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        # Turned round it would still be another relation.
        ("x < 1", "x > -1"),
        ("x < 1", "x <= 2"),
        # The right side is right; what else is off is not said.
        ("x = a + b = c", "x = a - b = c"),
    ],
)
def test_no_hint_where_none_is_true(expected: str, given: str) -> None:
    assert equal(expected, given).hint is None


def test_only_who_asks_is_told_the_answer() -> None:
    pair = ("m_t + \\alpha", "m_t + \\beta")
    assert "α" not in (equal(*pair).hint or "")
    assert "α" in (equal(*pair, reveal=True).hint or "")


def test_most_wrong_formulas_get_a_hint() -> None:
    found = [equal(case.expected, case.given).hint for case in WRONG]
    assert sum(hint is not None for hint in found) > 0.75 * len(WRONG)

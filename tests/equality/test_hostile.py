"""Texts that want to hang, to crash or to be run: a verdict within limits, always."""

import os
import sys
import threading
import tracemalloc
from types import FrameType

import pytest
from hostile_formulas import EXPECTED, HOSTILE, pairs

from ankigen.equality import algebra, equal

# Calls of functions: what a machine of today does in a twentieth of a second.
_MOST_CALLS = 500_000
_MOST_BYTES = 50_000_000
_INTEGRAL = (r"\int_0^1 x^2 dx", "1/3")
PAIRS = [pytest.param(e, g, id=f"{name}-{n % 3}") for n, (name, e, g) in enumerate(pairs())]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_answer(text: str) -> None:
    assert equal(EXPECTED, text).verdict in ("different", "unreadable", "undecided")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_on_both_sides(text: str) -> None:
    algebra.stop()
    assert equal(text, text).verdict in ("equal", "different", "unreadable", "undecided")
    assert algebra.idle()


@pytest.mark.parametrize(("expected", "given"), PAIRS)
def test_little_is_done_about_it(expected: str, given: str) -> None:
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        equal(expected, given)
    finally:
        sys.setprofile(None)
    assert calls < _MOST_CALLS


def test_little_is_kept_in_mind() -> None:
    tracemalloc.start()
    try:
        for _, expected, given in pairs():
            equal(expected, given)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < _MOST_BYTES


def test_in_a_thread() -> None:
    found = []

    def judge() -> None:
        found.append([equal(EXPECTED, text).verdict for text in HOSTILE.values()])

    thread = threading.Thread(target=judge)
    thread.start()
    thread.join(timeout=60)
    assert found == [[equal(EXPECTED, text).verdict for text in HOSTILE.values()]]


def test_algebra_needs_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    algebra.stop()
    monkeypatch.delattr(os, "fork", raising=False)
    monkeypatch.delattr(os, "forkpty", raising=False)
    assert equal(*_INTEGRAL).verdict == "equal"


@pytest.mark.parametrize("script", ["raise SystemExit", "import no_such_module"])
def test_without_sympy_nothing_is_decided(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(algebra, "_WORKER", algebra.Worker(script=script, seconds=20))
    verdict = equal(*_INTEGRAL)
    assert (verdict.verdict, verdict.method) == ("undecided", "algebra")
    assert equal("x + 1", "1 + x").accepted

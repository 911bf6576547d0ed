"""Each rung decides what it is there for."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations

import pytest

from ankigen.equality import algebra, equal
from ankigen.equality.evaluate import evaluate
from ankigen.equality.exact import MODULUS, ExactField
from ankigen.equality.floating import FloatField
from ankigen.equality.terms import Add, Apply, Bind, Domain, Mul, Num, Pow, Term, Var
from ankigen.equality.wire import NotSendable, dump
from ankigen.equality.world import TooLong, World


@pytest.mark.parametrize(
    ("expected", "given", "method"),
    [
        ("a b + c", "c + b a", "normal form"),
        ("(x - a)^6000", "(x - a)^2 (x - a)^5998", "exact evaluation"),
        ("e^{a+b}", "e^a e^b", "sampling"),
        ("√2", "1.4142135624", "decimals"),
        ("{1, 2}", "{2, 1}", "structure"),
        ("2x = y", "y/2 = x", "rearranging"),
        ("x < 1", "-x > -1", "relation"),
        ("O(n)", "O(3n)", "growth"),
    ],
)
def test_the_rung_that_decides(expected: str, given: str, method: str) -> None:
    verdict = equal(expected, given)
    assert (verdict.verdict, verdict.method) == ("equal", method)


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("(x - a)^6000", "(x - a)^5999"),
        ("x + 10^{-30}", "x"),
        ("max(0, x)", "x"),
        ("x if x > 100 else 0", "0"),
        ("log(x^2)", "log(x)"),
        (r"\sum_{i=1}^{n} \sum_{j=1}^{n} x_{ij}", r"\sum_{i=1}^{n} x_{ii}"),
        ("A B", "B A^T"),
    ],
)
def test_near_misses_are_seen(expected: str, given: str) -> None:
    assert equal(expected, given).verdict == "different"


@pytest.mark.parametrize("name", "abcfghklopqrsuvwxyz")
def test_no_name_is_positive_by_chance(name: str) -> None:
    assert not equal(f"√({name}^2)", name).accepted
    assert not equal(f"√({name}^2 j_1^2)", f"{name} j_1").accepted


def test_two_names_have_all_pairs_of_signs() -> None:
    fields = [FloatField("seed", turn, "mixed") for turn in range(12)]
    signs = {tuple(field.variable(name) > 0 for field in fields) for name in "abcdefghkpqrstuv"}
    assert all(len(set(zip(*pair, strict=True))) == 4 for pair in combinations(signs, 2))


def test_exact_evaluation_is_modular() -> None:
    field = ExactField("seed")
    half = evaluate(Num(Fraction(1, 2)), field, World())
    assert half * 2 % MODULUS == 1
    assert field.faithful


def test_a_root_is_no_exact_value() -> None:
    field = ExactField("seed")
    evaluate(Pow(Var("x"), Num(Fraction(1, 2))), field, World())
    assert not field.faithful


def test_an_endless_evaluation_is_stopped() -> None:
    body: Term = Var("x", (Var("a"),))
    for letter in "abcd":
        body = Bind("∑", letter, Domain(Num(Fraction(1)), Num(Fraction(39))), body)
    with pytest.raises(TooLong):
        evaluate(body, ExactField("seed"), World())


@pytest.mark.parametrize(
    ("expected", "given", "verdict"),
    [
        (r"\int_0^1 x^2 dx", "1/3", "equal"),
        (r"\int_0^1 x^2 dx", "1/2", "different"),
        (r"\frac{d}{dx} x^2", "2x", "equal"),
        (r"\lim_{x \to 0} \frac{\sin x}{x}", "1", "equal"),
    ],
)
def test_algebra_in_its_own_process(expected: str, given: str, verdict: str) -> None:
    assert equal(expected, given).verdict == verdict


def test_a_worker_that_does_not_answer_is_stopped() -> None:
    worker = algebra.Worker(script="import time; time.sleep(60)", seconds=0.2)
    assert worker.ask("[]") is None
    assert worker.process is None


def test_without_sympy_nothing_is_decided() -> None:
    worker = algebra.Worker(script="raise SystemExit", seconds=20)
    assert worker.ask("[]") is None


def test_only_terms_that_sympy_knows_are_sent() -> None:
    with pytest.raises(NotSendable):
        dump(Apply("sim", (Var("x"), Var("y"))))
    assert dump(Add((Var("x"), Mul((Num(Fraction(1, 3)), Var("y")))))).startswith('[["add"')


def test_one_verdict_in_every_process() -> None:
    script = (
        "from ankigen.equality import equal; "
        "print(equal('tanh(x)', '(e^x-e^-x)/(e^x+e^-x)'), equal('QK^T', 'KQ^T'))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(found) == 1

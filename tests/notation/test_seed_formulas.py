"""Every formula of the real documents is found, reads, prints and is typeset."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from ankigen.notation import is_formula, latex, mark, read, tidy, unicode

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no documents at {SEEDS}"),
]
_BETWEEN_DOLLARS = re.compile(r"\$([^$]+)\$")


def expected() -> list[tuple[str, str, list[int]]]:
    """Document, whether whole lines are formulas or hold some, and the numbers of the lines."""
    text = Path(__file__).with_name("seed_lines.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return [(document, what, [int(number) for number in rest]) for document, what, *rest in rows]


@cache
def lines(document: str) -> list[str]:
    (path,) = SEEDS.glob(f"{document}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")


def formulas(document: str) -> list[str]:
    """Every formula of a document, as the document writes it or as it is marked."""
    found = [line.strip() for line in lines(document) if is_formula(line)]
    for line in lines(document):
        found.extend(_BETWEEN_DOLLARS.findall(mark(line)))
    return found


@pytest.mark.parametrize(("document", "what", "numbers"), expected())
def test_exactly_the_formulas_are_found(document: str, what: str, numbers: list[int]) -> None:
    found = []
    for number, line in enumerate(lines(document), start=1):
        whole = is_formula(line)
        if whole if what == "whole" else (not whole and mark(line) != line):
            found.append(number)
    assert found == numbers


@pytest.mark.parametrize("document", ["000", "001", "002", "003", "004"])
def test_every_formula_reads_back_from_both_notations(document: str) -> None:
    found = formulas(document)
    assert len(found) >= 20
    for formula in found:
        tree = read(formula)
        assert read(latex(tree)) == read(unicode(tree)) == read(tidy(formula)) == tree


@pytest.mark.browser
def test_every_formula_is_typeset(
    mathjax_errors: Callable[[Sequence[str]], dict[str, str]],
) -> None:
    printed: set[str] = set()
    for document in ("000", "001", "002", "003", "004"):
        for formula in formulas(document):
            printed |= {latex(read(formula)), *([tidy(formula)] if formula.isascii() else [])}
    assert mathjax_errors(sorted(printed)) == {}

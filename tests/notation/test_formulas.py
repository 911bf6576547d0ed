"""Titled cases: what a formula reads as, shown by how both printers write it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from ankigen.notation import latex, read, unicode


class Case(NamedTuple):
    title: str
    text: str
    latex: str
    unicode: str


def cases() -> list[Case]:
    found = []
    text = Path(__file__).with_name("formulas.txt").read_text(encoding="utf-8")
    for block in text.split("\n== ")[1:]:
        title, *lines = block.strip("\n").split("\n")
        given, (tex, plain) = lines[:-2], lines[-2:]
        case = (title, "\n".join(given), tex.removeprefix("latex"), plain.removeprefix("unicode"))
        found.append(Case(*(part.strip() for part in case)))
    return found


CASES = cases()


def test_there_are_enough_cases_of_different_titles() -> None:
    assert len({case.title for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_formula_is_printed_in_both_notations(case: Case) -> None:
    tree = read(case.text)
    assert (latex(tree), unicode(tree)) == (case.latex, case.unicode)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_printed_reads_as_the_same_tree(case: Case) -> None:
    tree = read(case.text)
    assert read(case.latex) == read(case.unicode) == tree

"""Which parts of formulas are hidden, and that what is hidden can be put back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ankigen.anki.formula_cloze import MOST, clozed, left_side, tree_of
from ankigen.anki.formula_listed import clozed_as_listed
from ankigen.anki.holes import Clozed, hole
from ankigen.notation import read

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("hidden_in_formulas.yaml").read_text(encoding="utf-8")
)


def shown(found: Clozed | None) -> str:
    text = found.latex if found else ""
    for index, inside in enumerate(found.hidden if found else ()):
        text = text.replace(hole(index), f"⟦{inside}⟧")
    return text


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_what_is_hidden(case: dict[str, Any]) -> None:
    tree = tree_of(case["latex"])
    assert tree is not None
    found = clozed(tree)
    assert shown(found) == case["hidden"]
    assert left_side(tree) == case["left"]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_what_is_hidden_put_back_is_the_formula(case: dict[str, Any]) -> None:
    filled = re.sub(r"([_^]?)⟦(.*?)⟧", r"\1 \2 ", case["hidden"])
    if filled:
        assert read(filled) == read(case["latex"])
    assert case["hidden"].count("⟦") <= MOST


def test_what_does_not_read_is_not_hidden() -> None:
    assert tree_of(r"\frac{1}{") is None
    assert tree_of("x = " + hole(0)) is None


def test_the_author_hides_a_piece_wherever_it_stands() -> None:
    found = clozed_as_listed(r"\frac{n}{n_{\text{in}} + 1}", ["n", r"\text{in}"])
    assert shown(found) == r"\frac{⟦n⟧}{⟦n⟧_{⟦\text{in}⟧} + 1}"


@pytest.mark.parametrize("piece", ["", "q", r"\fra", "{n", r"\frac{n", "nope"])
def test_a_piece_that_is_not_there_or_not_whole_is_not_hidden(piece: str) -> None:
    assert clozed_as_listed(r"\frac{n}{m}", [piece]) is None

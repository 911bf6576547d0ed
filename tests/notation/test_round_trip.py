"""Both printers are inverse to the reader."""

from __future__ import annotations

from hypothesis import given, settings

from ankigen.notation import latex, read, unicode
from ankigen.notation.tree import Expr
from tests.notation.strategies import trees


@settings(max_examples=200, deadline=None)
@given(trees)
def test_latex_reads_back_as_the_same_tree(tree: Expr) -> None:
    assert read(latex(tree)) == tree


@settings(max_examples=200, deadline=None)
@given(trees)
def test_unicode_reads_back_as_the_same_tree(tree: Expr) -> None:
    assert read(unicode(tree)) == tree

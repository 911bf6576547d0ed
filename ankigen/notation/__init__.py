"""Formulas as text: read into a tree, print as LaTeX or Unicode, find in prose."""

from ankigen.notation.grammar import read
from ankigen.notation.latex import latex
from ankigen.notation.tokens import Unreadable
from ankigen.notation.vocabulary import Vocabulary

__all__ = ["Unreadable", "Vocabulary", "latex", "read"]

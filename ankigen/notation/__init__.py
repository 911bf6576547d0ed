"""Formulas as text: read into a tree, print as LaTeX or Unicode, find in prose."""

from ankigen.notation.evidence import is_formula
from ankigen.notation.latex import latex
from ankigen.notation.prose import mark
from ankigen.notation.reading import read
from ankigen.notation.tidy import tidy
from ankigen.notation.tokens import Unreadable
from ankigen.notation.unicode import unicode
from ankigen.notation.vocabulary import Vocabulary

__all__ = ["Unreadable", "Vocabulary", "is_formula", "latex", "mark", "read", "tidy", "unicode"]

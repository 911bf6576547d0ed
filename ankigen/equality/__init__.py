"""Are two formulas the same? A ladder of rungs, from the normal form to algebra."""

from .judge import equal
from .verdict import Verdict

__all__ = ["Verdict", "equal"]

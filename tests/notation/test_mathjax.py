"""What the LaTeX printer writes is typeset by Anki's own MathJax."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ankigen.notation import latex, read
from tests.notation.test_formulas import CASES

pytestmark = pytest.mark.browser

MORE = (
    r"f(x)(y)",
    "p (1 - q)",
    r"\text{log} x",
    "hat(x + y)",
    "pmatrix[1, 2; 3, 4]",
    "f ∘ {g}(x)",
    "x⁽ˡ⁾ᵀ",
    "A ∖ B ∪ C ⋆ d @ e",
    "⟨x, y⟩ ≪ ⌈z⌉ ≅ w ↔ v ↦ u",
    "¬p ∧ q ∨ r ⇔ s",
    "∃x: x ∉ S ⊇ T ⊃ U",
    "x ± y ∓ z ≃ 28% ≡ 1°",
    "ℓ₁ + ℏ + ∅ + ⊥ + † + ℵ + ∠ + ⋮ + ⋱",
    "⋃ᵢ Aᵢ = ⋂ⱼ Bⱼ",
)


def test_every_formula_is_typeset(
    mathjax_errors: Callable[[Sequence[str]], dict[str, str]],
) -> None:
    printed = [latex(read(text)) for text in (*(case.text for case in CASES), *MORE)]
    assert mathjax_errors(printed) == {}

"""Short answers as plain letters, as symbols compared sign by sign, and as numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ankigen.grading.closeness import closeness
from ankigen.grading.quantities import Quantity, prepared, quantities

MOST_CHARACTERS = 1_000
"""What is written out longer than this is cut: no blank is so long."""

SYMBOLIC = re.compile(
    r"[_^{}\\=\[\]+*<>]|/(?![^\W\d]{3})|(?<![^\W\d]{3})/|[₀-₉⁰-⁹ₐ-ₜ]|^\W*[^\W\d]\W*$"
    r"|\b\w ?[-+−] ?\w\b|\b\w#"
)
"""What is compared sign by sign; a stroke between two words only joins them."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower case without accents, articles, quotes and final stops; other scripts are kept."""
    text = unicodedata.normalize("NFKC", text)[:MOST_CHARACTERS].strip().casefold()
    text = re.sub(r"\s+", " ", text).rstrip(" .,;:!?\"'`*“”«»„").lstrip(" ,;:!?\"'`*“”«»„")
    text = re.sub(r"^\.+(?!\d)", "", text)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"^(?:the|an?)\s+", "", text)


_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "µ": "mu", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "ψ": "psi", "ω": "omega", "κ": "kappa",
    "χ": "chi", "ξ": "xi", "ζ": "zeta", "ν": "nu", "√": "sqrt",
}  # fmt: skip


@lru_cache(maxsize=4096)
def symbol(text: str) -> str:
    """A symbol without the signs that only place it: ``h_{t-1}`` and ``h[t-1]`` agree."""
    text = unicodedata.normalize("NFKC", text)[:MOST_CHARACTERS].casefold().replace("−", "-")
    text = "".join(_GREEK.get(character, character) for character in text)
    text = re.sub(r"square root(?: of)?", "sqrt", text)
    text = re.sub(
        r"\\(?:mathbf|mathrm|text|left|right|hat|bar|vec)\b|\b(?:sub|at|of|the)\b", "", text
    )
    return re.sub(r"[\s_{}()\[\]\\$.,*^]", "", text)


def same_number(said: str, wanted: str) -> bool:
    """Whether two wordings are numbers and nothing else, and the same."""
    number, other = number_alone(plain(wanted)), number_alone(plain(said))
    if number is None or other is None:
        return False
    return closeness(other, number, "").score == 1


@lru_cache(maxsize=4096)
def number_alone(text: str) -> Quantity | None:
    """The number that a wording is, if it is nothing else."""
    if not any(character.isdigit() for character in text) and len(text.split()) > 6:
        return None
    ready = prepared(text)
    found = quantities(ready)
    if len(found) != 1 or ready[: found[0].start].strip() or ready[found[0].end :].strip():
        return None
    return found[0]

"""Typed text in one way of writing: the first thing done to a question, a point or an answer."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

MAX_CHARACTERS = 4000
"""What an answer says after this many characters is not read."""

_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|span|strong|style|sub|sup"
    r"|table|td|th|tr|u|ul)\b[^<>]{0,200}>"
)
_TEX_DROPPED = re.compile(
    r"\\(?:left|right|text|mathrm|mathbf|mathit|mathcal|operatorname|displaystyle|[,;!: ])\s?"
)
_TEX_NAME = re.compile(r"\\([a-z]+)")
_BRACES = str.maketrans({"{": " ", "}": " "})
# Each letter or mark outside ASCII that means something, as what it means.
_WRITTEN = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ′´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒−", "-"),
        **dict.fromkeys("–—", " ; "),
        **dict.fromkeys("⇒⟶↦", " → "),
        **dict.fromkeys("×·", " * "),
        **dict.fromkeys("↑⬆", " increase "),
        **dict.fromkeys("↓⬇", " decrease "),
        "≠": " not equal ", "√": " sqrt ", "∞": " infinity ", "∑": " sum ",
        "α": " alpha ", "β": " beta ", "γ": " gamma ", "δ": " delta ", "ε": " epsilon ",
        "ϵ": " epsilon ", "η": " eta ", "θ": " theta ", "λ": " lambda ", "μ": " mu ",
        "π": " pi ", "ρ": " rho ", "σ": " sigma ", "τ": " tau ", "φ": " phi ", "ω": " omega ",
    }
)  # fmt: skip
# Signs made of several keys, each with a character without which it cannot stand.
_SIGNS = (
    (">", re.compile(r"--?>|=>"), " → "),
    (">", re.compile(r">="), " ≥ "),
    ("<", re.compile(r"<="), " ≤ "),
    ("=", re.compile(r"!="), " not equal "),
    ("--", re.compile(r"\s--+\s"), " ; "),
    ("/", re.compile(r"\bw/o\b"), " without "),
    ("/", re.compile(r"\bw/(?=[\s\w])"), " with "),
    ("/", re.compile(r"\bb/c\b"), " because "),
    ("*", re.compile(r"\*{1,3}(?=\w)|(?<=\w)\*{1,3}(?=\W|$)"), " "),
    ("_", re.compile(r"_{1,3}(?=\w)|(?<=\w)_{1,3}(?=\W|$)"), " "),
)
_CONTRACTION = re.compile(
    r"\b(?:(ca)n'?t|(can)not|(wo)n'?t|(do|does|did|is|are|was|were|has|have|could|should|would)n'?t"
    r"|(it|that|what|there|he|she|this)'s)\b"
    r"|'(?:re|ve|ll|d|s|m)\b"
)
# Prefixes that belong to their word even when typed apart; other hyphens join two words.
_PREFIX = re.compile(
    r"\b(?:(non|un|co|re|pre|sub|multi|anti|auto|de|inter|intra|semi)-|(non) )(?=[a-z]{3})"
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z0-9])|(?<=[0-9])-(?=[a-z]{2})")


def normalise(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Lower-case plain text of at most ``limit`` characters: one way of writing each thing.

    Compatibility forms, quotes, dashes, arrows, HTML tags, LaTeX commands, Greek letters,
    contractions and shorthand (``w/o``) are written out; control characters become spaces.
    """
    return _normalised(text[:limit], limit)


@lru_cache(maxsize=512)
def _normalised(text: str, limit: int) -> str:
    ascii_only = text.isascii()
    if not ascii_only:
        text = unicodedata.normalize("NFKC", text)[:limit]
    text = text.lower()
    if "&" in text or "<" in text:
        text = _TAG.sub(" ", html.unescape(text)).replace("&", " and ")
    if "\\" in text:
        text = _TEX_NAME.sub(r" \1 ", _TEX_DROPPED.sub(" ", text)).translate(_BRACES)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    if not text.isascii():
        text = without_accents(text.translate(_WRITTEN))
    for key, pattern, written in _SIGNS:
        if key in text:
            text = pattern.sub(written, text)
    text = text.replace("$", " ").replace("~", " ≈ ").replace("`", "'")
    text = _CONTRACTION.sub(_written_out, text)
    if "-" in text or "non " in text:
        text = _HYPHEN.sub(" ", _PREFIX.sub(r"\1\2", text))
    return text


def without_accents(text: str) -> str:
    """Letters without the marks over and under them."""
    if text.isascii():
        return text
    kept = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(kept)


def _written_out(found: re.Match[str]) -> str:
    can, cannot, will, verb, subject = found.groups()
    if can or cannot:
        return "can not"
    if will:
        return "will not"
    if verb:
        return f"{verb} not"
    return f"{subject} is" if subject else " "

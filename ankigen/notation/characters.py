"""Characters that mean notation: raised and lowered letters, marks, styles, look-alikes.

``normalise`` rewrites them as the LaTeX they stand for (``hₜ₋₁`` is ``h_{t-1}``, ``x̂`` is
``\\hat{x}``, ``𝒩`` is ``\\mathcal{N}``) and keeps, for each character, where it stood.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ankigen.notation.commands import CHARACTERS

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()", strict=True))
SUPERSCRIPTS |= dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz", strict=True))
SUPERSCRIPTS |= dict(zip("ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ", "ABDEGHIJKLMNOPRTUVW", strict=True))
SUPERSCRIPTS |= dict(zip("ᵝᵞᵟᶿᵠᵡ", "βγδθφχ", strict=True))

SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()", strict=True))
SUBSCRIPTS |= dict(zip("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx", strict=True))
SUBSCRIPTS |= dict(zip("ᵦᵧᵨᵩᵪ", "βγρφχ", strict=True))

# Combining characters and the command each stands for.
MARKS = {
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u0305": "overline",
    "\u0307": "dot",
    "\u0308": "ddot",
    "\u030c": "check",
    "\u0306": "breve",
    "\u0332": "underline",
    "\u20d7": "vec",
    "\u20d6": "overleftarrow",
}

_MARK_OF = {command: mark for mark, command in MARKS.items()}
_MARKED = re.compile(rf"\\({'|'.join(_MARK_OF)})\{{(\w)\}}")

# Look-alikes and compatibility forms, each written the one way the tokenizer knows.
_SAME = str.maketrans(
    {
        "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\ufe63": "-",
        "\u2044": "/", "\u2215": "/", "\u2217": "*", "\u22c5": "·", "\u2219": "·",
        "\u2715": "×", "\u2a2f": "×", "\u2216": "∖", "\u2206": "Δ", "\u00b5": "μ",
        "\u03f5": "ε", "\u03d5": "φ", "\u03d1": "θ", "\u03d6": "π", "\u03f1": "ρ",
        "\u2126": "Ω", "\u2019": "'", "\u2018": "'", "\u2032": "'", "\u00b4": "'",
        "\u2033": "''", "\u2034": "'''", "\u201c": '"', "\u201d": '"', "\u22ef": "…",
        "\u2016": "‖", "\u2024": ".", "\u2236": ":", "\u223c": "∼", "\u02dc": "∼",
        "\u2254": ":=", "\u225c": ":=", "\u2a7d": "≤", "\u2a7e": "≥", "\u27f6": "→",
        "\u27f5": "←", "\u27f9": "⇒", "\u27fa": "⇔", "\u22a4": "⊤", "\u27c2": "⊥",
        "\u22c0": "∧", "\u22c1": "∨", "\u2329": "⟨", "\u232a": "⟩", "\u2001": " ",
    }
)  # fmt: skip
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\u2062\u2063\u2064\ufeff\u00ad\ufe0e\ufe0f")
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_STYLES = {"SCRIPT": "mathcal", "DOUBLE-STRUCK": "mathbb", "BOLD": "mathbf", "FRAKTUR": "mathcal"}


def normalise(text: str) -> tuple[str, list[int] | None]:
    """The text with every special character as the LaTeX it stands for.

    Returns:
        The rewritten text, and for each of its characters the index in ``text`` that it came
        from; None where nothing moved.
    """
    if text.isascii():
        return text, None
    pieces: list[str] = []
    positions: list[int] = []
    index, base, scripted = 0, "", -1
    for special in _SPECIAL.finditer(text):
        start, end = special.span()
        if start > index:
            pieces.append(text[index:start])
            positions.extend(range(index, start))
        index = end
        character = text[start]
        if character in SUPERSCRIPTS or character in SUBSCRIPTS:
            if start != scripted:
                base = _base(text, start)
            scripted = end
            piece = _scripts(text[start:end], base)
            positions += (start, start, *range(start, end), end - 1)
        elif character in MARKS or character in _INVISIBLE:
            continue
        else:
            piece = _letter(text, start, end)
            positions.extend([start] * len(piece))
        pieces.append(piece)
    if not index:
        return text, None
    pieces.append(text[index:])
    positions.extend(range(index, len(text)))
    return "".join(pieces), positions


def _scripts(run: str, base: str) -> str:
    """One run of raised or lowered characters on ``base`` as ``^{…}`` or ``_{…}``."""
    raised = run[0] in SUPERSCRIPTS
    table = SUPERSCRIPTS if raised else SUBSCRIPTS
    plain = "".join([table[character] for character in run])
    # Unicode has no raised Q and no lowered y: ᵠ and ᵧ stand in for them beside Latin letters.
    if "ᵠ" in run and "A" <= base <= "Z":
        plain = plain.replace("φ", "Q")
    elif "ᵧ" in run and base.isascii() and base.isalpha():
        plain = plain.replace("γ", "y")
    return f"{'^' if raised else '_'}{{{plain}}}"


def _base(text: str, index: int) -> str:
    """The letter that scripts from ``index`` on hang on, or an empty string."""
    while index and text[index - 1] in MARKS:
        index -= 1
    return text[index - 1] if index else ""


def _letter(text: str, start: int, end: int) -> str:
    """One other character, with the marks that stand over it as commands around it."""
    letter, composed = _decomposed(text[start])
    if composed and _in_word(text, start):
        letter, composed = text[start], ""
    marks = composed + text[start + 1 : end]
    if not marks:
        return _plain(letter)
    opened = "".join([f"\\{MARKS[mark]}{{" for mark in reversed(marks)])
    return f"{opened}{_plain(letter)}{'}' * len(marks)}"


@lru_cache(maxsize=1024)
def _decomposed(character: str) -> tuple[str, str]:
    """A character and the mark that Unicode composed it with, if any (ŷ is y with a hat)."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) != 2 or parts[1] not in MARKS or not parts[0].isalpha():
        return character, ""
    return parts[0], parts[1]


def composed(words: str) -> str:
    """Words with the letters put together that ``normalise`` took apart: ``\\hat{I}`` is Î."""
    return _MARKED.sub(
        lambda found: unicodedata.normalize("NFC", found[2] + _MARK_OF[found[1]]), words
    )


def _in_word(text: str, index: int) -> bool:
    """Whether a marked letter stands among several letters, as in "naïve" and "Schrödinger"."""
    around = text[max(0, index - 2) : index] + text[index + 1 : index + 3]
    return sum(letter.isascii() and letter.isalpha() for letter in around) >= 2


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """One character as the tokenizer knows it."""
    if character.isascii():
        return character
    if character in _FRACTIONS:
        top, bottom = _FRACTIONS[character].split("/")
        return f"\\frac{{{top}}}{{{bottom}}}"
    if character in "∛∜":
        return "√[3]" if character == "∛" else "√[4]"
    same = character.translate(_SAME)
    if same != character:
        return same
    code = ord(character)
    if 0x1D400 <= code <= 0x1D7FF or 0x2102 <= code <= 0x2133:
        return _styled(character)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    if character.isspace() and character not in "\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        return " "
    return character


def _styled(character: str) -> str:
    """``𝒩`` as ``\\mathcal{N}``, ``𝔼`` as ``\\mathbb{E}``, an italic letter as the plain one."""
    plain = unicodedata.normalize("NFKC", character)
    name = unicodedata.name(character, "")
    if character == "ℓ" or plain == character or len(plain) != 1:
        return character
    for word, command in _STYLES.items():
        if word in name:
            return f"\\{command}{{{plain.translate(_SAME)}}}"
    return plain.translate(_SAME)


# What is rewritten: a run of scripts, a character with marks on it, and any other character that
# the tokenizer does not know as it stands.
_KNOWN = "".join(
    character
    for character in CHARACTERS
    if len(character) == 1 and not character.isascii() and _plain(character) == character
)
_SPECIAL = re.compile(
    rf"[{''.join(SUPERSCRIPTS)}]+|[{''.join(SUBSCRIPTS)}]+|.[{''.join(MARKS)}]+|[^\x00-\x7f{_KNOWN}]",
    re.DOTALL,
)

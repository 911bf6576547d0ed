"""Text in which numbers are written one way: dates, intervals, powers, TeX, signs and fractions."""

from __future__ import annotations

import math
import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER_IN_WORDS = re.compile(
    r"(?<=\d) to the (?:power (?:of )?)?(minus |negative |-)?(\d{1,3})(?:st|nd|rd|th)?"
    r"(?: power)?\b",
    re.IGNORECASE,
)
_TEN_TO = re.compile(r"\bten (?=to the )", re.IGNORECASE)
_TIMES = re.compile(r"(?<=\d) times (?=\d)", re.IGNORECASE)
_OVER = re.compile(r"(?<=\d) (?:over|divided by) (?=\d)", re.IGNORECASE)
_ROOT_IN_WORDS = re.compile(r"\b(?:the )?(?:square )?root of (?=[\d(])", re.IGNORECASE)
_EXPONENT_APART = re.compile(r"(?<=\d) [eE](?=[-+]?\d)")
_LEADING_DASH = re.compile(r"^\s*[–—]\s*(?=[\d.])")
_VULGAR_FRACTION = re.compile("[¼½¾⅐-⅞]")
_SUPERSCRIPT_RUN = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TEX = (
    (re.compile(r"\\[dt]?frac\s*(\d)\s*(\d)"), r"((\1)/(\2))"),
    (re.compile(r"\\[dt]?frac\s*\{([^{}]{1,60})\}\s*\{([^{}]{1,60})\}"), r"((\1)/(\2))"),
    (re.compile(r"\\sqrt\s*\{([^{}]{1,60})\}"), r"√(\1)"),
    (re.compile(r"\^\s*\{([^{}]{1,60})\}"), r"^(\1)"),
    (re.compile(r"\\(?:times|cdot)(?![A-Za-z])"), "·"),
    (re.compile(r"\\leq?(?![A-Za-z])"), "≤"),
    (re.compile(r"\\geq?(?![A-Za-z])"), "≥"),
    (re.compile(r"\\(?:approx|sim)(?![A-Za-z])"), "≈"),
    (re.compile(r"\\infty(?![A-Za-z])"), "∞"),
    (re.compile(r"\\pi(?![A-Za-z])"), "π"),
    (re.compile(r"\\(?:text|mathrm)\s*\{([^{}]{1,60})\}"), r" \1 "),
    (re.compile(r"\\[,;:! ]|\{,\}"), ""),
    (re.compile(r"\\%"), "%"),
)


def plain(text: str) -> str:
    """``text`` with exponents after ``^``, vulgar fractions as ``1/4`` and one minus sign.

    The length grows by a small factor at most.
    """
    if text.count("$") > 1:
        text = text.replace("$", " ")
    if "\\" in text or "{" in text:
        for pattern, written in _TEX:
            text = pattern.sub(written, text)
    if " " in text:
        text = _POWER_IN_WORDS.sub(r"^(\1\2)", _TEN_TO.sub("10 ", text))
        text = _ROOT_IN_WORDS.sub("√", text)
        text = _EXPONENT_APART.sub("e", _OVER.sub(" / ", _TIMES.sub(" · ", text)))
    text = text.replace("^(minus ", "^(-").replace("^(negative ", "^(-")
    if text.isascii():
        return text
    text = _SUPERSCRIPT_RUN.sub(lambda run: f"^({run[0].translate(_SUPERSCRIPTS)})", text)
    # A vulgar fraction keeps apart from the whole number before it.
    text = _LEADING_DASH.sub("-", _VULGAR_FRACTION.sub(r" \g<0> ", text)).replace("º", "°")
    text = unicodedata.normalize("NFKC", text).replace("⁄", "/")
    return text.replace("−", "-").replace("‐", "-").replace("‑", "-")


_CHOSEN = re.compile(
    r"\b(?:C|binom) ?\((\d{1,3}) ?, ?(\d{1,3})\)|\\[dt]?binom\{(\d{1,3})\}\{(\d{1,3})\}"
    r"|\b(\d{1,3})(?: choose |C)(\d{1,3})\b"
)
_FACTORIALS = re.compile(r"(?<=\d)!(?=[\d(])")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\.?"
_DAY = re.compile(
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?=\d{{4}}\b)"
    rf"|\b{_MONTH},? (?=\d{{4}}\b)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH},? (?=\d{{4}}\b)",
    re.IGNORECASE,
)
_END = r"[-+]?(?:\d+(?:\.\d+)?|\.\d+|∞)"
_INTERVAL = re.compile(rf"[\[(\]] ?({_END}) ?[,;] ?({_END}) ?[\])\[]")
# "0 <= s(x) < 1"
_BETWEEN = re.compile(
    rf"({_END}) ?(?:<=?|≤) ?[^\W\d]\w{{0,12}}(?:\([^()]{{1,6}}\))? ?(?:<=?|≤) ?({_END})"
)
_PLUS_MINUS = re.compile(r"(?:±|\+ ?/? ?-|\bplus(?: or|/| )? ?minus )\s*([^\s,;]+)", re.IGNORECASE)
_ARROW = re.compile(r"-+>|[→⇒⟶]")
_SHORT_YEAR = re.compile(r"(?:(?<=\s)|^)'(\d\d)(?!\d)")


def prepared(text: str) -> str:
    """Plain text in which a date is its year, "(0, 1)" and "0 < x < 1" are ranges, and "±3" is
    both numbers.
    """
    if "C" in text or "choose" in text or "binom" in text:
        text = _CHOSEN.sub(_ways, text)
    if "!" in text:
        text = _FACTORIALS.sub("!·", text)
    text = plain(text)
    if "'" in text:
        text = _SHORT_YEAR.sub(lambda year: f"{19 if year[1] >= '30' else 20}{year[1]}", text)
    if ">" in text or not text.isascii():
        text = _ARROW.sub("=", text)
    if "±" in text or "+" in text or "plus" in text.lower():
        text = _PLUS_MINUS.sub(_as_both, text)
    if "<" in text or "≤" in text:
        text = _BETWEEN.sub(r" \1 to \2 ", text)
    if " " in text:
        text = _DAY.sub("", text)
    return _INTERVAL.sub(_as_range, text) if "(" in text or "[" in text or "]" in text else text


def _ways(found: re.Match[str]) -> str:
    """``10 choose 3`` as the number of ways."""
    things, chosen = (int(number) for number in found.groups() if number)
    return str(math.comb(things, chosen))


def _as_both(sign: re.Match[str]) -> str:
    """``±3`` as both numbers; after another number it is a margin and stays."""
    before = sign.string[: sign.start()].rstrip()[-1:]
    margin = before.isalnum() or before in ("%", ")", "°")
    return sign[0] if margin else f"{sign[1]} and -{sign[1]}"


def _as_range(interval: re.Match[str]) -> str:
    # "(0,25)" is a decimal in brackets.
    decimal = re.fullmatch(r"\(\d+,\d{2,}\)", interval[0])
    return interval[0] if decimal else f" {interval[1]} to {interval[2]} "

"""Single numbers as people write them: ``0,25``, ``1 000``, ``3e-4``, ``twenty-five``, ``a third``.

Values are exact fractions. A numeral can have a second reading: ``1,234`` is an English thousand
or a continental decimal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

INFINITY = Fraction(10) ** 400
"""Stands for infinity: no numeral that is read comes near it."""

MOST_DIGITS = 300
"""A number with more digits or a larger exponent is not read."""

_GROUP = r"[,  '_’]"
NUMERAL = (
    rf"(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:\.\d+)?"  # 1,234,567.8
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.234.567,8
    r"|\d+[.,]\d+|\.\d+|\d+)(?:[eE][-+]?\d+(?!\d*[.,]?[A-Za-z]))?"
)
_PARTS = re.compile(r"([\d., '_’ ]+)(?:[eE]([-+]?\d+))?")
_GROUPED = re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:\.\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def value(numeral: str) -> tuple[Fraction, Fraction | None] | None:
    """The value of a numeral and, where there is one, its second reading; None if too long."""
    parts = _PARTS.fullmatch(numeral)
    if parts is None or len(numeral) > MOST_DIGITS:
        return None
    digits, exponent = parts[1], int(parts[2] or 0)
    if abs(exponent) > MOST_DIGITS:
        return None
    scale = Fraction(10) ** exponent
    first, second = _readings(digits)
    return first * scale, None if second is None else second * scale


def _readings(digits: str) -> tuple[Fraction, Fraction | None]:
    if _GROUPED.fullmatch(digits):
        whole = Fraction(re.sub(_GROUP, "", digits))
        single = digits.count(",") == 1 and "." not in digits
        decimal = Fraction(digits.replace(",", ".")) if single else None
        # No thousand begins with a zero.
        return (decimal, None) if decimal is not None and digits[0] == "0" else (whole, decimal)
    if _CONTINENTAL.fullmatch(digits):
        whole = Fraction(digits.replace(".", "").replace(",", "."))
        if digits.count(".") == 1 and "," not in digits:
            return Fraction(digits), whole if digits[0] != "0" else None
        return whole, None
    return Fraction(digits.replace(",", ".")), None


def significant_digits(numeral: str) -> int:
    """How many digits of a numeral carry its value: 2 in ``0.25``, 3 in ``138,000``."""
    digits = re.sub(r"[^\d.,]", "", re.split("[eE]", numeral)[0])
    bare = re.sub(r"\D", "", digits).lstrip("0")
    return len(bare.rstrip("0") or bare[:1]) if "." not in digits else len(bare)


BELOW_TWENTY = tuple(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_SMALL = {
    **{word: n for n, word in enumerate(BELOW_TWENTY)},
    **{word: 10 * n for n, word in enumerate(_TENS.split(), start=2)},
    "twice": 2,
    "double": 2,
    "triple": 3,
    "nought": 0,
    "nil": 0,
    "fourty": 40,
}
SCALES = {
    "hundred": Fraction(100),
    "thousand": Fraction(10**3),
    "million": Fraction(10**6),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
}
_PLAIN_SCALES = {f"{word}s": size for word, size in SCALES.items()}
FRACTIONS = {
    **{word: Fraction(1, 2) for word in ("half", "halves")},
    **{word: Fraction(1, 4) for word in ("quarter", "quarters")},
    **{
        form: Fraction(1, n)
        for n, word in enumerate(_ORDINALS.split(), start=3)
        for form in (word, f"{word}s")
    },
    **{form: Fraction(1, 100) for form in ("hundredth", "hundredths")},
    **{form: Fraction(1, 1000) for form in ("thousandth", "thousandths")},
    **{form: Fraction(1, 10**6) for form in ("millionth", "millionths")},
}
_CONNECTED = {"a", "an", "and", "point", "dozen"}
NUMBER_WORDS = frozenset({*_SMALL, *SCALES, *_PLAIN_SCALES, *FRACTIONS, *_CONNECTED})


def spoken(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """The number that ``words`` begin with and how many of them it takes.

    Reads ``twenty five``, ``one hundred and twenty thousand``, ``zero point two five``,
    ``three quarters``, ``a quarter``, ``one and a half``, ``half a million``, ``a dozen``.
    """
    total, used = _whole(words)
    if words[:1] == ["point"]:
        decimals = _digits_after_point(words[1:])
        return (
            (Fraction(int(decimals), 10 ** len(decimals)), 1 + len(decimals)) if decimals else None
        )
    if used and words[used : used + 1] == ["point"]:
        decimals = _digits_after_point(words[used + 1 :])
        if decimals:
            total += Fraction(int(decimals), 10 ** len(decimals))
            used += 1 + len(decimals)
    if used:
        rest = list(words[used:])
        if rest[:1] == ["dozen"]:
            return total * 12, used + 1
        if rest[:1] and rest[0] in FRACTIONS:
            return total * FRACTIONS[rest[0]], used + 1
        if rest[:2] == ["and", "a"] and rest[2:3] and rest[2] in FRACTIONS:
            return total + FRACTIONS[rest[2]], used + 3
        return total, used
    return _share(words)


def _share(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """``a quarter``, ``half``, ``half a million``, ``a dozen``, ``a hundred``."""
    start = 1 if words[:1] and words[0] in ("a", "an") else 0
    word = words[start] if len(words) > start else ""
    if word == "dozen":
        return Fraction(12), start + 1
    if start and word in SCALES:
        total, used = _whole(["one", *words[1:]])
        return total, used
    if word in FRACTIONS and (start or word in ("half", "quarter")):
        after = list(words[start + 1 : start + 3])
        if len(after) == 2 and after[0] == "a" and after[1] in SCALES:
            return FRACTIONS[word] * SCALES[after[1]], start + 3
        return FRACTIONS[word], start + 1
    return None


def _whole(words: Sequence[str]) -> tuple[Fraction, int]:
    """A whole number in words at the start, and how many words it takes (0: there is none)."""
    total = current = Fraction(0)
    used = 0
    last = 10**18
    for position, word in enumerate(words[:24]):
        small = _SMALL.get(word)
        scale = SCALES.get(word) or (_PLAIN_SCALES.get(word) if used else None)
        if small is not None:
            # "twenty five" is one number, "five six" is two; "nineteen eighty" is a year.
            if used == 1 and 13 <= last <= 20 and small >= 10:
                current *= 100
            elif used and last < 100 and not (last >= 20 and last % 10 == 0 and 0 < small < 10):
                break
            current += small
            last = small
        elif scale is not None and used:
            if scale == 100:
                current *= 100
                last = 100
            else:
                total += current * scale
                current = Fraction(0)
                last = 1000
        elif word == "and" and used and last >= 100:
            following = words[position + 1 : position + 2]
            if not following or following[0] not in _SMALL:
                break
            continue
        else:
            break
        used = position + 1
    return total + current, used


def _digits_after_point(words: Sequence[str]) -> str:
    digits = ""
    for word in words[:12]:
        small = _SMALL.get(word)
        if small is None or small > 9:
            break
        digits += str(small)
    return digits

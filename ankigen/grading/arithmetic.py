"""Arithmetic on numbers alone: ``1/4``, ``2^10``, ``3·10^-4``, ``sqrt(2)/2``, ``a quarter``.

Nothing is ever evaluated by Python: a small parser with limits works on exact fractions.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ankigen.grading.numerals import (
    INFINITY,
    MOST_DIGITS,
    NUMBER_WORDS,
    NUMERAL,
    significant_digits,
    spoken,
    value,
)

DEEPEST = 12
"""Brackets and signs may nest this deep."""


MOST_FACTORS = 60
"""The factorial of a larger number is not computed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of typed text. ``kind``: number, word, operator, relation, range, mark."""

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<range>(?<=[\d%])\s?[–—]\s?(?=[\d.])|\.\.\.?(?=\d))",
            rf"(?P<number>{NUMERAL})",
            r"(?P<operator>\*\*|[-+*·×/^()√÷]|(?<=\d)x(?=\d)|(?<=\d) x (?=\d)|sqrt(?=\W))",
            r"(?P<relation><=|>=|=<|==|!=|:=|[=<>≤≥≈~±≠])",
            r"(?P<word>[^\W\d]['’\w]*|°[CF]?|[%‰$€£∞])",
            r"(?P<mark>[^\s\w])",
        )
    )
)


def tokens(text: str) -> list[Token]:
    """Numbers, words and signs of ``text``; a number inside a name (``VGG16``) is no number."""
    return [
        Token(match.lastgroup or "mark", match[0].strip(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read at a place: its value, another reading of it, and how it was typed.

    ``digits`` counts the significant ones of a single numeral; 0 for words and for arithmetic.
    """

    value: Fraction
    other: Fraction | None
    digits: int
    end: int


_Read = Callable[[int, int], Amount]


class _NotArithmetic(Exception):
    pass


def amount_at(given: Sequence[Token], start: int) -> Amount | None:
    """The longest number or arithmetic expression that begins at token ``start``, if any."""
    if start >= len(given) or given[start].kind not in ("number", "operator", "word"):
        return None
    try:
        return _Reader(given).sum(start, 0)
    except _NotArithmetic:
        return None


class _Reader:
    """Reads sums of products of powers; each method takes a position and returns an Amount."""

    def __init__(self, given: Sequence[Token]) -> None:
        self.given = given

    def sum(self, start: int, depth: int) -> Amount:
        left = self.product(start, depth)
        while (sign := self._operator(left.end)) in ("+", "-"):
            if self._hyphen(left.end):
                break
            right = self._next(self.product, left.end + 1, depth)
            if right is None:
                break
            change = right.value if sign == "+" else -right.value
            left = _computed(left.value + change, right.end)
        return left

    def product(self, start: int, depth: int) -> Amount:
        left = self.power(start, depth)
        while (sign := self._operator(left.end)) in ("*", "·", "×", "x", "/", "÷"):
            right = self._next(self.power, left.end + 1, depth)
            if right is None or (sign in ("×", "x") and not self._power_of_ten(left.end + 1)):
                break
            if sign in ("/", "÷"):
                if right.value == 0:
                    raise _NotArithmetic
                left = _computed(left.value / right.value, right.end)
            else:
                left = _computed(left.value * right.value, right.end)
        return left

    def power(self, start: int, depth: int) -> Amount:
        base = self._factorial(self.factor(start, depth))
        if self._operator(base.end) in ("^", "**"):
            # Half of a power is another number, so what is no exponent spoils the whole.
            exponent = self.power(base.end + 1, depth + 1)
            return _computed(_power(base.value, exponent.value), exponent.end)
        return base

    def factor(self, start: int, depth: int) -> Amount:
        if depth > DEEPEST or start >= len(self.given):
            raise _NotArithmetic
        token = self.given[start]
        if token.kind == "number":
            return self._number(start)
        if token.kind == "word":
            return self._words(start)
        if token.text in ("-", "+"):
            inner = self.power(start + 1, depth + 1)
            sign = -1 if token.text == "-" else 1
            other = None if inner.other is None else sign * inner.other
            return Amount(sign * inner.value, other, inner.digits, inner.end)
        if token.text in ("√", "sqrt"):
            inner = self.factor(start + 1, depth + 1)
            return _computed(_power(inner.value, Fraction(1, 2)), inner.end)
        if token.text == "(":
            inner = self.sum(start + 1, depth + 1)
            if self._operator(inner.end) == ")":
                return Amount(inner.value, inner.other, inner.digits, inner.end + 1)
        raise _NotArithmetic

    def _factorial(self, of: Amount) -> Amount:
        """``5!``; at the end of the text it may also be an exclamation."""
        marked = of.end < len(self.given) and self.given[of.end].text == "!"
        tight = marked and self.given[of.end - 1].end == self.given[of.end].start
        if not tight or of.value.denominator != 1 or not 0 <= of.value <= MOST_FACTORS:
            return of
        product = Fraction(math.factorial(int(of.value)))
        if of.end + 1 == len(self.given):
            return Amount(of.value, product, of.digits, of.end + 1)
        return _computed(product, of.end + 1) if self._operator(of.end + 1) else of

    def _number(self, start: int) -> Amount:
        token = self.given[start]
        read = value(token.text)
        if read is None:
            raise _NotArithmetic
        mixed = self._mixed(start)
        if mixed is not None:
            return _computed(read[0] + mixed, start + 4)
        return Amount(read[0], read[1], significant_digits(token.text), start + 1)

    def _mixed(self, start: int) -> Fraction | None:
        """The fraction after a whole number: ``2 1/2``."""
        following = self.given[start + 1 : start + 4]
        if [t.kind for t in following] != ["number", "operator", "number"]:
            return None
        top, sign, bottom = (t.text for t in following)
        if sign != "/" or not (self.given[start].text + top + bottom).isdigit():
            return None
        if len(top + bottom) > 8 or not 0 < int(top) < int(bottom):
            return None
        return Fraction(int(top), int(bottom))

    def _words(self, start: int) -> Amount:
        first = self.given[start].text.lower()
        if first in ("minus", "negative", "plus", "positive"):
            inner = self.factor(start + 1, DEEPEST)
            sign = 1 if first in ("plus", "positive") else -1
            return Amount(sign * inner.value, inner.other, inner.digits, inner.end)
        if first in ("pi", "π"):
            return _computed(Fraction(math.pi), start + 1)
        if first in ("∞", "infinity", "infinite", "inf"):
            return _computed(INFINITY, start + 1)
        words: list[str] = []
        places: list[int] = []
        for place in range(start, min(start + 24, len(self.given))):
            token = self.given[place]
            if token.text == "-" and words:
                continue
            if token.kind != "word" or token.text.lower() not in NUMBER_WORDS:
                break
            words.append(token.text.lower())
            places.append(place)
        read = spoken(words)
        if read is None:
            raise _NotArithmetic
        return _computed(read[0], places[read[1] - 1] + 1)

    def _next(self, read: _Read, start: int, depth: int) -> Amount | None:
        """What stands right of an operator; None where it is no number, so the sum ends before."""
        try:
            return read(start, depth)
        except _NotArithmetic:
            return None

    def _operator(self, place: int) -> str:
        if place < len(self.given) and self.given[place].kind == "operator":
            return self.given[place].text
        return ""

    def _hyphen(self, place: int) -> bool:
        """``10-20``, typed tight and rising, is a range and no difference."""
        if self.given[place].text != "-" or not 0 < place < len(self.given) - 1:
            return False
        before, sign, after = self.given[place - 1 : place + 2]
        if before.kind != "number" or after.kind != "number":
            return False
        tight = before.end == sign.start and sign.end == after.start
        first, second = value(before.text), value(after.text)
        return tight and first is not None and second is not None and first[0] < second[0]

    def _power_of_ten(self, place: int) -> bool:
        """``3 x 10^5`` is a product, ``3 x 3`` is a size."""
        return self.given[place].text == "10" and self._operator(place + 1) in ("^", "**")


def _computed(result: Fraction, end: int) -> Amount:
    size = max(abs(result.numerator), result.denominator).bit_length()
    if size > 4 * MOST_DIGITS and abs(result) != INFINITY:
        raise _NotArithmetic
    return Amount(result, None, 0, end)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    """``base`` to ``exponent``, exactly for whole exponents, else as a double."""
    if exponent.denominator == 1 and abs(exponent) <= MOST_DIGITS:
        size = max(abs(base.numerator), base.denominator).bit_length()
        if size * abs(exponent) > 4 * MOST_DIGITS or (base == 0 and exponent < 0):
            raise _NotArithmetic
        return base ** int(exponent)
    try:
        result = float(base) ** float(exponent)
    except (OverflowError, ZeroDivisionError):
        raise _NotArithmetic from None
    if isinstance(result, complex) or not math.isfinite(result):
        raise _NotArithmetic
    return Fraction(result)

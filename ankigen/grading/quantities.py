"""Quantities in running text: numbers with scale, unit, bound, range, and the part they play."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ankigen.grading import measures
from ankigen.grading.arithmetic import Amount, Token, amount_at, tokens
from ankigen.grading.numbertext import prepared as prepared
from ankigen.grading.numerals import SCALES
from ankigen.grading.quantitywords import (
    BOUNDS,
    CONDITION,
    DENYING,
    LABEL,
    NO_LABEL,
    ROUGHLY,
    TREND,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a quantity: its value as typed times scale, and its unit."""

    value: Fraction
    unit: measures.Unit = measures.NONE


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text.

    ``readings`` begins with the likeliest. ``bare`` is the number before scale and percent sign.
    ``role`` is ``value``, ``condition`` ("at z = 1"), ``date`` ("in 2014") or ``denied`` ("not
    0.25"). ``label`` is the name it is given ("b1 = 0.9"), ``noun`` the word after it. ``bound``
    is one of ``<= >= < >`` or empty. ``high`` closes a range that ``readings`` open; ``margin``
    stands after ±. ``trend`` is 1 after "rises by", -1 after "falls by".
    """

    readings: tuple[Reading, ...]
    bare: Fraction
    digits: int
    start: int
    end: int
    scaled: bool = False
    percent: bool = False
    approximate: bool = False
    role: str = "value"
    label: str = ""
    noun: str = ""
    bound: str = ""
    high: Fraction | None = None
    margin: Fraction | None = None
    trend: int = 0

    @property
    def value(self) -> Fraction:
        return self.readings[0].value

    @property
    def unit(self) -> measures.Unit:
        return self.readings[0].unit


_SUFFIXES = {
    "k": SCALES["thousand"],
    "K": SCALES["thousand"],
    "M": SCALES["million"],
    "m": SCALES["million"],
    "mn": SCALES["million"],
    "mln": SCALES["million"],
    "mill": SCALES["million"],
    "mil": SCALES["million"],
    "mio": SCALES["million"],
    "b": SCALES["billion"],
    "B": SCALES["billion"],
    "bn": SCALES["billion"],
    "T": SCALES["trillion"],
    **SCALES,
    **{f"{word}s": size for word, size in SCALES.items()},
}
_PERCENT = {"%", "percent", "pct", "percentage", "procent"}
_PERMILLE = {"‰", "permille"}


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text that is ``prepared``, in order."""
    found: list[Quantity] = []
    for quantity in _found(text, tokens(text)):
        if found and _goes_on(text, found[-1], quantity):
            found[-1] = _together(found[-1], quantity)
        else:
            found.append(quantity)
    return tuple(found)


_AND = re.compile(r"\s*(?:and\b\s*|,\s*)?")


def _goes_on(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two quantities are one in two units: "1 h 30 min", "5 feet and 10 inches"."""
    one, other = first.unit, second.unit
    same = one.dimension == other.dimension != "" and other.size < one.size
    plainly = first.high is None and second.high is None and second.value < one.size
    return (
        same and plainly and first.role == second.role
        and _AND.fullmatch(text[first.end : second.start]) is not None
    )  # fmt: skip


def _together(first: Quantity, second: Quantity) -> Quantity:
    value = first.value + second.value
    return replace(first, readings=(Reading(value, first.unit),), end=second.end)


def _found(text: str, given: Sequence[Token]) -> Iterator[Quantity]:
    place = 0
    previous_end = 0
    while place < len(given):
        amount = _amount(given, place)
        if amount is None:
            place = _after_argument(given, place)
            continue
        quantity, after = _measured(given, place, amount)
        quantity, after = _extended(given, quantity, after)
        noun = given[after].text if after < len(given) and given[after].kind == "word" else ""
        before = text[max(previous_end, quantity.start - 60) : quantity.start]
        yield _placed(replace(quantity, noun=noun), before)
        previous_end = quantity.end
        place = max(after, place + 1)


def _after_argument(given: Sequence[Token], place: int) -> int:
    """The next token; for the bracket in ``f(0)`` the one that follows its end."""
    if _calls(given, place):
        for end in range(place + 1, min(place + 8, len(given))):
            if given[end].text == ")":
                return end + 1
    return place + 1


def _calls(given: Sequence[Token], place: int) -> bool:
    """Whether the bracket at ``place`` holds the argument of the name before it."""
    if given[place].text != "(" or not place:
        return False
    name = given[place - 1]
    return name.text.rstrip("'’").isidentifier() and name.end == given[place].start


def _amount(given: Sequence[Token], place: int) -> Amount | None:
    token = given[place]
    if _calls(given, place):
        return None
    if token.kind == "operator" and place and token.text in "-+":
        before = given[place - 1]
        # The dash in "step 2 - 5 items" or "t-1" is no sign of the number after it.
        joined = before.end == token.start and before.kind in ("word", "number")
        if joined or (given[place + 1 : place + 2] and given[place + 1].start > token.end):
            return None
    amount = amount_at(given, place)
    if amount is not None and token.kind == "word" and token.text.lower() in ("a", "an"):
        # "a half" is a number, but "a third attempt" is not told apart: the article must help.
        return amount if amount.end > place + 1 else None
    return amount


def _measured(given: Sequence[Token], place: int, amount: Amount) -> tuple[Quantity, int]:
    """The quantity with the scale, the percent sign and the unit that follow its number."""
    after = amount.end
    start, end = given[place].start, given[after - 1].end
    quantity = Quantity((), amount.value, amount.digits, start, end)
    following = given[after] if after < len(given) else None
    word = following.text if following is not None and following.kind == "word" else ""
    readings = [Reading(amount.value)]
    if amount.other is not None:
        readings.append(Reading(amount.other))
    scale = _SUFFIXES.get(word) or _SUFFIXES.get(word.lower() if len(word) > 1 else "")
    measured = measures.unit_at(given, after)
    sign = measures.unit_at(given, place - 1) if place and given[place - 1].text in "$€" else None
    currency = sign[0] if sign else None
    if word.lower() in _PERCENT or word in _PERMILLE or _per_cent(given, after):
        share = Fraction(1, 1000) if word in _PERMILLE else Fraction(1, 100)
        readings = [Reading(r.value * share) for r in readings]
        quantity = replace(quantity, percent=True)
        after += 2 if _per_cent(given, after) else 1
        parts, after = _part_of(given, after, readings)
        quantity = replace(quantity, percent=len(parts) == len(readings))
        readings = parts
    elif scale is not None and not (measured and "^" in measured[0].dimension):
        readings, after = _scaled(given, after, readings, scale, measured)
        if currency is not None:
            readings = [Reading(r.value, currency) for r in readings]
        quantity = replace(quantity, scaled=True)
    elif measured is not None:
        readings = [Reading(r.value * measured[0].size, measured[0]) for r in readings]
        after = measured[1]
    elif currency is not None:
        readings = [Reading(r.value, currency) for r in readings]
    elif word.lower() == "in" or (word.lower() in ("out", "of") and amount.end < len(given) - 1):
        readings, after = _share_of(given, amount, readings)
    return replace(quantity, readings=tuple(readings), end=given[after - 1].end), after


def _scaled(
    given: Sequence[Token],
    place: int,
    readings: list[Reading],
    scale: Fraction,
    measured: tuple[measures.Unit, int] | None,
) -> tuple[list[Reading], int]:
    """``138 million``, ``5 thousand km``; ``5 m`` is five metres first, ``5m`` five million."""
    unit = measures.unit_at(given, place + 1)
    size = unit[0] if unit else measures.NONE
    scaled = [Reading(r.value * scale * size.size, size) for r in readings]
    after = unit[1] if unit else place + 1
    if measured is None:
        return scaled, after
    plainly = [Reading(r.value * measured[0].size, measured[0]) for r in readings]
    apart = given[place - 1].end < given[place].start
    return (plainly + scaled if apart else scaled + plainly), max(after, measured[1])


def _per_cent(given: Sequence[Token], after: int) -> bool:
    return [t.text.lower() for t in given[after : after + 2]] == ["per", "cent"]


def _share_of(
    given: Sequence[Token], amount: Amount, readings: list[Reading]
) -> tuple[list[Reading], int]:
    """``1 in 4`` and ``3 out of 4`` are shares."""
    words = [t.text.lower() for t in given[amount.end : amount.end + 2]]
    skipped = 1 if words[:1] == ["in"] else 2 if words == ["out", "of"] else 0
    whole = amount_at(given, amount.end + skipped) if skipped else None
    if whole is None or whole.value < 1 or not 0 <= amount.value <= whole.value <= 10_000:
        return readings, amount.end
    return [Reading(amount.value / whole.value)], whole.end


def _part_of(
    given: Sequence[Token], after: int, readings: list[Reading]
) -> tuple[list[Reading], int]:
    """``3 % of 200`` is a share, or what it comes to."""
    whole = amount_at(given, after + 1) if _text(given, after) == "of" else None
    if whole is None:
        return readings, after
    return [*readings, *(Reading(r.value * whole.value) for r in readings)], whole.end


def _text(given: Sequence[Token], place: int) -> str:
    return given[place].text.lower() if place < len(given) else ""


def _extended(given: Sequence[Token], quantity: Quantity, after: int) -> tuple[Quantity, int]:
    """The quantity with what closes a range, a margin after ±, or the result after ``=``."""
    quantity, after = _result(given, quantity, after)
    sign = given[after] if after < len(given) else None
    if sign is None:
        return quantity, after
    following = amount_at(given, after + 1)
    if following is None:
        return quantity, after
    more, end = _measured(given, after + 1, following)
    if sign.text == "±":
        return replace(quantity, margin=more.value, end=more.end), end
    tight = sign.text == "-" and given[after - 1].end == sign.start == given[after + 1].start - 1
    between = sign.text.lower() == "and" and _opens_range(given, after)
    if (sign.kind == "range" or sign.text == "to" or tight or between) and (
        more.bare > quantity.bare
    ):
        scale = more.value / more.bare if more.bare else Fraction(1)
        low = quantity.readings
        if not quantity.scaled and not quantity.percent and quantity.unit == measures.NONE:
            # "10-20 ms": what follows the range measures both of its ends.
            low = tuple(Reading(r.value * scale, more.unit) for r in low)
        merged = replace(
            quantity, readings=low, high=more.value, end=more.end,
            percent=more.percent, scaled=more.scaled,
        )  # fmt: skip
        return merged, end
    return quantity, after


def _result(given: Sequence[Token], quantity: Quantity, after: int) -> tuple[Quantity, int]:
    """Of "2 * 3 = 6" and "1/4 = 0.25" the last says what is meant."""
    while after < len(given) and given[after].text in ("=", "==", "≈"):
        following = amount_at(given, after + 1)
        if following is None:
            break
        more, after = _measured(given, after + 1, following)
        quantity = replace(more, start=quantity.start)
    return quantity, after


def _opens_range(given: Sequence[Token], place: int) -> bool:
    """Whether the number before ``place`` comes right after the word "between"."""
    return any(token.text.lower() == "between" for token in given[max(0, place - 5) : place])


def _is_year(quantity: Quantity) -> bool:
    bare = quantity.unit == measures.NONE and not quantity.scaled and not quantity.percent
    return bare and quantity.value.denominator == 1 and 1000 <= quantity.value <= 2100


def _placed(quantity: Quantity, before: str) -> Quantity:
    """The quantity with what the words before it make of it."""
    lowered = before.lower()
    roughly = ROUGHLY.search(lowered)
    if roughly:
        lowered = lowered[: roughly.start()]
    bound = next((sign for pattern, sign in BOUNDS if pattern.search(lowered)), "")
    label = LABEL.search(before)
    name = label[1].strip() if label and label[1].lower() not in NO_LABEL else ""
    role = "value"
    if DENYING.search(lowered):
        role = "denied"
    elif not bound and CONDITION.search(lowered):
        role = "condition"
    elif _is_year(quantity) and lowered.endswith(("in ", "since ", "by ")):
        role = "date"
    found = TREND.search(lowered)
    trend = 0 if found is None else 1 if found["up"] else -1
    return replace(
        quantity, approximate=roughly is not None, bound=bound, label=name, role=role, trend=trend
    )

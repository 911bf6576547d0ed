"""How near a typed quantity is to the wanted one, rung by rung: equal, as asked, without its unit,
in another unit, rounded, or another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ankigen.grading import measures
from ankigen.grading.arithmetic import tokens
from ankigen.grading.numerals import SCALES
from ankigen.grading.quantities import Quantity, Reading

EQUAL = Fraction(1, 10**9)
"""Relative difference that only the rounding of a double makes."""

ABOUT = Fraction(1, 20)
"""Relative difference allowed where the wanted number is itself "about"."""

NEGLIGIBLE = Fraction(1, 500)
NEARLY = Fraction(3, 200)
CONVERTED = Fraction(1, 200)
"""Relative difference that other units excuse."""

DEGREE = Fraction(1, 2)
"""Kelvin that a temperature may be off by when it is said on another scale."""

NO_UNIT = 0.75
HALF = 0.5
ONE_END = 0.25

OTHER_UNIT = 0.25
"""The digits alone are worth little: 60 dollars are not 60 euros."""

_UPPER = re.compile(r"\b(?:max\w*|most|upper|up to|largest|highest|greatest|limit|bound)\b", re.I)
_LOWER = re.compile(r"\b(?:min\w*|least|lower|smallest|lowest|fewest|limit|bound)\b", re.I)
_ROUGH = re.compile(r"\b(?:about|around|approx\w*|roughly|estimate\w*)\b|~|≈", re.I)
_PERCENT = re.compile(r"(?<!\d)(?<!\d )%|\bper ?cent(?:age)?s?\b", re.I)
_SCALE = re.compile(r"\b(thousand|million|billion|trillion)s?\b", re.I)
_DIFFERENCE = re.compile(r"\b(?:by|difference|change|rises?|drops?|warmer|colder|per)\b", re.I)
_RANGE = re.compile(r"\b(?:range|interval|between)\b", re.I)


@dataclass(frozen=True, slots=True)
class Closeness:
    """``score`` from 0 to 1 with a word to the learner; ``unsure`` where one would ask back."""

    score: float
    remark: str
    unsure: bool = False


_RIGHT = Closeness(1.0, "Right.")
_TOO_ROUND = Closeness(HALF, "Near it, but rounded too far: give one digit more.", unsure=True)
_WITHOUT_UNIT = Closeness(NO_UNIT, "The number is right; say its unit too.")


def closeness(given: Quantity, wanted: Quantity, question: str) -> Closeness:
    """Compare a typed quantity with the wanted one; ``question`` may name unit, scale or bound."""
    if given.trend * wanted.trend < 0:
        return Closeness(0.0, "It changes the other way.")
    if wanted.trend < 0 and given.value < 0 < wanted.value:
        given = replace(given, readings=tuple(replace(r, value=-r.value) for r in given.readings))
    rungs = _RANGE_RUNGS if wanted.high is not None or given.high is not None else _RUNGS
    for rung in rungs:
        found = rung(given, wanted, question)
        if found is not None:
            return _bounded(found, given, wanted, question)
    return Closeness(0.0, _hint(given, wanted))


def _equal(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    tolerance = _tolerance(wanted, question)
    ours = wanted.readings[0]
    for place, theirs in enumerate(given.readings):
        same = theirs.unit.dimension == ours.unit.dimension
        if same and _near(theirs.value, ours.value, tolerance):
            # "1.234" for a thousand and more: so it is typed in half of Europe.
            doubtful = place > 0 and given.value.denominator != 1
            return Closeness(1.0, "Right.", unsure=doubtful)
    return None


def _as_asked(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    """The wanted number is bare, and the answer says the unit, share or scale of the question."""
    if wanted.unit != measures.NONE or wanted.percent or wanted.scaled:
        return None
    unit = unit_asked(question)
    if given.unit != measures.NONE:
        size = unit.size if unit and unit.dimension == given.unit.dimension else given.unit.size
        if (unit or given.unit).dimension == given.unit.dimension and (
            unit or given.unit.dimension not in measures.MULTIPLES
        ):
            return _RIGHT if _near(given.value / size, wanted.value, EQUAL) else None
        return None
    if _PERCENT.search(question) and wanted.value > 1:
        if given.percent and _near(given.bare, wanted.value, EQUAL):
            return _RIGHT
        if _near(given.value * 100, wanted.value, EQUAL):
            return Closeness(HALF, "As a share of one, yes; the question asks for percent.", True)
    scale = _SCALE.search(question) if given.scaled else None
    size = SCALES[scale[1].lower()] if scale else Fraction(1)
    return _RIGHT if scale and _near(given.value / size, wanted.value, EQUAL) else None


def _unmeasured(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    """The right number, but its unit, percent sign or scale is left to the question."""
    if given.unit != measures.NONE or given.percent:
        return None
    tolerance = _tolerance(wanted, question)
    asked = unit_asked(question)
    if wanted.unit != measures.NONE:
        if asked is not None and asked.dimension == wanted.unit.dimension:
            meant = _in_unit(given, asked)
            return _equal(meant, wanted, question) or _rounded(meant, wanted, question)
        bare = _in_unit(given, wanted.unit)
        found = _equal(bare, wanted, question) or _rounded(bare, wanted, question)
        only_per = all("^-" in part for part in wanted.unit.dimension.split())
        if found is not None:
            return found if only_per or found.score < NO_UNIT else _WITHOUT_UNIT
    if wanted.percent and _near(given.value, wanted.value * 100, tolerance):
        if _PERCENT.search(question):
            return _RIGHT
        return Closeness(NO_UNIT, "The number is right if you mean percent; say so.")
    if wanted.scaled and not given.scaled and _near(given.bare, wanted.bare, tolerance):
        if _SCALE.search(question):
            return _RIGHT
        return Closeness(
            OTHER_UNIT, "The digits are right; the order of magnitude is missing.", True
        )
    return None


def _in_unit(given: Quantity, unit: measures.Unit) -> Quantity:
    """A bare number taken to be meant in a unit."""
    return replace(
        given, readings=tuple(Reading(r.value * unit.size, unit) for r in given.readings)
    )


def _other_unit(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    if measures.NONE in (given.unit, wanted.unit) or given.unit.dimension == wanted.unit.dimension:
        return None
    theirs = measures.in_kelvin(given.value, given.unit.dimension)
    ours = measures.in_kelvin(wanted.value, wanted.unit.dimension)
    if ours is not None and given.unit.dimension == "angle":
        # "100 degrees", of the scale that is asked for.
        return _RIGHT if _near(given.value, wanted.value, _tolerance(wanted, question)) else None
    if ours is not None and theirs is not None:
        same_size = "fahrenheit" not in (given.unit.dimension, wanted.unit.dimension)
        if same_size and given.value == wanted.value and _DIFFERENCE.search(question):
            return _RIGHT
        return _RIGHT if abs(theirs - ours) <= DEGREE else None
    if _near(given.value / given.unit.size, wanted.value / wanted.unit.size, EQUAL):
        return Closeness(OTHER_UNIT, "The number is right, its unit is not.")
    return None


def _rounded(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    """The wanted number with fewer digits, or with more where the wanted one was cut itself.

    Off by at most ``NEGLIGIBLE`` or rounded to three digits it is as good; rounded further it is
    half, if it is off by ``NEARLY`` at most. Small whole numbers are exact. A number below one is
    also looked at by its distance from one, so that 1.0 is not 0.999.
    """
    ours, theirs = wanted.value, given.value
    if given.unit.dimension != wanted.unit.dimension or _is_count(wanted):
        return None
    if not ours or not theirs or (0 < ours < 1 and not _near(1 - theirs, 1 - ours, ABOUT)):
        return None
    endless = _is_endless(ours)
    if given.unit.size != wanted.unit.size and _near(theirs, ours, NEARLY):
        # Said in another unit, it is rounded there.
        return _RIGHT if _near(theirs, ours, CONVERTED) else _TOO_ROUND
    for digits in range(1, 7):
        if _round(ours, digits) == theirs:
            if digits >= 3 or _near(theirs, ours, NEGLIGIBLE):
                return _RIGHT
            near = _near(theirs, ours, NEARLY) or (endless and digits == 2)
            return _TOO_ROUND if near else None
        if endless and digits > 2 and _cut(ours, digits) == theirs:
            return _RIGHT
    if wanted.digits >= 2 and _round(theirs, wanted.digits) == ours:
        if wanted.digits >= 3 or given.digits == 0:
            return _RIGHT
        return Closeness(HALF, "More digits than the answer has; they may be right.", True)
    return None


def _is_count(wanted: Quantity) -> bool:
    """Whether a number is a small whole one, which nobody rounds."""
    bare = not wanted.scaled and wanted.unit == measures.NONE
    return bare and wanted.value.denominator == 1 and abs(wanted.value) < 10_000


def _is_endless(number: Fraction) -> bool:
    """Whether no decimal number is exactly this one, as for a third."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return 1 < rest < 10**6


def _cut(number: Fraction, digits: int) -> Fraction:
    """``number`` below one with the decimals after so many of them left away."""
    scale = 10**digits
    return Fraction(int(number * scale), scale)


_Rung = Callable[[Quantity, Quantity, str], "Closeness | None"]
_RUNGS: tuple[_Rung, ...] = (_equal, _as_asked, _unmeasured, _other_unit, _rounded)


def _same_range(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    if given.high is None or wanted.high is None:
        return None
    tolerance = _tolerance(wanted, question)
    for factor in _unit_factors(given, wanted, question):
        ends = (given.value * factor, given.high * factor)
        if _near(ends[0], wanted.value, tolerance) and _near(ends[1], wanted.high, tolerance):
            return _RIGHT
        if _near(ends[0], wanted.value, EQUAL) or _near(ends[1], wanted.high, EQUAL):
            return Closeness(ONE_END, "One end of the range is right.")
        if wanted.value <= ends[0] < ends[1] <= wanted.high:
            return Closeness(0.25, "That is only a part of the range.")
    return None


def _within(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    """One number for a range: right where any of it does, half where the range is asked for."""
    if given.high is not None or wanted.high is None:
        return None
    for factor in _unit_factors(given, wanted, question):
        if wanted.value <= given.value * factor <= wanted.high:
            if _RANGE.search(question):
                return Closeness(ONE_END, "The question asks for a range: name both of its ends.")
            return _RIGHT
    return None


def _around(given: Quantity, wanted: Quantity, question: str) -> Closeness | None:
    """A range for one number hedges, but says something where it is narrow."""
    if given.high is None or wanted.high is not None:
        return None
    holds = given.value <= wanted.value <= given.high
    if holds and _is_count(wanted):
        return Closeness(0.0, "It lies in there: name the number itself.")
    if holds and given.high - given.value <= abs(wanted.value) / 5:
        return Closeness(HALF, "It lies in there: name the number itself.", True)
    return None


_RANGE_RUNGS: tuple[_Rung, ...] = (_same_range, _within, _around)


def _unit_factors(given: Quantity, wanted: Quantity, question: str) -> tuple[Fraction, ...]:
    """What the given range may be multiplied by to stand in the measure of the wanted one."""
    if given.unit.dimension == wanted.unit.dimension and given.percent == wanted.percent:
        return (Fraction(1),)
    if wanted.unit != measures.NONE and given.unit == measures.NONE:
        return ((unit_asked(question) or wanted.unit).size,)
    if wanted.percent:
        return (Fraction(1), Fraction(1, 100))
    return (1 / given.unit.size,)


@lru_cache(maxsize=2048)
def unit_asked(question: str) -> measures.Unit | None:
    """The unit that a question names in words: "in seconds", "how many kilometres"."""
    given = tokens(question[:2000])
    for place, token in enumerate(given):
        asks = place and given[place - 1].text.lower() in ("in", "many", "of", "(", "[", "per")
        if token.kind == "word" and (asks or len(token.text) > 4):
            found = measures.unit_at(given, place)
            if found is not None:
                return found[0]
    return None


def _bounded(found: Closeness, given: Quantity, wanted: Quantity, question: str) -> Closeness:
    """ "At most 0.25" is 0.25 where a maximum is asked for; else a bound is half an answer."""
    if not given.bound or given.bound == wanted.bound or found.score == 0:
        return found
    if not wanted.bound:
        asked = _UPPER if given.bound == "<=" else _LOWER
        if given.bound in ("<=", ">=") and asked.search(question):
            return found
    elif wanted.bound[0] != given.bound[0]:
        return Closeness(0.0, "The number is right, but it bounds the other side.")
    if given.bound in ("<", ">") and not wanted.bound:
        return Closeness(0.0, "That leaves the number itself out.")
    return Closeness(found.score * HALF, "The number is right, but is it a bound or the value?")


def _tolerance(wanted: Quantity, question: str) -> Fraction:
    if wanted.margin is not None and wanted.value:
        return abs(wanted.margin / wanted.bare) if wanted.bare else EQUAL
    year = wanted.value.denominator == 1 and 1000 <= wanted.value <= 2100 and not wanted.scaled
    if (wanted.approximate or _ROUGH.search(question)) and not year:
        return ABOUT
    return EQUAL


def _near(one: Fraction, other: Fraction, tolerance: Fraction) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def _round(number: Fraction, digits: int) -> Fraction:
    """``number`` with so many significant digits."""
    size = len(str(abs(number.numerator) // number.denominator)) if abs(number) >= 1 else 0
    if not size:
        shifted = abs(number)
        while shifted * 10 < 1 and size > -30:
            shifted *= 10
            size -= 1
    return round(number, digits - size)


def _hint(given: Quantity, wanted: Quantity) -> str:
    """What kind of slip it may be, without the number."""
    ours, theirs = wanted.value, given.value
    if theirs == -ours != 0:
        return "Check the sign."
    if theirs and ours:
        ratio = abs(theirs / ours)
        for power in range(1, 10):
            if ratio in (Fraction(10) ** power, Fraction(1, 10**power)):
                return "The digits are right; check the order of magnitude."
    return "That is not the number."

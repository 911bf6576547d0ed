"""Units of measurement after a number: what they measure and how large they are.

A unit is read as its dimension (``length``, ``length^1 time^-1``) and its size in the first unit
of that dimension, so that 5 km and 5000 m are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ankigen.grading.arithmetic import Token

_METRIC = {
    "G": Fraction(10**9),
    "M": Fraction(10**6),
    "k": Fraction(1000),
    "": Fraction(1),
    "c": Fraction(1, 100),
    "m": Fraction(1, 1000),
    "µ": Fraction(1, 10**6),
    "μ": Fraction(1, 10**6),
    "u": Fraction(1, 10**6),
    "n": Fraction(1, 10**9),
    "p": Fraction(1, 10**12),
}
# Symbol, dimension, size of the bare symbol, prefixes in use.
_SYMBOLS = (
    ("m", "length", Fraction(1), ("k", "", "c", "m", "µ", "μ", "u", "n", "p")),
    ("g", "mass", Fraction(1), ("k", "", "m", "µ", "μ", "u", "n")),
    ("s", "time", Fraction(1), ("", "m", "µ", "μ", "u", "n", "p")),
    ("Hz", "frequency", Fraction(1), ("G", "M", "k", "")),
    ("V", "voltage", Fraction(1), ("M", "k", "", "m", "µ")),
    ("A", "current", Fraction(1), ("k", "", "m", "µ")),
    ("W", "power", Fraction(1), ("G", "M", "k", "", "m")),
    ("J", "energy", Fraction(1), ("G", "M", "k", "")),
    ("eV", "energy", Fraction(1602176634, 10**28), ("G", "M", "k", "")),
    ("cal", "energy", Fraction(4184, 1000), ("k", "")),
    ("N", "force", Fraction(1), ("M", "k", "")),
    ("Pa", "pressure", Fraction(1), ("G", "M", "k", "")),
    ("L", "volume", Fraction(1), ("", "m", "µ")),
    ("l", "volume", Fraction(1), ("", "m", "c")),
    ("mol", "amount", Fraction(1), ("k", "", "m", "µ", "n")),
    ("Ω", "resistance", Fraction(1), ("M", "k", "", "m")),
    ("ohm", "resistance", Fraction(1), ("M", "k", "m")),
    ("bit", "information", Fraction(1), ("G", "M", "k", "")),
    ("bits", "information", Fraction(1), ("G", "M", "k", "")),
    ("B", "information", Fraction(8), ("G", "M", "k")),
)
_NAMES: dict[str, tuple[str, Fraction]] = {
    **{
        f"{prefix}{stem}{ending}": (dimension, Fraction(size) * scale)
        for stem, ending_s, dimension, size, prefixes in (
            ("meter", ("", "s"), "length", 1, ("kilo", "", "centi", "milli", "micro", "nano")),
            ("metre", ("", "s"), "length", 1, ("kilo", "", "centi", "milli", "micro", "nano")),
            ("gram", ("", "s"), "mass", 1, ("kilo", "", "milli", "micro")),
            ("second", ("", "s"), "time", 1, ("", "milli", "micro", "nano")),
            ("hertz", ("",), "frequency", 1, ("giga", "mega", "kilo", "")),
            ("volt", ("", "s"), "voltage", 1, ("kilo", "", "milli")),
            ("ampere", ("", "s"), "current", 1, ("", "milli")),
            ("amp", ("", "s"), "current", 1, ("", "milli")),
            ("watt", ("", "s"), "power", 1, ("giga", "mega", "kilo", "", "milli")),
            ("joule", ("", "s"), "energy", 1, ("mega", "kilo", "")),
            ("newton", ("", "s"), "force", 1, ("kilo", "")),
            ("pascal", ("", "s"), "pressure", 1, ("mega", "kilo", "")),
            ("liter", ("", "s"), "volume", 1, ("", "milli")),
            ("litre", ("", "s"), "volume", 1, ("", "milli")),
            ("ohm", ("", "s"), "resistance", 1, ("mega", "kilo", "")),
            ("byte", ("", "s"), "information", 8, ("giga", "mega", "kilo", "")),
        )
        for prefix, scale in (
            ("giga", Fraction(10**9)),
            ("mega", Fraction(10**6)),
            ("kilo", Fraction(1000)),
            ("", Fraction(1)),
            ("centi", Fraction(1, 100)),
            ("milli", Fraction(1, 1000)),
            ("micro", Fraction(1, 10**6)),
            ("nano", Fraction(1, 10**9)),
        )
        if prefix in prefixes
        for ending in ending_s
    },
    **{name: ("amount", Fraction(1)) for name in ("mole", "moles")},
    **{name: ("pairs", Fraction(1)) for name in ("pair", "pairs", "couple", "couples")},
    **{name: ("time", Fraction(1)) for name in ("sec", "secs")},
    **{name: ("time", Fraction(60)) for name in ("min", "mins", "minute", "minutes")},
    **{name: ("time", Fraction(3600)) for name in ("h", "hr", "hrs", "hour", "hours")},
    **{name: ("time", Fraction(86400)) for name in ("d", "day", "days")},
    **{name: ("time", Fraction(604800)) for name in ("week", "weeks")},
    # A month is a twelfth of a year; neither is a whole number of days.
    **{name: ("years", Fraction(1, 12)) for name in ("month", "months")},
    **{name: ("years", Fraction(1)) for name in ("year", "years", "yr", "yrs")},
    **{name: ("years", Fraction(100)) for name in ("century", "centuries")},
    **{name: ("length", Fraction(1609344, 1000)) for name in ("mile", "miles", "mi")},
    **{name: ("length", Fraction(3048, 10000)) for name in ("foot", "feet", "ft")},
    **{name: ("length", Fraction(254, 10000)) for name in ("inch", "inches")},
    **{name: ("mass", Fraction(10**6)) for name in ("tonne", "tonnes")},
    **{name: ("mass", Fraction(45359237, 10**5)) for name in ("lb", "lbs", "pound", "pounds")},
    **{name: ("pressure", Fraction(101325)) for name in ("atm", "atmosphere", "atmospheres")},
    **{name: ("pressure", Fraction(10**5)) for name in ("bar", "bars")},
    **{name: ("energy", Fraction(4184, 1000)) for name in ("calorie", "calories")},
    **{name: ("celsius", Fraction(1)) for name in ("°c", "c", "degc", "celsius", "centigrade")},
    **{name: ("fahrenheit", Fraction(1)) for name in ("°f", "f", "degf", "fahrenheit")},
    **{name: ("kelvin", Fraction(1)) for name in ("kelvin", "kelvins", "degk")},
    **{name: ("angle", Fraction(1)) for name in ("°", "degree", "degrees", "deg")},
    **{name: ("radian", Fraction(1)) for name in ("rad", "rads", "radian", "radians")},
    **{name: ("dollar", Fraction(1)) for name in ("$", "usd", "dollar", "dollars")},
    **{name: ("euro", Fraction(1)) for name in ("€", "eur", "euro", "euros")},
    **{name: ("decibel", Fraction(1)) for name in ("db", "decibel", "decibels")},
    **{name: ("information", Fraction(8 * 2**10)) for name in ("kib",)},
    **{name: ("information", Fraction(8 * 2**20)) for name in ("mib",)},
    **{name: ("information", Fraction(8 * 2**30)) for name in ("gib",)},
    **{
        name: ("information", Fraction(8) * 1000**power)
        for power, name in enumerate(("kb", "mb", "gb", "tb"), start=1)
    },
}
_EXACT: dict[str, tuple[str, Fraction]] = {
    "K": ("kelvin", Fraction(1)),
    **{
        f"{prefix}{unit}": ("years", size)
        for prefix, size in (("G", Fraction(10**9)), ("M", Fraction(10**6)), ("k", Fraction(1000)))
        for unit in ("yr", "a")
    },
    **{
        prefix + symbol: (dimension, size * _METRIC[prefix])
        for symbol, dimension, size, prefixes in _SYMBOLS
        for prefix in prefixes
    },
}


@dataclass(frozen=True, slots=True)
class Unit:
    """``dimension`` is empty for a bare number; ``size`` in the first unit of the dimension."""

    dimension: str
    size: Fraction


NONE = Unit("", Fraction(1))

MULTIPLES = frozenset({"pairs"})
"""What counts several things as one, so that a bare number of the things is another number."""


_POWERS = {"squared": 2, "cubed": 3}
_POWERS_BEFORE = {"square": 2, "sq": 2, "cubic": 3}
# What a unit of its own name is made of, in the first units of the dimensions.
_MADE_OF: dict[str, tuple[Fraction, dict[str, int]]] = {
    "force": (Fraction(1000), {"mass": 1, "length": 1, "time": -2}),
    "energy": (Fraction(1000), {"mass": 1, "length": 2, "time": -2}),
    "power": (Fraction(1000), {"mass": 1, "length": 2, "time": -3}),
    "pressure": (Fraction(1000), {"mass": 1, "length": -1, "time": -2}),
    "frequency": (Fraction(1), {"time": -1}),
    "volume": (Fraction(1, 1000), {"length": 3}),
}
_ZERO = {
    "celsius": (Fraction(1), Fraction(27315, 100)),
    "fahrenheit": (Fraction(5, 9), Fraction(45967, 180)),
    "kelvin": (Fraction(1), Fraction(0)),
}


def in_kelvin(value: Fraction, scale: str) -> Fraction | None:
    """A temperature on the scale of that name as kelvin; None where it names no such scale."""
    if scale not in _ZERO:
        return None
    size, zero = _ZERO[scale]
    return value * size + zero


def unit_at(given: Sequence[Token], start: int) -> tuple[Unit, int] | None:
    """The unit that begins at token ``start``, as in ``m/s^2``, and the token after it."""
    powers: dict[str, int] = {}
    size = Fraction(1)
    place, sign = start, 1
    if start < len(given) and given[start].text.lower() in ("/", "per"):
        place, sign = start + 1, -1
    while (factor := _factor(given, place)) is not None:
        dimension, scale, power, after = factor
        scale_of, made_of = _MADE_OF.get(dimension, (Fraction(1), {dimension: 1}))
        for one, times in made_of.items():
            powers[one] = powers.get(one, 0) + sign * power * times
        size *= (scale * scale_of) ** (sign * power)
        joint = given[after].text if after < len(given) else ""
        if joint in ("/", "per") and _factor(given, after + 1):
            sign = -1
        elif (following := _factor(given, after)) and following[2] < 0:
            # "m s^-1"
            after -= 1
        elif joint not in ("·", "*") or not _factor(given, after + 1):
            name = " ".join(f"{d}^{p}" if p != 1 else d for d, p in sorted(powers.items()) if p)
            return Unit(name, size), after
        place = after + 1
        if place - start > 16:
            break
    return None


def _factor(given: Sequence[Token], place: int) -> tuple[str, Fraction, int, int] | None:
    """Dimension, size, power, and the token after one factor of a unit."""
    if place >= len(given) or given[place].kind != "word":
        return None
    text = given[place].text
    after = place + 1
    before = _POWERS_BEFORE.get(text.lower(), 1)
    if before > 1:
        inner = _factor(given, after)
        return inner and (inner[0], inner[1], inner[2] * before, inner[3])
    if text.lower() in _DEGREES and (after < len(given)) and _known(given[after].text) in _SCALES:
        text = given[after].text
        after += 1
    found = _known(text)
    if found is None:
        # "m/s2" is typed for m/s^2.
        found = _known(text[:-1]) if text[-1] in "23" else None
        return found and (found[0], found[1], int(text[-1]), after)
    power, after = _power(given, after)
    return found[0], found[1], power, after


_DEGREES = {"°", "degree", "degrees", "deg"}
_SCALES = {("celsius", Fraction(1)), ("fahrenheit", Fraction(1))}


def _known(text: str) -> tuple[str, Fraction] | None:
    return _EXACT.get(text) or _NAMES.get(text.lower())


def _power(given: Sequence[Token], place: int) -> tuple[int, int]:
    """The whole power that stands at ``place``, 1 where there is none, and the token after it."""
    signs = [token.text for token in given[place : place + 5]]
    if signs and signs[0].lower() in _POWERS:
        return _POWERS[signs[0].lower()], place + 1
    if signs[:1] != ["^"]:
        return 1, place
    written = [text for text in signs[1:] if text not in ("(", ")")]
    sign = -1 if written[:1] == ["-"] else 1
    digits = written[1 if sign < 0 else 0 :][:1]
    if not digits or digits[0] not in ("1", "2", "3"):
        return 1, place
    used = signs.index(digits[0]) + 1
    used += signs[used : used + 1] == [")"]
    return sign * int(digits[0]), place + used

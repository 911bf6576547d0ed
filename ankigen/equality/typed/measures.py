"""Measured numbers: ``11.2 km/s`` and ``11200 m/s`` are the same, whatever the unit is written in.

Units are those of the International System with their prefixes, a few beside it, and their names
in words; a unit is its size and its powers of metre, kilogram, second, ampere, kelvin, mole, bit.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_LONGEST = 80
_PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12, "c": -2, "m": -3, "µ": -6, "μ": -6, "n": -9}
_SPELLED = {
    "": 0, "kilo": 3, "mega": 6, "giga": 9, "centi": -2, "milli": -3, "micro": -6, "nano": -9
}  # fmt: skip
# Symbol, name, size and powers of m, kg, s, A, K, mol, bit.
_UNITS = (
    ("m", "meter metre", "1", (1, 0, 0, 0, 0, 0, 0)),
    ("g", "gram", "1/1000", (0, 1, 0, 0, 0, 0, 0)),
    ("s", "second", "1", (0, 0, 1, 0, 0, 0, 0)),
    ("A", "ampere amp", "1", (0, 0, 0, 1, 0, 0, 0)),
    ("K", "kelvin", "1", (0, 0, 0, 0, 1, 0, 0)),
    ("mol", "mole", "1", (0, 0, 0, 0, 0, 1, 0)),
    ("bit", "bit", "1", (0, 0, 0, 0, 0, 0, 1)),
    ("Hz", "hertz", "1", (0, 0, -1, 0, 0, 0, 0)),
    ("N", "newton", "1", (1, 1, -2, 0, 0, 0, 0)),
    ("Pa", "pascal", "1", (-1, 1, -2, 0, 0, 0, 0)),
    ("J", "joule", "1", (2, 1, -2, 0, 0, 0, 0)),
    ("W", "watt", "1", (2, 1, -3, 0, 0, 0, 0)),
    ("C", "coulomb", "1", (0, 0, 1, 1, 0, 0, 0)),
    ("V", "volt", "1", (2, 1, -3, -1, 0, 0, 0)),
    ("Ω", "ohm", "1", (2, 1, -3, -2, 0, 0, 0)),
    ("L", "liter litre", "1/1000", (3, 0, 0, 0, 0, 0, 0)),
    ("min", "minute", "60", (0, 0, 1, 0, 0, 0, 0)),
    ("h", "hour", "3600", (0, 0, 1, 0, 0, 0, 0)),
    ("d", "day", "86400", (0, 0, 1, 0, 0, 0, 0)),
)
_UNPREFIXED = frozenset({"min", "h", "d"})
_WRAPPED = re.compile(r"\\(?:text|mathrm|operatorname|rm)\s*\{([^{}]*)\}")
_TIMES_TEN = re.compile(r"\s*(?:\\times|\\cdot|[×*·])\s*10\s*\^\s*\{?\s*([-−]?\d{1,3})\s*\}?")
_MEASURED = re.compile(
    r"(?:[A-Za-z_]{1,12}\s*(?:=|≈|\\approx)\s*)?"
    r"(?P<number>[-−]?\d{1,15}(?:\.\d{1,15})?(?:[eE][-+]?\d{1,2})?)\s*(?P<unit>[^\d\s].*)"
)
_STEP = re.compile(
    r"\s*(?P<joint>/|\bper\b|[·*]|)\s*(?P<name>[A-Za-zΩµμ]+)\s*"
    r"(?:\^?\{?(?P<power>[-−]?\d)\}?|(?P<word>squared|cubed))?"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class Measure(NamedTuple):
    """A value in base units, and the powers of these."""

    value: Fraction
    powers: tuple[int, ...]


def measured(text: str) -> Measure | None:
    """The number with its unit that a text is; None where it is anything else."""
    if len(text) > _LONGEST or not (text[-1:].isalnum() or text[-1:] in "}Ω"):
        return None
    text = _WRAPPED.sub(r" \1 ", text.translate(_RAISED).replace("\\Omega", "Ω"))
    text = re.sub(r"\\[,;: ]|~", " ", _TIMES_TEN.sub(r"e\1", text)).replace("\\cdot", "·")
    found = _MEASURED.fullmatch(text.replace("−", "-").strip())
    unit = _unit(found["unit"]) if found else None
    if found is None or unit is None:
        return None
    return Measure(Fraction(found["number"]) * unit.value, unit.powers)


def _unit(text: str) -> Measure | None:
    size, place = Fraction(1), 0
    powers: tuple[int, ...] = (0,) * 7
    while place < len(text):
        step = _STEP.match(text, place)
        known = _KNOWN.get(step["name"]) if step else None
        if step is None or known is None or (place == 0 and step["joint"]):
            return None
        power = int(step["power"] or {"squared": 2, "cubed": 3}.get(step["word"] or "", 1))
        power = -power if step["joint"] in ("/", "per") else power
        size *= known.value**power
        powers = tuple(p + power * q for p, q in zip(powers, known.powers, strict=True))
        place = step.end()
    return Measure(size, powers)


def _known() -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    for symbol, names, size, powers in _UNITS:
        for prefix, ten in _PREFIXES.items():
            if not (prefix and symbol in _UNPREFIXED):
                found.setdefault(
                    prefix + symbol, Measure(Fraction(size) * Fraction(10) ** ten, powers)
                )
        for word, ten in _SPELLED.items():
            for name in names.split():
                value = Measure(Fraction(size) * Fraction(10) ** ten, powers)
                found |= dict.fromkeys((word + name, f"{word}{name}s"), value)
    return found


_KNOWN = _known()

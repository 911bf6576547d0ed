"""What one clause does to the denials of the clause before it."""

from __future__ import annotations

from ankigen.grading.scope import deny
from ankigen.grading.units import Reading, Token, Unit

_NEGATIONS = frozenset(("not", "never", "no"))
_POINTING = frozenset(("that", "this", "which"))
_RIGHT = frozenset(("right", "true", "correct", "so", "case"))
_WRONG = frozenset(("wrong", "false", "untrue", "incorrect", "mistake", "mistaken", "myth"))


def carry_over(clause: list[Token], opened: str, reading: Reading) -> None:
    """*It lowers A but not B*: what a bare contrast denies is what was said before it."""
    bare = clause[0].text == "not" and not any(t.verb or t.operator for t in clause[1:])
    if opened != "but" or not bare or not reading.clauses:
        return
    before = reading.clauses[-1].units[-1]
    for token in clause:
        if token.unit:
            token.unit.lowered, token.unit.raised = before.lowered, before.raised
            token.unit.sign *= before.sign


def refuse(clause: list[Token], reading: Reading) -> None:
    """*People say that it grows, and that is not right*: the clause before is denied."""
    first = next((token.text for token in clause if token.text not in ("and", "but")), "")
    if not reading.clauses or first not in _POINTING:
        return
    units = [token.unit for token in clause if token.unit]
    right = {unit.name for unit in units if not unit.denied} <= _WRONG
    denied = {unit.name for unit in units if unit.denied} <= _RIGHT
    if right and denied:
        deny(reading.clauses[-1].units, first)


def undo_before(reading: Reading, sentence: int) -> bool:
    """*It does not open unless it is pushed*: it opens if it is pushed."""
    before = reading.clauses[-1] if reading.clauses else None
    if not before or before.sentence != sentence:
        return False
    denied = [u for u in before.units if u.denied and not _NEGATIONS.isdisjoint(u.movers)]
    if not denied:
        return False
    deny(denied, "unless")
    return True


def undo_without(here: list[Unit], reading: Reading, sentence: int) -> None:
    """*Without rain, there is no harvest*: the harvest needs rain; two denials deny nothing."""
    before = reading.clauses[-1] if reading.clauses else None
    if not before or before.sentence != sentence:
        return
    lacking = [unit for unit in before.units if "without" in unit.movers]
    denied = [unit for unit in here if unit.denied and not _NEGATIONS.isdisjoint(unit.movers)]
    if denied and lacking == before.units:
        deny(lacking, "without")
        deny(denied, "without")

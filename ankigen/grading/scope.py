"""What negations and verbs of change govern in a clause, and the signs that follow.

*Reduces overfitting*, *overfitting is reduced* and *no overfitting* all turn *overfitting* round;
*does not reduce overfitting* turns it round twice.
"""

from __future__ import annotations

from ankigen.grading.units import NEGATING, Token, Unit

_SIGNS = {"up": 1, "more": 1, "cause": 1, "keep": 1, "down": -1, "stop": -1, "less": -1}
_VERBS = frozenset({"up", "down", "stop", "cause", "keep"})
_NOT_ONLY = frozenset({"only", "just", "merely", "simply", "necessarily"})
_PREPOSITIONS = frozenset(
    ("in", "on", "at", "by", "for", "with", "to", "from", "into", "onto", "upon", "about", "among")
    + ("through", "during", "against", "within", "across", "along", "around", "per", "via")
    + ("toward", "using", "than", "as", "between", "over", "→")
)
_NEW_STATEMENT = frozenset(
    ("it", "they", "he", "she", "we", "you", "is", "are", "was", "were", "has", "have", "had")
    + ("can", "may", "will", "must", "does", "do")
)
_WITHIN_PHRASE = frozenset(("and", "or", "a", "an", "the", "of", "/", "in"))
_PHRASE = 3
_SUBJECT = 4


def govern(clause: list[Token]) -> None:
    """Set the signs of one clause's units: each operator turns round what it governs."""
    for at, token in enumerate(clause):
        operator = token.operator
        if not operator or _is_not_only(clause, at):
            continue
        if operator in NEGATING:
            governed, sign = _negated(clause, at), -1
        else:
            if operator == "keep" and _keeps_from(clause, at):
                operator = "stop"
            governed = _right_of(clause, at, operator) or _left_of(clause, at)
            sign = _SIGNS[operator]
        for unit in governed:
            unit.sign *= sign
            if sign < 0:
                unit.turned_by.append(token.place)
            else:
                unit.raised = unit.raised or operator in ("up", "more")


def _is_not_only(clause: list[Token], at: int) -> bool:
    return (
        clause[at].operator in NEGATING
        and at + 1 < len(clause)
        and clause[at + 1].text in _NOT_ONLY
    )


def _negated(clause: list[Token], at: int) -> list[Unit]:
    """A negation governs the rest of its statement, or what stands before it at the end."""
    governed: list[Unit] = []
    for place in range(at + 1, len(clause)):
        if governed and _starts_statement(clause, place):
            break
        unit = clause[place].unit
        if unit:
            governed.append(unit)
    return governed or _left_of(clause, at)


def _starts_statement(clause: list[Token], place: int) -> bool:
    """Whether *and* or *or* at ``place`` is followed by a verb or a new subject."""
    if clause[place].text not in ("and", "or") or place + 1 == len(clause):
        return False
    after = clause[place + 1]
    return after.text in _NEW_STATEMENT or (
        after.verb and after.surface.endswith(("s", "ed")) and not after.surface.endswith("ss")
    )


def _keeps_from(clause: list[Token], at: int) -> bool:
    """Whether *keep* is the one of *keep gradients from vanishing*."""
    rest = clause[at + 1 :]
    return any(
        token.text == "from" and after.surface.split()[0].endswith("ing")
        for token, after in zip(rest, rest[1:], strict=False)
    )


def _right_of(clause: list[Token], at: int, operator: str) -> list[Unit]:
    """What an operator governs to its right: up to the next verb of change or preposition."""
    verb = operator in _VERBS
    governed: list[Unit] = []
    for place in range(at + 1, len(clause)):
        token = clause[place]
        if token.text in _PREPOSITIONS and not (operator == "stop" and token.text == "from"):
            break
        if token.operator in NEGATING or _starts_statement(clause, place):
            break
        if token.operator in _VERBS and (verb or governed):
            break
        if token.unit:
            governed.append(token.unit)
            if not verb and len(governed) == _PHRASE:
                break
        elif not verb and (governed or token.text not in _WITHIN_PHRASE):
            break
    return governed


def _left_of(clause: list[Token], at: int) -> list[Unit]:
    """What an operator at the end of its phrase says of the words before it."""
    governed: list[Unit] = []
    for place in range(at - 1, -1, -1):
        token = clause[place]
        if governed and (token.operator in _VERBS or _starts_statement(clause, place)):
            break
        if token.unit:
            governed.append(token.unit)
            if len(governed) == _SUBJECT:
                break
    return governed

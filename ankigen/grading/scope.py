"""What negations and verbs of change govern in a clause, and the signs that follow.

*Reduces overfitting*, *overfitting is reduced* and *no overfitting* all turn *overfitting* round;
*does not reduce overfitting* turns it round twice.
"""

from __future__ import annotations

import itertools

from ankigen.grading.units import NEGATING, Token, Unit

_DENYING = frozenset({"not", "instead", "stop", "deny"})
_LOWERING = frozenset({"down", "less"})
_RAISING = frozenset({"up", "more", "cause"})
_VERBS = frozenset({"up", "down", "stop", "cause", "keep"})
_AMOUNTS = frozenset({"more", "less"})
_MORE_OR_LESS = frozenset([
    "more", "less", "fewer", "better", "worse", "faster", "slower", "sooner", "earlier", "later",
])  # fmt: skip
_NOT_ONLY = frozenset({"only", "just", "merely", "simply", "necessarily"})
_PREPOSITIONS = frozenset([
    "in", "on", "at", "by", "for", "with", "to", "from", "into", "onto", "upon", "about",
    "among", "through", "during", "against", "within", "across", "along", "around", "per",
    "via", "toward", "using", "than", "as", "between", "over", "→", ":", "above", "below", "under",
])  # fmt: skip
_NEW_STATEMENT = frozenset([
    "it", "they", "he", "she", "we", "you", "is", "are", "was", "were", "has", "have", "had",
    "can", "may", "will", "must", "does", "do",
])  # fmt: skip
_NOUN_PHRASE = frozenset(("the", "a", "an", "this", "these", "it", "they", "you", "we", "there"))
_WITHOUT_OBJECT = ("stay", "remain", "persist")
_NOUNS = ("ance", "tion", "sion", "ment")
_TAKING = ("remov", "delet", "exclud", "eliminat", "drop", "discard", "omit", "eras", "cut", "skip")
_ENDING = frozenset(("by", "with", "via", "using", "through", "than", "→", ":"))
_WITHIN_PHRASE = frozenset(("of", "/"))
_NOT_BEFORE = frozenset((":", "what", "it", "they", "he", "she", "we", "you"))
_PHRASE = 3
_SUBJECT = 4
_SOON = 4
_REACH = 8
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "can", "may", "will", "must"))


def govern(clause: list[Token]) -> None:
    """Set the signs of one clause's units: each operator turns round what it governs."""
    for at, token in enumerate(clause):
        operator = token.operator
        if token.text.split()[0] == "too":
            _set(_ruled_out(clause, at), "not", token)
        if token.text == "for":
            for unit in _right_of(clause, at, "more")[0]:
                unit.purpose = True
        if token.text == "not" and at and clause[at - 1].text == "or":
            # *Whether it holds or not* denies nothing.
            continue
        if not operator or _is_not_only(clause, at) or _is_double(clause, at):
            continue
        if _closes_a_list(clause, at) or _repeats_a_denial(clause, at):
            continue
        if operator in NEGATING:
            _set(_negated(clause, at) + _subject_denied(clause, at), operator, token)
            continue
        if operator == "keep" and _keeps_from(clause, at):
            operator = "stop"
        near, far = _right_of(clause, at, operator)
        if _names_a_thing(clause, at) or token.text.startswith(_WITHOUT_OBJECT):
            near, far = [], []
        left = [] if _has_pronoun(clause, at) or _is_aside(clause, at) else _left_of(clause, at)
        if token.unit:
            token.unit.alone = not near and not left
        _set(near or left, operator, token)
        if near:
            _set(far, operator, token, far=True)


def _repeats_a_denial(clause: list[Token], at: int) -> bool:
    """Whether a negation only echoes another: *it does not prove that there is nothing*."""
    if clause[at].operator != "not" or at + 1 < len(clause):
        return False
    echoes = clause[at].text in ("nothing", "none", "nobody") and any(
        token.operator == "not" for token in clause[:at]
    )
    return echoes or (clause[at].text == "neither" and at > 0)


def _names_a_thing(clause: list[Token], at: int) -> bool:
    """Whether a noun of change closes a name: *in congestion avoidance the window grows*."""
    return (
        clause[at].text.endswith(_NOUNS)
        and at > 0
        and clause[at - 1].unit is not None
        and (at + 1 == len(clause) or clause[at + 1].text not in ("of", "in"))
    )


def _closes_a_list(clause: list[Token], at: int) -> bool:
    """Whether a verb of change is the last of several: *an update or delete locks the row*."""
    return (
        at > 0
        and clause[at - 1].text == "or"
        and clause[at].text == clause[at].word
        and any(
            token.text in _NEW_STATEMENT or is_finite(token)
            for token in clause[at + 1 : at + 1 + _PHRASE]
        )
    )


def _has_pronoun(clause: list[Token], at: int) -> bool:
    """Whether a verb of change has a pronoun for its object: *a case that stops it*."""
    return at + 1 < len(clause) and clause[at + 1].text in ("it", "them", "him", "her", "us")


def _is_aside(clause: list[Token], at: int) -> bool:
    """Whether an adjective only tells which one is meant: *a layer that is not needed*."""
    return clause[at].operator == "deny" and any(
        token.text in ("that", "which") for token in clause[max(at - 2, 0) : at]
    )


def is_comparative(token: Token) -> bool:
    """Whether a word compares amounts: *more*, *higher*, *fewer*."""
    return token.text in _MORE_OR_LESS or (token.operator in _AMOUNTS and token.word.endswith("er"))


def _is_correlative(clause: list[Token], at: int) -> bool:
    """Whether a word is the comparative of *the higher the rate the faster it goes*."""
    begins = at == 0 or clause[at - 1].text == "the"
    return begins and is_comparative(clause[at])


def is_finite(token: Token) -> bool:
    """Whether a word looks like the verb of a statement: *generalizes*, *failed*."""
    return token.verb and token.word.endswith(("s", "ed")) and len(token.word) > 3


def _takes_object(clause: list[Token], place: int) -> bool:
    """Whether a verb is followed by what may be its object: *batches give noisy gradients*."""
    if not clause[place].verb or place + 1 == len(clause):
        return False
    after = clause[place + 1]
    return after.unit is not None or after.text in ("the", "a", "an")


def deny(units: list[Unit], by: str) -> None:
    """Deny all of a clause, by a word that stands outside it: *unless*."""
    for unit in units:
        unit.denied = not unit.denied
        unit.sign = -unit.sign
        unit.movers = (*unit.movers, by)


def _set(governed: list[Unit], operator: str, mover: Token, *, far: bool = False) -> None:
    for unit in governed:
        unit.far = unit.far or far
        unit.movers = (*unit.movers, mover.surface)
        unit.moved_by = mover.place
        unit.set_aside = unit.set_aside or operator == "instead"
        unit.changed = unit.changed or operator in ("up", "down")
        if operator in _DENYING:
            unit.denied = not unit.denied
        elif operator in _LOWERING:
            unit.lowered = True
        elif operator in _RAISING:
            unit.raised = True
        elif operator == "keep":
            unit.kept = True
        if operator in _DENYING or operator in _LOWERING:
            unit.sign = -unit.sign
            unit.turned_by = (*unit.turned_by, mover.place)


def _is_not_only(clause: list[Token], at: int) -> bool:
    return (
        clause[at].operator in NEGATING
        and at + 1 < len(clause)
        and clause[at + 1].text in _NOT_ONLY
    )


def _is_double(clause: list[Token], at: int) -> bool:
    """Whether a negation is one of two that deny nothing: *not without*, *without it … no*."""
    if clause[at].operator != "not":
        return False
    leads = _leads_without(clause)
    if clause[at].text == "without":
        rest = clause[at + 1 :] if leads else clause[:at]
        return any(token.operator == "not" for token in rest)
    return leads or any(token.text == "without" for token in clause[at + 1 :])


def _leads_without(clause: list[Token]) -> bool:
    """Whether *without* stands first, and what follows from the lack in the same breath."""
    first = next((token.text for token in clause if token.unit or token.operator), "")
    return first == "without" and all(token.text != "→" for token in clause)


def _negated(clause: list[Token], at: int) -> list[Unit]:
    """A negation governs the rest of its statement, or what stands before it at the end."""
    governed: list[Unit] = []
    for place in range(at + 1, len(clause)):
        if governed and (
            _starts_statement(clause, place)
            or _leaves(clause, at, place)
            or _begins_the_rest(clause, at, place)
        ):
            break
        if clause[place].operator in NEGATING or clause[place].text == "→":
            break
        unit = clause[place].unit
        if unit:
            governed.append(unit)
    if governed or clause[at].text == "not" or at + 1 < len(clause):
        return governed
    return _left_of(clause, at)


def _leaves(clause: list[Token], at: int, place: int) -> bool:
    """Whether *and* leads out of what *no* and *without* deny: *no drift and units saturate*."""
    if clause[place].text != "and" or clause[at].text == "not":
        return False
    return any(token.verb for token in clause[place + 1 : place + 3])


def _begins_the_rest(clause: list[Token], at: int, place: int) -> bool:
    """Whether what *without* denies at the head of a clause ends: *without rain the land dries*."""
    leads = clause[at].text == "without" and not any(token.unit for token in clause[:at])
    return leads and clause[place].text in _NOUN_PHRASE and clause[place - 1].unit is not None


def _ruled_out(clause: list[Token], at: int) -> list[Unit]:
    """What is denied by *too big to go through*: what follows *to*."""
    to = next((n for n in range(at + 1, min(at + 4, len(clause))) if clause[n].text == "to"), -1)
    if to < 0 or to + 1 == len(clause) or not clause[to + 1].verb:
        return []
    if clause[to + 1].text.split()[0].endswith("ing"):
        return []
    return [token.unit for token in clause[to + 1 : to + 1 + _REACH] if token.unit]


def _subject_denied(clause: list[Token], at: int) -> list[Unit]:
    """*Entropy never decreases*: a verb of change without an object has its subject denied."""
    after = next((n for n in range(at + 1, len(clause)) if clause[n].unit), -1)
    if after < 0 or clause[after].operator not in _VERBS:
        return []
    near, _ = _right_of(clause, after, clause[after].operator)
    return [] if near else _left_of(clause, at)


def _starts_statement(clause: list[Token], place: int) -> bool:
    """Whether *and* or *or* at ``place`` is soon followed by a verb."""
    if clause[place].text not in ("and", "or"):
        return False
    return any(
        after.text in _NEW_STATEMENT or is_finite(after) or after.text == "become"
        for after in clause[place + 1 : place + 1 + _SOON]
    )


def begins_statement(found: list[Token], place: int) -> bool:
    """Whether *and* at ``place`` stands right before a verb, and so begins another clause."""
    if found[place].text != "and" or place + 1 == len(found):
        return False
    after = found[place + 1]
    return after.text in _NEW_STATEMENT or (
        (after.verb or after.operator in _VERBS)
        and after.word.endswith(("s", "ed"))
        and len(after.word) > 3
    )


def _keeps_from(clause: list[Token], at: int) -> bool:
    """Whether *keep* is the one of *keep gradients from vanishing*."""
    rest = clause[at + 1 :]
    return any(
        token.text == "from" and after.word.endswith("ing")
        for token, after in itertools.pairwise(rest)
    )


def _right_of(clause: list[Token], at: int, operator: str) -> tuple[list[Unit], list[Unit]]:
    """What an operator governs to its right, and what it reaches past a preposition.

    It ends at the next verb of change or new statement; only what stops something reaches past a
    preposition, as in *blocks access to later tokens*.
    """
    verb = operator in _VERBS
    governed: list[Unit] = []
    far: list[Unit] = []
    reached = governed
    for place in range(at + 1, len(clause)):
        token = clause[place]
        if token.text.split()[0] in _PREPOSITIONS:
            if operator != "stop" or token.text in _ENDING:
                break
            if token.text == "from" and clause[at].text.startswith(_TAKING):
                break
            reached = governed if token.text == "from" else far
        if token.operator in NEGATING or _starts_statement(clause, place):
            break
        if verb and token.text in _FINITE:
            # "Discarded goods are replaced": only the goods are discarded.
            break
        if (
            token.text == "and"
            and place + 1 < len(clause)
            and clause[place + 1].operator in _AMOUNTS
        ):
            break
        if (token.operator in _VERBS and (verb or governed)) or (
            not verb and governed and (is_finite(token) or _takes_object(clause, place))
        ):
            break
        if token.unit and verb and (token.text.endswith("ly") or token.text in _MORE_OR_LESS):
            continue
        if token.text == "the" and place == at + 1 and _is_correlative(clause, at):
            continue
        if token.unit:
            reached.append(token.unit)
            if not verb and len(governed) == _PHRASE:
                break
        elif not verb and (governed or token.text not in _WITHIN_PHRASE):
            break
    return governed, far


def _left_of(clause: list[Token], at: int) -> list[Unit]:
    """What an operator at the end of its phrase says of the words before it."""
    governed: list[Unit] = []
    for place in range(at - 1, -1, -1):
        token = clause[place]
        if token.operator == "not" and not governed:
            continue
        if token.operator in NEGATING or token.text in _NOT_BEFORE:
            break
        if governed and (token.operator in _VERBS or _starts_statement(clause, place)):
            break
        if token.unit:
            governed.append(token.unit)
            if len(governed) == _SUBJECT:
                break
    return governed

"""Formulas as a whole: equations, chains, inequalities, distributions, lists, intervals, orders.

Where the top shape carries the meaning, the sides are compared part by part; the values of the
parts go up the ladder.
"""

from __future__ import annotations

from collections.abc import Iterable

from .chains import EQUAL, ORDER, Chain, as_interval, chain, conclusion, links, names_something
from .differences import ORDERS_OF_GROWTH
from .equations import same_equation, same_inequality
from .expectations import as_means, has_expectation
from .growth import same_order
from .ladder import Decision, Setting, decide
from .leftside import definable, matched, stripped
from .lists import (
    called_alike,
    chained,
    has_open_sign,
    listed,
    once,
    plus_minus,
    put_together,
    remark,
    with_named_sign,
)
from .solved import one_solves_the_other
from .terms import Apply, Compare, Group, Term, Var, rewrite, walk

_SHAPE = "structure"


def compare(expected: Term, given: Term, setting: Setting, *, lhs: str = "optional") -> Decision:
    """Whether two formulas say the same, whatever kind of statement they are."""
    return _Comparison(setting, lhs == "required").whole(expected, given)


class _Comparison:
    def __init__(self, setting: Setting, required: bool) -> None:
        self.setting = setting
        self.required = required

    def whole(self, expected: Term, given: Term) -> Decision:
        expected, given = listed(expected), listed(given)
        beside = self.with_remarks(expected, given)
        if beside is not None:
            return beside
        first, second = chain(expected), chain(given)
        if first is None and second is None:
            return self.values(expected, given)
        if first is None:
            assert second is not None
            return self.statement_for_value(expected, second)
        if second is None:
            return self.value_for_statement(first, given)
        return self.statements(first, second)

    def with_remarks(self, expected: Term, given: Term) -> Decision | None:
        """A formula with a remark behind (``α ≈ 0.01``) that may be left out or put in.

        Several assignments whose last uses the earlier ones may be given as one.
        """
        if not (isinstance(expected, Group) and expected.kind in ",;" and len(expected.items) > 1):
            return None
        main, *rest = expected.items
        if not isinstance(given, Group) and all(map(remark, rest)):
            values = dict(filter(None, map(remark, rest)))
            plain = self.whole(main, given)
            return (
                plain
                if plain.same
                else self.whole(rewrite(main, lambda t: values.get(t, t)), given)
            )
        if isinstance(given, Group) and len(given.items) == len(expected.items):
            return None
        if not isinstance(given, Group) and chained(expected.items):
            return self.whole(put_together(expected.items), given)
        return None

    # Values and groups of values

    def values(self, expected: Term, given: Term) -> Decision:
        """Neither side is a statement."""
        if isinstance(expected, Group) and expected.kind != "rows":
            return self.groups(expected, given)
        if isinstance(given, Group) and given.kind != "rows":
            several = plus_minus(expected)
            if several is not None and given.kind in ("{}", ","):
                return self.groups(several, given)
            if several is not None and given.kind in ("()", "[]"):
                # An interval begins with its lower end.
                return self.in_order(several.items[::-1], given.items)
            return Decision(False, _SHAPE)
        if isinstance(expected, Apply) and expected.function in ORDERS_OF_GROWTH:
            if not (isinstance(given, Apply) and given.function == expected.function):
                return Decision(False, _SHAPE)
            return same_order(expected.arguments, given.arguments, self.setting)
        if has_open_sign(expected) and has_open_sign(given):
            expected, given = with_named_sign(expected), with_named_sign(given)
        decision = decide(expected, given, self.setting)
        if decision.same is False and has_expectation(expected) and has_expectation(given):
            linear = decide(as_means(expected), as_means(given), self.setting)
            return linear if linear.same else decision
        return decision

    def groups(self, expected: Group, given: Term) -> Decision:
        if not isinstance(given, Group):
            return Decision(False, _SHAPE)
        one, other = expected.kind, given.kind
        if "∪" in (one, other):
            return (
                self.in_any_order(expected.items, given.items)
                if one == other
                else Decision(False, _SHAPE)
            )
        if {one, other} <= {",", ";"} and len(expected.items) == len(given.items):
            called = self.in_order(expected.items, called_alike(expected.items, given.items))
            if called.same:
                return called
        if one == other == "{}" or {one, other} <= {",", ";", "{}"}:
            labelled = any(chain(i) is not None for i in expected.items)
            bare = not any(chain(i) is not None for i in given.items)
            if one != "{}" and labelled and bare and other != "{}":
                return self.in_order(expected.items, given.items)
            return self.in_any_order(expected.items, given.items)
        if one == other or {one, other} <= {",", "()"} or {one, other} <= {",", "row"}:
            return self.in_order(expected.items, given.items)
        return Decision(False, _SHAPE)

    def in_order(self, expected: tuple[Term, ...], given: tuple[Term, ...]) -> Decision:
        if len(expected) != len(given) or _mislabelled(expected, given):
            return Decision(False, _SHAPE)
        return _all(self.whole(a, b) for a, b in zip(expected, given, strict=True))

    def in_any_order(self, expected: tuple[Term, ...], given: tuple[Term, ...]) -> Decision:
        pairs = all(isinstance(i, Group) for i in expected + given)
        if pairs and len(expected) != len(given):
            expected, given = once(expected), once(given)
        if len(expected) != len(given) or len(expected) > 30:
            return Decision(False, _SHAPE)
        left = list(given)
        open_question = False
        for item in expected:
            for place, candidate in enumerate(left):
                if _mislabelled((item, *expected), (candidate,)):
                    continue
                same = self.whole(item, candidate).same
                open_question = open_question or same is None
                if same:
                    del left[place]
                    break
            else:
                return Decision(None if open_question else False, _SHAPE)
        return Decision(True, _SHAPE)

    # One side is a statement

    def statement_for_value(self, expected: Term, given: Chain) -> Decision:
        """A value was asked for; an equation that defines a name gives one, its last side."""
        if given.sides[0] == Var("") and given.operators[0] in EQUAL:
            return self.values(expected, given.sides[-1])
        interval = as_interval(given)
        if interval is not None and isinstance(expected, Group):
            return self.groups(expected, interval)
        result = conclusion(given)
        if result is None:
            return Decision(False, _SHAPE)
        return self.values(expected, result)

    def value_for_statement(self, expected: Chain, given: Term) -> Decision:
        """A statement was asked for; its right side will do where the left only names it."""
        if self.required:
            return Decision(False, "left side")
        interval = as_interval(expected)
        if interval is not None and isinstance(given, Group):
            return self.groups(interval, given)
        if set(expected.operators) <= EQUAL | {"∼"}:
            sides = stripped(expected.operators, expected.sides)
            if sides is None and not any(map(names_something, expected.sides)):
                sides = expected.sides
            if sides is None and len(expected.sides) > 2 and any(map(definable, expected.sides)):
                sides = expected.sides[-1:]
            if sides is None and len(expected.sides) == 2 and decide(*expected.sides).same:
                # An identity (‖w‖₁ = Σ |wᵢ|): what its left side is was the question.
                sides = expected.sides[1:]
            if sides is not None:
                return _any(self.values(side, given) for side in sides)
        return Decision(False, _SHAPE)

    # Both sides are statements

    def statements(self, expected: Chain, given: Chain) -> Decision:
        kinds = [set(c.operators) for c in (expected, given)]
        if kinds[0] <= EQUAL and kinds[1] <= EQUAL:
            return self.equations(expected, given)
        if kinds[0] <= ORDER and kinds[1] <= ORDER:
            return self.inequalities(expected, given)
        intervals = [as_interval(c) for c in (expected, given)]
        if intervals[0] is not None and intervals[1] is not None:
            return self.groups(intervals[0], intervals[1])
        if kinds[0] == {"∼"} and kinds[1] <= {"∼", "=", "≈"}:
            return self.values(expected.sides[-1], given.sides[-1])
        if expected.operators == given.operators:
            return self.in_order(expected.sides, given.sides)
        return Decision(False, "relation")

    def equations(self, expected: Chain, given: Chain) -> Decision:
        if given.sides[0] == Var("") and not self.required:
            return self.value_for_statement(expected, given.sides[-1])
        if len(expected.sides) > 2:
            return self.chains(expected, given)
        last = conclusion(given)
        if len(given.sides) > 2 and last is not None:
            given = Chain(("=",), (given.sides[0], last))
        pair = matched(expected.sides, given.sides, required=self.required)
        # An update (m = βm + …) is no equation to be solved: its right side is what counts.
        if pair is not None:
            return self.values(*pair)
        if _is_update(expected) and _is_update(given):
            return Decision(False, _SHAPE)
        same = same_equation(expected.sides, given.sides, self.setting)
        if same.same or self.required:
            return same
        if one_solves_the_other(expected.sides, given.sides, self.setting):
            return Decision(True, "rearranging")
        return same

    def chains(self, expected: Chain, given: Chain) -> Decision:
        """Every side that was asked for is there, and nothing else is claimed."""
        wanted = list(stripped(expected.operators, expected.sides) or expected.sides)
        if len(given.sides) == 2:
            result = conclusion(given)
            if result is None:
                return Decision(False, _SHAPE)
            return _any(self.values(side, result) for side in wanted)
        name = expected.sides[0] if len(wanted) < len(expected.sides) else None
        found = [s for s in given.sides if name is None or not decide(name, s, self.setting).same]
        if not names_something(given.sides[-1]):
            return self.values(wanted[-1], given.sides[-1])
        covered = _all(_any(self.values(w, s) for s in found) for w in wanted)
        if not covered.same:
            return covered
        return _all(_any(self.values(w, s) for w in wanted) for s in found)

    def inequalities(self, expected: Chain, given: Chain) -> Decision:
        if given.sides[0] == Var("") and definable(expected.sides[0]):
            given = Chain(given.operators, (expected.sides[0], *given.sides[1:]))
        wanted, found = links(expected), links(given)
        if len(wanted) != len(found):
            return Decision(False, "relation")
        return _all(_any(same_inequality(w, f, self.setting) for f in found) for w in wanted)


def _is_update(statement: Chain) -> bool:
    """Whether what is assigned hangs on its old value; taken as an equation, that cancels out."""
    name, *rest = statement.sides
    return definable(name) and any(name in walk(side) for side in rest)


def _mislabelled(expected: tuple[Term, ...], given: tuple[Term, ...]) -> bool:
    """Whether a given equation defines what another one of the expected side defines."""
    names = [i.left if isinstance(i, Compare) else None for i in expected]
    for wanted, item in zip(names, given, strict=False):
        found = item.left if isinstance(item, Compare) and isinstance(item.left, Var) else None
        if found is not None and found in names and found != wanted:
            return True
    return False


def _all(decisions: Iterable[Decision]) -> Decision:
    method, unknown = _SHAPE, False
    for decision in decisions:
        if decision.same is False:
            return Decision(False, decision.method)
        unknown = unknown or decision.same is None
        method = decision.method
    return Decision(None if unknown else True, method)


def _any(decisions: Iterable[Decision]) -> Decision:
    best = Decision(False, _SHAPE)
    for decision in decisions:
        if decision.same:
            return decision
        if decision.same is None or best.method == _SHAPE:
            best = decision if best.same is not None else best
    return best

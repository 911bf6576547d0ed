"""Formulas as a whole: equations, chains, inequalities, distributions, lists, intervals, orders.

Where the top shape carries the meaning, the sides are compared part by part; the values of the
parts go up the ladder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .equations import same_inequality, same_equation
from .growth import same_order
from .ladder import Decision, Setting, decide
from .leftside import definable, matched, stripped
from .terms import MINUS_ONE, Apply, Compare, Group, Mul, Num, Term, Var, negative, rewrite, walk

_EQUAL = frozenset({"=", ":=", "←", "≡", "≈", "≔"})
_ORDER = frozenset({"<", ">", "≤", "≥"})
_TURNED = {">": "<", "≥": "≤", "<": ">", "≤": "≥"}
_ORDERS_OF_GROWTH = frozenset({"O", "Θ", "Ω", "o"})
_SHAPE = "structure"


@dataclass(frozen=True, slots=True)
class Chain:
    """``a = b ≤ c``: sides and the operators between them."""

    operators: tuple[str, ...]
    sides: tuple[Term, ...]


def compare(expected: Term, given: Term, setting: Setting, *, lhs: str = "optional") -> Decision:
    """Whether two formulas say the same, whatever kind of statement they are."""
    return _Comparison(setting, lhs == "required").whole(expected, given)


class _Comparison:
    def __init__(self, setting: Setting, required: bool) -> None:
        self.setting = setting
        self.required = required

    def whole(self, expected: Term, given: Term) -> Decision:
        expected, given = _listed(expected), _listed(given)
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
        if not isinstance(given, Group) and all(map(_remark, rest)):
            values = dict(filter(None, map(_remark, rest)))
            plain = self.whole(main, given)
            return plain if plain.same else self.whole(rewrite(main, lambda t: values.get(t, t)), given)
        if isinstance(given, Group) and len(given.items) == len(expected.items):
            return None
        if not isinstance(given, Group) and _chained(expected.items):
            return self.whole(_put_together(expected.items), given)
        return None

    # Values and groups of values

    def values(self, expected: Term, given: Term) -> Decision:
        """Neither side is a statement."""
        if isinstance(expected, Group) and expected.kind != "rows":
            return self.groups(expected, given)
        if isinstance(given, Group) and given.kind != "rows":
            several = _plus_minus(expected)
            if several is not None and given.kind in ("{}", ","):
                return self.groups(several, given)
            return Decision(False, _SHAPE)
        if isinstance(expected, Apply) and expected.function in _ORDERS_OF_GROWTH:
            if not (isinstance(given, Apply) and given.function == expected.function):
                return Decision(False, _SHAPE)
            return same_order(expected.arguments, given.arguments, self.setting)
        return decide(expected, given, self.setting)

    def groups(self, expected: Group, given: Term) -> Decision:
        if not isinstance(given, Group):
            return Decision(False, _SHAPE)
        one, other = expected.kind, given.kind
        if "∪" in (one, other):
            return self.in_any_order(expected.items, given.items) if one == other else Decision(False, _SHAPE)
        if {one, other} <= {",", ";"} and len(expected.items) == len(given.items):
            called = self.in_order(expected.items, _called_alike(expected.items, given.items))
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
        if len(expected) != len(given):
            return Decision(False, _SHAPE)
        return _all(self.whole(a, b) for a, b in zip(expected, given, strict=True))

    def in_any_order(self, expected: tuple[Term, ...], given: tuple[Term, ...]) -> Decision:
        pairs = all(isinstance(i, Group) for i in expected + given)
        if pairs and len(expected) != len(given):
            expected, given = _once(expected), _once(given)
        if len(expected) != len(given) or len(expected) > 30:
            return Decision(False, _SHAPE)
        left = list(given)
        open_question = False
        for item in expected:
            for place, candidate in enumerate(left):
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
        if given.sides[0] == Var("") and given.operators[0] in _EQUAL:
            return self.values(expected, given.sides[-1])
        interval = _as_interval(given)
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
        interval = _as_interval(expected)
        if interval is not None and isinstance(given, Group):
            return self.groups(interval, given)
        if set(expected.operators) <= _EQUAL | {"∼"}:
            sides = stripped(expected.operators, expected.sides)
            if sides is None and len(expected.sides) > 2 and any(map(definable, expected.sides)):
                sides = expected.sides[-1:]
            if sides is not None:
                return _any(self.values(side, given) for side in sides)
        return Decision(False, _SHAPE)

    # Both sides are statements

    def statements(self, expected: Chain, given: Chain) -> Decision:
        kinds = [set(c.operators) for c in (expected, given)]
        if kinds[0] <= _EQUAL and kinds[1] <= _EQUAL:
            return self.equations(expected, given)
        if kinds[0] <= _ORDER and kinds[1] <= _ORDER:
            return self.inequalities(expected, given)
        intervals = [_as_interval(c) for c in (expected, given)]
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
        return same_equation(expected.sides, given.sides, self.setting)

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
        if not _names_in(given.sides[-1]):
            return self.values(wanted[-1], given.sides[-1])
        covered = _all(_any(self.values(w, s) for s in found) for w in wanted)
        if not covered.same:
            return covered
        return _all(_any(self.values(w, s) for w in wanted) for s in found)

    def inequalities(self, expected: Chain, given: Chain) -> Decision:
        if given.sides[0] == Var("") and definable(expected.sides[0]):
            given = Chain(given.operators, (expected.sides[0], *given.sides[1:]))
        wanted, found = _links(expected), _links(given)
        if len(wanted) != len(found):
            return Decision(False, "relation")
        return _all(
            _any(same_inequality(w, f, self.setting) for f in found) for w in wanted
        )


def as_values(expected: Term, given: Term) -> tuple[Term, Term] | str | None:
    """The two values in which statements differ; a sentence where it is the shape that differs."""
    first, second = chain(expected), chain(given)
    if first is not None and second is not None:
        orders = [set(c.operators) <= _ORDER for c in (first, second)]
        if all(orders) and len(first.sides) == len(second.sides) == 2:
            return _differing_inequalities(first, second)
        if orders[0] != orders[1]:
            return "Another relation is asked for."
    if first is not None:
        rest = stripped(first.operators, first.sides)
        expected = rest[-1] if rest else first.sides[-1]
    if second is not None:
        last = conclusion(second)
        given = last if last is not None else second.sides[-1]
    if isinstance(expected, Group) and expected.kind != "rows":
        return _differing_groups(expected, given)
    if isinstance(given, Group) and given.kind != "rows":
        return "A single value is asked for."
    if isinstance(expected, Apply) and expected.function in _ORDERS_OF_GROWTH:
        if isinstance(given, Apply) and given.function == expected.function:
            return "It grows differently."
        return "An order of growth is asked for."
    return expected, given


def _differing_inequalities(expected: Chain, given: Chain) -> tuple[Term, Term] | str | None:
    (operator, a, b), (other, c, d) = _links(expected)[0], _links(given)[0]
    if operator != other:
        return "Whether the bound itself counts is not right."
    if (a, b) == (d, c):
        return "The relation points the other way."
    return (b, d) if a == c else (a, c) if b == d else "The relation points the other way."


def _differing_groups(expected: Group, given: Term) -> tuple[Term, Term] | str | None:
    if not isinstance(given, Group) or len(given.items) != len(expected.items):
        return "Another number of parts is asked for."
    if given.kind != expected.kind:
        return "The brackets say something else."
    apart = [(a, b) for a, b in zip(expected.items, given.items, strict=True) if a != b]
    if len(apart) == 1:
        return as_values(*apart[0])
    return "The parts are in another order." if set(expected.items) == set(given.items) else None


def _remark(term: Term) -> tuple[Term, Term] | None:
    """A name and the number, or the distribution, that a remark gives it."""
    if isinstance(term, Compare) and isinstance(term.left, Var):
        if term.operator in ("=", "≈") and isinstance(term.right, Num):
            return term.left, term.right
        if term.operator == "∼":
            return term.left, term.left
    return None


def _chained(items: tuple[Term, ...]) -> bool:
    """Assignments, each to a name."""
    return all(
        isinstance(i, Compare) and i.operator in ("=", ":=", "←") and isinstance(i.left, Var)
        for i in items
    )


def _put_together(items: tuple[Term, ...]) -> Term:
    """The last assignment with what the earlier ones assign put in."""
    *earlier, last = items
    assert isinstance(last, Compare)
    for item in reversed(earlier):
        assert isinstance(item, Compare)
        name, value = item.left, item.right
        last = Compare("=", last.left, rewrite(last.right, lambda t: value if t == name else t))  # noqa: B023
    return last


def _called_alike(expected: tuple[Term, ...], given: tuple[Term, ...]) -> tuple[Term, ...]:
    """Several assignments with what they assign called as on the expected side, throughout."""
    wanted, taken = {}, {t for item in expected for t in walk(item)}
    for mine, theirs in zip(expected, given, strict=True):
        if isinstance(mine, Compare) and isinstance(theirs, Compare):
            if isinstance(theirs.left, Var) and theirs.left not in taken:
                wanted[theirs.left] = mine.left
    return tuple(rewrite(item, lambda t: wanted.get(t, t)) for item in given)


def chain(term: Term) -> Chain | None:
    """The statement that a term is, or None for a value."""
    if isinstance(term, Compare) and term.operator not in ("∣", "‖"):
        return Chain((term.operator,), (term.left, term.right))
    if isinstance(term, Apply) and term.function == "and":
        links = [chain(a) for a in term.arguments]
        if all(link is not None and len(link.sides) == 2 for link in links):
            known = [link for link in links if link is not None]
            joined = all(a.sides[1] == b.sides[0] for a, b in zip(known, known[1:], strict=False))
            if joined:
                sides = (known[0].sides[0], *(link.sides[1] for link in known))
                return Chain(tuple(link.operators[0] for link in known), sides)
    return None


def conclusion(given: Chain) -> Term | None:
    """What a chain of equalities comes to, where its left side only names the result.

    A rounding at the end (``= 1/3 ≈ 0.33``) is no part of it.
    """
    if not set(given.operators) <= _EQUAL | {"∼"}:
        return None
    sides, operators = given.sides, given.operators
    if len(sides) > 2 and operators[-1] == "≈" and operators[0] != "≈":
        sides, operators = sides[:-1], operators[:-1]
    rest = stripped(operators, sides)
    if rest is None:
        return sides[-1] if len(sides) > 2 else None
    return rest[-1]


def _names_in(term: Term) -> bool:
    return any(isinstance(t, Var | Apply) for t in walk(term))


def _links(statement: Chain) -> list[tuple[str, Term, Term]]:
    """The single inequalities of a chain, all turned to read "less"."""
    result = []
    for place, operator in enumerate(statement.operators):
        a, b = statement.sides[place], statement.sides[place + 1]
        result.append((operator, a, b) if operator in "<≤" else (_TURNED[operator], b, a))
    return result


def _as_interval(statement: Chain) -> Group | None:
    """``x ∈ [a, b)`` and ``a ≤ x < b`` as the interval, where x is only a name."""
    operators, sides = statement.operators, statement.sides
    if operators == ("∈",) and definable(sides[0]) and isinstance(sides[1], Group):
        return sides[1]
    if operators == ("∈",) and definable(sides[0]):
        return _union(sides[1])
    if set(operators) <= {">", "≥"}:
        operators = tuple(_TURNED[o] for o in reversed(operators))
        sides = sides[::-1]
    if not set(operators) <= {"<", "≤"} or len(operators) > 2:
        return None
    ends = ["(" if o == "<" else "[" for o in operators]
    closing = {"(": ")", "[": "]"}
    if len(operators) == 2 and definable(sides[1]) and not _is_size(sides[1]):
        return Group(ends[0] + closing[ends[1]], (sides[0], sides[2]))
    if len(operators) == 2 and _is_size(sides[1]):
        low, high = sides[0], sides[2]
        left = Group(ends[1] + closing[ends[0]], (negative(high), negative(low)))
        return Group("∪", (left, Group(ends[0] + closing[ends[1]], (low, high))))
    if len(operators) == 1 and _is_size(sides[0]):
        return Group(ends[0] + closing[ends[0]], (negative(sides[1]), sides[1]))
    return None


def _is_size(term: Term) -> bool:
    """``|x|`` of a name."""
    return isinstance(term, Apply) and term.function == "abs" and isinstance(term.arguments[0], Var)


def _union(term: Term) -> Group | None:
    """A union of intervals as a group of them."""
    if isinstance(term, Apply) and term.function == "∪":
        sides = [_union(a) or a for a in term.arguments]
        parts = [p for s in sides if isinstance(s, Group) for p in (s.items if s.kind == "∪" else (s,))]
        return Group("∪", tuple(parts)) if all(isinstance(p, Group) for p in parts) else None
    return None


def _listed(term: Term) -> Term:
    """``6 and 8`` as a list; ``a = 4, −8, −10`` as the list of what a is."""
    if isinstance(term, Apply) and term.function in ("and", "or"):
        if all(chain(a) is not None for a in term.arguments):
            return term
        flat = (i for t in term.arguments for i in (t.items if _is_list(t) else (t,)))
        term = Group(",", tuple(flat))
    if isinstance(term, Group) and term.kind == ",":
        items = list(term.items)
        first = chain(items[0])
        alone = all(chain(i) is None for i in items[1:]) and len(items) > 1
        if first is not None and alone and first.operators == ("=",) and definable(first.sides[0]):
            items[0] = first.sides[1]
        return Group(",", tuple(items))
    return term


def _is_list(term: Term) -> bool:
    return isinstance(term, Group) and term.kind == ","


def _once(items: tuple[Term, ...]) -> tuple[Term, ...]:
    """A list of pairs is a set: what stands twice counts once."""
    return tuple(dict.fromkeys(items))


def _plus_minus(term: Term) -> Group | None:
    """``±a`` is the two numbers a and −a."""
    if isinstance(term, Apply) and term.function == "±":
        return Group("{}", (term.arguments[0], Mul((MINUS_ONE, term.arguments[0]))))
    return None


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

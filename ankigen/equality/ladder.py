"""Are two terms the same? The rungs in their order; the first that decides has the word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .algebra import ask
from .align import align
from .apart import Apart
from .decimals import within_last_digit
from .dots import with_dot_products
from .inverses import inverts_a_table
from .normal import normal, normal_in_order
from .sampling import same_by_sampling, same_exactly
from .series import is_endless, same_series
from .shapes import misshapen
from .softmaxes import with_softmax_written_out
from .terms import Apply, Const, Mul, Term, walk
from .world import World
from .worlds import world_of


@dataclass(frozen=True, slots=True)
class Decision:
    """``same`` is None where no rung decides; ``method`` names the rung.

    ``apart`` are the two values that were found to differ, where it was values.
    """

    same: bool | None
    method: str
    apart: Apart | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the caller says of the names, and whether the given side was typed as code."""

    matrices: tuple[str, ...] = ()
    scalars: tuple[str, ...] = ()
    code: bool = False


def decide(expected: Term, given: Term, setting: Setting = Setting()) -> Decision:
    """Whether two terms have the same value wherever both have one."""
    mine, mine_sorted = normal_in_order(expected)
    theirs, theirs_sorted = normal_in_order(given)
    if mine == theirs:
        return Decision(True, "normal form")
    pair = side_by_side(expected, given, setting)
    as_before = pair.expected is expected and pair.given is given
    settled = as_before and (bool(pair.here.shapes) or (mine_sorted and theirs_sorted))
    if not settled and _same_form(pair):
        return Decision(True, "normal form")
    if is_endless(pair.expected) or is_endless(pair.given):

        def same(one: Term, other: Term) -> bool:
            return decide(one, other, setting).same is True

        if same_series(pair.expected, pair.given, same):
            return Decision(True, "series")
    if _infinite(pair.expected) or _infinite(pair.given):
        return Decision(False, "normal form", pair)
    if pair.here.shapes and inverts_a_table(pair.expected, pair.given):
        return Decision(False, "shapes", pair)
    if within_last_digit(pair.expected, pair.given):
        return Decision(True, "decimals")
    return _climb(pair, setting, mine, theirs)


def _same_form(pair: Apart) -> bool:
    """Whether the terms side by side have one normal form; products of numbers have no order."""
    ordered = bool(pair.here.shapes)
    return normal(pair.expected, ordered=ordered) == normal(pair.given, ordered=ordered)


def side_by_side(expected: Term, given: Term, setting: Setting) -> Apart:
    """Both terms with their gaps filled from each other, and what their names are."""
    first, second = with_softmax_written_out(*with_dot_products(expected, given))
    world = world_of(first, second, setting.matrices, setting.scalars)
    filled = align(first, second, matrices=bool(world.shapes))
    if filled[0] is not first or filled[1] is not second:
        world = world_of(*filled, setting.matrices, setting.scalars)
    return Apart((expected, given), *filled, world, world)


def _climb(pair: Apart, setting: Setting, mine: str, theirs: str) -> Decision:
    """The evaluating rungs in each reading of the names; equal in one of them is equal.

    The points are drawn by ``mine`` and ``theirs``, the normal forms of both sides.
    """
    seed = "\n".join(sorted((mine, theirs)))
    refused: Decision | None = None
    expected, given = pair.expected, pair.given
    for here, there in _readings(pair, setting):
        exactly = same_exactly(expected, given, here, there, mine)
        if exactly:
            return Decision(True, "exact evaluation")
        method = "exact evaluation"
        if exactly is None:
            if misshapen(given, there) and not misshapen(expected, here):
                refused = refused or Decision(False, "shapes", pair)
                continue
            sampled = same_by_sampling(expected, given, here, there, seed)
            if sampled:
                return Decision(True, "sampling")
            if sampled is None:
                continue
            method = "sampling"
        if refused is None or refused.method == "shapes":
            refused = Decision(False, method, replace(pair, here=here, there=there))
    if refused is not None:
        return refused
    return Decision(ask(expected, given), "algebra")


def _readings(pair: Apart, setting: Setting) -> Iterator[tuple[World, World]]:
    """Worlds for the two sides: code knows arrays without orientation and ``*`` by entries."""
    world = pair.here
    yield world, world
    if not world.shapes:
        return
    entrywise = any(isinstance(t, Apply) and t.function == "⊙" for t in walk(pair.expected))
    starred = any(isinstance(t, Mul) and t.starred for t in walk(pair.given))
    if starred and (entrywise or setting.code):
        yield world, replace(world, elementwise=True)
    if setting.code:
        yield world, replace(world, flat=True)
        if starred:
            yield world, replace(world, flat=True, elementwise=True)


def _infinite(term: Term) -> bool:
    if isinstance(term, Mul):
        return any(map(_infinite, term.factors))
    return isinstance(term, Const) and term.name == "∞"

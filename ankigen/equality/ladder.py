"""Are two terms the same? The rungs in their order; the first that decides has the word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .algebra import ask
from .align import align
from .decimals import within_last_digit
from .dots import with_dot_products
from .evaluate import evaluate
from .exact import ExactField
from .normal import normal
from .sampling import same_by_sampling, same_exactly
from .softmaxes import with_softmax_written_out
from .terms import Apply, Const, Mul, Term, walk
from .world import Misshapen, TooLong, Undefined, World
from .worlds import world_of


@dataclass(frozen=True, slots=True)
class Decision:
    """``same`` is None where no rung decides; ``method`` names the rung."""

    same: bool | None
    method: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the caller says of the names, and whether the given side was typed as code."""

    matrices: tuple[str, ...] = ()
    scalars: tuple[str, ...] = ()
    code: bool = False


def decide(expected: Term, given: Term, setting: Setting = Setting()) -> Decision:
    """Whether two terms have the same value wherever both have one."""
    keys = [normal(expected, ordered=True), normal(given, ordered=True)]
    if keys[0] == keys[1]:
        return Decision(True, "normal form")
    expected, given = with_dot_products(expected, given)
    expected, given = with_softmax_written_out(expected, given)
    matrices = bool(world_of(expected, given, setting.matrices, setting.scalars).shapes)
    expected, given = align(expected, given, matrices=matrices)
    if normal(expected, ordered=matrices) == normal(given, ordered=matrices):
        return Decision(True, "normal form")
    if _infinite(expected) or _infinite(given):
        return Decision(False, "normal form")
    if within_last_digit(expected, given):
        return Decision(True, "decimals")
    return _climb(expected, given, setting, seed="\n".join(sorted(keys)))


def _climb(expected: Term, given: Term, setting: Setting, seed: str) -> Decision:
    """The evaluating rungs in each reading of the names; equal in one of them is equal."""
    refused: Decision | None = None
    for here, there in _readings(expected, given, setting):
        if _misshapen(given, there) and not _misshapen(expected, here):
            refused = refused or Decision(False, "shapes")
            continue
        exactly = same_exactly(expected, given, here, there, seed)
        if exactly:
            return Decision(True, "exact evaluation")
        if exactly is False:
            refused = refused or Decision(False, "exact evaluation")
            continue
        sampled = same_by_sampling(expected, given, here, there, seed)
        if sampled:
            return Decision(True, "sampling")
        if sampled is False:
            refused = refused or Decision(False, "sampling")
    if refused is not None:
        return refused
    return Decision(ask(expected, given), "algebra")


def _readings(expected: Term, given: Term, setting: Setting) -> Iterator[tuple[World, World]]:
    """Worlds for the two sides: code knows arrays without orientation and ``*`` by entries."""
    entrywise = any(isinstance(t, Apply) and t.function == "⊙" for t in walk(expected))
    starred = any(isinstance(t, Mul) and t.starred for t in walk(given))
    world = world_of(expected, given, setting.matrices, setting.scalars)
    yield world, world
    if not world.shapes:
        return
    if starred and (entrywise or setting.code):
        yield world, replace(world, elementwise=True)
    if setting.code:
        yield world, replace(world, flat=True)
        if starred:
            yield world, replace(world, flat=True, elementwise=True)


def _misshapen(term: Term, world: World) -> bool:
    """Whether matrices in the term do not fit; of numbers none can."""
    if not world.shapes:
        return False
    try:
        evaluate(term, ExactField("shape"), world)
    except Misshapen:
        return True
    except (Undefined, TooLong):
        return False
    return False


def _infinite(term: Term) -> bool:
    if isinstance(term, Mul):
        return any(map(_infinite, term.factors))
    return isinstance(term, Const) and term.name == "∞"

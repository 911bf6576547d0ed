"""``f(x)`` or ``f·(x)``: whether a name is applied to the parenthesis after it.

The reader asks this to decide, and the printers ask it to know where they must keep the two apart.

- Words of several letters, known functions and primed names are applied.
- Any name is applied where the parenthesis holds a comma or a bar: ``N(0, 1)``, ``π(a | s)``.
- Letters that usually name functions (``f g h p F σ Φ …``) are applied, except to themselves
  (``p(1-p)`` is a product); some others (``N Q V …``) only to a plain name: ``Q(s)``.
- Any other letter is applied to a single name, and to nothing else: ``x(t)``, but ``v(1-p)`` is a
  product. Nobody puts a factor that is one letter in parentheses.
- ``P`` and ``p`` are not applied to a sum with a number: ``P(1 + r)`` is a product.
- A squared letter is applied only to a plain name: ``σ²(z)``, but ``σ²(1-ρ)`` is a product; one
  that is transposed or raised to a letter is not, unless its letter usually names a function.
- Names before ``[`` are applied only where they are known for it: ``E[X]``, ``Var[X]``.
"""

from __future__ import annotations

from ankigen.notation.constructors import TRANSPOSE
from ankigen.notation.tree import (
    Accent,
    Call,
    Expr,
    Number,
    Relation,
    Script,
    Sequence,
    Sum,
    Symbol,
    Text,
    children,
)
from ankigen.notation.vocabulary import (
    APPLIED,
    BRACKETED,
    EMPTY,
    SOMETIMES_APPLIED,
    Vocabulary,
)


def is_applied(
    head: Expr, arguments: tuple[Expr, ...], bracket: str = "(", vocabulary: Vocabulary = EMPTY
) -> bool:
    """Whether ``head`` directly before the bracketed ``arguments`` is a function of them."""
    base, power = (head.base, head.sup) if isinstance(head, Script) else (head, None)
    if isinstance(base, Accent):
        base = base.body
    if isinstance(base, Text):
        return bracket == "("
    if not isinstance(base, Symbol):
        return False
    if bracket == "[":
        return base.name in BRACKETED and power is None
    if not base.name[0].isalpha():
        return False
    if base.name in vocabulary.functions:
        return True
    if base.name in vocabulary.variables:
        return False
    if len(base.name) > 1:
        return True
    if power == TRANSPOSE:
        return False
    if base.primes or len(arguments) != 1:
        return True
    argument = arguments[0]
    if isinstance(argument, Sequence) or _conditional(argument):
        return True
    if base.name in _OF_EVENTS and _has_number(argument):
        return False
    plain = _is_plain(argument)
    if power is not None and not _inverse(power) and not plain:
        return False
    if base.name in SOMETIMES_APPLIED:
        return plain
    if base.name in APPLIED:
        return not _mentions(argument, base)
    return power is None and argument != base and isinstance(argument, Symbol)


# A probability is one of events and values, not of a sum with a number: ``P(1 + r/n)``.
_OF_EVENTS = frozenset("Pp")


def _has_number(argument: Expr) -> bool:
    return isinstance(argument, Sum) and any(isinstance(t, Number) for _, t in argument.terms)


def _conditional(argument: Expr) -> bool:
    return isinstance(argument, Relation) and argument.operators[0] in ("∣", "‖")


def _is_plain(argument: Expr) -> bool:
    if isinstance(argument, (Script, Accent)):
        argument = argument.base if isinstance(argument, Script) else argument.body
    return isinstance(argument, (Symbol, Call, Accent))


def _inverse(power: Expr) -> bool:
    return isinstance(power, Sum) and power.terms == (("-", Number("1")),)


def _mentions(argument: Expr, name: Symbol) -> bool:
    """Whether a letter stands in its own parenthesis as a value (not as the function it calls)."""
    stack = [argument]
    while stack:
        node = stack.pop()
        if node == name:
            return True
        if isinstance(node, Call):
            stack.extend(node.arguments)
        elif isinstance(node, Script):
            stack.append(node.base)
        else:
            stack.extend(children(node))
    return False

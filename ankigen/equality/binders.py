"""What a big operator binds, and what a differential is of."""

from __future__ import annotations

from dataclasses import dataclass

from ankigen.notation import tree

from .naming import plain_name


@dataclass(frozen=True, slots=True)
class Reach:
    """One bound variable with its bounds as written; an empty name binds the nameless index."""

    variable: str
    lower: tree.Expr | None = None
    upper: tree.Expr | None = None
    members: tree.Expr | None = None
    without: tree.Expr | None = None


def reach(node: tree.Big) -> list[Reach]:
    """The variables that a big operator binds, from what stands below and above it."""
    lower, upper = node.lower, node.upper
    if node.operator == "∫":
        return [Reach(integrand(node.body)[1], lower, upper)]
    if lower is None:
        return [Reach("", None, upper)]
    if isinstance(lower, tree.Relation):
        return _related(lower, upper)
    names = _names(lower)
    if names:
        return [Reach(n, None, upper) for n in names]
    if isinstance(lower, tree.Number):
        return [Reach("", lower, upper)]
    return [Reach("", members=lower)]


def _related(lower: tree.Relation, upper: tree.Expr | None) -> list[Reach]:
    left, right = lower.sides[0], lower.sides[-1]
    names = _names(left)
    if lower.operators == ("=",) and names:
        return [Reach(n, right, upper) for n in names]
    if lower.operators in (("∈",), ("∼",)) and names:
        return [Reach(n, members=right) for n in names]
    if lower.operators == ("≠",) and names:
        return [Reach(names[0], upper=upper, without=right)]
    if lower.operators == ("≤", "≤") and _names(lower.sides[1]):
        return [Reach(n, left, right) for n in _names(lower.sides[1])]
    return [Reach(names[0] if names else "", members=lower)]


def _names(node: tree.Expr | None) -> list[str]:
    if node is None:
        return []
    match node:
        case tree.Sequence(items) | tree.Fence("(", ")", tree.Sequence(items)):
            return [n for item in items for n in _names(item)]
        case tree.Product(factors, operators) if not any(operators):
            return [n for factor in factors for n in _names(factor)]
    name = plain_name(node)
    return [name] if name else []


def differential(node: tree.Expr) -> tree.Expr | None:
    """What ``∂L``, ``dL`` or ``\\mathrm{d}L`` is the differential of; None for anything else."""
    if isinstance(node, tree.Number):
        return None
    match node:
        case tree.Prefix(tree.Symbol("∂" | "d"), body):
            return body
        case tree.Product((tree.Symbol("∂" | "d"), *rest), ("", *others)):
            return rest[0] if len(rest) == 1 else tree.Product(tuple(rest), tuple(others))
        case tree.Symbol(name, _, 0) if len(name) == 2 and name[0] in "d∂":
            return tree.Symbol(name[1])
        case tree.Script(base, sub, sup):
            inner = differential(base)
            return None if inner is None else tree.Script(inner, sub, sup)
    return None


def integrand(body: tree.Expr) -> tuple[tree.Expr, str]:
    """What stands under an integral, without its differential, and the variable of that."""
    match body:
        case tree.Product((*rest, tree.Symbol("d"), tree.Symbol(name)), (*joints, _, "")) if rest:
            inner = rest[0] if len(rest) == 1 else tree.Product(tuple(rest), tuple(joints))
            return inner, name
        case tree.Product((*rest, tree.Prefix(tree.Symbol("d"), tree.Symbol(name))), (*joints, _)):
            inner = rest[0] if len(rest) == 1 else tree.Product(tuple(rest), tuple(joints))
            return inner, name
    return body, ""


def operator_on(node: tree.Fraction) -> tuple[tree.Expr, tree.Expr] | None:
    """The variable and the argument of ``d/dx x²``, where the bar took all that follows."""
    if not (isinstance(node.numerator, tree.Symbol) and node.numerator.name in ("d", "∂")):
        return None
    match node.denominator:
        case tree.Product((tree.Symbol("d" | "∂"), variable, *rest), ("", *joints)) if rest:
            inner = rest[0] if len(rest) == 1 else tree.Product(tuple(rest), tuple(joints[1:]))
            return variable, inner
    return None

"""What the parts of a formula of probabilities or sets are called: the prior, the intersection."""

from __future__ import annotations

from ankigen.notation import tree

_PAIR = r"(?: of {0} and {1}| of {1} and {0})?"
_SIZE = r"(?:(?:the )?(?:size|area|number of elements|cardinality) of )?(?:the )?"


def spoken_roles(expected: tree.Expr) -> list[tuple[str, str]]:
    """Patterns for what parts of the expected side are called, with how they are written."""
    return _of_bayes(expected) + _of_sets(expected)


def _of_bayes(expected: tree.Expr) -> list[tuple[str, str]]:
    """The names of Bayes' theorem, where ``P(A|B) = P(B|A) …`` says which is which."""
    if not (isinstance(expected, tree.Relation) and len(expected.sides) == 2):
        return []
    left, right = expected.sides
    posterior, conditions = _conditional(left), [_conditional(n) for n in _walk(right)]
    if posterior is None or (turned := posterior[::-1]) not in conditions:
        return []
    thing, seen = posterior
    return [
        (r"(?:the )?posterior(?: probability)?", f" P({thing}|{seen}) "),
        (r"(?:the )?likelihood", f" P({turned[0]}|{turned[1]}) "),
        (r"(?:the )?prior(?: probability)?", f" P({thing}) "),
        (r"(?:the )?(?:evidence|marginal(?: (?:likelihood|probability))?)", f" P({seen}) "),
    ]


def _walk(node: tree.Expr | None) -> list[tree.Expr]:
    return [] if node is None else list(tree.walk(node))


def _conditional(node: tree.Expr | None) -> tuple[str, str] | None:
    """The two names of ``P(A|B)``."""
    match node:
        case tree.Call(
            tree.Symbol("P" | "p"),
            (tree.Relation(("∣",), (tree.Symbol(thing), tree.Symbol(seen))),),
        ):
            return thing, seen
    return None


def _of_sets(expected: tree.Expr) -> list[tuple[str, str]]:
    """The intersection and the union of the two sets there are, with or without their names."""
    pairs = {
        (a.name, b.name)
        for n in tree.walk(expected)
        if isinstance(n, tree.Product) and n.operators in (("∩",), ("∪",))
        for a, b in [n.factors]
        if isinstance(a, tree.Symbol) and isinstance(b, tree.Symbol)
    }
    if len(pairs) != 1:
        return []
    ((one, other),) = pairs
    pair = _PAIR.format(one, other)
    sizes = r"(?:the )?sum of (?:the|their)(?: two)? sizes"
    return [
        (sizes, f" open abs {one} plus abs {other} close "),
        (rf"{_SIZE}(?:intersection|overlap){pair}", f" abs open {one} \\\\cap {other} close "),
        (
            rf"{_SIZE}(?<!\b[A-Za-z] )union{pair}(?! [A-Za-z]\b)",
            f" abs open {one} \\\\cup {other} close ",
        ),
    ]

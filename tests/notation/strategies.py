"""Trees in the form the reader gives them, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from ankigen.notation import constructors
from ankigen.notation.application import is_applied
from ankigen.notation.tree import (
    Accent,
    Big,
    Call,
    Cases,
    Expr,
    Fence,
    Fraction,
    Matrix,
    Number,
    Postfix,
    Prefix,
    Product,
    Relation,
    Root,
    Sequence,
    Sum,
    Symbol,
    Text,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHKLMNPQRSTUVWXY"
GREEK = "αβγδεηθλμπρστφψωΓΛΦΨΩ"
WORDS = ("pos", "out", "in", "softmax", "log", "tanh", "max", "warmup_steps", "ReLU", "margin")
MORE_WORDS = ("ab", "sum", "pi", "KL", "xyz", "inf", "step_size")

numbers = st.sampled_from(["0", "1", "2", "10", "0.5", ".4", "1e-8", "10000"]).map(Number)
letters = st.sampled_from(LETTERS).map(Symbol)
greek = st.sampled_from(GREEK).map(Symbol)
words = st.sampled_from(WORDS + MORE_WORDS).map(Symbol)
primed = st.builds(Symbol, st.sampled_from("fgσWQ"), st.just(""), st.integers(1, 2))
styled = st.builds(
    Symbol, st.sampled_from("LNERxWθ"), st.sampled_from(["cal", "bb", "bold"]), st.just(0)
)
special = st.sampled_from("∞…∅ℓ").map(Symbol)
texts = st.sampled_from(["batch norm", "it rains", "50 %"]).map(Text)
accents = st.builds(Accent, st.sampled_from(["hat", "tilde", "bar", "vec"]), letters | greek)
names = letters | letters | greek | words | primed | styled | accents
atoms = numbers | names | special

_RELATIONS = [
    ["=", "≠", "<", "≤", "≥", "≈", "∈", "∼", "→", ":=", "∝"],
    ["∣", "‖"],
    ["⇒", "∧"],
    [":"],
]
_FENCES = [("[", "]"), ("{", "}"), ("|", "|"), ("‖", "‖"), ("⌊", "⌋"), ("⟨", "⟩")]
_SIGNS = st.sampled_from(["+", "-", "+", "-", "±"])


def _lists(items: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    commas = st.lists(items, min_size=2, max_size=3).map(lambda found: Sequence(tuple(found)))
    rows = st.lists(items | commas, min_size=2, max_size=3)
    return commas | rows.map(lambda found: Sequence(tuple(found), ";"))


def _call(head: Expr, arguments: list[Expr]) -> Expr:
    """A call, or the product that the reader makes of it."""
    if is_applied(head, tuple(arguments)):
        return Call(head, tuple(arguments))
    return Product((head, arguments[0]), ("",))


def _product(factors: list[Expr], operator: str) -> Expr:
    return Product(tuple(factors), (operator,) * (len(factors) - 1))


def _sum(terms: list[tuple[str, Expr]]) -> Expr:
    (sign, first), *rest = terms
    first_sign = sign if sign != "+" or not rest else "+"
    return Sum(((first_sign, first), *rest))  # type: ignore[arg-type]


def _relation(operators: list[str], sides: list[Expr], bare: bool) -> Expr:
    kept = tuple(sides[: len(operators) + 1])
    first = None if bare and operators[0] not in ("∣", "‖", "∧", "⇒", ":") else kept[0]
    return Relation(tuple(operators), (first, *kept[1:]))


def _relations(items: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.sampled_from(_RELATIONS).flatmap(
        lambda operators: st.builds(
            _relation,
            st.lists(st.sampled_from(operators), min_size=1, max_size=2),
            st.lists(items, min_size=3, max_size=3),
            st.booleans(),
        )
    )


def _extend(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    some = st.lists(inner, min_size=2, max_size=3)
    operator = st.sampled_from(["", "", "", "·", "×", "⊙", "*", "@", "∘", "∪"])
    heads = letters | greek | words | primed | styled
    subscripted = st.builds(
        constructors.script, letters | greek | primed | styled, letters | numbers, st.none()
    )
    condition = _relations(atoms | inner) | texts
    return st.one_of(
        st.builds(_product, some, operator),
        st.builds(_product, some, operator),
        st.lists(st.tuples(_SIGNS, inner), min_size=1, max_size=3).map(_sum),
        st.builds(Fraction, inner, inner),
        st.builds(constructors.script, inner, inner | atoms, st.none()),
        st.builds(constructors.script, inner, st.none(), inner | atoms),
        st.builds(constructors.script, inner, atoms, st.just(Symbol("⊤")) | atoms),
        st.builds(Root, inner, st.none() | numbers),
        st.builds(_call, heads | subscripted, st.lists(inner, min_size=1, max_size=2)),
        st.builds(
            lambda pair, content: constructors.fence(*pair, content),
            st.sampled_from(_FENCES),
            inner | _lists(inner),
        ),
        st.builds(Fence, st.just("("), st.just(")"), _lists(inner)),
        st.builds(lambda content: Fence("[", ")", content), _lists(inner)),
        st.builds(
            Big, st.sampled_from("∑∏∫"), inner, st.none() | inner | letters, st.none() | inner
        ),
        st.builds(Big, st.sampled_from(["max", "argmin", "lim"]), inner, inner, st.none()),
        _relations(inner),
        st.lists(st.tuples(inner, st.none() | condition), min_size=1, max_size=3).map(
            lambda rows: Cases(tuple(rows))
        ),
        st.lists(st.lists(inner, min_size=2, max_size=2).map(tuple), min_size=1, max_size=2).map(
            lambda rows: _matrix(rows)
        ),
        st.builds(
            Prefix,
            st.sampled_from("∂∇Δ¬").map(Symbol)
            | st.builds(constructors.script, st.sampled_from("∂∇").map(Symbol), greek, st.none()),
            inner,
        ),
        st.builds(Postfix, st.sampled_from(["!", "%"]), inner),
        st.builds(Accent, st.sampled_from(["hat", "overline", "overrightarrow"]), inner),
    )


def _matrix(rows: list[tuple[Expr, ...]]) -> Expr:
    return Matrix(tuple(rows), "[")


expressions: st.SearchStrategy[Expr] = st.recursive(atoms | texts, _extend, max_leaves=12)
trees: st.SearchStrategy[Expr] = expressions | expressions | _lists(expressions)

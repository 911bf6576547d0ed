"""Scripts as they are typed without braces: ``W_hh``, ``h_t-1``, ``C~_t``."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ankigen.notation import latex, tree
from ankigen.notation.commands import GREEK

_LABEL = re.compile(r"_([A-Za-z]{2,})(?![A-Za-z_])")
_GRADIENT = re.compile(r"\b(?:grad|gradient)(?: of)? ?(?:\(([A-Za-z])\)|(?<= )([A-Za-z])\b)")
_SPELLED = "|".join(sorted((n for n in GREEK if len(n) > 1 and n.isalpha()), key=len, reverse=True))
_OF_SLOPE = rf"((?:[A-Za-z]|{_SPELLED})(?:_\w+|_\{{[^{{}}]*\}})?)"
_SLOPE = re.compile(rf"(?<![A-Za-z])[d∂]{_OF_SLOPE}(?![A-Za-z])\s?/\s?[d∂]{_OF_SLOPE}(?![A-Za-z(])")
_INVERSE = re.compile(r"(?<![A-Za-z])inv(?=\()")
_DIVERGENCE = re.compile(r"(?<![A-Za-z_.{])(?:kl|KL)(?:_div)?(?=\()")
# ``dN_dt`` of code, where no bar may stand in a name.
_NAMED_SLOPE = re.compile(r"(?<![A-Za-z_])d([A-Za-z])_d([A-Za-z])(?!\w)")
_ESCAPED_TWICE = re.compile(r"\\\\(?=[A-Za-z]{2,})")
_INDEX_MARKS = re.compile(r"[\s{}]|\\(?:text|operatorname|mathrm)?")
_POINT = re.compile(
    r"(?<![\w.])(?<=[A-Za-z])\.(?=[A-Za-z](?![A-Za-z]))|(?<=\b[A-Za-z])\.(?=[A-Za-z](?![A-Za-z]))(?!T\b)"
)
_PRIMED = re.compile(r"_([A-Za-z]'+)")
_SIZES = re.compile(r"(?<!\|)\|([A-Za-z_]+)\|\|([A-Za-z_]+)\|(?!\|)")
_ROOT = re.compile(r"\bsqrt ?(\d+(?:\.\d+)?|[a-zA-Z])(?![\w(^])")
_ENTRYWISE = re.compile(r"\s(?:hadamard|odot|elementwise times)\s")
# ``E_q(z|x)[…]``: what stands between a low letter and a bracket is low as a whole.
_LOW_CALL = re.compile(r"(?<=\b[A-Z])_([A-Za-z]\([^()\[\]]{1,20}\))(?=\[)")
# ``[A-]``, ``[H3O+]``: the charge of what a concentration is of.
_CHARGE = re.compile(r"\[([A-Z][A-Za-z0-9]{0,8})(\d?[+-])\]")
_BARE_FRACTION = re.compile(r"(?<![\\A-Za-z])frac(?=\d|\{)")
# ``e^z_i``: the number e has no index, so the exponent has it; a sign may stand before it.
_OF_EXPONENT = re.compile(r"(?<![A-Za-z_\\])e\^(-?[A-Za-z]_(?:[A-Za-z0-9]|\{[^{}]{1,9}\}))(?!\w)")
_WAVE = re.compile(r"([A-Za-z])~(?=[_^])")

# In their order: a piece of text without which there is nothing to rewrite (looking for that is
# cheap), what is rewritten, and as what.
_REWRITTEN: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("||", _SIZES, r"|\1| |\2|"),
    ("'", _PRIMED, r"_{\1}"),
    ("[", _LOW_CALL, r"_{\1}"),
    ("[", _CHARGE, r"[\1^{\2}]"),
    ("", _ENTRYWISE, " ⊙ "),
    ("sqrt", _ROOT, r"sqrt(\1)"),
    (".", _POINT, "·"),
    ("inv", _INVERSE, "inverse"),
    ("kl", _DIVERGENCE, "D_{KL}"),
    ("KL", _DIVERGENCE, "D_{KL}"),
    ("_d", _NAMED_SLOPE, r"(∂\1/∂\2)"),
    ("e^", _OF_EXPONENT, r"e^{\1}"),
    ("/", _SLOPE, r"(∂\1/∂\2)"),
    ("~", _WAVE, "\\1\u0303"),
    ("grad", _GRADIENT, r"∇\1\2"),
    ("_", _LABEL, r"_{\1}"),
)


def braced(text: str) -> str:
    """``W_hh`` as ``W_{hh}``: without backslashes a label is the whole run of letters.

    ``grad L`` is ∇L, and a backslash that was escaped twice is one.
    """
    if "\\" in text:
        if "frac" in text:
            text = _BARE_FRACTION.sub(r"\\frac", text)
        doubled = "\\\\" in text and "\\begin" not in text
        return _ESCAPED_TWICE.sub(r"\\", text) if doubled else text
    for needed, pattern, meant in _REWRITTEN:
        if needed in text:
            text = pattern.sub(meant, text)
    return text


Rule = tuple[re.Pattern[str], str]


class Shorthand(NamedTuple):
    """What someone types for a name, as a pattern, with what is meant.

    One of the ``pieces`` stands wherever the pattern fits. A pattern is made only for a text that
    has one: most are never asked for.
    """

    pieces: tuple[str, ...]
    pattern: str
    meant: str


# ``log p/q``, with no room around the bar, is the logarithm of the quotient.
_TIGHT = r"[A-Za-z]\w*(?:\([^()]{1,20}\))?"
LOG_OF_QUOTIENT = Shorthand(
    ("log ", "ln "), rf"\b(log|ln) ({_TIGHT})/({_TIGHT})(?![\w/(^])", r"\1(\2/\3)"
)


def shorthands(expected: tree.Expr, names: AbstractSet[str]) -> list[Shorthand]:
    """What someone types for the names of the expected side.

    ``h_t-1``, ``ht-1``, ``h(t-1)`` and ``h_prev`` are h_{t-1}, ``wxh`` is W_{xh}, ``tp`` is TP. A
    name in the other case is meant where the expected side does not use that letter.

    Args:
        names: the names of the expected side, those of several words too.
    """
    walked = list(tree.walk(expected))
    letters = {n.name for n in walked if isinstance(n, tree.Symbol)}
    found: list[Shorthand] = []
    if "⊤" in letters and "t" not in letters:
        found.append(Shorthand(("^t",), r"\^t(?![A-Za-z])", "^T"))
    if any(isinstance(n, tree.Sum) and any(s == "±" for s, _ in n.terms) for n in walked):
        found.append(Shorthand(("+",), r"\+\s?/?\s?-", "±"))
    if "Δ" in letters and "δ" not in letters:
        spelled = r"(?<![A-Za-z\\])[Dd]elta[ _]?(?=[A-Za-z](?![A-Za-z]))"
        found.append(Shorthand(("elta",), spelled, "Δ"))
        if "d" not in letters:
            found.append(Shorthand(("d",), r"(?<![A-Za-z\\])d(?=[A-Za-z](?![A-Za-z]))", "Δ"))
    if "binom" in letters:
        chosen = r"(?<![A-Za-z\d])([a-z\d])C([a-z\d])(?![A-Za-z\d])"
        found.append(Shorthand(("C",), chosen, r"binom(\1, \2)"))
    if "P" in letters and any(_is_bar(n) for n in walked):
        given = r"(?<![A-Za-z])[pP]_([A-Za-z])_given_([A-Za-z])(?![A-Za-z_])"
        found.append(Shorthand(("given",), given, r"P(\1|\2)"))
        found.append(Shorthand(("p_",), r"(?<![A-Za-z])p_([A-Za-z])(?![A-Za-z_])", r"P(\1)"))
    starred = sorted(n[:-1] for n in names if n.endswith("*") and n[:-1] not in names)
    found += [Shorthand(("*(",), rf"(?<!\w){re.escape(n)}\*(?=\()", f"{n}^*") for n in starred]
    long = sorted(n for n in names | letters if len(n) > 1 and n.isascii() and " " not in n)
    found += [
        Shorthand((short,), rf"(?<![A-Za-z_\\]){re.escape(short)}(?![A-Za-z_(])", name)
        for name in long
        for short in sorted(_run_together(name) - letters - names)
    ]
    for base, index in indexed_names(expected):
        if re.fullmatch(r"[A-Za-z]+|[A-Za-z][-+][0-9]", index):
            other = base.swapcase()
            bases = [n for n in sorted({base, other}) if n == base or n not in letters]
            found += _with_index(bases, base, index)
    return found


def _is_bar(node: tree.Expr) -> bool:
    return isinstance(node, tree.Relation) and node.operators == ("∣",)


def _with_index(names: list[str], base: str, index: str) -> list[Shorthand]:
    """What is typed for a name with an index; it may be one of several ``names``."""
    written = f"{base}_{{{index}}}"
    bases = "|".join(sorted(map(re.escape, names)))
    pieces = tuple(f"{n}{between}{index}" for n in names for between in ("_", "", "("))
    spelled = re.escape(index).replace(r"\-", "-")
    low = rf"(?:{bases})(?:_?{spelled}|\({spelled}\))(?![\w.])"
    found = [
        Shorthand(tuple(f"^{piece}" for piece in pieces), rf"\^{low}", f"^{{{written}}}"),
        Shorthand(pieces, rf"(?<![A-Za-z_{{\\]){low}", written),
    ]
    if not index.isalpha():
        before = rf"(?<![A-Za-z])(?:{bases})_?\{{?(?:prev|old|last)\}}?(?!\w)"
        found.insert(0, Shorthand(("prev", "old", "last"), before, written))
    return found


def renamed(text: str, short: list[Shorthand]) -> str:
    """The text with what is meant by the shorthands."""
    for pieces, pattern, meant in short:
        if any(map(text.__contains__, pieces)):
            text = re.sub(pattern, meant, text)
    return text


def _run_together(name: str) -> set[str]:
    """What a word or two may be typed as in one run: ``tp`` for TP, ``cin`` for in_channels."""
    parts = name.lower().split("_")
    if len(parts) != 2:
        return {name.lower(), name.upper()} if name.isalpha() else set()
    first, second = parts
    return {second[0] + first, first[0] + second, first[0] + second[0]}


def indexed_names(expected: tree.Expr) -> list[tuple[str, str]]:
    """Names with an index and that index as it is typed: ``("h", "t-1")``, the longest first."""
    found = set()
    for node in tree.walk(expected):
        if isinstance(node, tree.Script) and node.sub is not None:
            base = node.base.body if isinstance(node.base, tree.Accent) else node.base
            if isinstance(base, tree.Symbol):
                found.add((base.name, _INDEX_MARKS.sub("", latex(node.sub))))
    return sorted(found, key=lambda pair: (-len(pair[1]), pair))

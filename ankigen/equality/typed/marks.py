"""Scripts as they are typed without braces: ``W_hh``, ``h_t-1``, ``C~_t``."""

from __future__ import annotations

import re

from ankigen.notation import latex, tree

_LABEL = re.compile(r"_([A-Za-z]{2,})(?![A-Za-z_])")
_GRADIENT = re.compile(r"\b(?:grad|gradient)(?: of)? ?(?:\(([A-Za-z])\)|(?<= )([A-Za-z])\b)")
_SLOPE = re.compile(
    r"(?<![A-Za-z])[d∂]([A-Za-z](?:_\w+|_\{[^{}]*\})?)\s?/\s?[d∂]([A-Za-z](?:_\w+|_\{[^{}]*\})?)(?![A-Za-z(])"
)
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
_WAVE = re.compile(r"([A-Za-z])~(?=[_^])")


def braced(text: str) -> str:
    """``W_hh`` as ``W_{hh}``: without backslashes a label is the whole run of letters.

    ``grad L`` is ∇L, and a backslash that was escaped twice is one.
    """
    if "\\" in text:
        text = _BARE_FRACTION.sub(r"\\frac", text)
        return text if "\\begin" in text else _ESCAPED_TWICE.sub(r"\\", text)
    text = _PRIMED.sub(r"_{\1}", _SIZES.sub(r"|\1| |\2|", text))
    text = _CHARGE.sub(r"[\1^{\2}]", _LOW_CALL.sub(r"_{\1}", text))
    text = _ENTRYWISE.sub(" ⊙ ", text)
    text = _ROOT.sub(r"sqrt(\1)", text)
    text = _POINT.sub("·", text)
    text = _SLOPE.sub(r"(∂\1/∂\2)", text)
    text = _GRADIENT.sub(lambda m: f"∇{m[1] or m[2]}", _WAVE.sub("\\1\u0303", text))
    return _LABEL.sub(r"_{\1}", text)


def earlier_steps(text: str, expected: tree.Expr, names: set[str]) -> str:
    """``h_t-1``, ``ht-1`` and ``h_prev`` as h_{t-1}, ``wxh`` as W_{xh}: names of the expected side.

    Args:
        names: the names of the expected side, those of several words too.

    A name in the other case is meant where the expected side does not use that letter.
    """
    letters = {n.name for n in tree.walk(expected) if isinstance(n, tree.Symbol)}
    if "⊤" in letters and "t" not in letters:
        text = re.sub(r"\^t(?![A-Za-z])", "^T", text)
    for name in sorted(n for n in names if n.endswith("*") and n[:-1] not in names):
        text = re.sub(rf"(?<!\w){re.escape(name[:-1])}\*(?=\()", f"{name[:-1]}^*", text)
    for name in sorted(n for n in names | letters if len(n) > 1 and n.isascii() and " " not in n):
        for short in sorted(_run_together(name) - letters - names):
            text = re.sub(rf"(?<![A-Za-z_\\]){short}(?![A-Za-z_(])", name, text)
    for base, index in indexed_names(expected):
        if not re.fullmatch(r"[A-Za-z]+|[A-Za-z][-+][0-9]", index):
            continue
        other = base.swapcase()
        bases = "|".join(re.escape(n) for n in {base, other} if n == base or n not in letters)
        written = f"{base}_{{{index}}}"
        if not index.isalpha():
            text = re.sub(
                rf"(?<![A-Za-z])(?:{bases})_?\{{?(?:prev|old|last)\}}?(?!\w)", written, text
            )
        spelled = re.escape(index).replace(r"\-", "-")
        text = re.sub(
            rf"(?<![A-Za-z_{{\\])(?P<high>\^?)(?:{bases})_?{spelled}(?![\w.])",
            lambda m, written=written: f"^{{{written}}}" if m["high"] else written,  # type: ignore
            text,
        )
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

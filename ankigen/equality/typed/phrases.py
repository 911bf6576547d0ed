"""What people say for a formula: turns of phrase, names with indices, distributions."""

from __future__ import annotations

import re

from ankigen.notation import tree
from ankigen.notation.commands import GREEK

from .marks import indexed_names

_ROLES = (
    "mass|velocity|speed|force|energy|charge|radius|distance|temperature|pressure|volume|matrix|"
    "vector|scalar|constant|weights?|input|target|label|feature|parameters?|variable|number"
)
_ORDINALS = (("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6))
_NUMBER = r"(?:\w+|\d+)"

PHRASES = (
    (r",\s+(?=(?:plus|minus|times|over|divided|multiplied)\b)", " "),
    (r"\b(?:big|capital|upper ?case|small|little|lower ?case) ([A-Za-z])\b", r" \1 "),
    (rf"\b(?:the )?(?:{_ROLES}) ([B-Zb-z])\b(?! of)", r" \1 "),
    (r"\bplanck'?s? constant\b", " h "),
    (r"\btrue positives?\b", " TP "),
    (r"\btrue negatives?\b", " TN "),
    (r"\bfalse positives?\b", " FP "),
    (r"\bfalse negatives?\b", " FN "),
    (r"\b(?:the )?prob(?:ability)? of (\w+),? given (?:that )?(\w+)\b", r" P(\1|\2) "),
    (r"\b(?:the )?prob(?:ability)? of (\w+)\b", r" P(\1) "),
    (r"\bP of (\w+),? given (\w+)\b", r" P(\1|\2) "),
    (r"\bP of (\w)\b", r" P(\1) "),
    (r"\b([Pp]) ?\( ?(\w+) given (\w+) ?\)", r" \1(\2|\3) "),
    (r"(?<=\w) given (?=\w+\))", "|"),
    (
        rf"\b(sum|product) of ([^,;]{{1,80}}?),? (?:for|over|from) (\w) (?:from|=|equals|goes from)"
        rf" ({_NUMBER}) to ({_NUMBER})$",
        r" \1 from \3 equals \4 to \5 of \2 ",
    ),
    (
        rf"\b(sum|product) (\w) from ({_NUMBER}) to ({_NUMBER}),?(?: of)?",
        r" \1 from \2 equals \3 to \4 of ",
    ),
    (
        rf"\b(sum|product) over (\w) (?:equals |= ?)({_NUMBER}) to ({_NUMBER})",
        r" \1 from \2 equals \3 to \4 ",
    ),
    (r"\b(?:l ?2|two|euclidean|frobenius)[ -]norm\b", " norm "),
    (r"\bsquared +norm\b", "squared norm"),
    (r"\bsquared norm of (?:the )?(\w+(?: minus \w+)?)\b", r" open norm of \1 close squared "),
    (r"\bnorm of (?:the )?(\w+) squared\b", r" open norm of \1 close squared "),
    (r"\b(?:magnitude|length) of\b", " norm of "),
    (r"\b(?:the )?cube of (\w+)\b", r" \1 cubed "),
    *(
        (rf"\b(?:raised )?to the {word}(?: power)?\b", rf" to {{{number}}} ")
        for word, number in _ORDINALS
    ),
    (r"\bgets\b|\bbecomes\b", " equals "),
    (r"\b(?:new|updated|next) ([A-Za-z]+)\b(?= (?:equals|is|=|gets))", r" \1_{new} "),
    (r",? ?\ball (?:divided by|over)\b", " allover "),
    (r"\bdivided by\b|\bper\b", " over "),
    (r"\braised to(?: the)?(?: power)?(?: of)?\b", " to "),
    (r"\bto the(?: power)?(?: of)?\b|\bto power(?: of)?\b", " to "),
    (r"\bsquare root(?: of)?\b|\bsqrt(?: of)?(?=\s+[a-z])|\broot(?: of)?\b", " root "),
    (r"\bmultiplied by\b", " times "),
    (r"\b(\w+) choose (\w+)\b", r" \\binom{\1}{\2} "),
    (r"\bequal to\b|\bis equal to\b", " equals "),
    (r"\bsquared? (?:errors?|differences?|residuals?)\b", " open y minus y hat close squared "),
    (r"\babsolute (?:errors?|differences?)\b", " abs open y minus y hat close "),
    (r"\bpredict(?:ion|ed value)s?\b", " y hat "),
    (r"\b(?:one|a|1)[ -]half\b", " half "),
    (r"\b(?:previous|old|last) ([A-Za-z]+)\b", r" \1_{prev} "),
    (r"\b([A-Za-z]+)[ _](?:previous|prev|old)\b", r" \1_{prev} "),
    (r"\b(?:expectation|expected value) of\b", " expectation of "),
    (r"\b(?:standard )?(?:normal|gaussian) (?:cdf|cumulative distribution(?: function)?)\b", " Φ "),
    (r"\bmaximum of\b", " max of "),
    (r"\bminimum of\b", " min of "),
    (r"\blearning rate\b", " lr "),
    (r"\bstandard deviation\b", " std "),
    (
        r"\b(?:(?:partial )?derivative|partial) of (?:the )?(\w+) (?:with respect to|wrt"
        r"|w\.r\.t\.?|by) (\w+)\b",
        r" \\frac{\\partial \1}{\\partial \2} ",
    ),
    (
        r"\b(?:partial|d) (\w+) (?:over |by |d )?(?:partial|d) (\w+)\b",
        r" \\frac{\\partial \1}{\\partial \2} ",
    ),
    (
        r"\b(?:the )?(?:gradient|grad|nabla) (?:of )?(?:the )?([A-Za-z]) "
        r"(?:at|in|with respect to|wrt) (?:the )?(\w+)\b",
        r" ∇\1(\2) ",
    ),
    (r"\b(?:gradient|grad|nabla) of (?:the )?(?:loss|cost|objective)(?: function)?\b", " ∇L "),
    (r"\bd([A-Za-z]) (?:by|over|/) ?d([A-Za-z])\b", r" \\frac{\\partial \1}{\\partial \2} "),
    (r"\b(?:gradient|grad|nabla) (?:of )?([A-Za-z])\b", r" ∇\1 "),
    (r"\bgradient\b", " grad "),
    (r"\binfinity\b", " ∞ "),
    (r"\babsolute value of\b", " abs "),
    (r"\bcomplement of\b", " one minus "),
    (r"\bsubscript\b", " sub "),
    (r"\b(?:open|left) (?:paren|parenthesis|bracket)\b", " open "),
    (r"\b(?:close|right) (?:paren|parenthesis|bracket)\b", " close "),
)
# Words that only a sentence has; a command of TeX is none, and ``sum_i`` is none.
_CUES = re.compile(
    r"(?<![\\\w])(?:over|plus|minus|times|squared|cubed|root|transposed?|divided|multiplied|equals|"
    r"sub|choose|half|one|two|three|zero|to the|"
    r"(?:sum|mean|average|product|gradient|derivative|log|exp|softmax|sigmoid|function|inverse|"
    r"max|min|maximum|minimum|expectation|[A-Za-z]|phi|value|norm|square|cube|root|probability|"
    r"variance|deviation) of|(?:true|false) (?:positive|negative)s?|given|gets|becomes|"
    r"squared|argmax over|argmin over|dot|d[A-Za-z] by d[A-Za-z]|constant over"
    r"|with respect to|wrt|transpose|absolute|"
    r"(?:new|old|previous|updated) [A-Za-z]+|"
    r"sum over|partial \w+ (?:over )?partial)(?![\w\\])",
    re.IGNORECASE,
)
_NORMAL = re.compile(
    r"\b(?:a )?(?:normal|gaussian)(?: distribution)?(?: with)?[, ]*"
    r"(?:zero mean|mean(?: of)?\s+(?P<mean>\S+?))[, ]*(?:and )?(?:with )?"
    r"(?P<kind>variance|var|std|standard deviation|sd)(?: of)?\s+(?P<spread>.+)$",
    re.IGNORECASE,
)
_UNIFORM = re.compile(
    r"\b(?:a )?uniform(?: distribution)?(?: random)?\s+(?:between|from|on|in)\s+"
    r"(?P<low>.+?)\s+(?:and|to)\s+(?P<high>.+)$",
    re.IGNORECASE,
)
_SAID_SIGNS = {"-": r" ?(?:minus|-) ?", "+": r" ?(?:plus|\+) ?"}


def is_spoken(text: str) -> bool:
    """Whether words of speech stand in the text."""
    if len(text) > 400:
        return False
    return _CUES.search(text) is not None


def distributions(text: str) -> tuple[str, str, str] | None:
    """The name and the two parameters of a distribution said in words; None if none is.

    A standard deviation is given as its square, since N takes the variance.
    """
    found = _NORMAL.search(text)
    if found:
        spread = found["spread"] if found["kind"].lower().startswith("var") else ""
        return "N", found["mean"] or "0", spread or f"open {found['spread']} close squared"
    found = _UNIFORM.search(text)
    return ("U", found["low"], found["high"].removeprefix("plus ")) if found else None


def spoken_indices(expected: tree.Expr) -> list[tuple[str, str]]:
    """Patterns for indexed names as they are said, longest first, with how they are written."""
    found: dict[str, str] = {}
    for base, index in indexed_names(expected):
        said = re.sub(r"([-+])", lambda m: _SAID_SIGNS[m[1]], re.escape(index).replace("\\", ""))
        said = re.sub(r"\b1\b", "(?:1|one)", said)
        if re.fullmatch(r"[A-Za-z0-9+-]+", index):
            name = "(?:" + "|".join(sorted({re.escape(base), *_spelled(base)})) + ")"
            hat = r"(?P<mark>(?: (?:hat|bar|tilde))?)"
            pattern = rf"\b(?P<name>{name}){hat} (?:sub )?{said}(?![\w'])"
            found[pattern] = rf"\g<name>\g<mark> sub {{{index}}}"
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _spelled(symbol: str) -> list[str]:
    return [name for name, letter in GREEK.items() if letter == symbol]


def applied_letters(expected: tree.Expr) -> list[tuple[str, str]]:
    """Patterns for ``f of x`` and how it is written, for letters applied there."""
    found = {}
    for node in tree.walk(expected):
        if isinstance(node, tree.Call) and isinstance(node.function, tree.Symbol):
            letter = node.function.name
            if len(letter) == 1:
                names = {letter, letter.lower(), *_spelled(letter)}
                said = "|".join(sorted(map(re.escape, names)))
                found[rf"(?<!\w)(?:{said}) of (?:the )?(\w+)\b"] = rf"{letter}(\1)"
    return sorted(found.items())

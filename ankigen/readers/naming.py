"""Names for formulas, taken from the sentence or the heading that introduces them."""

from __future__ import annotations

import re

from ankigen.readers.formulas import left_side, stands_in

_NOUN = r"(?:equations?|formulas?|formulae|definitions?|expressions?)"
_CALCULATE = r"(?:calculat\w+|comput\w+|find\w*|obtain\w*|determin\w+)"
_ARTICLE = r"(?:(?:the|an?|our)\s+)?"
_VERB = re.compile(r"\b(?:is|are|was|were|be|can|may|has|have)\b", re.I)
_PURE = (
    re.compile(rf"{_ARTICLE}{_NOUN}\s+(?:for|of)\s+{_ARTICLE}(.+)", re.I),
    re.compile(rf".*\b{_NOUN}\s+(?:for|to)\s+{_CALCULATE}\s+{_ARTICLE}(.+)", re.I),
    re.compile(rf"{_ARTICLE}(.+?)\s+{_NOUN}", re.I),
    re.compile(
        rf"{_ARTICLE}(.+?)(?:,[^,]*,)?\s+(?:is|are|can\s+be|may\s+be)\b.*\b(?:following|below)\b.*",
        re.I,
    ),
    re.compile(rf"{_ARTICLE}(.+?)(?:,[^,]*,)?\s+(?:is|are|gives|reads)", re.I),
)
_STARTS_WITH_ARTICLE = re.compile(rf"^{_ARTICLE}", re.I)
# What a sentence says before its formula, of any formula.
_GIVEN = re.compile(
    r"\s+(?:is|are)\s+(?:then\s+|often\s+)?(?:given|defined|expressed|written|stated)(?:\s+(?:by|as))?$",
    re.I,
)
_SUBJECT = re.compile(
    rf"(?:[^,]*,\s+)?{_ARTICLE}(.+?)(?:,[^,]*,)?\s+(?:is|are|can\s+be|may\s+be)\b.*", re.I
)
_POSSESSIVE = re.compile(r"(?:its|their)\s+(.+?)\s+(?:is|are|can\s+be)\b.*", re.I)
_PRONOUN = re.compile(
    r"(?:its?|they|their|this|that|these|those|there|here|which|what|we|you)\b", re.I
)
_GENERIC = re.compile(
    rf"(?:(?:overall|general|final|full|complete|balanced|basic|resulting|whole)\s+)?{_NOUN}|(?:as\s+follows|example|for\s+example|mathematically|result|answer|note|in\s+symbols"
    r"|step.by.step|steps?)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_WORD = re.compile(r"\\text\{([^\W\d_][^{}\\$]{3,40})\}")
_LONGEST = 6
_LONGEST_SENTENCE = 300


def pure_name(line: str) -> str | None:
    """The name that a line gives when naming a formula is all it does; None where it says more.

    A line that only says "Formula:" gives the empty name.
    """
    text = _without_end(line)
    if len(text) > _LONGEST_SENTENCE:
        return None
    bare = _STARTS_WITH_ARTICLE.sub("", text)
    given = _GIVEN.search(bare)
    named = bare[: given.start()] if given else ""
    if _GENERIC.fullmatch(named or bare):
        return ""
    if _PRONOUN.match(text) and not re.match(rf"here\s+(?:is|are)\s+.*{_NOUN}", text, re.I):
        return None
    if named and "," not in named and len(named.split()) <= _LONGEST and not _VERB.search(named):
        return _short(named)
    for pattern in _PURE:
        found = pattern.fullmatch(text)
        if found and not _VERB.search(found[1]):
            return _short(found[1])
    return text if len(text.split()) <= _LONGEST else None


def subject(line: str, before: str) -> str:
    """What a sentence that says more is about; ``before`` is the name of the formula before it."""
    text = _without_end(_SENTENCE_END.split(line)[-1])[:_LONGEST_SENTENCE]
    own = _POSSESSIVE.match(text)
    if own and not _GENERIC.fullmatch(own[1]):
        return f"{before}, {own[1]}" if before else own[1]
    if own or _PRONOUN.match(text):
        return before
    found = _SUBJECT.match(text)
    name = _short(found[1]) if found else ""
    return before if _GENERIC.fullmatch(name) or _PRONOUN.match(name) else name


def name_by_meaning(latex: str, where: tuple[tuple[str, str], ...]) -> str:
    """What a ``where`` list says of the symbol that a formula defines, if that is short."""
    defined = left_side(latex)
    for symbol, meaning in where:
        if symbol == defined or (stands_in(symbol, defined) and stands_in(defined, symbol)):
            words = re.sub(r"^(?:the|an?)\s+", "", meaning)
            return words if len(words.split()) <= 14 and not _SENTENCE_END.search(words) else ""
    return ""


def word_defined(latex: str) -> str:
    """The word that a formula defines, ``Power`` in ``\\text{Power} = 1 - a``, or nothing."""
    word = _WORD.fullmatch(left_side(latex)) if latex.startswith("\\text{") else None
    return word[1] if word else ""


def _short(name: str) -> str:
    """Up to its first symbol, and nothing where that is still too long for a name."""
    words: list[str] = []
    for word in name.split():
        if re.search(r"[\\_^=]", word):
            break
        words.append(word)
    while words and words[-1].lower() in ("for", "of", "in", "at", "the", "with", "and", "a"):
        words.pop()
    return " ".join(words) if len(words) <= _LONGEST else ""


def _without_end(line: str) -> str:
    text = line.strip().rstrip(":").strip().rstrip(",")
    return re.sub(r"\s+as(?:\s+follows)?$", " ", text).strip()

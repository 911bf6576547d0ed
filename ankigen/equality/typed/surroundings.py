"""What stands around a formula and says nothing: delimiters, "the formula is", a full stop."""

from __future__ import annotations

import re

_DELIMITERS = (
    ("$$", "$$"),
    ("$", "$"),
    ("\\[", "\\]"),
    ("\\(", "\\)"),
    ("```", "```"),
    ("`", "`"),
)
_OPENING = re.compile(
    r"\s*(?:(?:so|then|hence|thus|therefore|well|ok|okay|um|i think|i believe|i guess|maybe|"
    r"probably|basically|just|simply|we get|we have|this gives|that gives|which gives)\b[\s,:]*)*"
    r"(?:(?:the |my |its |our )?(?:\w+ ){0,3}"
    r"(?:formula|equation|answer|expression|result|definition|update rule|update|rule|loss|"
    r"gradient|derivative|output|value|function)\s*"
    r"(?:(?:for|of) [\w' -]{1,40}?\s)?"
    r"(?:is(?: given by| just| simply)?|are|would be|should be|equals|reads|:)\s*:?\s*|"
    r"(?:it is|it's|its|that is|that's|this is|given by|defined as|defined by)\s*:?\s+)?",
    re.IGNORECASE,
)
# "the force is given by …": prose that only names the formula, up to a word that brings it.
_NAMED = re.compile(
    r"\s*(?:[A-Za-z][a-z'-]*\s+){1,8}"
    r"(?:is|are|can be|may be|was)\s+"
    r"(?:given|defined|computed|calculated|written|expressed|obtained)\s+"
    r"(?:by|as|like|with|from)\s*:?\s+(?=\S)"
)
# "kinetic energy is …": at least two words of prose.
_CALLED = re.compile(
    r"\s*(?:the\s+)?(?!(?:minus|plus|over|times|one|two|half|root|sum|log|new|old|gradient|partial|"
    r"learning)\b)[a-z]{3,}\s+(?:(?!minus\b|plus\b|over\b|times\b|sub\b|hat\b|bar\b|prime\b|"
    r"tilde\b|of\b|squared\b|cubed\b|root\b|transpose\b|is\b|new\b|prev\b|choose\b)[a-z]{3,}\s+){1,3}"
    r"(?:is|equals|=)\s+(?=\S)",
    re.IGNORECASE,
)
# "mean squared error: …": a title of words before a colon.
_TITLE = re.compile(r"\s*[A-Za-z][A-Za-z' -]{2,60}:\s+(?=\S)")
_CLOSING = re.compile(r"(?:[\s.,;!?]|\\[,;!. ]|\\\\)+$")
# A string literal that was not raw eats the backslash: "\\frac" becomes a form feed and "rac".
_ESCAPES = {"\f": "f", "\b": "b", "\a": "a", "\v": "v"}
_EATEN = re.compile(r"\\?([\f\x08\x07\v])(?=[a-z])")
_ENDS = ".,;!?\\"
# "1 + x + …": these dots are no end of a sentence.
_GOES_ON = re.compile(r"[-+−]\s*\.\.\.\s*$")
_FACTORIAL = re.compile(r"[\w)}\]]!$")


def bare(text: str) -> str:
    """The formula without what surrounds it; the text itself if nothing does."""
    if not text.isprintable():
        text = _EATEN.sub(lambda m: "\\" + _ESCAPES[m[1]], text)
    text = text.strip()
    if text[:1].isalnum() or text[:1] == "_":
        text = _unannounced(text)
    while True:
        shorter = _undelimited(_closed(text))
        if shorter == text:
            return text
        text = shorter


def _unannounced(text: str) -> str:
    """The text without the words before its formula."""
    text = text[_OPENING.match(text).end() :] if len(text) < 400 else text  # type: ignore[union-attr]
    for prose in (_NAMED, _CALLED) if len(text) < 400 else ():
        found = prose.match(text)
        text = text[found.end() :] if found else text
    return _TITLE.sub("", text, count=1) if _TITLE.match(text) else text


def _closed(text: str) -> str:
    if not (text[-1:] in _ENDS or text[-1:].isspace()) or _FACTORIAL.search(text):
        return text
    if _GOES_ON.search(text):
        return text.strip()
    end = _CLOSING.search(text)
    if end is None:
        return text
    kept = text[: end.start()]
    mark = text[end.start() : end.start() + 1]
    return kept + "!" if mark == "!" and kept[-1:].isalnum() else kept


def _undelimited(text: str) -> str:
    if text[:1] not in "$\\`":
        return text
    for opening, closing in _DELIMITERS:
        inner = text[len(opening) : len(text) - len(closing)]
        if (
            len(text) > len(opening) + len(closing)
            and text.startswith(opening)
            and text.endswith(closing)
            and opening not in inner
        ):
            return re.sub(r"^(?:python|latex|tex|math)\n", "", inner).strip()
    return text

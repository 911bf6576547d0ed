"""Is it speech, and of what kind: words that only sentences have, distributions, cases."""

from __future__ import annotations

import re

# Words that only a sentence has, in small letters; a command of TeX is none, and ``sum_i`` is none.
_CUES = re.compile(
    r"(?<![\\\w])(?:over|plus|minus|times|squared|cubed|root|transposed?|divided|multiplied|equals|"
    r"sub|choose|half|one|two|three|zero|to the|"
    r"(?:sum|mean|average|product|gradient|derivative|log|exp|softmax|sigmoid|function|inverse|"
    r"max|min|maximum|minimum|expectation|[a-z]|phi|value|norm|square|cube|root|probability|"
    r"variance|deviation) of|(?:true|false) (?:positive|negative)s?|given|gets|becomes|"
    r"squared|argmax over|argmin over|dot|d[a-z] by d[a-z]|constant over"
    r"|with respect to|wrt|transpose|absolute|"
    r"(?:new|old|previous|updated) [a-z]+|"
    r"(?:floor|ceiling|size|ratio|difference|reciprocal|transpose|exponential|product) "
    r"(?:of|between)|intersect(?:ion)?|union|harmonic mean|rounded down|twice|"
    r"initial [a-z]+|[a-z]+ gate|"
    r"(?:if|for|when) (?:all |any |it is |[a-z] is )?"
    r"(?:positive|negative|non-?negative|non-?positive|[a-z] [<>])|otherwise|"
    r"step function|heaviside|divide by|element-?wise|likelihood|intersection over|"
    r"(?:larger|smaller|greater) of|"
    r"sum over|partial \w+ (?:over )?partial)(?![\w\\])",
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


def is_spoken(text: str) -> bool:
    """Whether words of speech stand in the text."""
    if len(text) > 400:
        return False
    # Small letters on both sides take a third of the time that any case takes.
    return _CUES.search(text.lower()) is not None


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


_IF = r",?\s+(?:if|when|for|where|whenever)\s+"
_AND = r"(?:[,;]\s*(?:and\s+|but\s+)?|\s+and\s+)"
_CASES = re.compile(
    rf"(?P<value>.+?){_IF}(?P<condition>.+?)[,;]?\s+(?:and\s+|or\s+)?"
    r"(?:otherwise|else)(?: it is| it's)?,?\s+(?P<other>.+)",
    re.IGNORECASE | re.DOTALL,
)
_OTHERWISE_LAST = re.compile(
    rf"(?P<value>\S.*?){_IF}(?P<condition>[^,;]+?){_AND}"
    r"(?P<other>[^,;\s][^,;]*?),?\s+(?:otherwise|elsewhere|else)",
    re.IGNORECASE | re.DOTALL,
)
_TWO_CASES = re.compile(
    rf"(?P<value>\S.*?){_IF}(?P<condition>.+?){_AND}(?P<other>\S.*?){_IF}(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_IF_THEN = re.compile(
    r"if\s+(?P<condition>.+?),?\s+then\s+(?P<value>.+?)[,;]?\s+(?:or\s+)?(?:else|otherwise),?\s+"
    r"(?P<other>.+)",
    re.IGNORECASE | re.DOTALL,
)
_THING = r"it|ones?|inputs?|arguments?|values?|numbers?"
_SIGNED = re.compile(
    rf"(?:(?:the |all |any )?(?:{_THING}|(?P<before>[a-z])) (?:is|are) |all |any |a )?"
    r"(?P<sign>non-?negative|non-?positive|positive|negative)"
    rf"(?: (?:{_THING}|(?P<behind>[a-z])))?",
    re.IGNORECASE,
)
_INPUT = re.compile(r"\b(?:the )?(?:input|argument)\b", re.IGNORECASE)
_SIGNS = {"positive": ">", "negative": "<", "nonnegative": ">=", "nonpositive": "<="}


# Functions that have a name of their own, by the value for what is positive and for the rest.
_STEPS = re.compile(
    r"(?:the |a )?(?:(?:unit |heaviside )?step function|heaviside(?: function)?)", re.I
)


def cases(text: str, variable: str) -> list[tuple[str, str]]:
    """Values with their conditions, where a sentence gives two; the condition "" is "otherwise".

    ``variable`` is what "for positive inputs" speaks of; empty where that is not sure.
    """
    if variable and _STEPS.fullmatch(text):
        return [("1", f"{variable} > 0"), ("0", "")]
    found = _IF_THEN.fullmatch(text) or _CASES.fullmatch(text) or _OTHERWISE_LAST.fullmatch(text)
    if found:
        pairs = [(found["value"], found["condition"]), (found["other"], "")]
    elif found := _TWO_CASES.fullmatch(text):
        pairs = [(found["value"], found["condition"]), (found["other"], found["rest"])]
    else:
        return []
    if variable:
        pairs = [(_INPUT.sub(variable, v), _INPUT.sub(variable, c)) for v, c in pairs]
    return [(value, _condition(condition, variable)) for value, condition in pairs]


def _condition(text: str, variable: str) -> str:
    """``x > 0`` for "x is positive" and for "positive inputs"; any other text as it stands."""
    found = _SIGNED.fullmatch(text.strip())
    name = (found["before"] or found["behind"] or variable) if found else ""
    return f"{name} {_SIGNS[found['sign'].lower().replace('-', '')]} 0" if found and name else text


_CALLED = re.compile(
    r"(?:the )?[a-z]+(?: [a-z]+){0,3} of [\w ,']{1,40}? (?:is|equals)\s+", re.IGNORECASE
)


def uncalled(text: str) -> str:
    """The text without what it calls its formula: "the divergence of P and Q is …"."""
    found = _CALLED.match(text)
    return text[found.end() :] if found else text

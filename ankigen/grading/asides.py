"""What people type around their answer: fillers, second thoughts, reasons, and contrasts."""

from __future__ import annotations

import re

MOST_THOUGHTS = 12
"""Who takes back more than so many thoughts is read from the last of them."""

_SECOND_THOUGHT = re.compile(
    r"\b(?:no+[,;.…]* ?wait|wait[,;.…]* no|oh[,]? wait|hold on|scratch that|strike that"
    r"|correction|i mean(?:t)?|sorry|my bad|o+ps|on second thoughts?|make that|make it"
    r"|change (?:it|that|my answer)?(?: ?to)?|or rather|actually)\b"
    r"|(?<=[,;.?…-]) *(?:(?:no|nope|nah|err?|u[hm]+|hm+) +)?(?:no|nope|nah|err?|hm+)[,;.:…-]"
    r"|(?<=\d) +(?:no|nope|nah) +(?=[\d.])"
    r"|(?:\.\.|…) *(?:no|nope|nah)\b|\bwait *[,;.…–-]"
    # A question that its writer then answers.
    r"|\?(?=[^?\w]*\w[^?]*$)",
    re.IGNORECASE,
)


_LEAD = re.compile(
    r"^\s*(?:(?:um+|uh+|hm+|er+|ok(?:ay)?|well|so|like|oh|i (?:think|guess|believe|suppose"
    r"|remember|recall|know(?: of)?)|there (?:is|are)|i(?:'d| would) (?:say|guess|go with|pick)"
    r"|i'?m (?:pretty |quite |fairly )?sure|it(?:'s| is)"
    r"|it (?:must|should|would|has to) be|its|they(?:'re| are)|that(?:'s| is| would be| must be)"
    r"|this is"
    r"|(?:the )?(?:answer|word|term|name) (?:is|would be|should be)|must be|prob(?:ably)?"
    r"|maybe|perhaps|possibly|called|idk|not sure"
    r"|(?:you )?(?:can |could )?use|answer|ans)\b[:,.…]*\s*(?:but |that )?)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:(?<![\s,.;(…-])[\s,.;(…-]+(?:i (?:think|guess|believe|suppose)|maybe|probably"
    r"|of course|obviously|definitely|certainly"
    r"|perhaps|possibly|or so|right|lol|tbh|for sure|if i remember (?:right|correctly)|iirc"
    r"|not sure|imo|i'?m (?:not )?sure|ish)"
    r"[\s).?!…]*)+$",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"[,;(]?\s*\b(?:and not|but not|not|rather than|instead of|as opposed to|unlike|never)\b"
    r"[^,;)]*\)?",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    r"^\s*(?:it'?s |it is )?not\b[^,;]*?(?:,\s*(?:but\s+)?|;\s*|\bbut\s+)", re.IGNORECASE
)
_REASON = re.compile(
    r"\s*(?:[,;(]\s*)?\b(?:because|since|bc|b/c|cuz|which|so that|as (?:it|they)|due to"
    r"|meaning)\b.*$"
    r"|\s+[—–-]{1,2}\s.*$|\.\s+\S.*$|\n.*$",
    re.IGNORECASE | re.DOTALL,
)


_REJECTED = re.compile(
    r"(?:[^,;:]|,(?=\d)){1,60}? (?:is|was) (?:wrong|incorrect|not (?:it|right|true))"
    r"\s*[,;:.]\s*(?=\w)",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]+")
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")


def without_fillers(answer: str) -> str:
    """The answer without "I think" and the like at its ends."""
    return _TAIL.sub("", _LEAD.sub("", answer))


def wordings_of(answer: str) -> tuple[str, ...]:
    """An answer as it is typed and, where it has them, without its fillers ("I think"), its
    reasons ("because …") and what it sets itself apart from ("X, not Y").
    """
    answer = _SPACES.sub(" ", answer)
    found = [answer]
    bare = without_fillers(answer)
    found.append(bare)
    found.append(_REASON.sub("", bare))
    for text in (bare, found[-1]):
        found.append(_IN_PARENTHESES.sub("", text))
        found.append(_NOT_BUT.sub("", text))
        # "not X" alone sets nothing apart from X.
        found.append(without_contrast(text))
    return tuple(dict.fromkeys(text.strip() for text in found if text.strip()))


def without_contrast(text: str) -> str:
    """A text without what it sets itself apart from: "a bird" of "a bird, not a bat"."""
    return "" if text.lower().lstrip().startswith("not") else _CONTRAST.sub("", text)


def after_rejection(answer: str) -> str:
    """What follows a first thought that is called wrong: "lead is wrong, it's tin"."""
    rejected = _REJECTED.match(answer)
    return answer[rejected.end() :] if rejected else answer


def second_thoughts(answer: str) -> tuple[str, ...]:
    """The answer cut where its writer takes it back: the last part counts, if it says anything."""
    parts = [part.strip() for part in _SECOND_THOUGHT.split(answer)]
    return tuple(part for part in parts if part.strip(" ,;.:-"))[-MOST_THOUGHTS:]

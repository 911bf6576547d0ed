"""One spelling for both sides of the Atlantic: British endings become American ones."""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = (
    (re.compile(r"^(.{2,})isation(s?)$"), r"\1ization\2"),
    (re.compile(r"^(.{3,})is(e|es|ed|ing|er|ers)$"), r"\1iz\2"),
    (re.compile(r"^(.{2,})ys(ed|ing|er|ers|e)$"), r"\1yz\2"),
    (re.compile(r"^(.{2,}[bdhilmnpv])our(s|ed|ing|ite|able|al|hood|hoods)?$"), r"\1or\2"),
    (re.compile(r"^(.{2,}[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"^(cent|fib|lit|met|theat|calib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(.{2,})ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^(an|h|leuk|f|diarrh|c|pal|orthop)ae(.+)$"), r"\1e\2"),
)

# What stands before -ise, -our or -ll- in words that both countries spell alike.
_ISE_EVERYWHERE = re.compile(
    r"(?:w|r|ra|pra|no|po|prec|conc|prom|prem|exerc|(?:un)?superv|rev|(?:un)?adv|dev|telev|improv|comprom|compr"
    r"|surpr|disgu|enterpr|expert|franch|merchand|exc|dem|cru|bru|torto|parad|treat|appra|ba|cha"
    r"|increa|decrea|relea|clo|choo|lo|u|cau|plea|disea|purcha|rai)is?(?:e|es|ed|ing|er|ers)$"
)
# Words in -our and -ll- that the rules would misspell.
_ALIKE = frozenset(
    re.findall(
        r"\w+",
        """
        four hour our your sour flour tour contour devour glamour velour
        called calling caller callers filled filling filler fillers falling pulled pulling killed
        killing killer rolled rolling roller rollers selling seller sellers telling smaller taller
        willing drilled drilling spelled spelling billed billing polled polling installed
        installing stalled walled pooled controlled controlling controller enrolled skilled
        thrilled grilled milled miller collar vogue rogue league
        """,
    )
)
_EXCEPTIONS = {
    "grey": "gray", "programme": "program", "programmes": "programs", "sceptical": "skeptical",
    "tyre": "tire", "tyres": "tires", "mould": "mold", "plough": "plow", "sulphur": "sulfur",
    "aluminium": "aluminum", "catalogue": "catalog", "cheque": "check", "defence": "defense",
    "offence": "offense", "licence": "license", "practise": "practice", "ageing": "aging",
    "artefact": "artifact", "artefacts": "artifacts", "manoeuvre": "maneuver", "maths": "math",
    "judgement": "judgment", "acknowledgement": "acknowledgment", "fulfil": "fulfill",
    "oestrogen": "estrogen", "foetus": "fetus", "oesophagus": "esophagus", "learnt": "learned",
    "burnt": "burned", "spelt": "spelled", "labelled": "labeled", "towards": "toward",
    "amongst": "among", "whilst": "while", "modelling": "modeling", "neighbouring": "neighboring",
}  # fmt: skip

# What some rule begins with; most words hold none of it.
_BRITISH = re.compile(r"is[aei]|ys[ei]|our|ll[ei]|re|ogue|ae")


@lru_cache(maxsize=16384)
def american(word: str) -> str:
    """The American spelling of a lower-case word: ``normalise`` and ``colour`` become one."""
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    if not _BRITISH.search(word) or word in _ALIKE or _ISE_EVERYWHERE.match(word):
        return word
    for pattern, spelling in _RULES:
        changed, count = pattern.subn(spelling, word)
        if count:
            return changed
    return word

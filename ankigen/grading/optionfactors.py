"""Options that tell how often as much there is afterwards: "it doubles", "x2", "twice as long"."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.options import Options
from ankigen.grading.wording import NEGATIONS

LONGEST = 120
"""In a longer answer a factor may belong to anything."""

_TIMES = r"(?: ?times|-?fold| ?x\b| ?×)"
_FACTORS = (
    ("half", r"halv\w+|half|/ ?2(?!\d)|1/2|0\.5|divided by (?:2|two)|50 ?%(?! more)"),
    ("same", r"(?:stay|remain|keep)\w* (?:the same|constant|as (?:it|they)|unchanged)|unchanged"
             r"|no (?:change|effect)|(?:do|does|did|will) not change|unaffected|x ?1\b"),
    ("double", rf"doubl\w+|twice|(?:two|2){_TIMES}|[x×*] ?2(?!\d)|(?<![\w.])2 ?[A-Z]\b"),
    ("triple", rf"tripl\w+|(?:three|3){_TIMES}|[x×*] ?3(?!\d)|(?<![\w.])3 ?[A-Z]\b"),
    ("quadruple", rf"quadrupl\w+|(?:four|4){_TIMES}|[x×*] ?4(?!\d)|(?<![\w.])4 ?[A-Z]\b"),
    ("quarter", r"quarter\w*|a fourth|one fourth|/ ?4(?!\d)|1/4|0\.25|25 ?%(?! more)"),
)  # fmt: skip
_WORDS = tuple((name, re.compile(rf"(?:(?<!\w)|(?<=[A-Z]))(?:{said})")) for name, said in _FACTORS)


def by_factor(text: str, options: Options) -> frozenset[str]:
    """The one option with the factor that an answer tells, where the options differ in theirs."""
    said = _factor(text) if len(text) <= LONGEST else ""
    factors = [(_factor(option), key) for key, option in options]
    found = [key for factor, key in factors if factor == said]
    several = len({factor for factor, _ in factors if factor}) > 1
    return frozenset(found if said and several and len(found) == 1 else ())


@lru_cache(maxsize=2048)
def _factor(text: str) -> str:
    """The name of the one factor that a text tells; nothing where it tells none or several."""
    found = [name for name, said in _WORDS if said.search(text)]
    denied = found != ["same"] and not NEGATIONS.isdisjoint(text.casefold().split())
    return found[0] if len(found) == 1 and not denied else ""

"""The words right before a number that tell what part it plays in a sentence."""

from __future__ import annotations

import re

DENYING = re.compile(
    r"(?:\b(?:not|never|isn'?t|ain'?t|wasn'?t|aren'?t|without|except|excluding|other than"
    r"|rather than|instead of|different from|no longer|anything but"
    r"|(?:opposite|inverse|reciprocal|negative) of)(?: (?:equal to|equals?|just|exactly"
    r"|about|a|the|be|it'?s|is|really))*|≠|!=) *$",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:at|when|whenever|if|for|where|given|with|once|assuming)"
    r"(?: (?!(?:it|its|we|they|there)\b)[^\s,.;:!?=≈]+){0,4} *(?:=|≈)? *$",
    re.IGNORECASE,
)
BOUNDS = (
    (
        re.compile(
            r"(?:<=|≤|=<|\bup to|\bat (?:the )?most|\bno more than|\bmax(?:imum)?(?: of)?) *$"
        ),
        "<=",
    ),
    (re.compile(r"(?:>=|≥|\bat least|\bno less than|\bmin(?:imum)?(?: of)?) *$"), ">="),
    (re.compile(r"(?:<|\b(?:less|fewer|lower|smaller) than|\bbelow|\bunder|\bbefore) *$"), "<"),
    (
        re.compile(r"(?:>|\b(?:more|greater|higher|larger|bigger) than|\babove|\bover|\bafter) *$"),
        ">",
    ),
)
ROUGHLY = re.compile(
    r"(?:[~≈]|\b(?:about|around|approx\.?|approximately|roughly|nearly|almost|circa|ca\.?|some"
    r"|close to))(?: (?:a|the|to))* *$",
    re.IGNORECASE,
)
TREND = re.compile(
    r"\b(?:(?P<up>increas|ris|rose|grow|grew|gain|goes up|up)|(?P<down>decreas|fall|fell|drop"
    r"|reduc|lower|loses?|lost|shrink|goes down|down))\w* (?:by|of) *(?:about |a factor of )?$"
)
LABEL = re.compile(
    r"([^\W\d][\w'()]{0,30}(?:[ _-]\d{1,2})?) *(?:=|==|:=|:|≈|~|\bis\b|\bwas\b|\bare\b|\bequals\b"
    r"|\bequal to\b|\bof\b) *(?:exactly |about |roughly |a |the )?$",
    re.IGNORECASE,
)
NO_LABEL = {"it", "that", "this", "answer", "value", "there", "which", "result", "solution"}

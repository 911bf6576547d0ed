"""Turns of phrase, in their order, with the words of the grammar of speech that they stand for."""

from __future__ import annotations

import re

_ROLES = (
    "mass|velocity|speed|force|energy|charge|radius|distance|temperature|pressure|volume|matrix|"
    "vector|scalar|constant|weights?|input|target|label|feature|parameters?|variable|number"
)
_ORDINALS = (("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6))
_NUMBER = r"(?:\w+|\d+)"
_NAME = r"(?:the )?(\w+(?: (?:hat|bar))?)"
# What stands behind a noun that is not said to be of anything.
_ALONE = (
    r"\s*(?:$|[,;)]|\bover\b(?! (?:all |the )+\w+ of\b)"
    r"|\b(?:minus|plus|times|divided|all|close)\b)"
)

_TURNS = (
    (r",? ?\belement-?wise[- ](?:times|(?:product|multiplied) (?:with|by))\b", " ⊙ "),
    (r"\b(?:times|multiplied) element-?wise(?: by| with)?\b|\belement-?wise\b", " ⊙ "),
    (
        r",\s+(?:and )?(?:then )?(?=(?:plus|minus|times|over|divided|multiplied|rounded)\b)",
        " pause ",
    ),
    (r",? \ball (?:times|multiplied by)\b", " alltimes "),
    (r",? \ball (?:raised )?to the(?: power(?: of)?)?\b", " allto "),
    (r"\bcosine(?! simil)", "cos"),
    (r"\bhyperbolic tangent\b", "tanh"),
    (r"\bsine\b", "sin"),
    (r"\bten thousand\b", "10000"),
    (r"<=", " ≤ "),
    (r">=", " ≥ "),
    (r"\b(?:is )?(?:greater|more|larger|bigger) than or equal to\b|\b(?:is )?at least\b", " ≥ "),
    (r"\b(?:is )?(?:less|smaller) than or equal to\b|\b(?:is )?at most\b", " ≤ "),
    (r"\b(?:is )?(?:greater|larger|bigger) than\b|\bexceeds\b", " > "),
    (r"\b(?:is )?(?:less|smaller) than\b", " < "),
    (r"\bis positive\b", " > 0 "),
    (r"\bis negative\b", " < 0 "),
    (r"\b(?:big|capital|upper ?case|small|little|lower ?case) ([A-Za-z])\b", r" \1 "),
    (rf"\b(?:the )?(?:{_ROLES}) ([B-Zb-z])\b(?! of)", r" \1 "),
    (r"\b(?:cell|hidden) state ([A-Za-z])\b", r" \1 "),
    (r"\b(?:KL|kl)\(", " D_{KL}("),
    (r"\b(?:larger|greater|bigger|maximum|max) of\b", " max of "),
    (r"\b(?:smaller|lesser|minimum|min) of\b", " min of "),
    (rf"\b(?:the )?(?:mean|average)(?={_ALONE})", "avg"),
    (rf"\b(?:the )?minimum(?={_ALONE})", " open min of x close "),
    (rf"\b(?:the )?maximum(?={_ALONE})", " open max of x close "),
    (
        rf"\b(?:the )?range(?={_ALONE})",
        " open open max of x close minus open min of x close close ",
    ),
    (
        r"\bsubtract (?:the )?(?:mean|average|avg) and (?:then )?divide by\b",
        " open x minus avg close over ",
    ),
    (
        r"\b(?:sum|add)(?: up)? (?:the )?([\w ]{1,60}?),? and (?:then )?divide by\b",
        r" open sum of \1 close over ",
    ),
    (r"\b(?:all )?(?:the )?actual(?:ly)? positives?\b", " open TP plus FN close "),
    (r"\b(?:all )?(?:the )?predicted positives?\b", " open TP plus FP close "),
    (r"\b(?:all )?(?:the )?actual(?:ly)? negatives?\b", " open TN plus FP close "),
    (r"\b(?:all )?(?:the )?predicted negatives?\b", " open TN plus FN close "),
    (r"\bsquares? of (?:the )?(differences?|errors?|deviations?|residuals?)\b", r"squared \1"),
    (r"\b(?:its|the) predict(?:ion|ed value)\b|\bpredict(?:ion|ed value|ed label)s?\b", "y hat"),
    (r"\bsquared (probabilities|weights|values|entries|inputs)\b", r"\1 squared"),
    (r"\babsolute (weights|entries|inputs)\b", r"abs \1"),
    (r"\bprobabilities\b", "probs"),
    (r"\b(?:the )?(?:dot|inner|scalar) product of (\w) and (\w)\b", r"\1 dot \2"),
    (r"\bplanck'?s? constant\b", " h "),
    (r"\btrue positives?\b", " TP "),
    (r"\btrue negatives?\b", " TN "),
    (r"\bfalse positives?\b", " FP "),
    (r"\bfalse negatives?\b", " FN "),
    (r"\b(?:the )?prob(?:ability)? of (\w+),? given (?:that )?(\w+)\b", r" P(\1|\2) "),
    (r"\b(?:the )?prob(?:ability)? of (\w) (?:and|intersect(?:ion)?) (\w)\b", r" P(\1 \\cap \2) "),
    (r"\b(?:the )?prob(?:ability)? of (\w) (?:or|union) (\w)\b", r" P(\1 \\cup \2) "),
    (r"\b(?:the )?prob(?:ability)? of (\w+)\b", r" P(\1) "),
    (r"\bsquares of (\w) and (\w)\b", r"\1 squared and \2 squared"),
    (r"\bP of (\w+),? given (\w+)\b", r" P(\1|\2) "),
    (r"\bP of (\w) (?:and|intersect(?:ion)?) (\w)\b", r" P(\1 \\cap \2) "),
    (r"\bP of (\w) (?:or|union) (\w)\b", r" P(\1 \\cup \2) "),
    (r"\bP of (\w)\b", r" P(\1) "),
    (r"\b(\w) (?:intersect(?:ed with|ion(?: with)?)?) (\w)\b", r" (\1 \\cap \2) "),
    (r"\b(\w) union(?: with)? (\w)\b", r" (\1 \\cup \2) "),
    (r"\b(?:size|number of elements|cardinality) of\b", " abs "),
    (r"\b([Pp]) ?\( ?(\w+) given (\w+) ?\)", r" \1(\2|\3) "),
    (r"(?<=\w) given (?=\w+\))", "|"),
    (
        rf"\b(sum|product) of ([^,;]{{1,80}}?),? (?:for|over|from) (\w) (?:from|=|equals|goes from)"
        rf" ({_NUMBER}) to ({_NUMBER})$",
        r" \1 from \3 equals \4 to \5 of \2 ",
    ),
    (
        r"\b(sum|product) of (?:the )?([A-Za-z])_?(\d) (?:to|through|up to) \2_\{([^{}]{1,12})\}",
        r" \1 from i equals \3 to (\4) of \2 sub i ",
    ),
    (
        r"\b(sum|product) of (?:the )?([A-Za-z])_?(\d) (?:to|through|up to) \2_?(\w)\b",
        r" \1 from i equals \3 to \4 of \2 sub i ",
    ),
    (
        r"\b(sum|product) of ((?:(?! sum | product ).){1,80}?),? (?:over|for) (?:all|every|each) "
        r"([a-z])\b(?! of)",
        r" \1 over \3 of \2 ",
    ),
    (
        r"\b(sum|product) over (?:all )?(\w) ?"
        r"(?:≠|!=|(?:is )?not(?: equal to)?|other than) ?(\w)\b",
        r" \1 over \2 ≠ \3 ",
    ),
    (
        rf"\b(sum|product) (\w) from ({_NUMBER}) to ({_NUMBER}),?(?: of)?",
        r" \1 from \2 equals \3 to \4 of ",
    ),
    (
        rf"\b(sum|product) over (\w) (?:equals |= ?)({_NUMBER}) to ({_NUMBER})",
        r" \1 from \2 equals \3 to \4 ",
    ),
    (r"\b(?:mean|average) (?:over|across) (?:all )?(?:the )?(?:\w+ )?of\b", " mean of "),
    (r"\b(sum|product) (?:over|for|across) (?:all|every|each) (\w) of\b", r" \1 over \2 of "),
    (
        r"\b(\w) dot (\w) (?:over|divided by) (?:the )?product of (?:their|the) "
        r"(?:norms|magnitudes|lengths)\b",
        r" \\frac{\1 \\cdot \2}{\\|\1\\| \\|\2\\|} ",
    ),
    (r"\bnorms of (\w) and (\w)\b", r" open norm of \1 close and open norm of \2 close "),
    (r"\b(?:l ?2|two|euclidean|frobenius)[ -]norm\b", " norm "),
    (r"\bsquared +norm\b", "squared norm"),
    (r"\bfan[ -](in|out)\b", r" fan_\1 "),
    (r"\b(?:the )?change in ([A-Za-z])\b", r" Δ\1 "),
    (r"\bplus or minus\b", " ± "),
    (r"\bsquared norm of (?:the )?(\w+(?: minus \w+)?)\b", r" open norm of \1 close squared "),
    (
        r"\bnorm of (?:the )?(\w+(?: (?:minus|plus) \w+)?) squared\b",
        r" open norm of \1 close squared ",
    ),
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
    (
        r"\bharmonic mean of (?:the )?(\w+) and (?:the )?(\w+)\b",
        r" \\frac{2 * \1 * \2}{\1 + \2} ",
    ),
    (
        r"\b(?:all|the whole(?: thing)?|(?:the )?(?:entire )?quantity) squared\b",
        " allsquared ",
    ),
    (r"\bmean square error\b", "mean squared error"),
    (r"\b(mean|average) (squared|absolute) (error|difference|deviation)s?\b", r" \1 of the \2 \3 "),
    (r"\bexponentials? of\b", " exp of "),
    (r"\b(?:one|a|1)[ -]third\b", r" \\frac{1}{3} "),
    (r"\btwo[ -]thirds\b", r" \\frac{2}{3} "),
    (r"\b(?:one|a|1)[ -](?:quarter|fourth)\b", r" \\frac{1}{4} "),
    (r"\bratio of ([^,]{1,40}?) to\b", r" open \1 close over "),
    (r"\b(?:twice|double)\b", " 2 "),
    (r"\b(?:the )?negative of\b", " minus "),
    (r"\blog(?:arithm)? (?:to )?(?:the )?base (\w+)(?: of)?\b", r" log base \1 of "),
    (r"\blog (\d+) of\b", r" log base \1 of "),
    (
        r"\b(squared|absolute) deviations? from (?:the )?(?:mean|average|avg|mu|μ)\b",
        r" open abs open x minus avg close close \1 ",
    ),
    (
        rf"\b(squared|absolute) (?:error|difference)s? between {_NAME} and {_NAME}\b",
        r" open abs open \2 minus \3 close close \1 ",
    ),
    (r"\bclose close absolute\b", " close close "),
    (r"\bsquared? (?:errors?|differences?|residuals?)\b", " open y minus y hat close squared "),
    (r"\babsolute (?:errors?|differences?)\b", " abs open y minus y hat close "),
    (r"\b(?:the )?predicted y\b", " y hat "),
    (r"\b(?:the )?(?:true|actual|observed) y\b", " y "),
    (r"\b(?:one|a|1)[ -]half\b", " half "),
    (r"\b(?:previous|old|last) ([A-Za-z]+)\b", r" \1_{prev} "),
    (r"\b([A-Za-z]+)[ _](?:previous|prev|old)\b", r" \1_{prev} "),
    (r"\b(?:expectation|expected value) of\b", " expectation of "),
    (r"\b(?:standard )?(?:normal|gaussian) (?:cdf|cumulative distribution(?: function)?)\b", " Φ "),
    (r"\blearning rate\b", " lr "),
    (r"\b(?:sample |population )?standard deviation\b", " std "),
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
        r"(?:at|in) (?:the )?(\w+)\b",
        r" ∇\1(\2) ",
    ),
    (
        r"\b(?:the )?(?:gradient|grad|nabla) (?:of )?(?:the )?([A-Za-z]) "
        r"(?:with respect to|wrt) (?:the )?(\w+)\b",
        r" \\frac{\\partial \1}{\\partial \2} ",
    ),
    (r"\b(?:gradient|grad|nabla) of (?:the )?(?:loss|cost|objective)(?: function)?\b", " ∇L "),
    (r"\bd([A-Za-z]) (?:by|over|/) ?d([A-Za-z])\b", r" \\frac{\\partial \1}{\\partial \2} "),
    (r"\b(?:gradient|grad|nabla) (?:of )?([A-Za-z])\b", r" ∇\1 "),
    (r"\bgradient\b", " grad "),
    (r"\binfinity\b", " ∞ "),
    (r"\babsolute values? of\b", " abs of "),
    (r"\bcomplement of\b", " one minus "),
    (r"\bsubscript\b", " sub "),
    (r"\b(?:open|left) (?:paren|parenthesis|bracket)\b", " open "),
    (r"\b(?:close|right) (?:paren|parenthesis|bracket)\b", " close "),
)
PHRASES = tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in _TURNS)

"""The words of spoken formulas: numbers, functions, what follows an operand, what says nothing."""

from __future__ import annotations

NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"hundred": "100", "thousand": "1000"}
FUNCTIONS = frozenset(
    [
        "expectation",
        "log",
        "ln",
        "exp",
        "sin",
        "cos",
        "tan",
        "tanh",
        "sigmoid",
        "softmax",
        "relu",
        "max",
        "min",
        "argmax",
        "argmin",
        "norm",
        "abs",
        "erf",
        "softplus",
        "cosh",
        "sinh",
        "logarithm",
        "exponential",
        "mean",
        "average",
        "variance",
        "det",
        "trace",
        "floor",
        "ceil",
        "ceiling",
        "median",
        "arctan",
        "sign",
    ]
)
FUNCTION_NAMES = {
    "expectation": "E",
    "logarithm": "log",
    "exponential": "exp",
    "average": "mean",
    "variance": "var",
    "ceiling": "ceil",
}
AFTER = {
    "squared": "^{2}",
    "cubed": "^{3}",
    "transpose": "^{\\top}",
    "transposed": "^{\\top}",
    "inverse": "^{-1}",
    "inverted": "^{-1}",
    "factorial": "!",
    "star": "^{*}",
    "percent": "\\%",
}
MARKS = {"hat": "\\hat", "bar": "\\bar", "tilde": "\\tilde"}
EMPTY = frozenset(["the", "of", "all", "an", "by", "then", "whole", "natural", "function"])
# What is said before "of" and written behind: "the transpose of W".
OF_WHAT_FOLLOWS = {
    "inverse": "^{-1}",
    "reciprocal": "^{-1}",
    "transpose": "^{\\top}",
    "factorial": "!",
}
# What may be said of a whole product: "x transpose x inverse".
WHOLE = frozenset(["squared", "cubed", "inverse"])
# What no operand begins with.
ENDS = frozenset(
    {
        "",
        "allover",
        "alltimes",
        "allto",
        "pause",
        "rounded",
        "allsquared",
        "equals",
        "=",
        ",",
        "comma",
        "close",
        ")",
        "]",
        "}",
        "is",
        "to",
        "and",
    }
)

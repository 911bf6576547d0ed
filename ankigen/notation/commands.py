"""What each character, command of LaTeX and ASCII spelling is in a formula: a kind and a value.

One table serves the tokenizer (from spelling to meaning) and, turned round, the LaTeX printer.
"""

from __future__ import annotations

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip
_GREEK_VARIANTS = {
    "varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varrho": "ρ", "varpi": "π",
    "varsigma": "ς",
}  # fmt: skip

SYMBOLS = {
    "infty": "∞", "emptyset": "∅", "varnothing": "∅", "ell": "ℓ", "hbar": "ℏ", "top": "⊤",
    "bot": "⊥", "perp": "⊥", "dots": "…", "ldots": "…", "cdots": "…", "dotsc": "…",
    "dotsb": "…", "vdots": "⋮", "ddots": "⋱", "dagger": "†", "aleph": "ℵ", "angle": "∠",
}  # fmt: skip
PREFIXES = {
    "partial": "∂", "nabla": "∇", "neg": "¬", "lnot": "¬", "forall": "∀", "exists": "∃",
}  # fmt: skip

RELATIONS = {
    "neq": "≠", "ne": "≠", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥",
    "geqslant": "≥", "approx": "≈", "equiv": "≡", "propto": "∝", "sim": "∼", "in": "∈",
    "notin": "∉", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "to": "→",
    "rightarrow": "→", "longrightarrow": "→", "gets": "←", "leftarrow": "←", "mapsto": "↦",
    "Rightarrow": "⇒", "implies": "⇒", "Leftrightarrow": "⇔", "iff": "⇔", "mid": "∣",
    "parallel": "‖", "ll": "≪", "gg": "≫", "simeq": "≃", "cong": "≅", "lt": "<", "gt": ">",
    "coloneqq": ":=", "triangleq": ":=", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
    "leftrightarrow": "↔", "colon": ":",
}  # fmt: skip
OPERATORS = {
    "cdot": "·", "times": "×", "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "circ": "∘",
    "ast": "*", "cap": "∩", "cup": "∪", "setminus": "∖", "star": "⋆",
}  # fmt: skip
BIG = {
    "sum": "∑", "prod": "∏", "int": "∫", "bigcup": "⋃", "bigcap": "⋂",
}  # fmt: skip
BIG_WORDS = frozenset({"max", "min", "argmax", "argmin", "lim", "sup", "inf"})

# Functions with a command of their own in LaTeX.
_NATIVE = (
    "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp det dim ker "
    "gcd arg deg hom max min sup inf lim Pr"
)
NATIVE = frozenset(_NATIVE.split())
# Functions that stand before their argument without parentheses too.
_OTHERS = (
    "sech csch arccot arcsec arccsc arcsinh arccosh arctanh erf softmax sigmoid relu tr Tr diag "
    "sign sgn rank Var Cov argmax argmin"
)
FUNCTIONS = (NATIVE | frozenset(_OTHERS.split())) - {"lim"}

_ACCENTS = (
    "hat tilde bar vec dot ddot check breve overline underline overrightarrow overleftarrow "
    "underbrace overbrace"
)
ACCENTS = frozenset(_ACCENTS.split())
_WIDE = {"widehat": "hat", "widetilde": "tilde"}
STYLES = {
    "mathcal": "cal", "mathscr": "cal", "mathbb": "bb", "mathbf": "bold", "boldsymbol": "bold",
    "bm": "bold", "bf": "bold", "mathit": "", "mathsf": "", "mathnormal": "", "mathfrak": "cal",
}  # fmt: skip
# Commands whose braces hold words; the value tells whether the words are a name in the formula
# (and may be applied without parentheses) or words beside it.
TEXTS = {
    "text": "text", "mbox": "text", "textrm": "text", "textit": "text", "textbf": "text",
    "textsf": "text", "texttt": "text", "hbox": "text", "mathrm": "name", "operatorname": "name",
    "operatorname*": "name", "mathop": "name", "mathtt": "name",
}  # fmt: skip
FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
BINOMIALS = frozenset({"binom", "dbinom", "tbinom"})
# Sizes, spaces and positions mean nothing.
_IGNORED = (
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm "
    "large Large LARGE huge small normalsize displaystyle textstyle scriptstyle limits nolimits "
    "quad qquad , ; : ! > nonumber notag it rm cal hfill enspace thinspace allowbreak ( ) [ ]"
)
IGNORED = frozenset(_IGNORED.split()) | {" ", "\n", "\t", "/"}
DELIMITERS = {
    "{": ("open", "{"), "}": ("close", "}"), "lbrace": ("open", "{"), "rbrace": ("close", "}"),
    "langle": ("open", "⟨"), "rangle": ("close", "⟩"), "lfloor": ("open", "⌊"),
    "rfloor": ("close", "⌋"), "lceil": ("open", "⌈"), "rceil": ("close", "⌉"),
    "lvert": ("open", "|"), "rvert": ("close", "|"), "lVert": ("open", "‖"),
    "rVert": ("close", "‖"), "vert": ("bar", "|"), "|": ("bar", "‖"), "Vert": ("bar", "‖"),
    "lbrack": ("open", "["), "rbrack": ("close", "]"), "lparen": ("open", "("),
    "rparen": ("close", ")"),
}  # fmt: skip

CHARACTERS: dict[str, tuple[str, str]] = {
    "(": ("open", "("), ")": ("close", ")"), "[": ("open", "["), "]": ("close", "]"),
    "⟨": ("open", "⟨"), "⟩": ("close", "⟩"), "⌊": ("open", "⌊"), "⌋": ("close", "⌋"),
    "⌈": ("open", "⌈"), "⌉": ("close", "⌉"), "{": ("brace", "{"), "}": ("unbrace", "}"),
    "|": ("bar", "|"), "||": ("bars", "‖"), "‖": ("bar", "‖"), "∣": ("relation", "∣"),
    "∥": ("relation", "‖"), "_": ("script", "_"), "^": ("script", "^"), "**": ("script", "^"),
    "'": ("prime", "'"), "!": ("postfix", "!"), "%": ("postfix", "%"), "+": ("sign", "+"),
    "-": ("sign", "-"), "±": ("sign", "±"), "∓": ("sign", "∓"), "+/-": ("sign", "±"),
    "/": ("slash", "/"), "÷": ("slash", "/"), "*": ("operator", "*"), "@": ("operator", "@"),
    ",": ("separator", ","), ";": ("separator", ";"), "&": ("cell", "&"), "√": ("root", "√"),
    "=": ("relation", "="), "<": ("relation", "<"), ">": ("relation", ">"),
    "==": ("relation", "="), "<=": ("relation", "≤"), ">=": ("relation", "≥"),
    "=>": ("relation", "⇒"), "<=>": ("relation", "⇔"), "->": ("relation", "→"),
    "-->": ("relation", "→"), "<-": ("relation", "←"), "!=": ("relation", "≠"),
    "=/=": ("relation", "≠"), ":=": ("relation", ":="), ":": ("relation", ":"),
    "~": ("relation", "∼"), "…": ("name", "…"), "...": ("name", "…"), "..": ("name", "…"),
    "∑": ("big", "∑"), "∏": ("big", "∏"), "∫": ("big", "∫"), "⋃": ("big", "⋃"), "⋂": ("big", "⋂"),
    "′": ("prime", "'"), "°": ("name", "°"),
}  # fmt: skip
CHARACTERS |= {value: ("relation", value) for value in RELATIONS.values() if value != "‖"}
CHARACTERS |= {value: ("operator", value) for value in OPERATORS.values()}
CHARACTERS |= {value: ("name", value) for value in SYMBOLS.values()}
CHARACTERS |= {value: ("prefix", value) for value in PREFIXES.values()}
CHARACTERS |= {value: ("name", value) for value in {*GREEK.values(), "ς"}}
CHARACTERS |= {"Δ": ("prefix", "Δ"), "Σ": ("letter-big", "∑"), "Π": ("letter-big", "∏")}
PREFIX_OPERATORS = frozenset(PREFIXES.values()) | {"Δ"}

COMMANDS: dict[str, tuple[str, str]] = {
    **{name: ("name", value) for name, value in (GREEK | _GREEK_VARIANTS | SYMBOLS).items()},
    **{name: ("prefix", value) for name, value in PREFIXES.items()},
    **{name: ("relation", value) for name, value in RELATIONS.items()},
    **{name: ("operator", value) for name, value in OPERATORS.items()},
    **{name: ("big", value) for name, value in BIG.items()},
    **{name: ("function", name) for name in NATIVE},
    **{name: ("command", name) for name in ("sqrt", "underset", "overset", "stackrel")},
    **dict.fromkeys(FRACTIONS, ("command", "frac")),
    **dict.fromkeys(BINOMIALS, ("command", "binom")),
    **{name: ("accent", name) for name in ACCENTS},
    **{name: ("accent", mark) for name, mark in _WIDE.items()},
    **{name: ("style", style) for name, style in STYLES.items()},
    **dict.fromkeys(IGNORED, ("", "")),
    **DELIMITERS,
    "Delta": ("prefix", "Δ"),
    "lim": ("function", "lim"),
    "over": ("infix", "over"),
    "choose": ("infix", "choose"),
    "prime": ("prime", "'"),
    "pm": ("sign", "±"),
    "mp": ("sign", "∓"),
    "div": ("slash", "/"),
    "%": ("postfix", "%"),
    "_": ("script", "\\_"),
    "\\": ("row", "\\\\"),
    "cr": ("row", "\\\\"),
    "backslash": ("operator", "∖"),
    "bigcirc": ("operator", "∘"),
    "cdotp": ("operator", "·"),
    "argmax": ("function", "argmax"),
    "argmin": ("function", "argmin"),
}

# From a name in the tree back to its command; the first spelling of each value wins.
LATEX: dict[str, str] = {}
for _table in (GREEK, _GREEK_VARIANTS, SYMBOLS, PREFIXES, RELATIONS, OPERATORS, BIG):
    for _name, _value in _table.items():
        LATEX.setdefault(_value, "\\" + _name)
LATEX |= {value: value for value in ("*", "<", ">", ":=", ":")}
LATEX |= {"=": "=", "±": r"\pm", "∓": r"\mp", "+": "+", "-": "-", "@": "@", "ς": r"\varsigma"}
LATEX |= {"%": r"\%", "≠": r"\neq", "≤": r"\leq", "≥": r"\geq", "→": r"\to", "←": r"\leftarrow"}
LATEX |= {"°": "°", "′": r"\prime"}

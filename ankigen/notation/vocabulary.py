"""Which runs of letters are one name, and which names are applied to what follows.

The rules for a run of letters, where no vocabulary says otherwise:

- a known function, word or spelled Greek letter is one name;
- two letters are two names (``Wx``, ``QK``), but two capitals right before ``(`` are one;
- small letters, three or more, are one name if they can be spoken (an a, e, o or u; from four
  letters on also an i, unless it stands before j or k): ``pos``, ``epoch``; else indices side by
  side: ``nchw``, ``ijk``;
- three capitals or more are one name with a vowel or before ``(``: ``FFN(x)``; else factors;
- a capital and small letters are one name under the rule for small letters; ``W`` or ``U`` with
  two that cannot be spoken is a weight with its two labels (``Wxh`` is ``W_{xh}``);
- capitals and small letters mixed (``LayerNorm``, ``FocalLoss``) are one name from four letters on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ankigen.notation.commands import ACCENTS, BIG, BIG_WORDS, FUNCTIONS, GREEK, NATIVE, PREFIXES
from ankigen.notation.tree import Call, Expr, Script, Symbol, walk

# Names of the field that the rules for runs of letters would take apart.
_WORDS = (
    "ReLU GELU SELU ELU LSTM GRU RNN CNN FFN MLP MSE MAE RMSE BCE CE KL JS PE LN BN RF IoU GAP "
    "TP TN FP FN TPR FPR SE SS RSS TSS NLL PPL BLEU ROC AUC std min max dim sim clip in out hid "
    "fan inp tgt src ctx ffn lr bs mlp cls dist init fit ffw std sgd rms FC BPE GAN VAE ViT"
)
WORDS = frozenset(_WORDS.split())
_SPELLED = (
    frozenset(GREEK)
    | FUNCTIONS
    | NATIVE
    | frozenset(BIG)
    | BIG_WORDS
    | frozenset({"inf", "infty", "infinity", "nabla", "grad", "sqrt", "frac", "abs", "norm"})
    | frozenset(PREFIXES)
    | ACCENTS
    | frozenset({"binom", "floor", "ceil", "otherwise", "else", "if", "for", "and", "or", "when"})
)
ACCENT_ENDINGS = ("hat", "bar", "tilde")

# Single letters that usually name a function: applied to whatever stands in parentheses.
APPLIED = frozenset("fghFGHpPOEJLφΦψΨσΓ")
# Letters that name a function now and then: applied only to a plain name.
SOMETIMES_APPLIED = frozenset("NUQVKDISCRBq")
# Names that also take square brackets: ``E[X]``.
BRACKETED = frozenset({"E", "Var", "Cov", "Pr"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a reader knows of the names in a formula before it reads.

    Attributes:
        names: names that stand for one thing, of one letter or several (``wx``, ``w``, ``η``).
        functions: names that are applied to a parenthesis after them.
        variables: names that a parenthesis after them multiplies.
        indexed: names with their label, as ``W_f``: the run ``Wf`` means that.
    """

    names: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    indexed: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, *trees: Expr) -> Vocabulary:
        """The vocabulary that formulas already read use."""
        names: set[str] = set()
        functions: set[str] = set()
        indexed: set[str] = set()
        for tree in trees:
            for node in walk(tree):
                if isinstance(node, Symbol):
                    names.add(node.name)
                elif isinstance(node, Call):
                    head = (
                        node.function.base if isinstance(node.function, Script) else node.function
                    )
                    if isinstance(head, Symbol):
                        functions.add(head.name)
                elif isinstance(node, Script) and isinstance(node.base, Symbol):
                    label = _letters_of(node.sub)
                    if label:
                        indexed.add(f"{node.base.name}_{label}")
        variables = frozenset(names - functions)
        return cls(frozenset(names), frozenset(functions), variables, frozenset(indexed))


def _letters_of(label: Expr | None) -> str:
    """The subscript as the run of letters that someone types, or an empty string."""
    if isinstance(label, Symbol) and label.name.isalpha():
        return label.name
    factors = getattr(label, "factors", ())
    if factors and all(isinstance(factor, Symbol) and len(factor.name) == 1 for factor in factors):
        return "".join(factor.name for factor in factors)
    return ""


EMPTY = Vocabulary()


def names(run: str, applied: bool = False, vocabulary: Vocabulary = EMPTY) -> tuple[str, ...]:
    """The names in a run of letters; one with a label comes as ``W_xh``.

    Args:
        run: ASCII letters.
        applied: whether a parenthesis follows directly.
        vocabulary: names that are known already; they come before every rule.
    """
    if vocabulary is EMPTY or not vocabulary.names:
        return _names(run, applied)
    if run in vocabulary.names or len(run) == 1:
        return (run,)
    if run in vocabulary.functions:
        return (run,)
    for label in vocabulary.indexed:
        joined = label.replace("_", "")
        if joined == run:
            return (label,)
        before = run.removesuffix(joined)
        if before != run and all(letter in vocabulary.names for letter in before):
            return (*before, label)
    if GREEK.get(run) in vocabulary.names:
        return (run,)
    if run not in FUNCTIONS and all(letter in vocabulary.names for letter in run):
        return tuple(run)
    found = _names(run, applied)
    if len(found) == 1 and run not in _SPELLED and run not in WORDS:
        return _segments(run, vocabulary) or found
    return found


def _segments(run: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A run as known names side by side, longest first, or nothing (``alphaz``, ``etaL``)."""
    found: list[str] = []
    index = 0
    while index < len(run):
        for end in range(len(run), index, -1):
            piece = run[index:end]
            if piece in vocabulary.names or piece in FUNCTIONS or piece in GREEK:
                found.append(piece)
                index = end
                break
        else:
            return ()
    return tuple(found)


@lru_cache(maxsize=4096)
def _names(run: str, applied: bool) -> tuple[str, ...]:
    length = len(run)
    if length == 1 or run in _SPELLED or run in WORDS:
        return (run,)
    for ending in ACCENT_ENDINGS:
        stem = run[: -len(ending)]
        if run.endswith(ending) and (len(stem) == 1 or stem in GREEK):
            return (run,)
    if run.islower():
        one = length > 2 and _speakable(run)
    elif run.isupper():
        one = applied or (length > 2 and any(letter in "AEIOU" for letter in run))
    elif run[0].isupper() and run[1:].islower():
        if length == 3 and run[0] in "WU" and not _speakable(run[1:]):
            return (f"{run[0]}_{run[1:]}",)
        one = length > 3 or (length == 3 and _speakable(run[1:]))
    else:
        one = length > 3
    return (run,) if one else tuple(run)


def _speakable(run: str) -> bool:
    if any(letter in "aeou" for letter in run):
        return True
    return len(run) > 3 and "i" in run and "ij" not in run and "ik" not in run

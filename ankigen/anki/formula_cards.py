"""The Anki notes of formulas: what it is for to the formula, its parts, its symbols.

A formula keeps its number in the note, and with it the history of its cards, when formulas are
added around it or it is corrected: the lock keeps the numbers. Formulas that nothing tells apart
on a question (no name, the same left side) are asked together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ankigen.anki.ankinote import AnkiNote, Taken, taken
from ankigen.anki.blocks import formula_panel, formulas_block
from ankigen.anki.clozed import inline
from ankigen.anki.fields import cloze, cloze_tex, inline_field, markdown_field, tex_field
from ankigen.anki.formula_cloze import clozed, left_side, tree_of
from ankigen.anki.formula_listed import clozed_as_listed
from ankigen.anki.frame import filled, frame, tags
from ankigen.anki.holes import Clozed, holds_hole, hole
from ankigen.anki.lock import Lock
from ankigen.anki.numbers import part
from ankigen.anki.tex import field_safe
from ankigen.deck import Deck, Formula, Note
from ankigen.notation.tree import Expr

# More would be a formulary, not a note.
MOST_FORMULAS = 100
MOST_SYMBOLS = 100


def formula_notes(note: Note, deck: Deck, lock: Lock) -> Iterator[AnkiNote]:
    """The Anki notes of each formula of a note, formula by formula."""
    formulas = [formula for formula in note.formulas if formula.latex.strip()][:MOST_FORMULAS]
    if not formulas:
        return
    trees = [tree_of(formula.latex) for formula in formulas]
    lefts = [left_side(tree) if tree else "" for tree in trees]
    fronts = [(formula.name, left) for formula, left in zip(formulas, lefts, strict=True)]
    parts = [
        part(formula.latex, " ".join(front))
        for formula, front in zip(formulas, fronts, strict=True)
    ]
    numbers = taken(lock, f"{note.id} formula", parts)
    # A formula note with one front asks for it already.
    asked = set(fronts) if note.kind == "formula" and len(set(fronts)) == 1 else set()
    for index, (formula, front, number) in enumerate(zip(formulas, fronts, numbers, strict=True)):
        if front not in asked:
            asked.add(front)
            same = [one for one, other in zip(formulas, fronts, strict=True) if other == front]
            yield _question(note, deck, same, lefts[index], number)
        hidden = _clozed(note, formula, trees[index])
        if hidden:
            yield _cloze(note, deck, formula, hidden, number, lock)
        where = [(symbol, meaning) for symbol, meaning in formula.where if meaning.strip()]
        if where and not holds_hole(formula.latex + "".join(map("".join, where))):
            yield _symbols(note, deck, formula, where[:MOST_SYMBOLS], number, lock)


def in_formula(wanted: str, formulas: Sequence[Formula]) -> bool:
    """Whether a piece of LaTeX stands in one of the formulas and can be hidden there."""
    return any(clozed_as_listed(formula.latex, [wanted]) for formula in formulas)


def _clozed(note: Note, formula: Formula, tree: Expr | None) -> Clozed | None:
    listed = clozed_as_listed(formula.latex, note.cloze)
    return listed or (clozed(tree, formula.latex) if tree else None)


def _question(
    note: Note, deck: Deck, formulas: Sequence[Formula], left: str, number: Taken
) -> AnkiNote:
    card = f"formula-{number.number}"
    fields = {
        **frame(note, deck, "formula"),
        "Question": _asked(note, formulas[0]) + (tex_field(left, display=True) if left else ""),
        "Formulas": formulas_block(formulas),
    }
    return AnkiNote(note.id, card, filled(fields), tags(note), deck.name, (number,))


def _cloze(
    note: Note, deck: Deck, formula: Formula, hidden: Clozed, number: Taken, lock: Lock
) -> AnkiNote:
    card = f"formula-{number.number}-cloze"
    parts = []
    for index, inside in enumerate(hidden.hidden):
        rest = hidden.latex
        for other, text in enumerate(hidden.hidden):
            rest = rest.replace(hole(other), "…" if other == index else text)
        parts.append(part(inside, rest))
    numbers = taken(lock, f"{note.id} {card}", parts)
    shown = tex_field(hidden.latex, display=True)
    for index, (inside, one) in enumerate(zip(hidden.hidden, numbers, strict=True)):
        shown = _filled_hole(shown, hole(index), inside, one.number)
    fields = {
        **frame(note, deck, "formula"),
        "Prompt": "Complete the formula",
        "Question": _asked(note, formula),
        "Text": formula_panel(shown),
        "Back": formula_panel("", where=formula.where) if formula.where else "",
    }
    return AnkiNote(note.id, card, filled(fields), tags(note), deck.name, (number, *numbers))


def _filled_hole(shown: str, mark: str, inside: str, number: int) -> str:
    """The formula with a cloze in its hole.

    In braces of its own a minus would lose the space before it, so a sign goes without; and a
    hole alone in its group needs no second pair.
    """
    if inside.startswith("-"):
        return shown.replace(mark, f" {cloze(field_safe(inside), number)} ")
    hidden = cloze_tex(inside, number)
    return shown.replace(f"{{{mark}}}", hidden).replace(mark, hidden)


def _symbols(
    note: Note,
    deck: Deck,
    formula: Formula,
    where: Sequence[tuple[str, str]],
    number: Taken,
    lock: Lock,
) -> AnkiNote:
    card = f"formula-{number.number}-symbols"
    numbers = taken(lock, f"{note.id} {card}", [part(meaning, sign) for sign, meaning in where])
    holes = [(symbol, hole(index)) for index, (symbol, _) in enumerate(where)]
    shown = formula_panel(tex_field(formula.latex, display=True), where=holes)
    for index, ((_, meaning), one) in enumerate(zip(where, numbers, strict=True)):
        shown = shown.replace(hole(index), inline(meaning, [(0, len(meaning), one.number)]))
    fields = {
        **frame(note, deck, "formula"),
        "Prompt": "What does it stand for?",
        "Question": _asked(note, formula),
        "Text": shown,
    }
    return AnkiNote(note.id, card, filled(fields), tags(note), deck.name, (number, *numbers))


def _asked(note: Note, formula: Formula) -> str:
    """What the formula is for: its name, else the question it belongs to."""
    if formula.name:
        return inline_field(formula.name)
    return inline_field(note.title) if note.title else markdown_field(note.question)

"""A field that was edited in Anki, to what changes in its note.

``EDITS`` names for each kind of card the fields whose edits can be carried back. Others show what
another field holds, or what the program chose; an edit of them is reported, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ankigen.anki.ankinote import AnkiNote
from ankigen.anki.clozespans import cloze_spans
from ankigen.anki.fieldtext import inline_of, known_formulas, markdown_of, shown_tex
from ankigen.anki.fieldtree import Element, look, parsed
from ankigen.anki.formula_cloze import tree_of
from ankigen.anki.numbers import part
from ankigen.anki.shapes import choices_of, formulas_of, points_of, where_of
from ankigen.anki.typed import number_text
from ankigen.deck import Formula, Note
from ankigen.notation import latex

Changes = dict[str, Any]

_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*([^\s`]*)", re.MULTILINE)
_BOLD_NUMBER = re.compile(r"\*\*(-?[\d.]{1,30}(?:e[-+]?\d{1,3})?)\*\*\s*")
_GAP = re.compile(r"_{3,}")


@dataclass(frozen=True, slots=True)
class Edited:
    """A field as it stands in Anki, of the Anki note it was built as; ``note`` is its record."""

    note: Note
    made: AnkiNote
    field: str
    html: str

    @property
    def was(self) -> str:
        """The field as it was built."""
        return dict(self.made.fields).get(self.field, "")

    @property
    def known(self) -> Mapping[str, str]:
        """The formulas of the record, by how cards show them."""
        note = self.note
        texts = [note.title, note.question, note.answer, note.note, *note.citations]
        texts += [text for point in note.points for text in (point.term, point.text, point.group)]
        texts += [text for _, text in note.choices]
        texts += [text for one in note.formulas for text in (one.name, *dict(one.where).values())]
        known = known_formulas(texts)
        for formula in note.formulas:
            for tex in (formula.latex, *dict(formula.where)):
                known[shown_tex(tex)] = tex
        return known

    def tree(self) -> Element:
        """The field as a tree, empty where it cannot be read."""
        return parsed(self.html) or Element("")

    def markdown(self, before: str) -> str:
        """The field as Markdown; ``before`` tells the languages of code blocks."""
        # Every second fence closes a block.
        return markdown_of(self.tree(), self.known, _FENCE.findall(before)[::2])

    def line(self) -> str:
        """The field as one line of Markdown."""
        return inline_of(self.tree(), self.known)


def changes(edited: Edited) -> Changes | None:
    """The fields of the note that an edit changes; None where it cannot be carried back."""
    card = re.sub(r"-\d+", "", edited.made.card)
    carry = EDITS.get(card, {}).get(edited.field)
    return carry(edited) if carry else None


def _title(edited: Edited) -> Changes:
    return {"title": edited.line()}


def _question(edited: Edited) -> Changes:
    return {"question": edited.markdown(edited.note.question)}


def _answer(edited: Edited) -> Changes | None:
    said = edited.markdown(edited.note.answer)
    if edited.note.kind != "number" or number_text(edited.note.correct) in edited.note.answer:
        return {"answer": said}
    number = _BOLD_NUMBER.match(said)
    if number is None:
        return None
    try:
        value = float(number[1])
    except ValueError:
        return None
    correct = int(number[1]) if number[1].lstrip("-").isdecimal() else value
    return {"correct": correct, "answer": said[number.end() :]}


def _remark(edited: Edited) -> Changes | None:
    before = "\n".join(f"- {cited}" for cited in edited.note.citations)
    said = edited.markdown(edited.note.note)
    return {"note": said.removesuffix(before).rstrip()} if said.endswith(before) else None


def _points(edited: Edited) -> Changes | None:
    if not edited.html.strip():
        return {"points": ()}
    points = points_of(edited.html, edited.note.points, edited.known)
    return None if points is None or not edited.note.points else {"points": points}


def _formulas(edited: Edited) -> Changes | None:
    """Some or all formulas of the note, as this card shows them."""
    all_of_them = edited.note.formulas
    before = formulas_of(edited.was, all_of_them, edited.known)
    now = formulas_of(edited.html, all_of_them, edited.known)
    if not before or not now:
        return None
    if before == all_of_them:
        return {"formulas": now}
    if len(before) != len(now):
        return None
    new = dict(zip(before, now, strict=True))
    return {"formulas": tuple(new.get(formula, formula) for formula in all_of_them)}


def _choices(edited: Edited) -> Changes | None:
    found = choices_of(edited.html, edited.known)
    if found is None or found[2].count(True) != 1:
        return None
    choices, correct, right = found
    if edited.note.kind == "true-false":
        return {"correct": right[0]} if len(right) == 2 else None
    return {"choices": choices, "correct": correct}


def _code(edited: Edited) -> Changes | None:
    block = edited.tree().find("pre")
    if block is None:
        return None
    ending = edited.note.code[len(edited.note.code.rstrip("\n")) :]
    return {"code": block.text().rstrip("\n") + ending}


def _blank(edited: Edited) -> Changes | None:
    """The sentence with its gaps: as hidden text where ``cloze`` is set, else as a line."""
    note = edited.note
    if note.cloze:
        return _question(edited)
    gaps = _GAP.findall(note.question)
    spans = [*cloze_spans(edited.html)]
    fillings = [span.inside for span in spans]
    before = [span.inside for span in cloze_spans(edited.was)]
    if len(gaps) != len(fillings) or len(fillings) != len(before):
        return None
    found: Changes = {}
    if [*map(look, fillings)] != [*map(look, before)]:
        if len(gaps) != 1:
            return None
        filling = replace(edited, html=fillings[0]).line()
        found = {"accept": (filling, *note.accept[1:])} if note.accept else {"answer": filling}
    # A word of its own stands for each gap while the sentence becomes Markdown.
    marked = edited.html
    for place, span in reversed([*enumerate(spans)]):
        marked = f"{marked[: span.start]}ankigengap{place}x{marked[span.end :]}"
    sentence = replace(edited, html=marked).markdown(note.question)
    for place, gap in enumerate(gaps):
        sentence = sentence.replace(f"ankigengap{place}x", gap)
    return {"question": sentence, **found}


def _one_formula(edited: Edited) -> Changes | None:
    """The formula of a cloze or of a list of symbols; its card shows it in a panel."""
    what = edited.made.taken[0].part.what
    formulas: list[Formula] = [*edited.note.formulas]
    places = [place for place, one in enumerate(formulas) if part(one.latex).what == what]
    panels = edited.tree().elements("div")
    if not places or len(panels) != 1:
        return None
    old = formulas[places[0]]
    found = formulas_of(edited.html, (), edited.known)
    new = old
    if edited.field == "Back":
        new = replace(old, where=where_of(panels[0], edited.known))
    elif found:
        where = found[0].where if edited.made.card.endswith("symbols") else old.where
        before = formulas_of(edited.was, (), edited.known)
        same = before is not None and before[0].latex == found[0].latex
        new = replace(old, latex=old.latex if same else _tidy(found[0].latex), where=where)
    formulas[places[0]] = new
    return {"formulas": tuple(formulas)} if new != old else None


def _tidy(tex: str) -> str:
    """TeX without the braces that a cloze left; as it is where it does not read."""
    tree = tree_of(tex)
    return latex(tree) if tree else tex


_COMMON = {"Title": _title, "Note": _remark}
_IN_TEXT = {**_COMMON, "Question": _question}

EDITS: Mapping[str, Mapping[str, Callable[[Edited], Changes | None]]] = {
    "question": {
        **_IN_TEXT,
        "Answer": _answer,
        "Points": _points,
        "Formulas": _formulas,
        "Choices": _choices,
        "Code": _code,
    },
    "blank": {**_COMMON, "Text": _blank, "Back": _answer},
    "points": {**_IN_TEXT, "Text": _points},
    "list": {**_IN_TEXT, "Text": _points},
    "answer": {**_IN_TEXT, "Text": _answer},
    "code": {**_IN_TEXT, "Text": _code, "Back": _answer},
    "formula": {**_COMMON, "Formulas": _formulas},
    "formula-cloze": {**_COMMON, "Text": _one_formula, "Back": _one_formula},
    "formula-symbols": {**_COMMON, "Text": _one_formula},
}

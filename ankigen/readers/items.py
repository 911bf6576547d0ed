"""An item of a document, a question with its answer, made into a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ankigen.deck import Flag, Kind, Note
from ankigen.readers import choices, code, kinds, marks
from ankigen.readers.answer import Answer, read_answer
from ankigen.readers.figures import without_figures
from ankigen.readers.identity import made_id
from ankigen.readers.lines import Ledger, Line, line_of
from ankigen.readers.prose import marked, sentence_case
from ankigen.readers.shapes import shape


class Item(NamedTuple):
    """The lines of one question and of its answer, as a format tells them apart."""

    question: tuple[Line, ...]
    answer: tuple[Line, ...]
    id: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    first: Line | None = None


class _Question(NamedTuple):
    text: str
    kind: Kind | None
    choices: choices.Choices
    lost_figure: bool


def note_of(item: Item, ledger: Ledger) -> Note | None:
    """The note of an item; its id is made where the document prints none.

    An item that asks nothing is no note: its lines are dropped as ``incomplete``.
    """
    question = _question(item.question, ledger)
    if not question.text:
        ledger.drop([line for line in (*item.question, *item.answer) if line.bare], "incomplete")
        return None
    lines = _without_mark(item.answer, ledger)
    made = _closed(question, lines, ledger)
    if made is None:
        made = _open(question, lines, read_answer(shape(lines), ledger, item.title))
    flags = made.pop("flags")
    if question.lost_figure and "missing-figure" not in flags:
        flags = (*flags, "missing-figure")
    return Note(
        id=item.id or made_id(question.text),
        question=question.text,
        title=marked(item.title),
        tags=item.tags,
        lines=_span(item),
        flags=flags,
        **made,
    )


def _question(lines: Sequence[Line], ledger: Ledger) -> _Question:
    rows = [line for line in lines if line.bare]
    ledger.use(rows)
    texts = [line.bare for line in rows]
    kind: Kind | None = None
    if texts:
        texts[0], kind = marks.question_mark(texts[0])
        if not texts[0]:
            ledger.drop(rows[:1], "question-mark")
            texts.pop(0)
    count = choices.option_lines(texts)
    options = choices.options(texts[len(texts) - count :])
    text = _asked(
        [line.text for line in rows[len(rows) - len(texts) :]], texts[: len(texts) - count]
    )
    if not options:
        text, options = choices.inline(text)
    taken = tuple((key, marked(option)) for key, option in options)
    return _Question(text, kind, taken, without_figures(text)[1])


def _asked(raw: Sequence[str], texts: Sequence[str]) -> str:
    """The question's lines as one text; program text in it is fenced."""
    parts: list[str] = []
    place = 0
    while place < len(texts):
        language = code.language_of_opening(texts[place])
        count = code.extent(raw, place) if language is not None else 0
        if count:
            rows = raw[place : min(place + count, len(texts))]
            fenced = code.is_fence(rows[0].strip())
            parts.append("\n".join(rows if fenced else [f"```{language}", *rows, "```"]))
            place += count
            continue
        if parts and not parts[-1].endswith("```"):
            parts[-1] = f"{parts[-1]} {marked(texts[place])}"
        else:
            parts.append(marked(texts[place]))
        place += 1
    return "\n\n".join(part for part in parts if part)


def _without_mark(lines: Sequence[Line], ledger: Ledger) -> tuple[Line, ...]:
    rows = list(lines)
    for place, line in enumerate(rows):
        if line.bare:
            rest = marks.answer_mark(line.bare)
            if rest != line.bare:
                rows[place] = line_of(line.number, rest)
            break
    return tuple(rows)


def _closed(question: _Question, lines: Sequence[Line], ledger: Ledger) -> dict[str, Any] | None:
    """The fields of a note whose answer is a truth word or an option, or is no answer at all."""
    told = [line for line in lines if line.bare]
    whole = " ".join(line.bare for line in told)
    if not told or kinds.same_words(marks.question_mark(whole)[0], question.text):
        ledger.drop(told, "repeats-question")
        flag: Flag = "answer-repeats-question" if told else "incomplete"
        kind = question.kind or ("choice" if question.choices else "open")
        return {"kind": kind, "choices": question.choices, "flags": (flag,)}
    first = told[0]
    if question.choices:
        key, reason = choices.pick(first.bare, question.choices)
        answer = _reason(lines, first, reason, ledger)
        flags = answer.flags if key else (*answer.flags, "incomplete")
        return _fields("choice", answer, flags, choices=question.choices, correct=key)
    truth = marks.truth_word(first.bare)
    if truth is not None and question.kind in (None, "true-false"):
        answer = _reason(lines, first, truth[1], ledger)
        return _fields("true-false", answer, answer.flags, correct=truth[0])
    return None


def _reason(lines: Sequence[Line], first: Line, rest: str, ledger: Ledger) -> Answer:
    """The answer that is left when its first line has given the verdict."""
    ledger.use([first])
    reason = line_of(first.number, sentence_case(rest))
    return read_answer(shape([reason if line is first else line for line in lines]), ledger)


def _open(question: _Question, lines: Sequence[Line], answer: Answer) -> dict[str, Any]:
    told = "\n".join(line.bare for line in lines if line.bare)
    flags = answer.flags
    if kinds.cut_off(told) or kinds.cut_off(question.text):
        flags = (*flags, "truncated")
    if answer.code:
        return _fields("code", answer, flags, code=answer.code, language=answer.language)
    if kinds.BLANK.search(question.text):
        # What fills a blank is a word, also where that word is a symbol.
        filled = answer._replace(text=marked(told), formulas=(), remarks=())
        return _fields("blank", filled, flags, accept=kinds.accepted(told))
    if answer.formulas and not answer.points and _only_formulas(answer):
        return _fields("formula", answer, flags)
    number = kinds.number_answer(question.text, told)
    if number is not None and not answer.points:
        return _fields("number", answer, flags, correct=number)
    items = kinds.listed_items(question.text, answer.text, answer.points)
    if items:
        return _fields("list", answer, flags, accept=items)
    return _fields("open", answer, flags)


def _only_formulas(answer: Answer) -> bool:
    rest = answer.text
    for each in answer.formulas:
        rest = rest.replace(f"$${each.latex}$$", "")
    return not rest.strip()


def _fields(kind: Kind, answer: Answer, flags: tuple[Flag, ...], **more: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "answer": "\n\n".join(
            part for part in (answer.text, *map(sentence_case, answer.remarks)) if part
        ),
        "points": answer.points,
        "formulas": answer.formulas,
        "citations": answer.citations,
        "flags": flags,
        **more,
    }


def _span(item: Item) -> tuple[int, int]:
    lines = [line for line in (*item.question, *item.answer) if line.bare]
    first = item.first or lines[0]
    last = max(line.number for line in (first, *lines))
    return first.number, last

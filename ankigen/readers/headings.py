"""What stands under the headings of a guide, outside its questions, made into notes.

A formula becomes a note that asks for it by name; two points or more become a note that asks for
the points of the heading. A single remark is the answer's text of the formula above it.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ankigen.deck import Formula, Note
from ankigen.readers.answer import Answer, read_answer
from ankigen.readers.formulas import left_side
from ankigen.readers.identity import made_id, slug
from ankigen.readers.lines import Ledger, Line
from ankigen.readers.prose import marked, sentence_case
from ankigen.readers.shapes import Shaped, shape

_WHY = re.compile(r"(?:why|how|when|what)\b.*", re.IGNORECASE)
_WHY_IT = re.compile(r"(why|how|when)\s+(?:it|this)\s+(\w+)s", re.IGNORECASE)
_WHY_DONE = re.compile(r"(why|how|when)\s+(\w+ed)", re.IGNORECASE)
_ASPECT = re.compile(
    r"(?:(?:key|main|common|typical|important)\s+)?(?:advantages?|applications?|assumptions?|benefits?|causes?"
    r"|challenges?|characteristics|conditions?|consequences?|disadvantages?|drawbacks?|effects?"
    r"|examples?|features?|issues?|ideas?|insights?|limitations?|limits|notes?|points?|problems?"
    r"|properties|pros(?:\s+and\s+cons)?|cons|reasons?|remarks?|rules?|signs?|solutions?|steps?"
    r"|strengths?|symptoms?|trade-?offs?|uses?|use\s+cases?|variants?|warnings?|weaknesses)",
    re.IGNORECASE,
)
_TELLING_WORD = re.compile(r"why|how|[^\W\d_]{4,}")
_NO_NAMES: Mapping[str, int] = {}
_VERSUS = re.compile(r"\s(?:vs\.?|versus)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a guide something stands."""

    section: str = ""
    topic: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The place as tags."""
        return tuple(dict.fromkeys(tag for tag in (slug(self.section), slug(self.topic)) if tag))


class _Block(NamedTuple):
    """A heading and the lines below it; ``owner`` is the heading that an aspect belongs to.

    It is what the notes of the block are about, and any other heading is its own.
    """

    heading: str
    owner: str
    shaped: Sequence[Shaped]
    span: tuple[int, int]


def notes_under(place: Place, lines: Sequence[Line], ledger: Ledger) -> Iterator[Note]:
    """The notes that the headings below one topic give, in the order of the document."""
    tags = place.tags
    for block in _blocks(place.topic, lines, ledger):
        answer = read_answer(block.shaped, ledger, block.heading)
        remark = _remark(answer) if len(answer.points) < 2 and answer.formulas else ""
        last = len(answer.formulas) - 1
        names = Counter(each.name for each in answer.formulas) if last > 0 else _NO_NAMES
        for index, each in enumerate(answer.formulas):
            text = sentence_case(answer.remarks[index])
            if remark and index == last:
                text = f"{text}\n\n{remark}" if text else remark
            yield _formula_note(place, block, each, text, answer, names.get(each.name, 0) > 1, tags)
        if answer.code or (not remark and _says_more(answer)):
            yield _open_note(place, block, answer, tags)


def _blocks(topic: str, lines: Sequence[Line], ledger: Ledger) -> Iterator[_Block]:
    shaped = shape(lines)
    starts = [i for i, one in enumerate(shaped) if _heads(shaped, i)]
    owner = topic
    bounds = [*starts, len(shaped)]
    if not starts or starts[0] > 0:
        yield from _block(topic, topic, [], shaped[: bounds[0]], ledger)
    for start, end in pairwise(bounds):
        one = shaped[start]
        heading = marked(one.text.rstrip(": ")) if one.kind == "heading" else marked(one.text)
        if _is_aspect(heading):
            belongs = topic if _speaks_of_all(heading, topic) else owner
        else:
            owner = belongs = heading
        yield from _block(heading, belongs, one.lines, shaped[start + 1 : end], ledger)


def _block(
    heading: str, owner: str, head: Sequence[Line], below: Sequence[Shaped], ledger: Ledger
) -> Iterator[_Block]:
    told = [line for one in below for line in one.lines if line.bare]
    if told:
        ledger.use(head)
        yield _Block(heading, owner, below, ((*head, *told)[0].number, told[-1].number))
    else:
        ledger.drop(head, "heading")


def _heads(shaped: Sequence[Shaped], index: int) -> bool:
    """Whether a line heads a block: it ends in a colon, or names an aspect of formulas."""
    one = shaped[index]
    if one.kind == "heading":
        return True
    below = shaped[index + 1] if index + 1 < len(shaped) else None
    return (
        one.kind == "labelled"
        and _ASPECT.fullmatch(one.term) is not None
        and below is not None
        and below.kind == "formula"
    )


def _is_aspect(heading: str) -> bool:
    return _WHY.fullmatch(heading) is not None or _names_aspect(heading)


@functools.lru_cache(maxsize=256)
def _names_aspect(heading: str) -> bool:
    return _ASPECT.fullmatch(heading) is not None


def _speaks_of_all(heading: str, topic: str) -> bool:
    """A "why" asks about the whole topic where it has no subject of its own or names the topic."""
    if _WHY_IT.fullmatch(heading) or _WHY_DONE.fullmatch(heading):
        return True
    asked = _TELLING_WORD.findall(heading.lower())[1:] if _WHY.fullmatch(heading) else []
    return any(word.startswith(tuple(asked)) for word in _TELLING_WORD.findall(topic.lower()))


def _formula_note(
    place: Place,
    block: _Block,
    formula: Formula,
    remark: str,
    answer: Answer,
    shares_name: bool,
    tags: tuple[str, ...],
) -> Note:
    name = formula.name or block.heading
    context = place.topic if name.startswith(block.heading) else block.heading
    if _names_aspect(context):
        context = block.owner
    defined = left_side(formula.latex) if shares_name else ""
    asked = f"what is ${defined}$?" if defined else "which formula?"
    question = f"{_in_context(name, marked(context))}: {asked}"
    return Note(
        id=made_id(question),
        kind="formula",
        question=question,
        title=block.owner,
        answer=remark,
        formulas=(formula,),
        tags=tags,
        flags=answer.flags,
        lines=block.span,
    )


def _open_note(place: Place, block: _Block, answer: Answer, tags: tuple[str, ...]) -> Note:
    question = _question(place, block, answer)
    return Note(
        id=made_id(question),
        kind="code" if answer.code else "open",
        question=question,
        title=block.owner,
        answer=answer.text,
        points=answer.points,
        code=answer.code,
        language=answer.language,
        citations=answer.citations,
        tags=tags,
        flags=answer.flags,
        lines=block.span,
    )


def _question(place: Place, block: _Block, answer: Answer) -> str:
    heading, topic = block.heading, marked(place.topic)
    owner = _in_context(block.owner, topic)
    if answer.code:
        return f"{_in_context(heading, topic)}: which code?"
    if _WHY.fullmatch(heading):
        return f"{owner}: {_asked(heading)}?"
    if _ASPECT.fullmatch(heading):
        verb = "are" if heading.endswith("s") else "is"
        return f"{owner}: what {verb} the {heading[:1].lower()}{heading[1:]}?"
    if _VERSUS.search(heading):
        return f"{_in_context(heading, topic)}: how do they compare?"
    return f"{_in_context(heading, topic)}: what are the key points?"


def _asked(heading: str) -> str:
    doing, done = _WHY_IT.fullmatch(heading), _WHY_DONE.fullmatch(heading)
    if doing:
        return f"{doing[1].lower()} does it {doing[2]}"
    if done:
        return f"{done[1].lower()} is it {done[2]}"
    return heading[:1].lower() + heading[1:]


def _in_context(name: str, context: str) -> str:
    return f"{name} ({context})" if context and context != name else name


def _says_more(answer: Answer) -> bool:
    return len(answer.points) > 1 or not answer.formulas


def _remark(answer: Answer) -> str:
    """The prose beside a formula, without the formula itself."""
    text = answer.text
    if not text and not answer.points:
        return ""
    for each in answer.formulas:
        text = text.replace(f"$${each.latex}$$", "")
    shown = {f"${each.latex}$" for each in answer.formulas}
    points = [point for point in answer.points if point.text not in shown]
    told = [f"{point.term}: {point.text}" if point.term else point.text for point in points]
    return "\n\n".join(part for part in (text.strip(), *told) if part)

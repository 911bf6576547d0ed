"""Lists: the items in any order, numbered or not.

The score is what answer and list share, over what either holds (Jaccard's index), so that items
which do not belong there cost.
Where the question asks for some ("name three"), so many are enough. Where it asks for an order,
the items that stand in it count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ankigen.deck import Point
from ankigen.grading.asides import without_fillers
from ankigen.grading.blank import match
from ankigen.grading.closed import judged
from ankigen.grading.itemnames import IN_SENSE, PARAPHRASED, which
from ankigen.grading.listparts import (
    WEAK,
    Item,
    item_of_point,
    parts_of,
    printed_items,
    without_lead,
)
from ankigen.grading.open import grade_open
from ankigen.grading.records import Grade, PointGrade
from ankigen.grading.request import BadRequest, Request
from ankigen.grading.shortforms import completed, squeezed
from ankigen.grading.symbols import SYMBOLIC
from ankigen.grading.wording import content, forms

STATEMENT = 3
"""Items of so many telling words on average are statements, and graded as an open answer."""

MOST_MISSPELT = 9
"""In a longer run of words without commas, items must be spelt right to be found."""

MOST_ITEMS = 30
"""No more items of an answer are looked at; the others are taken for wrong ones."""

_SOME = re.compile(
    r"\b(?:name|list|give|mention|state|what are|which are|identify|cite|any) (?:me |any |the |at "
    r"least )?(two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\bin (?:the )?(?:right |correct |proper )?(?:order|sequence)\b|\bchronological", re.IGNORECASE
)
_AND_SO_ON = frozenset({"etc", "et cetera", "and so on", "so on", "more", "others", "usw"})
_REASON = re.compile(
    r"(?:^|,?\s+)(?:because|since|so that|which|who|whose)\b.*$", re.IGNORECASE | re.DOTALL
)
# "Fluid... I mean liquid": the item before is taken back.
_TAKEN_BACK = re.compile(
    r"[^,;/\n]{1,60}[,.…\s-]+"
    r"(?:(?:i mean(?:t)?|no,? wait|wait,? no|scratch that|sorry),? +|no, +)(?=\w)",
    re.IGNORECASE,
)
_COUNTS = {
    word: n
    for n, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2
    )
}


def grade(request: Request, answer: str) -> Grade:
    """Grade a list.

    Raises:
        BadRequest: the request holds no items.
    """
    lists = wanted_lists(request)
    if not lists:
        raise BadRequest('"points", "references" or "accept" must hold the items of the list')
    allowed = request.accept if request.points or request.references else ()
    grades = [
        _graded_as_points(items, answer, request)
        if _are_statements(items)
        else _graded(items, answer, allowed, request.question)
        for items in lists
    ]
    return max(grades, key=lambda grade: grade.score)


def _are_statements(items: tuple[Item, ...]) -> bool:
    return sum(len(content(item.text)) for item in items) >= STATEMENT * len(items)


def _graded_as_points(items: tuple[Item, ...], answer: str, request: Request) -> Grade:
    points = request.points or tuple(Point(item.text) for item in items)
    return grade_open(request.question, answer, points, synonyms=request.synonyms)


def wanted_lists(request: Request) -> tuple[tuple[Item, ...], ...]:
    """The lists that count as right: the points, or the items each reference prints."""
    if request.points:
        return (tuple(item_of_point(point) for point in request.points),)
    printed = [printed_items(text) for text in request.references]
    if not any(printed) and request.accept:
        return (tuple(Item(text, forms(text)) for text in request.accept),)
    return tuple(items for items in printed if items)


def _graded(items: tuple[Item, ...], answer: str, allowed: Sequence[str], question: str) -> Grade:
    if any(match(answer, form).score == 1 for form in allowed):
        return judged(1.0, "Right.", effortless=True)
    found, wrong = _read(items, answer, allowed, question)
    need = _needed(question, len(items))
    order = sorted(found, key=lambda place: found[place][0])
    right = len(found)
    if _ORDERED.search(question):
        right = _longest_rise(order)
    doubtful = sum(likeness == IN_SENSE for _, likeness, _ in found.values())
    full = max(min(right, need) - doubtful * (1 - IN_SENSE), 0.0)
    score = full / (need + len(wrong))
    points = tuple(
        PointGrade(item.text, "covered" if place in found else "missing", _said(found, place))
        for place, item in enumerate(items)
    )
    worst = min((likeness for _, likeness, _ in found.values()), default=1.0)
    return judged(
        score,
        _feedback(len(found), need, len(wrong), ordered=right < len(found) >= need),
        unsure=worst <= PARAPHRASED,
        effortless=not wrong and worst == 1,
        points=points if need == len(items) else tuple(p for p in points if p.status == "covered"),
    )


def _said(found: dict[int, tuple[int, float, str]], place: int) -> tuple[str, ...]:
    return (found[place][2],) if place in found else ()


def _feedback(hits: int, need: int, wrong: int, *, ordered: bool) -> str:
    if ordered and not wrong:
        return "All of them, but in another order."
    if hits >= need and not wrong:
        return "Right."
    extra = {0: "", 1: " One item does not belong there."}.get(
        wrong, f" {wrong} items do not belong there."
    )
    return f"{min(hits, need)} of {need} are right.{extra}"


def _needed(question: str, count: int) -> int:
    some = _SOME.search(question[:2000])
    if some is None:
        return count
    asked = int(some[1]) if some[1].isdigit() else _COUNTS[some[1].lower()]
    return min(asked, count) if asked else count


def _longest_rise(order: list[int]) -> int:
    """How many of the items, in the order of the answer, stand in the order of the list."""
    best: list[int] = []
    for position, place in enumerate(order):
        before = [best[i] for i in range(position) if order[i] < place]
        best.append(1 + max(before, default=0))
    return max(best, default=0)


def _read(
    items: tuple[Item, ...], answer: str, allowed: Sequence[str], question: str
) -> tuple[dict[int, tuple[int, float, str]], list[str]]:
    """For each item found its place in the answer, how surely, and the words; and what is wrong."""
    found: dict[int, tuple[int, float, str]] = {}
    wrong: list[str] = []
    answer = _TAKEN_BACK.sub("", answer)
    known = frozenset(word for item in items for form in item.wordings for word in form.split())
    parts = parts_of(without_lead(without_fillers(completed(answer, known))))
    wrong.extend(parts[MOST_ITEMS:])
    # Who sets so many items apart leaves none of them unseparated.
    loosely = len(parts) <= MOST_MISSPELT
    if len(parts) > 1:
        parts[0] = _without_opening(parts[0], items, question)
    for part in filter(None, (_REASON.sub("", part) for part in parts[:MOST_ITEMS])):
        # Who names that much that does not belong there only guesses.
        guessing = len(wrong) > len(items) + len(found)
        pieces = [part] if guessing else _best_pieces(part, items, question, loosely)
        for piece in pieces:
            hit = which(piece, items, found, question)
            if hit is not None:
                place, likeness = hit
                found.setdefault(place, (len(found) + len(wrong), likeness, piece))
            elif content(piece) and not _counts_as(piece, allowed):
                wrong.append(piece)
    return found, wrong


def _without_opening(part: str, items: tuple[Item, ...], question: str) -> str:
    """The first part after words that all items share: "the free movement of goods"."""
    _, of, rest = part.rpartition(" of ")
    return rest if of and not which(part, items, {}, question) else part


def _best_pieces(part: str, items: tuple[Item, ...], question: str, loosely: bool) -> list[str]:
    """A part as it is, or cut at "and" and the like, whichever names more items surely."""
    pieces = _pieces(part, items, question, loosely)
    if len(pieces) < 2:
        return pieces
    pieces = _with_shared_word(pieces, items, question)
    sure = [
        hit
        for piece in pieces
        if (hit := which(piece, items, {}, question)) and hit[1] > PARAPHRASED
    ]
    whole = which(part, items, {}, question)
    sure_whole = whole is not None and whole[1] > PARAPHRASED
    places = {hit[0] for piece in pieces if (hit := which(piece, items, {}, question))}
    if len(sure) > 1 or (not sure_whole and (sure or len(places) > 1)):
        return pieces
    return [part] if whole is not None else pieces


def _with_shared_word(pieces: list[str], items: tuple[Item, ...], question: str) -> list[str]:
    """Pieces that share the last word of the next one: "exploding/vanishing gradients"."""
    shared = list(pieces)
    for place in range(len(pieces) - 2, -1, -1):
        following = shared[place + 1].split()
        whole = f"{pieces[place]} {following[-1]}"
        if len(following) > 1 and not which(pieces[place], items, {}, question):
            shared[place] = whole if which(whole, items, {}, question) else pieces[place]
    return shared


def _pieces(part: str, items: tuple[Item, ...], question: str, loosely: bool) -> list[str]:
    """The pieces of a part joined by "and", or only by spaces where each is an item's wording."""
    pieces = [piece.strip() for piece in WEAK.split(part) if piece and piece.strip()]
    pieces = [one for piece in pieces for one in _unhyphenated(piece, items)]
    return [run for piece in pieces[:MOST_ITEMS] for run in _runs(piece, items, question, loosely)]


def _unhyphenated(piece: str, items: tuple[Item, ...]) -> list[str]:
    """A piece cut at its hyphens, or into letters, if those join items: "red-green-blue", "RGB"."""
    cut = [one.strip() for one in piece.split("-")]
    if len(cut) > 1 and _letters_of(items).issuperset(squeezed(one.casefold()) for one in cut):
        return cut
    initials = sorted(item.text[:1].casefold() for item in items)
    joined = len(items) > 2 and piece.isupper() and sorted(piece.casefold()) == initials
    return list(piece) if joined and len(set(initials)) == len(initials) else [piece]


def _runs(piece: str, items: tuple[Item, ...], question: str, loosely: bool) -> list[str]:
    """A piece cut into wordings of items that follow each other with nothing between them."""
    typed = piece.split()[:60]
    if all(len(word) == 1 for word in typed):
        return typed
    misspelt = loosely and len(typed) <= MOST_MISSPELT
    exact = _letters_of(items)
    forms_of_all = tuple(form for item in items for form in item.wordings)

    def named(run: str, by_sense: bool) -> bool:
        if by_sense:
            return any(match(run, form, question).score == 1 for form in forms_of_all)
        return squeezed(run.casefold()) in exact

    longest = min(6, 1 + max((len(form.split()) for form in forms_of_all), default=1))
    runs: list[str] = []
    strange: list[str] = []
    start = 0
    while start < len(typed):
        ends = range(min(len(typed), start + longest), start, -1)
        # Exactly as an item stands first: "get put" holds more than "put".
        for by_sense in (False, True) if misspelt else (False,):
            end = next((e for e in ends if named(" ".join(typed[start:e]), by_sense)), None)
            if end is not None:
                break
        else:
            strange.append(typed[start])
            end = start + 1
            if 2 * len(strange) > len(runs) + 1:
                return [piece]
        runs.append(" ".join(typed[start:end]))
        start = end
    # Some words of a mere row of items may be wrong; of a sentence most are.
    return runs if 2 * len(strange) < len(runs) and len(runs) - len(strange) > 1 else [piece]


@lru_cache(maxsize=1024)
def _letters_of(items: tuple[Item, ...]) -> frozenset[str]:
    """The letters of the wordings that are no symbols."""
    forms_of_all = (form for item in items for form in item.wordings)
    letters = (squeezed(form.casefold()) for form in forms_of_all if not SYMBOLIC.search(form))
    return frozenset(letters) - {""}


def _counts_as(piece: str, allowed: Sequence[str]) -> bool:
    """Whether a piece costs nothing: another wording that counts, or "etc."."""
    if any(match(piece, form).score == 1 for form in allowed):
        return True
    return piece.strip(" .…").casefold() in _AND_SO_ON

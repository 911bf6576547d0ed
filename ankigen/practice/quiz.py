"""The terminal quiz: asks, grades, shows why, and lets the learner have the last word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ankigen.deck import Note
from ankigen.grading import BadRequest, Grade, grade
from ankigen.grading.records import Rating
from ankigen.practice.decks import Card
from ankigen.practice.drawing import formula
from ankigen.practice.screen import Screen
from ankigen.practice.session import RATINGS, Outcome, Session
from ankigen.problems import BadInput

HELP = "Enter: don't know   :e editor   :s skip   :q end"

_ASKS = {
    "true-false": "True or false?",
    "choice": "Which one?",
    "blank": "What is missing?",
    "number": "Which number?",
    "list": "List them.",
    "formula": "Which formula?",
    "code": "Which code? (:e opens an editor)",
    "open": "",
}


class EditorMissing(Exception):
    """No editor could be opened; the message says why."""


class _Ended(Exception):
    """The learner ended the round."""


class _Skipped(Exception):
    """The learner put the question aside."""


@dataclass(frozen=True, slots=True)
class Console:
    """How a round speaks and listens.

    ``ask`` prints a prompt and returns a line; it raises EOFError at the end of the input.
    ``edit`` opens an editor and returns what was saved there, or None; it raises EditorMissing.
    """

    screen: Screen
    ask: Callable[[str], str]
    edit: Callable[[str], str | None]


def run(cards: Sequence[Card], console: Console) -> Session:
    """Ask the cards one after the other until they end or the learner ends.

    Ctrl-C, Ctrl-D and ``:q`` end the round; what was answered until then counts.
    """
    session = Session(len(cards))
    try:
        for number, card in enumerate(cards, start=1):
            console.screen.say("")
            console.screen.rule(f"{number}/{len(cards)}  {card.note.title or card.note.id}")
            try:
                _ask(card, session, console)
            except _Skipped:
                session.skipped += 1
    except (KeyboardInterrupt, EOFError, _Ended):
        console.screen.say("")
    return session


def _ask(card: Card, session: Session, console: Console) -> None:
    """Ask one card; whoever ends the round at the rating has answered nevertheless."""
    screen, note = console.screen, card.note
    _show_question(note, screen)
    answer = _answer(console)
    try:
        found = grade(note, answer)
        if found.verdict == "unreadable":
            # Before the answer is shown, it may be said again.
            screen.say(f"{found.feedback} (Enter: go on)", "magenta")
            if again := _answer(console).strip():
                answer, found = again, grade(note, again)
    except BadRequest as error:
        screen.say(f"This note cannot be graded: {error}.", "yellow")
        raise _Skipped from None
    screen.say("")
    screen.verdict(found)
    if found.verdict != "correct":
        _show_answer(note, screen)
    elif note.note:
        screen.say(note.note, "dim", indent=2)
    session.outcomes.append(Outcome(card, found, found.rating))
    session.outcomes[-1] = _settled(card, answer, found, console)


def _show_question(note: Note, screen: Screen) -> None:
    screen.say(note.question, "bold")
    for key, text in note.choices:
        screen.say(f"{key}. {text}", indent=2)
    hint = _ASKS[note.kind]
    if hint and not note.question.lower().startswith("true"):
        screen.say(hint, "dim")


def _answer(console: Console) -> str:
    line = console.ask("> ")
    command = line.strip()
    if command == ":q":
        raise _Ended
    if command == ":s":
        raise _Skipped
    if command == ":e":
        return _edited(console)
    if command in (":?", ":h", ":help"):
        console.screen.say(HELP, "dim")
        return _answer(console)
    return line


def _edited(console: Console) -> str:
    """What was saved in the editor; without an editor or anything saved, a line after all."""
    try:
        text = console.edit("")
    except EditorMissing as error:
        console.screen.say(f"{error} Type it here instead.", "yellow")
        return _answer(console)
    if text is None:
        console.screen.say("Nothing was saved there. Type it here, or :e again.", "yellow")
        return _answer(console)
    return text.strip("\n")


def _show_answer(note: Note, screen: Screen) -> None:
    """The answer as the deck has it, and its formulas or code."""
    screen.say("")
    screen.say("Answer:", "dim")
    short = ""
    if note.kind == "choice":
        key = str(note.correct)
        short = f"{key}. {dict(note.choices).get(key, '')}"
    elif note.kind in ("true-false", "number"):
        short = str(note.correct).lower()
    if short and not note.answer.lower().startswith(short.split()[0].lower()):
        screen.say(short, indent=2)
    if note.answer:
        screen.say(note.answer, indent=2)
    for each in note.formulas:
        name = f"{each.name}: " if each.name else ""
        screen.say(f"{name}{formula(each.latex)}", indent=2)
    if note.code:
        screen.verbatim(note.code)


def _settled(card: Card, answer: str, found: Grade, console: Console) -> Outcome:
    """The rating: the proposed one, another, or "that was right"."""
    marked = "  ".join(
        f"[{n} {rating}]" if rating == found.rating else f"{n} {rating}"
        for n, rating in enumerate(RATINGS, start=1)
    )
    disputable = found.verdict not in ("correct", "blank")
    console.screen.say(f"{marked}{'  r that was right' if disputable else ''}", "dim")
    while True:
        said = console.ask("rating> ").strip().lower()
        if not said:
            return Outcome(card, found, found.rating)
        if said == ":q":
            raise _Ended
        rating = _rating(said)
        if rating is not None:
            return Outcome(card, found, rating)
        if said in ("r", "right") and disputable:
            return Outcome(card, found, "good", _offer_to_keep(card, answer, found, console))
        console.screen.say("A number from 1 to 4, or Enter for the proposed one.", "dim")


def _rating(said: str) -> Rating | None:
    if said in ("1", "2", "3", "4"):
        return RATINGS[int(said) - 1]
    fitting = [rating for rating in RATINGS if rating.startswith(said)]
    return fitting[0] if len(fitting) == 1 else None


def _offer_to_keep(card: Card, answer: str, found: Grade, console: Console) -> bool:
    """Ask whether the deck shall accept this wording from now on; False where it was not kept.

    A choice and a truth have no wordings to keep.
    """
    from ankigen.practice.keep import keep, wording

    points: tuple[int, ...] = ()
    if card.note.kind in ("choice", "true-false"):
        return False
    if card.note.kind == "open" and card.note.points:
        points = _points_said(found, console)
        if not points:
            return False
    screen = console.screen
    screen.say(f"Keep “{wording(answer)}” in {card.path.name}?")
    if console.ask("y/N> ").strip().lower() not in ("y", "yes"):
        return False
    try:
        changed = keep(card.path, card.note.id, answer, points)
    except BadInput as error:
        screen.say(f"Not kept: {error}", "yellow")
        return False
    screen.say("Kept." if changed else "It was there already.", "green")
    return changed


def _points_said(found: Grade, console: Console) -> tuple[int, ...]:
    """The places of the points that the learner says the answer covers."""
    open_points = [i for i, point in enumerate(found.points) if point.status != "covered"]
    if len(open_points) < 2:
        return tuple(open_points)
    for number, place in enumerate(open_points, start=1):
        console.screen.say(f"{number}  {found.points[place].text}", indent=2)
    console.screen.say("Which of these did you say? Numbers, or Enter for all.", "dim")
    said = console.ask("points> ").replace(",", " ").split()
    if not said:
        return tuple(open_points)
    numbers = {int(word) for word in said if word.isdecimal() and len(word) < 4}
    return tuple(place for n, place in enumerate(open_points, start=1) if n in numbers)


def from_standard_input(prompt: str) -> str:
    """A line of standard input, with line editing at a terminal.

    Raises:
        EOFError: there is none any more.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        _edit_lines()
        return input(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _edit_lines() -> None:
    """Arrow keys and history, where Python has them."""
    try:
        import readline  # noqa: F401
    except ImportError:
        return

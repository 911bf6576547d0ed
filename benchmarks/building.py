"""How fast and with how much memory packages are built, beside genanki alone and Anki itself.

    python benchmarks/building.py [NOTES ...]     (default: 10000 50000)

One run builds the same Anki notes several ways, each in a process of its own, one after the
other. First those of a plain deck, half asked and answered, half with three clozes:

- genanki alone: finished fields, as its README shows
- Anki: finished fields with its own ``add_notes`` and export (where the package ``anki`` is there)
- ankigen, package: from finished fields to the file, with lock, moments and settled bytes
- ankigen, whole: from the records of a deck, choosing clozes and rendering Markdown as well

Then those of a mixed deck, the bundled decks over and over with other words, letters and numbers,
so that no text and no formula comes twice:

- Anki, mixed: finished fields, as above
- ankigen, mixed: from the records, reading every formula as well

Last the same of those notes alone that hold formulas: Anki, formulas, and ankigen, formulas.

The ratios are of processor time, which other work on the machine disturbs least. What is read or
made before a way begins is not counted; its imports are.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from ankigen.deck import Deck, Note, Point
from ankigen.decksfile import load

SIZES = (10_000, 50_000)
NOW = 1_700_000_000
DECKS = Path(__file__).resolve().parents[1] / "data" / "decks"
Run: TypeAlias = Callable[[], None]
"""Builds; all that it needs is there."""

# Commands of LaTeX keep their names, and short words, which tell questions from answers, as well.
_WORDS = re.compile(r"(?<![\\a-zA-Z])(?:[a-z]|[a-z]{6,})(?![a-zA-Z])")
_NUMBERS = re.compile(r"(?<![\d.])\d{1,6}(?![\d.])")


def asked(number: int) -> dict[str, str]:
    """The fields of a note that is asked and answered."""
    return {
        "Id": f"N{number}",
        "Kind": "open",
        "Question": f"<p>What does step {number} of the recipe do to the dough?</p>",
        "Answer": f"<p>It folds the dough {number} times, so that the gluten gets stronger.</p>",
    }


def hidden(number: int) -> dict[str, str]:
    """The fields of a note with three clozes."""
    points = "".join(
        f"<li><b>{{{{c{place}::Term {number} {place}}}}}</b> — what point {place} says</li>"
        for place in (1, 2, 3)
    )
    return {"Id": f"N{number}", "Kind": "open", "Text": f'<ul class="points">{points}</ul>'}


def package_only(count: int, folder: Path) -> Run:
    def run() -> None:
        from ankigen.anki.ankinote import AnkiNote
        from ankigen.anki.changes import advanced, changes
        from ankigen.anki.lock import Lock, encoded
        from ankigen.anki.package import looks, package
        from ankigen.anki.shipped import shipped
        from ankigen.atomic import write_whole

        notes = []
        for number in range(count // 2):
            for card, fields in (("question", asked(number)), ("points", hidden(number))):
                pairs = tuple(fields.items())
                notes.append(shipped(AnkiNote(f"N{number}", card, pairs, ("bread",), "Bread")))
        seen = looks()
        change = changes(Lock(), notes, seen, ())
        lock = advanced(Lock(), notes, (), seen, change, {}, NOW)
        write_whole(folder / "ankigen.lock", encoded(lock))
        write_whole(folder / "bread.apkg", package(notes, lock))

    return run


def genanki_alone(count: int, folder: Path) -> Run:
    def run() -> None:
        import genanki

        from ankigen.anki.notetypes import CLOZE, QUESTION, model

        deck = genanki.Deck(1_700_000_001, "Bread")
        models = {notetype.id: model(notetype) for notetype in (QUESTION, CLOZE)}
        for number in range(count // 2):
            for notetype, fields in ((QUESTION, asked(number)), (CLOZE, hidden(number))):
                row = notetype.row(fields)
                deck.add_note(genanki.Note(models[notetype.id], row, tags=["bread"]))
        genanki.Package(deck).write_to_file(folder / "bread.apkg")

    return run


def anki_itself(count: int, folder: Path) -> Run:
    from ankigen.anki.notetypes import CLOZE, QUESTION

    def rows() -> Iterator[tuple[str, list[str]]]:
        for number in range(count // 2):
            for notetype, fields in ((QUESTION, asked(number)), (CLOZE, hidden(number))):
                yield notetype.name, notetype.row(fields)

    return lambda: _by_anki(rows(), folder)


def anki_mixed(count: int, folder: Path) -> Run:
    return _anki_of(mixed(count), folder)


def anki_formulas(count: int, folder: Path) -> Run:
    return _anki_of(mixed(count, only_formulas=True), folder)


def _anki_of(deck: Deck, folder: Path) -> Run:
    from ankigen.anki.drafts import draft
    from ankigen.anki.lock import Lock

    made = draft(deck, Lock())
    rows = [(note.notetype.name, note.content.split("\x1f")) for note in made.notes]
    return lambda: _by_anki(rows, folder)


def _by_anki(rows: Iterable[tuple[str, list[str]]], folder: Path) -> None:
    from anki.collection import AddNoteRequest, Collection, DeckIdLimit, ExportAnkiPackageOptions

    from ankigen.anki.notetypes import CLOZE, QUESTION, sides, style

    collection = Collection(str(folder / "collection.anki2"))
    models = collection.models
    for notetype, stock in ((QUESTION, "Basic"), (CLOZE, "Cloze")):
        made = models.copy(models.by_name(stock), add=False)
        made["name"], made["css"] = notetype.name, style()
        made["flds"] = [models.new_field(field.name) for field in notetype.fields]
        made["tmpls"][0]["qfmt"], made["tmpls"][0]["afmt"] = sides(notetype)
        models.add(made)
    deck = collection.decks.id("Bread")
    requests = []
    for name, fields in rows:
        note = collection.new_note(models.by_name(name))
        note.fields, note.tags = fields, ["bread"]
        requests.append(AddNoteRequest(note, deck))
    collection.add_notes(requests)
    options = ExportAnkiPackageOptions(legacy=True)
    out = str(folder / "bread.apkg")
    collection.export_anki_package(out_path=out, options=options, limit=DeckIdLimit(deck))
    collection.close()


def plain(count: int) -> Deck:
    """A deck that makes the notes of ``asked`` and ``hidden``."""
    return Deck(
        "Bread",
        tuple(
            Note(
                id=f"N{number}",
                kind="open",
                question=f"What does step {number} of the recipe do to the **dough**?",
                answer=f"It folds the dough {number} times.",
                points=tuple(
                    Point(f"what point {place} of step {number} says", f"Term {number} {place}")
                    for place in (1, 2, 3)
                ),
            )
            for number in range(count // 2)
        ),
    )


def mixed(count: int, only_formulas: bool = False) -> Deck:
    """The notes of the bundled decks, or those that hold formulas, each time with other words, for
    about so many of Anki's."""
    decks = [load(path) for path in sorted(DECKS.glob("*.yaml"))]
    notes = [note for deck in decks for note in deck.notes if note.formulas or not only_formulas]
    lock = json.loads((DECKS / "ankigen.lock").read_text("utf-8"))
    ids = {note.id for note in notes}
    each = sum(name.rpartition(" ")[0] in ids for name in lock["notes"])
    copies = range(1 + count // each)
    return Deck("Bread", tuple(_altered(note, copy) for copy in copies for note in notes))


def _altered(note: Note, copy: int) -> Note:
    """A note with other long words, single letters and numbers; its shape stays."""
    letters = [chr(place) for place in range(ord("a"), ord("z") + 1)]
    shuffled = random.Random(copy).sample(letters, len(letters))
    other = str.maketrans("".join(letters), "".join(shuffled))

    def new(value: Any) -> Any:
        if isinstance(value, str):
            words = _WORDS.sub(lambda word: word[0].translate(other), value)
            return _NUMBERS.sub(lambda number: f"{int(number[0]) + copy}", words)
        if isinstance(value, tuple):
            return tuple(map(new, value))
        return replace(value, text=new(value.text), term=new(value.term))

    formulas = tuple(
        replace(one, latex=new(one.latex), where=new(one.where)) for one in note.formulas
    )
    told = {name: new(getattr(note, name)) for name in ("title", "question", "answer", "points")}
    return replace(note, id=f"{note.id}-{copy}", formulas=formulas, **told)


def whole(count: int, folder: Path) -> Run:
    return _by_ankigen(plain(count), folder)


def whole_mixed(count: int, folder: Path) -> Run:
    return _by_ankigen(mixed(count), folder)


def whole_formulas(count: int, folder: Path) -> Run:
    return _by_ankigen(mixed(count, only_formulas=True), folder)


def _by_ankigen(deck: Deck, folder: Path) -> Run:
    def run() -> None:
        from ankigen.anki import build

        build([deck], folder / "bread.apkg", lock=folder / "bread.lock", now=NOW)

    return run


WAYS: dict[str, Callable[[int, Path], Run]] = {
    "genanki alone": genanki_alone,
    "Anki": anki_itself,
    "ankigen, package": package_only,
    "ankigen, whole": whole,
    "Anki, mixed": anki_mixed,
    "ankigen, mixed": whole_mixed,
    "Anki, formulas": anki_formulas,
    "ankigen, formulas": whole_formulas,
}


def measured(way: str, count: int, folder: Path) -> tuple[float, float, float] | None:
    """Seconds, those of the processor, and megabytes at most of one way, in a process of its own;
    None where it fails."""
    command = [sys.executable, __file__, "--only", way, str(count), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{way}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    seconds, busy, megabytes = json.loads(done.stdout)
    return seconds, busy, megabytes


def one(way: str, count: int, folder: Path) -> None:
    """Do it one way and print what it took."""
    run = WAYS[way](count, folder)
    start, busy = time.perf_counter(), time.process_time()
    run()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps([seconds, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["--only"]:
        one(arguments[1], int(arguments[2]), Path(arguments[3]))
        return
    headings = ("notes", "way", "seconds", "busy", "to genanki", "to Anki", "MB", "size")
    print("{:>8}  {:<18}{:>9}{:>8}{:>12}{:>9}{:>7}{:>9}".format(*headings))
    for count in map(int, arguments or SIZES):
        taken: dict[str, float] = {}
        with tempfile.TemporaryDirectory() as folder:
            for way in WAYS:
                place = Path(folder, way)
                place.mkdir()
                found = measured(way, count, place)
                if found is None:
                    continue
                seconds, busy, megabytes = found
                taken[way] = busy
                size = (place / "bread.apkg").stat().st_size / 1e6
                kind = next((end for end in (", mixed", ", formulas") if way.endswith(end)), "")
                ratios = [
                    f"{busy / taken[other]:.2f}" if other in taken else "-"
                    for other in (f"genanki alone{kind}", f"Anki{kind}")
                ]
                print(
                    f"{count:>8}  {way:<18}{seconds:>9.2f}{busy:>8.2f}{ratios[0]:>12}"
                    f"{ratios[1]:>9}{megabytes:>7.0f}{size:>6.1f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:])

"""How fast and with how much memory packages are built, beside genanki alone and Anki itself.

    python benchmarks/building.py [NOTES ...]     (default: 10000 50000)

One run builds the same Anki notes, half asked and answered, half with three clozes, four ways,
each in a process of its own, one after the other:

- ankigen, package: from finished Anki notes to the file, with lock, moments and settled bytes
- genanki alone: the same fields, as its README shows
- Anki: its own ``add_notes`` and export (where the package ``anki`` is installed)
- ankigen, whole: from the records of a deck, choosing clozes and rendering Markdown as well
- ankigen, again: the whole once more with one note changed, against its lock and package

The ratios are of processor time, which other work on the machine disturbs least.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

SIZES = (10_000, 50_000)
NOW = 1_700_000_000


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


def package_only(count: int, folder: Path) -> None:
    from ankigen.anki.ankinote import AnkiNote
    from ankigen.anki.changes import advanced, changes
    from ankigen.anki.lock import Lock, dumps
    from ankigen.anki.package import looks, package
    from ankigen.anki.shipped import shipped
    from ankigen.atomic import write_whole

    notes = []
    for number in range(count // 2):
        for card, fields in (("question", asked(number)), ("points", hidden(number))):
            note = AnkiNote(f"N{number}", card, tuple(fields.items()), ("bread",), "Bread")
            notes.append(shipped(note))
    seen = looks()
    change = changes(Lock(), notes, seen, ())
    lock = advanced(Lock(), notes, (), seen, change, {}, NOW)
    write_whole(folder / "ankigen.lock", dumps(lock).encode())
    write_whole(folder / "bread.apkg", package(notes, lock))


def genanki_alone(count: int, folder: Path) -> None:
    import genanki

    from ankigen.anki.notetypes import CLOZE, QUESTION, model

    deck = genanki.Deck(1_700_000_001, "Bread")
    models = {notetype.id: model(notetype) for notetype in (QUESTION, CLOZE)}
    for number in range(count // 2):
        for notetype, fields in ((QUESTION, asked(number)), (CLOZE, hidden(number))):
            note = genanki.Note(models[notetype.id], notetype.row(fields), tags=["bread"])
            deck.add_note(note)
    genanki.Package(deck).write_to_file(folder / "bread.apkg")


def anki_itself(count: int, folder: Path) -> None:
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
    for number in range(count // 2):
        for notetype, fields in ((QUESTION, asked(number)), (CLOZE, hidden(number))):
            note = collection.new_note(models.by_name(notetype.name))
            note.fields, note.tags = notetype.row(fields), ["bread"]
            requests.append(AddNoteRequest(note, deck))
    collection.add_notes(requests)
    options = ExportAnkiPackageOptions(legacy=True)
    out = str(folder / "bread.apkg")
    collection.export_anki_package(out_path=out, options=options, limit=DeckIdLimit(deck))
    collection.close()


def whole(count: int, folder: Path, changed: int = -1) -> None:
    from ankigen.anki import build
    from ankigen.deck import Deck, Note, Point

    notes = tuple(
        Note(
            id=f"N{number}",
            kind="open",
            question=f"What does step {number} of the recipe do to the **dough**?",
            answer=f"It folds the dough {number} times" + ("!" if number == changed else "."),
            points=tuple(
                Point(f"what point {place} of step {number} says", f"Term {number} {place}")
                for place in (1, 2, 3)
            ),
        )
        for number in range(count // 2)
    )
    build([Deck("Bread", notes)], folder / "bread.apkg", lock=folder / "bread.lock", now=NOW)


def again(count: int, folder: Path) -> None:
    whole(count, folder, changed=count // 4)


WAYS: dict[str, Callable[[int, Path], None]] = {
    "genanki alone": genanki_alone,
    "Anki": anki_itself,
    "ankigen, package": package_only,
    "ankigen, whole": whole,
    "ankigen, again": again,
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
    start, busy = time.perf_counter(), time.process_time()
    WAYS[way](count, folder)
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
                place = Path(folder, "ankigen" if way.startswith("ankigen, ") else way)
                place.mkdir(exist_ok=True)
                found = measured(way, count, place)
                if found is None:
                    continue
                seconds, busy, megabytes = found
                taken[way] = busy
                size = (place / "bread.apkg").stat().st_size / 1e6
                ratios = [
                    f"{busy / taken[other]:.2f}" if other in taken else "-"
                    for other in ("genanki alone", "Anki")
                ]
                print(
                    f"{count:>8}  {way:<18}{seconds:>9.2f}{busy:>8.2f}{ratios[0]:>12}"
                    f"{ratios[1]:>9}{megabytes:>7.0f}{size:>6.1f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:])

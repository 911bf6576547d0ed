"""Built, imported back: the same deck; and what was edited in Anki arrives in its note."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from baking import crust, deck, every_kind
from collection import imported
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.anki import build
from ankigen.anki import collection as collection_module
from ankigen.anki.unpack import Unpacked, unpack
from ankigen.deck import Deck, Formula, Note, Point
from ankigen.problems import BadInput

NOW = 1_700_000_000


def carried(whole: Deck) -> Deck:
    """A deck without what a package does not carry."""
    notes = (replace(note, lines=None) for note in whole.notes)
    return replace(whole, source=None, notes=tuple(note for note in notes if _has_cards(note)))


def _has_cards(note: Note) -> bool:
    return bool(note.answer or note.points or note.formulas or note.code or note.choices) or (
        note.correct is not None
    )


def back(*decks: Deck) -> Unpacked:
    with tempfile.TemporaryDirectory() as folder:
        build(decks, Path(folder, "deck.apkg"), now=NOW)
        return unpack(Path(folder, "deck.apkg"))


def test_every_kind_of_note_comes_back() -> None:
    unpacked = back(every_kind())
    (one,) = unpacked.decks
    assert one.deck == one.built == carried(every_kind())
    assert one.document == "bread.txt"
    assert (unpacked.edits, unpacked.uncarried, unpacked.foreign) == ((), (), 0)


words = st.text("ab é$*_\\{}:<>&[]\"'\n", min_size=1, max_size=12).filter(str.strip)
few = st.lists(words, max_size=2).map(tuple)
notes = st.builds(
    Note,
    st.just("n"),
    st.sampled_from(("open", "list", "blank")),
    words,
    title=words,
    answer=words,
    points=st.lists(st.builds(Point, words, st.just("") | words), max_size=2).map(tuple),
    formulas=st.lists(
        st.builds(Formula, st.sampled_from(("a = b", "x^2", r"\frac{a}{b}")) | words), max_size=2
    ).map(tuple),
    accept=few,
    synonyms=st.lists(st.lists(words, min_size=1, max_size=2).map(tuple), max_size=1).map(tuple),
    note=st.just("") | words,
    tags=st.lists(st.sampled_from(("a", "b::c", "::")), max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(notes, min_size=1, max_size=3))
def test_any_deck_comes_back(made: list[Note]) -> None:
    whole = Deck("A::B", tuple(replace(note, id=f"n{place}") for place, note in enumerate(made)))
    (one,) = back(whole).decks
    assert one.deck == whole


def test_formulas_keep_their_numbers_when_one_goes(tmp_path: Path) -> None:
    three = tuple(Formula(f"{name} = {name}^2 + 1", name) for name in "abc")
    path, lock = tmp_path / "deck.apkg", tmp_path / "ankigen.lock"
    build([deck(crust(formulas=three))], path, lock=lock, now=NOW)
    build([deck(crust(formulas=three[1:]))], path, lock=lock, now=NOW + 1)
    edit(path, "formula-3", "Formulas", "c^2 + 1", "c^3 + 1")
    unpacked = unpack(path)
    (note,) = unpacked.decks[0].deck.notes
    assert note.formulas == (three[1], Formula("c = c^3 + 1", "c"))
    assert unpacked.foreign == 0


def edit(path: Path, card: str, field: str, old: str, new: str, note: str = "C1") -> None:
    """Edit a field in a package, as if in Anki."""
    from ankigen.anki.ankinote import guid, notetype_of

    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    database = path.with_suffix(".db")
    database.write_bytes(members["collection.anki2"])
    connection = sqlite3.connect(database)
    name = guid(f"{note} {card}")
    place = [one.name for one in notetype_of(card).fields].index(field)
    (content,) = connection.execute("SELECT flds FROM notes WHERE guid = ?", [name]).fetchone()
    fields = content.split("\x1f")
    assert old in fields[place]
    fields[place] = fields[place].replace(old, new)
    connection.execute("UPDATE notes SET flds = ? WHERE guid = ?", ["\x1f".join(fields), name])
    connection.commit()
    connection.close()
    members["collection.anki2"] = database.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)


def edited(tmp_path: Path, whole: Deck, *edits: tuple[str, ...]) -> tuple[Note, Unpacked]:
    path = tmp_path / "deck.apkg"
    build([whole], path, now=NOW)
    for one in edits:
        edit(path, *one)
    unpacked = unpack(path)
    note = next(n for n in unpacked.decks[0].deck.notes if n.id == (edits[0][4:] or ("C1",))[0])
    return note, unpacked


HEAT = "turns sugar and protein brown"
CASES: dict[str, tuple[tuple[str, ...], dict[str, object]]] = {
    "a title": (("question", "Title", "Crust", "The <i>crust</i>"), {"title": "The *crust*"}),
    "a question": (
        ("question", "Question", "good", "crisp"),
        {"question": "What makes a crisp crust?"},
    ),
    "an answer": (
        ("question", "Answer", "Steam first", "<b>Steam</b>&nbsp;first"),
        {"answer": "**Steam** first, then dry heat."},
    ),
    "an answer of two paragraphs": (
        ("question", "Answer", "</p>", "</p><div>At 230 °C.</div>"),
        {"answer": "Steam first, then dry heat.\n\nAt 230 °C."},
    ),
    "an answer with a formula": (
        ("question", "Answer", "dry heat", r"dry heat \(T_1 &gt; 200\)"),
        {"answer": "Steam first, then dry heat $T_1 > 200$."},
    ),
    "a point on the question": (
        ("question", "Points", HEAT, "browns"),
        {"points": (crust().points[0], Point("browns", "Dry heat"), crust().points[2])},
    ),
    "a point on its own card": (
        ("points", "Text", HEAT, "browns"),
        {"points": (crust().points[0], Point("browns", "Dry heat"), crust().points[2])},
    ),
    "a term that is hidden": (
        ("points", "Text", "::Dry heat}}", "::Heat}}"),
        {"points": (crust().points[0], Point(HEAT, "Heat"), crust().points[2])},
    ),
    "a new point": (
        ("question", "Points", "</ul>", "<li>No fan</li></ul>"),
        {"points": (*crust().points, Point("No fan"))},
    ),
    "a formula's name": (
        ("question", "Formulas", "Heat into the loaf", "Heat flow"),
        {"formulas": (replace(crust().formulas[0], name="Heat flow"),)},
    ),
    "a formula": (
        ("question", "Formulas", "T_s", "T_0"),
        {"formulas": (replace(crust().formulas[0], latex=r"q = h (T_{\infty} - T_0)"),)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_edit_arrives_in_its_note(case: str, tmp_path: Path) -> None:
    change, expected = CASES[case]
    note, unpacked = edited(tmp_path, deck(crust()), change)
    assert note == crust(**expected)
    assert [(one.note, one.field) for one in unpacked.edits] == [
        ("C1", f"{change[0]}: {change[1]}")
    ]
    assert not unpacked.uncarried


OTHERS: dict[str, tuple[Note, tuple[str, ...], dict[str, object]]] = {
    "a number": (
        Note("C1", "number", "How hot?", correct=230),
        ("question", "Answer", "230", "240"),
        {"correct": 240},
    ),
    "the truth": (
        Note("C1", "true-false", "Bread boils.", correct=False, answer="It bakes."),
        ("question", "Choices", '<li><div class="choice">True</div></li><li class="right">',
         '<li class="right"><div class="choice">True</div></li><li>'),
        {"correct": True},
    ),
    "a choice": (
        Note("C1", "choice", "Which?", choices=(("A", "rye"), ("B", "oat")), correct="A"),
        ("question", "Choices", "oat", "wheat"),
        {"choices": (("A", "rye"), ("B", "wheat"))},
    ),
    "a sentence with a gap": (
        Note("C1", "blank", "Bread needs ___ to rise.", answer="yeast"),
        ("blank", "Text", "Bread needs", "A dough needs"),
        {"question": "A dough needs ___ to rise."},
    ),
    "what fills a gap": (
        Note("C1", "blank", "Bread needs ___ to rise.", answer="yeast"),
        ("blank", "Text", "::yeast", "::leaven"),
        {"answer": "leaven"},
    ),
    "code": (
        Note("C1", "code", "Halve it.", code="x = 4\nreturn x / 2\n", language="python"),
        ("code", "Text", "4", "6"),
        {"code": "x = 6\nreturn x / 2\n"},
    ),
    "a formula through its cloze": (
        Note("C1", "formula", "Rate?", formulas=(Formula(r"r = \frac{a}{b}", "Rate"),)),
        ("formula-1-cloze", "Text", "r = ", "q = "),
        {"formulas": (Formula(r"q = \frac{a}{b}", "Rate"),)},
    ),
    "what a symbol stands for": (
        Note("C1", "formula", "Rate?", formulas=(Formula("r = a b", "Rate", (("a", "flour"),)),)),
        ("formula-1-symbols", "Text", "flour", "rye flour"),
        {"formulas": (Formula("r = a b", "Rate", (("a", "rye flour"),)),)},
    ),
    "a remark": (
        Note("C1", "open", "Why?", answer="So.", note="Mind.", citations=("A book",)),
        ("question", "Note", "Mind.", "Mind it."),
        {"note": "Mind it."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_an_edit_of_another_kind(case: str, tmp_path: Path) -> None:
    before, change, expected = OTHERS[case]
    note, unpacked = edited(tmp_path, deck(before), change)
    assert note == replace(before, **expected)  # type: ignore[arg-type]
    assert not unpacked.uncarried


def test_points_keep_what_cards_do_not_show(tmp_path: Path) -> None:
    points = (Point("wets", "Steam", accept=("water",), weight=2.0), Point("browns", "Heat"))
    note, _ = edited(
        tmp_path, deck(crust(points=points)), ("question", "Points", "wets", "softens")
    )
    assert note.points == (replace(points[0], text="softens"), points[1])


def test_an_edit_that_nothing_stands_for_is_told(tmp_path: Path) -> None:
    note, unpacked = edited(tmp_path, deck(crust()), ("points", "Question", "", "<u>see</u> "))
    assert note.question.startswith("see")
    assert [one.field for one in unpacked.uncarried] == ["points: Question"]


def test_two_edits_that_clash_are_told(tmp_path: Path) -> None:
    first = ("question", "Points", HEAT, "browns")
    second = ("points", "Text", HEAT, "tans")
    note, unpacked = edited(tmp_path, deck(crust()), first, second)
    assert note.points[1].text == "browns"
    assert [one.field for one in unpacked.uncarried] == ["points: Text"]


def test_what_would_break_the_deck_is_told(tmp_path: Path) -> None:
    note, unpacked = edited(
        tmp_path, deck(crust()), ("question", "Question", "<p>What makes a good crust?</p>", "")
    )
    assert note == crust()
    assert [one.field for one in unpacked.uncarried] == ["question: Question"]


@pytest.mark.anki
@pytest.mark.parametrize("legacy", [False, True], ids=["anki21b", "anki21"])
def test_exported_from_real_anki(
    legacy: bool, new_collection: Callable[[], Any], tmp_path: Path
) -> None:
    if not legacy:
        pytest.importorskip("zstandard", reason="no zstandard: pip install zstandard")
    from anki.collection import ExportAnkiPackageOptions

    build([every_kind(), deck(crust(tags=("own",)))], tmp_path / "built.apkg", now=NOW)
    collection = new_collection()
    imported(collection, tmp_path / "built.apkg")
    numbers = collection.find_notes('"Id:C1" "note:ankigen Question"')
    note = next(
        note for note in map(collection.get_note, numbers) if "Steam first" in note["Answer"]
    )
    note["Answer"] = "Steam,&nbsp;then <b>dry</b> heat."
    note.tags = ["leech", "New"]
    collection.update_note(note)
    path = tmp_path / "exported.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    unpacked = unpack(path)
    decks = {one.deck.name: one.deck for one in unpacked.decks}
    assert decks.pop("Baking::Crust").notes == (
        crust(answer="Steam, then **dry** heat.", tags=("New",)),
    )
    (other,) = decks.values()
    assert sorted(other.notes, key=lambda one: one.id) == sorted(
        carried(every_kind()).notes, key=lambda one: one.id
    )
    assert [one.field for one in unpacked.edits] == ["question: Answer", "tags"]
    assert not unpacked.uncarried


@pytest.mark.anki
def test_a_package_of_someone_else(collection: Any, tmp_path: Path) -> None:
    from anki.collection import ExportAnkiPackageOptions

    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "Why?"
    collection.add_note(note, 1)
    options = ExportAnkiPackageOptions(legacy=True)
    collection.export_anki_package(out_path=str(tmp_path / "a.apkg"), options=options, limit=None)
    with pytest.raises(BadInput, match="holds no note that ankigen built"):
        unpack(tmp_path / "a.apkg")


def test_a_removed_note_stays_away(tmp_path: Path) -> None:
    path, lock = tmp_path / "deck.apkg", tmp_path / "ankigen.lock"
    both = deck(crust(), crust(id="C2"))
    build([both], path, lock=lock, now=NOW)
    build([deck(crust())], path, lock=lock, now=NOW + 1)
    assert unpack(path).decks[0].deck == deck(crust())


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"]
)
def test_what_is_no_package(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.apkg").write_bytes(content)
    with pytest.raises(BadInput, match="no Anki package that can be read"):
        unpack(tmp_path / "a.apkg")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "CREATE TABLE notes(id)",
        "CREATE VIEW notes AS SELECT 1 AS id",
        "CREATE TABLE col(models, decks); INSERT INTO col VALUES ('[]', '{}')",
        "CREATE TABLE col(models, decks); INSERT INTO col VALUES ('" + "[" * 100_000 + "', '{}')",
    ],
)
def test_a_hostile_database(script: str, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    connection.executescript(script)
    connection.close()
    with zipfile.ZipFile(tmp_path / "a.apkg", "w") as archive:
        archive.write(tmp_path / "collection.anki2", "collection.anki2")
    with pytest.raises(BadInput, match="database is damaged"):
        unpack(tmp_path / "a.apkg")


@pytest.mark.parametrize("member", ["collection.anki2", "collection.anki21b"])
def test_a_bomb_goes_no_further(
    member: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection_module, "LARGEST", 1_000_000)
    content = bytes(50_000_000)
    if member.endswith("b"):
        zstandard = pytest.importorskip("zstandard", reason="no zstandard: pip install zstandard")
        content = zstandard.ZstdCompressor().compress(content)
    with zipfile.ZipFile(tmp_path / "a.apkg", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    assert (tmp_path / "a.apkg").stat().st_size < 100_000
    with pytest.raises(BadInput, match="larger than 1 MB"):
        unpack(tmp_path / "a.apkg")


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"id":1}', "[" * 5000, '{"id":"a","numbers":[[1]]}', "null"]
)
def test_a_damaged_record_is_no_note(record: str) -> None:
    from ankigen.anki.record import read_record

    assert read_record(record) is None

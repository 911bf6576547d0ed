"""Pages kept from one build to the next: the bytes are always those of a build without them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from baking import crust, deck, every_kind
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ankigen.anki import Lock, Plan, Store, plan, remembered
from ankigen.anki.lock import dumps
from ankigen.deck import Deck, Formula, Note, Point
from ankigen.decksfile import PagedDeck, load, paged, pages, save
from ankigen.problems import BadInput

NOW = 1_700_000_000
WORDS = ("steam", "Heat", "the", "crust", "x < y", "**salt**", "$a^2$", "{{c1::b}}", "é", "a::b")


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two notes or so: a small deck has several."""
    monkeypatch.setattr(pages, "_NOTES", 2)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def built(path: Path, lock: Lock, store: Store, now: int = NOW) -> Plan:
    """A build with the store, which is the same as one that reads the file whole without."""
    made = plan([paged(path)], path.with_suffix(".apkg"), lock, now, store=store)
    plain = plan([load(path)], path.with_suffix(".apkg"), lock, now)
    assert made.package == plain.package
    assert dumps(made.lock) == dumps(plain.lock)
    assert (made.changes, made.questions) == (plain.changes, plain.questions)
    return made


def entries(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def many(count: int = 12) -> Deck:
    return deck(*(crust(id=f"N{number}", answer=f"Steam {number}.") for number in range(count)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save(many(), tmp_path / "bread.yaml")
    return tmp_path / "bread.yaml"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
POINT = st.builds(Point, TEXT, term=st.one_of(st.just(""), TEXT))
NOTE = st.builds(
    Note,
    id=st.integers(0, 30).map("N{}".format),
    kind=st.just("open"),
    question=TEXT,
    answer=TEXT,
    points=st.lists(POINT, max_size=3).map(tuple),
    formulas=st.lists(
        st.builds(Formula, st.sampled_from(["y = x^2", "a = b", r"y = \frac{a}{b}"])), max_size=2
    ).map(tuple),
)
EDITION = st.lists(NOTE, min_size=1, max_size=8, unique_by=lambda note: note.id)


@given(st.lists(EDITION, min_size=2, max_size=4))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_editions_one_after_the_other(editions: Sequence[Sequence[Note]]) -> None:
    with folder() as home:
        store, lock = Store(home / "cache"), Lock()
        for place, notes in enumerate([*editions, editions[0], editions[0]]):
            save(deck(*notes), home / "bread.yaml")
            lock = built(home / "bread.yaml", lock, store, NOW + place).lock


def test_a_page_that_did_not_change_is_not_made_again(
    file: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = built(file, Lock(), store)
    kept = len(entries(store))
    assert kept == len(paged(file).pages) > 3  # type: ignore[union-attr]
    read: list[int] = []

    def counted(pages_: Sequence[str]) -> list[tuple[Note, ...]] | None:
        read.append(len(pages_))
        return pages.read_pages(pages_)

    monkeypatch.setattr(remembered, "read_pages", counted)
    built(file, made.lock, store)
    assert read == []
    file.write_text(file.read_text().replace("Steam 7.", "Steam seven."))
    built(file, made.lock, store)
    assert read == [1]
    assert len(entries(store)) == kept + 1


@pytest.mark.parametrize("damage", ["", "x", "cut", "flipped", "another's"])
def test_a_damaged_entry_is_made_again(file: Path, store: Store, damage: str) -> None:
    made = built(file, Lock(), store)
    before = {path: path.read_bytes() for path in entries(store)}
    other = next(iter(before.values()))
    for path, content in before.items():
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        damaged = {"cut": content[:-1], "flipped": flipped, "another's": other}
        path.write_bytes(damaged.get(damage, damage.encode()))
    built(file, made.lock, store)
    assert {path: path.read_bytes() for path in entries(store)} == before


def test_another_program_makes_everything_again(
    file: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = built(file, Lock(), store)
    kept = len(entries(store))
    monkeypatch.setattr(remembered, "program", lambda: "another")
    built(file, made.lock, store)
    assert len(entries(store)) == 2 * kept


def test_another_deck_or_source_makes_everything_again(file: Path, store: Store) -> None:
    built(file, Lock(), store)
    text = file.read_text()
    file.write_text(text.replace("Baking::Crust", "Baking::Bread"))
    built(file, Lock(), store)
    file.write_text(
        text.replace(
            "notes:", f"source: {{path: a.txt, format: posts, sha256: {'ab' * 32}}}\nnotes:"
        )
    )
    built(file, Lock(), store)


def test_other_numbers_in_the_lock_make_a_page_again(file: Path, store: Store) -> None:
    made = built(file, Lock(), store)
    numbers = {
        name: {10 + number: part for number, part in taken.items()}
        for name, taken in made.lock.numbers.items()
    }
    shifted = built(file, replace(made.lock, numbers=numbers), store)
    assert shifted.package != made.package


def test_points_alike_keep_the_numbers_they_had(tmp_path: Path, store: Store) -> None:
    twice = (Point("rises", term="Dough"), Point("rises", term="Dough"), Point("x", term="Dough"))
    file = tmp_path / "bread.yaml"
    lock = Lock()
    for points in (twice, twice[1:], twice, (*twice[::-1], twice[0])):
        save(deck(crust(points=points)), file)
        for _ in range(3):
            lock = built(file, lock, store).lock


def test_every_kind_of_note(tmp_path: Path, store: Store) -> None:
    save(every_kind(), tmp_path / "every.yaml")
    made = built(tmp_path / "every.yaml", Lock(), store)
    built(tmp_path / "every.yaml", made.lock, store)


def test_an_id_that_stands_on_two_pages_is_told_with_its_line(file: Path, store: Store) -> None:
    built(file, Lock(), store)
    file.write_text(file.read_text().replace("id: N11", "id: N0"))
    assert isinstance(paged(file), PagedDeck)
    with pytest.raises(BadInput) as whole:
        load(file)
    for _ in range(2):
        with pytest.raises(BadInput) as told:
            plan([paged(file)], "x.apkg", Lock(), NOW, store=store)
        assert str(told.value) == str(whole.value)


def test_a_text_to_hide_that_is_not_there_is_told_of_every_note(file: Path, store: Store) -> None:
    file.write_text(file.read_text().replace("  points:", "  cloze: [nowhere]\n  points:"))
    with pytest.raises(BadInput) as told:
        plan([paged(file)], "x.apkg", Lock(), NOW, store=store)
    assert len(told.value.problems) == 12


def test_damage_at_random_places_of_the_cache(file: Path, store: Store) -> None:
    made = built(file, Lock(), store)
    places = random.Random(7)
    for _ in range(30):
        path = places.choice(entries(store))
        content = bytearray(path.read_bytes())
        content[places.randrange(len(content))] = places.randrange(256)
        path.write_bytes(content)
        built(file, made.lock, store)


def test_it_is_told_how_many_notes_are_made_and_written(file: Path, store: Store) -> None:
    told: list[str] = []
    plan([paged(file)], "x.apkg", Lock(), NOW, store=store, tell=told.append)
    made = [one for one in told if one.startswith("making cards: ")]
    assert made[0] == "making cards: 0 of 12 notes"
    counts = [int(one.split()[2]) for one in made]
    assert counts == sorted(counts)
    assert len(counts) == len(entries(store))
    assert told[len(made) :] == ["writing notes: 0 of 48"]
    told.clear()
    plan([many()], "x.apkg", Lock(), NOW, tell=told.append)
    assert told == ["making cards: 0 of 12 notes", "writing notes: 0 of 48"]

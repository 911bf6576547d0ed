"""Three versions of a deck to one: what is taken over, what stays, and what is a conflict."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.deck import Deck, Formula, Note, Point
from ankigen.merge import Conflict, Merged, merge
from ankigen.merge.order import in_all_three, woven

STEAM = Point("keeps the skin soft", term="Steam")
HEAT = Point("browns the skin", term="Heat")
TIME = Point("dries the crumb", term="Time")
CRUST = Note(
    "C1",
    "open",
    "What makes a crust?",
    answer="Steam, then heat.",
    points=(STEAM, HEAT),
    formulas=(Formula("q = h T", "Heat flow"),),
    accept=("baking",),
    lines=(3, 9),
)
CRUMB = Note("C2", "open", "What is a crumb?", answer="Holes.", lines=(10, 12))


def deck(*notes: Note) -> Deck:
    return Deck("Bread", notes)


def merged(base: Note, new: Note, mine: Note) -> tuple[Note, tuple[Conflict, ...]]:
    done = merge(deck(base), deck(new), deck(mine))
    return done.deck.notes[0], done.conflicts


def test_each_side_changes_another_field() -> None:
    new = replace(CRUST, answer="Steam and heat.", lines=(4, 10))
    mine = replace(CRUST, title="Crust", tags=("bread",))
    both = replace(mine, answer="Steam and heat.", lines=(4, 10))
    assert merged(CRUST, new, mine) == (both, ())


def test_both_change_one_field() -> None:
    new, mine = replace(CRUST, answer="Heat."), replace(CRUST, answer="Steam.")
    kept, conflicts = merged(CRUST, new, mine)
    assert kept == mine
    assert conflicts == (Conflict("C1", "answer", "Steam, then heat.", "Heat.", "Steam."),)


def test_both_change_it_alike() -> None:
    new = replace(CRUST, answer="Heat.")
    assert merged(CRUST, new, new) == (new, ())


def test_points_are_merged_by_their_terms() -> None:
    new = replace(CRUST, points=(TIME, replace(STEAM, text="softens"), HEAT))
    mine = replace(CRUST, points=(STEAM, replace(HEAT, accept=("crisps",), weight=2.0)))
    kept, conflicts = merged(CRUST, new, mine)
    assert not conflicts
    assert kept.points == (TIME, replace(STEAM, text="softens"), mine.points[1])


def test_a_point_that_both_reword() -> None:
    new = replace(CRUST, points=(replace(STEAM, text="softens"), HEAT))
    mine = replace(CRUST, points=(replace(STEAM, text="wets"), HEAT, TIME))
    kept, conflicts = merged(CRUST, new, mine)
    assert kept == mine
    assert conflicts == (
        Conflict("C1", "points: Steam: text", "keeps the skin soft", "softens", "wets"),
    )


@pytest.mark.parametrize(
    ("new", "mine"),
    [
        ((HEAT,), (replace(STEAM, text="wets"), HEAT)),
        ((replace(STEAM, text="wets"), HEAT), (HEAT,)),
        ((replace(STEAM, term="Water"), HEAT), (replace(STEAM, term="Vapour"), HEAT)),
        ((STEAM, STEAM, HEAT), (HEAT, STEAM)),
    ],
    ids=["gone, edited", "changed, deleted", "renamed twice", "one term twice"],
)
def test_points_that_have_to_be_seen_whole(new: tuple[Point, ...], mine: tuple[Point, ...]) -> None:
    kept, conflicts = merged(CRUST, replace(CRUST, points=new), replace(CRUST, points=mine))
    assert kept.points == mine
    assert [one.field for one in conflicts] == ["points"]
    assert "Steam: keeps the skin soft" in conflicts[0].before


def test_formulas_are_merged_by_their_names() -> None:
    new = replace(CRUST, formulas=(Formula("q = h (T - s)", "Heat flow"), Formula("a = b")))
    mine = replace(CRUST, formulas=(Formula("q = h T", "Heat flow", (("q", "flow"),)),))
    kept, conflicts = merged(CRUST, new, mine)
    assert not conflicts
    assert kept.formulas == (
        Formula("q = h (T - s)", "Heat flow", (("q", "flow"),)),
        Formula("a = b"),
    )


def test_symbols_of_a_formula_are_merged_one_by_one() -> None:
    base = replace(CRUST, formulas=(Formula("q = h T", "Heat", (("q", "flow"), ("h", "rate"))),))
    new = replace(CRUST, formulas=(Formula("q = h T", "Heat", (("q", "heat"), ("h", "rate"))),))
    mine = replace(CRUST, formulas=(Formula("q = h T", "Heat", (("q", "mine"), ("h", "how"))),))
    kept, conflicts = merged(base, new, mine)
    assert kept == mine
    assert conflicts == (
        Conflict("C1", "formulas: Heat: where: q", "q: flow", "q: heat", "q: mine"),
    )


def test_words_that_count_are_never_in_conflict() -> None:
    new, mine = replace(CRUST, accept=("roasting",)), replace(CRUST, accept=("baking", "bake"))
    assert merged(CRUST, new, mine)[0].accept == ("bake", "roasting")


def test_what_would_not_fit_together_stays_the_authors() -> None:
    base = Note("Q", "choice", "Which?", choices=(("A", "one"), ("B", "two")), correct="A")
    new = replace(base, choices=(("A", "one"),))
    mine = replace(base, correct="B")
    kept, conflicts = merged(base, new, mine)
    assert kept == mine
    assert [one.field for one in conflicts] == ["note"]


def test_notes_that_come_and_go() -> None:
    own, new = replace(CRUMB, id="mine"), replace(CRUMB, id="new", kind="list", answer="a, b")
    edited = replace(CRUMB, id="C4", answer="Mine.")
    base = deck(CRUST, CRUMB, replace(CRUMB, id="C3"), replace(CRUMB, id="C4"))
    done = merge(base, deck(CRUST, new), deck(own, edited, CRUST, CRUMB))
    assert [note.id for note in done.deck.notes] == ["mine", "C4", "C1", "new"]
    assert (done.added, done.removed, done.kept) == (("new",), ("C2",), ("C4",))
    assert not done.conflicts


def test_a_note_that_the_author_deleted_stays_away() -> None:
    done = merge(deck(CRUST, CRUMB), deck(CRUST, CRUMB), deck(CRUST))
    assert (done.deck, done.conflicts) == (deck(CRUST), ())
    changed = replace(CRUMB, answer="Air.")
    done = merge(deck(CRUST, CRUMB), deck(CRUST, changed), deck(CRUST))
    assert done.deck == deck(CRUST)
    assert [(one.note, one.field, one.yours) for one in done.conflicts] == [("C2", "note", "")]


def test_a_note_in_another_file_is_not_added_again() -> None:
    done = merge(None, deck(CRUST, CRUMB), deck(CRUST), elsewhere={"C2"})
    assert done.deck == deck(CRUST)


def test_without_the_last_reading_every_difference_is_a_conflict() -> None:
    new = replace(CRUST, answer="Heat.")
    done = merge(None, deck(new, CRUMB), deck(CRUST))
    assert done.deck == deck(CRUST, CRUMB)
    assert [one.field for one in done.conflicts] == ["answer"]


def test_a_reworded_question_keeps_its_id() -> None:
    new = replace(CRUST, id="made-anew", question="What makes a good crust?")
    done = merge(deck(CRUST), deck(new, CRUMB), deck(replace(CRUST, tags=("own",))))
    assert done.deck.notes[0] == replace(new, id="C1", tags=("own",))
    assert (done.added, done.changed, done.removed) == (("C2",), ("C1",), ())
    again = replace(new, id="made-again", answer="Heat.")
    assert merge(done.base, deck(again, CRUMB), done.deck).deck.notes[0].id == "C1"


def test_true_is_no_answer_to_know_a_question_by() -> None:
    base = Note("a", "true-false", "Bread is baked.", correct=True, answer="True")
    new = replace(base, id="b", question="Water boils.")
    done = merge(deck(base), deck(new), deck(base))
    assert (done.added, done.removed) == (("b",), ("a",))


def test_the_decks_name() -> None:
    base, new, mine = Deck("A", ()), Deck("B", ()), Deck("C", ())
    assert merge(base, new, base).deck.name == "B"
    assert merge(base, base, mine).deck.name == "C"
    done = merge(base, new, mine)
    assert done.deck.name == "C"
    assert done.conflicts == (Conflict("", "deck", "A", "B", "C"),)


texts = st.sampled_from(("", "one", "two", "three"))
points = st.lists(
    st.builds(Point, texts.filter(bool), st.sampled_from(("", "T", "U", "V"))), max_size=3
).map(tuple)
notes = st.builds(
    Note,
    st.sampled_from("ABCD"),
    st.just("open"),
    st.sampled_from(("Why?", "How?")),
    answer=texts,
    points=points,
    accept=st.lists(st.sampled_from(("x", "y", "z")), max_size=2, unique=True).map(tuple),
)
decks = st.builds(
    Deck, st.just("D"), st.lists(notes, max_size=4, unique_by=lambda one: one.id).map(tuple)
)


def said(deck: Deck) -> set[object]:
    """Every text of an author's, and where it stands."""
    return {
        (note.id, name, item)
        for note in deck.notes
        for name in ("question", "answer", "points", "accept")
        for item in (
            [getattr(note, name)] if isinstance(getattr(note, name), str) else getattr(note, name)
        )
    }


@settings(max_examples=150, deadline=None)
@given(decks, decks, decks)
def test_nothing_an_author_wrote_is_lost(base: Deck, new: Deck, mine: Deck) -> None:
    done = merge(base, new, mine)
    own = {entry for entry in said(mine) - said(base) if entry[1] != "points"}  # type: ignore[index]
    assert own <= said(done.deck)


@settings(max_examples=150, deadline=None)
@given(decks, decks)
def test_one_side_alone_is_taken_as_it_is(base: Deck, other: Deck) -> None:
    for done in (merge(base, base, other), merge(other, other, base)):
        assert not done.conflicts
    assert merge(base, base, other).deck == other
    assert _with_ids(merge(base, other, base)) == _with_ids(merge(other, other, other))


def _with_ids(done: Merged) -> set[tuple[str, str]]:
    return {(note.question, note.answer) for note in done.deck.notes}


names = st.lists(st.integers(0, 6), unique=True)


@given(names, names, names)
def test_an_order_holds_every_name_once(base: list[int], new: list[int], mine: list[int]) -> None:
    keep = in_all_three(base, new, mine)
    assert sorted(woven(base, new, mine, keep)) == sorted(keep)
    assert woven(base, base, mine, in_all_three(base, base, mine)) == mine

"""A file edited in place says what it should, and keeps every comment and untouched line."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.deck import Deck, Formula, Note, Point, Source
from ankigen.decksfile import dumps, loads
from ankigen.merge import kept_text
from ankigen.merge.inplace import edited
from ankigen.problems import BadInput

TYPED = """\
# Bread, by hand.
schema: 1
deck: "Baking"   # the parent

notes:
  # The crust comes first.
  - id: C1       # printed in the book
    kind: open
    question: What makes
      a crust?
    # Steam is the point of it.
    answer: >
      Steam,
      then heat.
    points:
    - {term: Steam, text: keeps the skin soft}  # see chapter 2
    - term: Heat
      text: browns
    tags: [easy, bread]

  # Crumb.
  - {id: C2, kind: blank, question: The crumb is ___, answer: soft}
  - id: C3
    kind: code
    question: Print.
    code: |
      print(1)
      # done
  # The end.
# Really.
"""


CODE = "# done"


def note(deck: Deck, identity: str) -> Note:
    return next(one for one in deck.notes if one.id == identity)


def with_note(deck: Deck, identity: str, **changes: object) -> Deck:
    return replace(
        deck,
        notes=tuple(
            replace(one, **changes) if one.id == identity else one  # type: ignore[arg-type]
            for one in deck.notes
        ),
    )


def comments(text: str) -> list[str]:
    found = (line[line.index("#") :] for line in text.splitlines() if "#" in line)
    return sorted(one for one in found if one != CODE)


def edit(merged: Deck) -> str:
    after = edited(TYPED, loads(TYPED), merged)
    assert after is not None
    assert comments(after) == comments(TYPED)
    return after


def differing(after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    before, now = TYPED.splitlines(), after.splitlines()
    return [line for line in before if line not in now], [
        line for line in now if line not in before
    ]


def test_a_field_of_several_lines() -> None:
    after = edit(with_note(loads(TYPED), "C1", answer="Steam first."))
    assert differing(after) == (
        ["    answer: >", "      Steam,", "      then heat."],
        ["    answer: Steam first."],
    )


def test_a_comment_inside_a_changed_field_moves_above_it() -> None:
    after = edit(with_note(loads(TYPED), "C1", points=(Point("browns", term="Heat"),)))
    assert "    # see chapter 2\n    points:\n    - term: Heat\n      text: browns\n" in after


def test_a_new_field_stands_where_a_new_file_has_it() -> None:
    after = edit(with_note(loads(TYPED), "C1", title="Crust", note="Mind the steam."))
    assert differing(after) == ([], ["    title: Crust", "    note: Mind the steam."])
    assert "    kind: open\n    title: Crust\n    question:" in after


def test_a_field_that_goes_leaves_its_comment() -> None:
    after = edit(with_note(loads(TYPED), "C1", answer=""))
    assert "    # Steam is the point of it.\n    points:" in after


def test_a_note_on_one_line_is_written_anew() -> None:
    after = edit(with_note(loads(TYPED), "C2", answer="moist"))
    assert "  # Crumb.\n  - id: C2\n    kind: blank\n" in after


def test_notes_come_go_and_move() -> None:
    deck = loads(TYPED)
    new = Note("C4", "open", "What is a crumb?", answer="Holes.\n\nMany of them.")
    third, first = note(deck, "C3"), note(deck, "C1")
    edit(replace(deck, notes=(third, new, first)))
    edit(replace(deck, notes=(new,)))
    edit(replace(deck, notes=(*deck.notes, new)))


def test_code_that_ends_in_a_comment_keeps_it() -> None:
    deck = loads(TYPED)
    after = edit(replace(deck, notes=(note(deck, "C3"), note(deck, "C1"))))
    assert note(loads(after), "C3").code == "print(1)\n# done\n"


def test_the_name_and_the_source() -> None:
    source = Source("bread.txt", "posts", "0" * 64)
    after = edit(replace(loads(TYPED), name="Bread", source=source))
    assert "deck: Bread  # the parent\nsource:\n  path: bread.txt\n" in after


def test_line_ends_stay_as_they_are() -> None:
    text = TYPED.replace("\n", "\r\n")
    after = edited(text, loads(text), with_note(loads(text), "C1", answer="Steam."))
    assert after is not None
    assert after.count("\n") == after.count("\r\n")


FLOW = "{schema: 1, deck: A, notes: [{id: C1, kind: open, question: Why?}]}\n"


def test_what_cannot_be_edited_in_place_is_not_lost_silently(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "deck.yaml"
    path.write_text(FLOW)
    mine = loads(FLOW)
    merged = with_note(mine, "C1", question="How?")
    with pytest.raises(BadInput, match="--rewrite"):
        kept_text(path, mine, merged)
    assert kept_text(path, mine, merged, rewrite=True) == dumps(merged)
    assert kept_text(path, mine, mine) == FLOW


words = st.text("ab#:-' \n$|>", min_size=1, max_size=12).filter(str.strip)
listed = st.lists(words, max_size=2).map(tuple)
notes = st.builds(
    Note,
    st.sampled_from("ABCDE"),
    st.sampled_from(("open", "list")),
    words,
    answer=st.just("") | words,
    points=st.lists(st.builds(Point, words, st.just("") | words), max_size=2).map(tuple),
    formulas=st.lists(st.builds(Formula, words), max_size=1).map(tuple),
    accept=listed,
    code=st.just("") | words,
)
decks = st.builds(
    Deck, st.sampled_from(("A", "B::C")), st.lists(notes, unique_by=lambda one: one.id).map(tuple)
)


@settings(max_examples=100, deadline=None)
@given(decks, decks)
def test_any_deck_can_become_any_other_in_place(mine: Deck, merged: Deck) -> None:
    text = dumps(mine)
    places = [
        number
        for number, line in enumerate(text.splitlines())
        if line.startswith(("deck: ", "- id: ", "  kind: "))
    ]
    said = [
        f"# remark {number}\n{line}  # remark {number}\n" if number in places else f"{line}\n"
        for number, line in enumerate(text.splitlines())
    ]
    typed = "".join(said)
    assert loads(typed) == mine
    after = edited(typed, mine, merged)
    assert after is not None
    assert loads(after) == merged
    for number in places:
        assert after.count(f"# remark {number}\n") == 2

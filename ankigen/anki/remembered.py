"""Drafts of a deck file page by page; what a page became before is not made again.

A page becomes what it becomes by four things: the program, its text, its deck's name and source,
and the numbers that the lock keeps for its notes. The first three are the key of what is kept.
The numbers are compared: kept is only what comes out the same with the numbers that it took.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from ankigen.anki.ankinote import digest
from ankigen.anki.drafts import Draft, Tell, draft
from ankigen.anki.lock import Lock
from ankigen.anki.numbers import Part
from ankigen.anki.program import program
from ankigen.anki.shipped import Shipped, encoded
from ankigen.anki.store import Store
from ankigen.deck import Deck, Note
from ankigen.decksfile import PagedDeck, read_pages
from ankigen.problems import BadInput

# Pages are read so many at a time: each reading has its price, and each note takes memory.
_AT_ONCE = 24
# Neither stands in what YAML can hold, nor in a field.
_BETWEEN_NOTES, _BETWEEN_VALUES = "\x1d", "\x1e"

_Numbers = Mapping[str, Mapping[int, Part]]


def paged_draft(deck: PagedDeck, lock: Lock, file: str, store: Store | None, tell: Tell) -> Draft:
    """As ``draft``, for a deck file read by pages.

    Args:
        store: where pages made before are kept; None makes all of them anew.
        tell: is told how far it is.

    Raises:
        BadInput: as for ``draft``, or the file is no deck.
    """
    made = _made(deck, lock, file, store, tell)
    ids = [name for page in made for name in page.ids]
    if not made or len({*ids}) < len(ids):
        # What is wrong somewhere is told of the whole, with its lines.
        return draft(deck.whole(), lock, file, tell)
    return Draft(
        tuple(ids),
        tuple(note for page in made for note in page.notes),
        tuple(one for page in made for one in page.taken),
    )


def _made(
    deck: PagedDeck, lock: Lock, file: str, store: Store | None, tell: Tell
) -> Sequence[Draft]:
    """The draft of each page; nothing where one of them cannot be read or made."""
    keys = list(_keys(deck)) if store else []
    known = {
        place: held for place, key in enumerate(keys) if (held := _held(store, key, deck, lock))
    }
    total = sum(page.count(b"\n- ") + 1 for page in deck.pages)
    done = sum(len(held.ids) for held in known.values())
    for place, notes in _read(deck, [at for at in range(len(deck.pages)) if at not in known]):
        tell(f"making cards: {done} of {total} notes")
        if notes is None:
            return ()
        try:
            made = draft(Deck(deck.name, notes, deck.source), lock, file)
        except BadInput:
            return ()
        done += len(notes)
        if store:
            _keep(store, keys[place], made, lock)
        known[place] = _changing(made, lock)
    return [known[place] for place in range(len(deck.pages))]


def _changing(made: Draft, lock: Lock) -> Draft:
    """A draft without the numbers that the lock holds already: in a large deck they are many."""
    numbers = lock.numbers
    new = (one for one in made.taken if numbers.get(one.name, {}).get(one.number) != one.part)
    return made._replace(taken=tuple(new))


def _read(deck: PagedDeck, places: Sequence[int]) -> Iterator[tuple[int, tuple[Note, ...] | None]]:
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        read = read_pages([deck.pages[place] for place in some])
        if read is None:
            yield some[0], None
        else:
            yield from zip(some, read, strict=True)


def _keys(deck: PagedDeck) -> Iterator[str]:
    origin = digest([program(), deck.name, deck.source.path if deck.source else ""])
    for page in deck.pages:
        yield sha256(f"{origin}\n".encode() + page).hexdigest()


def _held(store: Store | None, key: str, deck: PagedDeck, lock: Lock) -> Draft | None:
    text = store.get(key) if store else None
    if text is None:
        return None
    state, names, ids, notes = _unpacked(text, deck.name)
    return Draft(ids, notes, ()) if _state(names, lock.numbers) == state else None


def _keep(store: Store, key: str, made: Draft, lock: Lock) -> None:
    names = tuple(dict.fromkeys(one.name for one in made.taken))
    after = {name: dict(lock.numbers.get(name, {})) for name in names}
    for name, number, part in made.taken:
        after[name][number] = part
    # Where two numbers stand for the same, which note gets which depends on what was before.
    if any(len({*numbers.values()}) < len(numbers) for numbers in after.values()):
        return
    held = (_state(names, after), names, made.ids, made.notes)
    text = _packed(*held)
    if made.notes and _unpacked(text, made.notes[0].deck) == held:
        store.put(key, text)


def _state(names: Sequence[str], numbers: _Numbers) -> str:
    return digest([[name, sorted(numbers.get(name, {}).items())] for name in names])


def _packed(state: str, names: Sequence[str], ids: Sequence[str], notes: Sequence[Shipped]) -> str:
    heads = (state, _BETWEEN_VALUES.join(names), _BETWEEN_VALUES.join(ids))
    rows = (
        _BETWEEN_VALUES.join(
            (
                note.name,
                note.hash,
                " ".join(note.tags),
                " ".join(map(str, note.cards)),
                note.content,
            )
        )
        for note in notes
    )
    return _BETWEEN_NOTES.join((*heads, *rows))


def _unpacked(
    text: str, deck: str
) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[Shipped, ...]]:
    state, names, ids, *rows = text.split(_BETWEEN_NOTES)
    notes = []
    for row in rows:
        name, look, tags, cards, content = row.split(_BETWEEN_VALUES)
        notes.append(
            Shipped(
                name,
                look,
                deck,
                tuple(tags.split()),
                encoded(content),
                tuple(map(int, cards.split())),
            )
        )
    named = tuple(names.split(_BETWEEN_VALUES)) if names else ()
    return state, named, tuple(ids.split(_BETWEEN_VALUES)), tuple(notes)

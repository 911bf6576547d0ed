"""Python's search for garbage that refers to itself, made rare while a deck is read or built.

What is made of a deck is kept and never refers to itself, and there may be millions of pieces:
looking through all of them again and again takes a tenth of the time and finds next to nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 50_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Search only after many more new objects than Python would by itself."""
    before = gc.get_threshold()
    gc.set_threshold(max(_NEW_OBJECTS, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

"""Values out of names: the same name, the same value, in every run and on every machine."""

from __future__ import annotations

from hashlib import blake2b


def draw(*key: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on the key alone."""
    text = "\x1f".join(map(str, key))
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def unit(*key: object) -> float:
    """A number of [0, 1) that depends on the key alone."""
    return draw(*key) / 2.0**64

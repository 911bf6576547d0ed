"""Values out of names: the same name, the same value, in every run and on every machine."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

_WORD = 2**64 - 1


def draw(*key: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on the key alone."""
    return _digest("\x1f".join(map(str, key)))


def mixed(salt: int, key: str) -> int:
    """As ``draw``, from a number and a name: the name is digested once, for all numbers."""
    return stirred(_remembered(key) ^ salt)


def stirred(number: int) -> int:
    """A number of 64 bits each of which hangs on all bits of the one given.

    It is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
    """
    z = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & _WORD
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _WORD
    return z ^ z >> 31


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


_remembered = lru_cache(maxsize=1024)(_digest)

"""Everyday words: who types one of them means it, so it is no slip of the keys for another."""

from __future__ import annotations

from ankigen.grading.thesaurus import lexicon_lines

FILE = "everyday_words"
COMMON_WORDS = frozenset(word for line in lexicon_lines(FILE) for word in line.split())

"""Phrases of the rules, found by their stems: all tables of a language in one pass over a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from claimcheck.assertions.words import APOSTROPHES, TOKEN, Word, Words

__all__ = ["Found", "Phrase", "Phrases", "find_phrases", "stems_of"]

T = TypeVar("T")


class Phrase(NamedTuple, Generic[T]):
    """A phrase of a table: the stems behind its first one, and what it means."""

    rest: tuple[str, ...]
    table: Phrases[T]
    meaning: T


Found: TypeAlias = "dict[Phrases[Any], list[tuple[int, int, Any]]]"
"""`(start, end, meaning)` in indexes of words, in order of start, by table; matches may overlap."""


def stems_of(phrase: str, words: Words) -> tuple[str, ...]:
    """The stems of a phrase, stop words as they are, without apostrophes."""
    return tuple(words.stem_of(form) for form in TOKEN.findall(phrase) if form not in APOSTROPHES)


class Phrases(Generic[T]):
    """A table from phrases to what they mean; a phrase may mean several things."""

    __slots__ = ("_words",)

    def __init__(self, words: Words) -> None:
        self._words = words

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        for phrase in phrases:
            if stems := stems_of(phrase, self._words):
                self._words.phrases.setdefault(stems[0], []).append(Phrase(stems[1:], self, meaning))
        self._words.known.clear()

    def of(self, found: Found) -> Sequence[tuple[int, int, T]]:
        """What `find_phrases` found of this table."""
        return found.get(self, ())


def find_phrases(words: Sequence[Word]) -> Found:
    """The phrases of all tables of a language in the words of a sentence."""
    found: Found = {}
    last = len(words) - 1
    for i, word in enumerate(words):
        if word.opens:
            phrases = word.opens.get(words[i + 1].stem, word.alone) if i < last else word.alone
        else:
            phrases = word.alone
        for rest, table, meaning in phrases:
            end = i + 1 + len(rest)
            if len(rest) > 1 and (
                end > last + 1 or any(words[i + 1 + k].stem != stem for k, stem in enumerate(rest))
            ):
                continue
            if table in found:
                found[table].append((i, end, meaning))
            else:
                found[table] = [(i, end, meaning)]
    return found

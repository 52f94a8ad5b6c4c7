"""Phrases of the rules, found in tokens by their stems: one dictionary look-up a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from claimcheck.assertions.text import APOSTROPHES, Token, tokenise
from claimcheck.assertions.words import Words

__all__ = ["APOSTROPHES", "Phrases", "stems_of"]

T = TypeVar("T")


def stems_of(phrase: str, words: Words) -> tuple[str, ...]:
    """The stems of a phrase, stop words as they are, without apostrophes."""
    tokens = tokenise(phrase, 0, len(phrase), words)
    return tuple(token.stem for token in tokens if token.lower not in APOSTROPHES)


class Phrases(Generic[T]):
    """A table from phrases to what they mean; a phrase may mean several things."""

    __slots__ = ("_table", "_words")

    def __init__(self, words: Words) -> None:
        self._words = words
        self._table: dict[str, list[tuple[list[str], T]]] = {}

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        for phrase in phrases:
            if stems := stems_of(phrase, self._words):
                self._table.setdefault(stems[0], []).append((list(stems[1:]), meaning))

    def find(self, tokens: Sequence[Token]) -> list[tuple[int, int, T]]:
        """`(start, end, meaning)` in token indexes, in order of start; matches may overlap."""
        found: list[tuple[int, int, T]] = []
        stems = [token.stem for token in tokens]
        if self._table.keys().isdisjoint(stems):
            return found
        for i, entries in enumerate(map(self._table.get, stems)):
            if entries is None:
                continue
            for rest, meaning in entries:
                j = i + 1
                if not rest:
                    found.append((i, j, meaning))
                elif stems[j : j + len(rest)] == rest:
                    found.append((i, j + len(rest), meaning))
        return found

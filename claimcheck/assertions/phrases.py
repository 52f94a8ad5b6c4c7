"""Phrases of the rules, found by their stems: all tables of a language in one pass over a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from claimcheck.assertions.words import APOSTROPHES, TOKEN, Word, Words

__all__ = ["Found", "Phrase", "Phrases", "find_phrases", "longest_first", "stems_of"]

T = TypeVar("T")
LEAST = 2
"""Letters that two forms of a word both begin with."""


class Phrase(NamedTuple, Generic[T]):
    """A phrase of a table: its first word, the stems behind it, and what it means."""

    first: str
    rest: tuple[str, ...]
    table: Phrases[T]
    meaning: T


Found: TypeAlias = "dict[Phrases[Any], list[tuple[int, int, Any]]]"
"""`(start, end, meaning)` in indexes of words, in order of start, by table; matches may overlap."""


def stems_of(phrase: str, words: Words) -> tuple[str, ...]:
    """The stems of a phrase, stop words as they are, without apostrophes."""
    return tuple(words.stem_of(form) for form in TOKEN.findall(phrase) if form not in APOSTROPHES)


class Phrases(Generic[T]):
    """A table from phrases to what they mean; a phrase may mean several things.

    With `endings` the first word must be a form of the phrase's, not only of its stem: beyond the letters
    that both begin with each has one of these ("fermer", "fermée", and no "fermement"). `never`: words
    that are no phrase by themselves, whatever they look like.
    """

    __slots__ = ("_endings", "_never", "_words")

    def __init__(
        self, words: Words, endings: frozenset[str] = frozenset(), never: frozenset[str] = frozenset()
    ) -> None:
        self._words, self._endings, self._never = words, endings, never

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        for phrase in phrases:
            forms = [form for form in TOKEN.findall(phrase) if form not in APOSTROPHES]
            if stems := tuple(map(self._words.stem_of, forms)):
                made = Phrase(self._words.folded[forms[0]], stems[1:], self, meaning)
                self._words.phrases.setdefault(stems[0], []).append(made)
        self._words.forget()

    @property
    def strict(self) -> bool:
        """Whether forms of words are told apart; a word that is listed is then no form of another."""
        return bool(self._endings)

    def begins(self, phrase: Phrase[T], word: str) -> bool:
        """Whether a folded word of the same stem may be the first of the phrase."""
        if not phrase.rest and word in self._never:
            return False
        if not self._endings or word == phrase.first:
            return True
        listed, endings = phrase.first, self._endings
        same = 0
        for one, other in zip(word, listed, strict=False):
            if one != other:
                break
            same += 1
        return any(word[i:] in endings and listed[i:] in endings for i in range(same, LEAST - 1, -1))

    def of(self, found: Found) -> Sequence[tuple[int, int, T]]:
        """What `find_phrases` found of this table."""
        return found.get(self, ())


def longest_first(found: Sequence[tuple[int, int, T]]) -> Sequence[tuple[int, int, T]]:
    """In order of start, of those that start at one word the longest first."""
    return sorted(found, key=lambda match: (match[0], -match[1])) if len(found) > 1 else found


def find_phrases(words: Sequence[Word]) -> Found:
    """The phrases of all tables of a language in the words of a sentence."""
    found: defaultdict[Phrases[Any], list[tuple[int, int, Any]]] = defaultdict(list)
    stems = [word.stem for word in words]
    stems.append("")
    for i, word in enumerate(words):
        if word.opens is None:
            continue
        for _, rest, table, meaning in word.opens.get(stems[i + 1], word.alone):
            end = i + 1 + len(rest)
            if len(rest) < 2 or tuple(stems[i + 1 : end]) == rest:
                found[table].append((i, end, meaning))
    return found

"""Phrases of the rules, found by their stems: all tables of a language in one pass over a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from claimcheck.assertions.folding import APOSTROPHES, TOKEN

if TYPE_CHECKING:
    from claimcheck.assertions.words import Word, Words

__all__ = [
    "Found", "Opening", "Phrase", "Phrases", "find_phrases", "longest_first", "openings_of", "stems_of",
]  # fmt: skip

T = TypeVar("T")
LEAST = 2
"""Letters that two forms of a word both begin with."""


class Phrase(NamedTuple, Generic[T]):
    """A phrase of a table: its first word, the stems behind it, and what it means."""

    first: str
    rest: tuple[str, ...]
    table: Phrases[T]
    meaning: T


class Opening(NamedTuple, Generic[T]):
    """A phrase that one word may begin: how many words it has, the stems behind the first where two or
    more must follow, its table and what it means."""

    size: int
    rest: tuple[str, ...] | None
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

    def add_form(self, meaning_of: Callable[[Word], T | None]) -> None:
        """Words by themselves are phrases too where `meaning_of` makes something of what they look like."""
        self._words.by_form.append((self, meaning_of))
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


def openings_of(
    phrases: Sequence[Phrase[Any]], by_form: Sequence[Opening[Any]]
) -> tuple[tuple[Opening[Any], ...], Mapping[str, tuple[Opening[Any], ...]] | None]:
    """What a word that may be the first of `phrases` opens whatever follows, and by the stem that follows;
    None where it opens nothing. `by_form`: what it means by itself."""
    if not phrases and not by_form:
        return (), None
    made = [
        (
            phrase.rest[:1],
            Opening(
                1 + len(phrase.rest),
                phrase.rest if len(phrase.rest) > 1 else None,
                phrase.table,
                phrase.meaning,
            ),
        )
        for phrase in phrases
    ]
    following = {
        second: (*(opening for seconds, opening in made if seconds in ((), (second,))), *by_form)
        for second in {phrase.rest[0] for phrase in phrases if phrase.rest}
    }
    return (*(opening for seconds, opening in made if not seconds), *by_form), following


def find_phrases(words: Sequence[Word]) -> Found:
    """The phrases of all tables of a language in the words of a sentence."""
    found: Found = {}
    stems = (*[word.stem for word in words], "")
    for i, word in enumerate(words):
        if (opens := word.opens) is None:
            continue
        for size, rest, table, meaning in opens.get(stems[i + 1], word.alone):
            if rest is not None and stems[i + 1 : i + size] != rest:
                continue
            if (matches := found.get(table)) is None:
                found[table] = [(i, i + size, meaning)]
            else:
                matches.append((i, i + size, meaning))
    return found

"""Proper names of a document, found by capitals alone, with acronyms and short forms resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress, count, pairwise
from typing import NamedTuple

from claimcheck.assertions.words import Word, Words, fold, tokenise

__all__ = ["Name", "NameFinder"]

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
LOWER = "abcdefghijklmnopqrstuvwxyzßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœ"
# What stands right before a capitalised word in the midst of a sentence, and between two of them.
INNER = frozenset(f"{char} " for char in f"{LOWER}0123456789,;'’")
FOLLOWED = frozenset(f" {char}" for char in UPPER)
APOSTROPHES = frozenset("'’")
FULL_NAME = re.compile(rf"[{UPPER}][\w-]{{1,40}} [{UPPER}][\w-]{{1,40}}(?: [{UPPER}][\w-]{{1,40}})?")
ACRONYM = re.compile(rf"\(([{UPPER}][{UPPER}0-9&.]{{1,9}})\)")
INTRODUCED = 90
"""Code points before a bracketed acronym in which its long form is sought."""
MAX_NAME = 8
"""Words in one name; a longer run of capitals is a headline."""
HEADLINE = 0.6
"""Share of capitalised words from which on a sentence is a headline in title case: no evidence of names."""
SIGNS = 40
"""Signs before the first word of a sentence."""


class Name(NamedTuple):
    """`key`: the folded full form of the entity in this document. `sure` is false for a word that
    stands at the opening of a sentence only, so that its capital proves nothing."""

    start: int
    end: int
    key: str
    sure: bool = True


class NameFinder:
    """Finds names in the tokens of a sentence, with what the whole document shows of its words.

    `known`: folded words that have a capital in the midst of a sentence; `all_words`: those, and words
    that only ever stand with a capital; `begin`: where, among the words of the text, names may begin.
    """

    __slots__ = ("_headline", "_lone", "_short", "_small", "_words", "all_words", "begin", "known")

    def __init__(self, text: str, tokens: Sequence[Word], starts: Sequence[int], words: Words) -> None:
        """`tokens`: those of the whole text; `starts`: where they stand."""
        self._words = words
        self._lone: set[str] = set()
        self._headline: tuple[Sequence[Word], bool] = (), False
        upper = list(compress(count(), [word.upper for word in tokens]))
        self.begin = [i for i in upper if tokens[i].names]
        inner, capitals = self._with_capital(text, tokens, starts, upper)
        common = words.common
        self.known = frozenset(inner - common)
        self._small = {word.lower for word in set(tokens) if word.small}
        self.all_words = self.known | (capitals - self._small - common)
        self._short: dict[str, str] = {}
        for full in dict.fromkeys(FULL_NAME.findall(text)):
            self._shorten(fold(full))
        for match in ACRONYM.finditer(text):
            self._introduce(text, match)

    def _with_capital(
        self, text: str, tokens: Sequence[Word], starts: Sequence[int], upper: Sequence[int]
    ) -> tuple[set[str], set[str]]:
        """The words with a capital in the midst of a sentence, and all that have one. `upper`: the indexes
        of those that may have one."""
        inner, capitals = set(), set()
        for i in upper:
            word, at = tokens[i], starts[i]
            if not (large := word.large):
                continue
            before = text[max(0, at - 2) : at] if word.capital else ""
            if before in INNER:
                inner.add(large)
                end = at + word.length
                if text[end : end + 2] not in FOLLOWED:
                    self._lone.add(large)
            elif before[-1:] in APOSTROPHES:
                inner.add(large)
            elif before[-1:].isalnum():
                continue
            capitals.add(large)
        return inner, capitals

    def by_sentence(
        self, words: Sequence[Word], starts: Sequence[int], cuts: Sequence[int]
    ) -> list[list[Name]]:
        """The names of each sentence of the text, of whose tokens `cuts` are the first, and the end."""
        found: list[list[Name]] = []
        named = 0
        for first, last in pairwise(cuts):
            unnamed, named = named, bisect_left(self.begin, last, named)
            if unnamed < named:
                places = [i - first for i in self.begin[unnamed:named]]
                found.append(self.find(words[first:last], starts[first:last], places))
            else:
                found.append([])
        return found

    def find(self, words: Sequence[Word], starts: Sequence[int], begin: Iterable[int]) -> list[Name]:
        """Names in order. Short forms ("Martin" after "Jeanne Martin", an acronym introduced in brackets)
        get the key of the long one. `starts`: where the words of the sentence stand; `begin`: indexes of
        those with which a name may begin."""
        names: list[Name] = []
        end = 0
        for at in begin:
            if at < end or not self._starts(words, at):
                continue
            end = self._extend(words, starts, at)
            if name := self._name(words, starts, at, end):
                names.append(name)
        return names

    def _starts(self, words: Sequence[Word], i: int) -> bool:
        word = words[i]
        if word.mark == "s":
            return word.length > 1 and word.lower in self.known
        return word.lower not in self._small or word.lower in self.known or not self._in_headline(words)

    def _in_headline(self, words: Sequence[Word]) -> bool:
        """The same as `_is_headline`, worked out once a sentence."""
        if self._headline[0] is not words:
            self._headline = words, _is_headline(words)
        return self._headline[1]

    def _extend(self, words: Sequence[Word], starts: Sequence[int], i: int) -> int:
        """The end of the name that starts at word `i`: more capitals, joined by small links or hyphens."""
        j, length = i + 1, 1
        while j < len(words) and length < MAX_NAME and (word := words[j]).joins:
            gap = starts[j] - starts[j - 1] - words[j - 1].length
            if gap > 1:
                break
            if word.plain or (word.mark == "d" and gap == 1 and not self._quantified(words, starts, j)):
                j, length = j + 1, length + 1
            elif (k := self._over_links(words, j)) is not None:
                j, length = k, length + 1
            else:
                break
        return j

    def _quantified(self, words: Sequence[Word], starts: Sequence[int], j: int) -> bool:
        """Whether the digits begin a larger number or an amount, and so are no part of a name."""
        if j + 1 >= len(words):
            return False
        after = words[j + 1]
        return after.mark == "d" or after.lower in "%€$£°" or (
            starts[j + 1] == starts[j] + words[j].length and after.lower in ",." and j + 2 < len(words)
            and words[j + 2].mark == "d"
        )  # fmt: skip

    def _over_links(self, words: Sequence[Word], j: int) -> int | None:
        """After up to two links ("de l'"), the end of the next capitalised word."""
        k = j
        while k < len(words) and k - j < 3:
            word = words[k]
            if word.capital and k > j:
                return k + 1 if word.plain and self._compound(words, j) else None
            if not self._words.linking(word):
                return None
            k += 1
        return None

    def _compound(self, words: Sequence[Word], j: int) -> bool:
        """Links join two capitals into one name when the first is no name by itself ("Banque de France")."""
        first = words[j - 1].lower
        return first in self._small or (words[j].lower in self._words.links and first not in self._lone)

    def _name(self, words: Sequence[Word], starts: Sequence[int], i: int, j: int) -> Name | None:
        if j - i > 1 and self._plain_opening(words, i):
            i += 1
        first = words[i]
        sure = True
        if j - i == 1:
            if first.lower in self._small and first.lower not in self.known:
                return None
            sure = (
                first.inner or first.lower in self.known
                or not (_opens(words, i) or self._in_headline(words))
            )  # fmt: skip
        key = self._resolve(" ".join([word.lower for word in words[i:j] if word.mark != "p"]))
        return Name(starts[i], starts[j - 1] + words[j - 1].length, key, sure)

    def _plain_opening(self, words: Sequence[Word], i: int) -> bool:
        """Whether word `i` is a common one that has its capital from opening the sentence."""
        lower = words[i].lower
        return i == 0 and words[1].capital and lower in self._small and lower not in self._lone

    def _resolve(self, key: str) -> str:
        article, _, rest = key.partition(" ")
        if rest and article in self._words.determiners:
            key = rest
        key = self._short.get(key, key)
        return self._words.aliases.get(key, key)

    def _shorten(self, full: str) -> None:
        """The last word of a person's name, or of a short name, stands for the whole when met alone."""
        first, *_, last = full.split(" ")
        refused = self._words.unnamed
        if (
            not last.isalpha()
            or first in self._lone
            or first in self._small
            or first in refused
            or last in refused
        ):
            return
        if self._short.setdefault(last, full) != full:
            self._short[last] = last

    def _introduce(self, text: str, match: re.Match[str]) -> None:
        """`Long Name (LN)`: the acronym stands for the name right before the bracket."""
        end = match.start()
        while end and text[end - 1] == " ":
            end -= 1
        words, starts = tokenise(text, max(0, end - INTRODUCED), end, self._words)
        names = self.find(words, starts, [i for i, word in enumerate(words) if word.names])
        if names and names[-1].end == end and " " in names[-1].key:
            self._short.setdefault(fold(match[1]), names[-1].key)


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether nothing but a few signs stands before word `i`."""
    return i == 0 or (words[i - 1].mark == "p" and i <= SIGNS and all(word.mark == "p" for word in words[:i]))


def _is_headline(words: Sequence[Word]) -> bool:
    """Whether most of the words have a capital."""
    bearing = [word for word in words if word.mark in "ws" and len(word.lower) > 1]
    large = sum(word.capital for word in bearing)
    return len(bearing) > 4 and large / len(bearing) > HEADLINE

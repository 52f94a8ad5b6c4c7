"""Proper names of a document, found by capitals alone, with acronyms and short forms resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.assertions.words import Words, fold

if TYPE_CHECKING:
    from claimcheck.assertions.text import Token

__all__ = ["Name", "NameFinder"]

UPPER = "A-ZÀ-ÖØ-Þ"
LOWER = "a-zß-öø-ÿœ"
# A capitalised word in the midst of a sentence: after a small letter, a digit or a comma and one blank.
INNER_CAPITAL = re.compile(rf"(?<=[{LOWER}0-9,;'’] )[{UPPER}][\w-]{{1,63}}|(?<=['’])[{UPPER}][\w-]{{1,63}}")
CAPITAL = re.compile(rf"\b[{UPPER}][\w-]{{1,63}}")
# The same, when no other capitalised word follows: a name by itself.
LONE_CAPITAL = re.compile(rf"(?<=[{LOWER}0-9,;'’] )[{UPPER}][\w-]{{1,63}}(?! [{UPPER}])")
SMALL_WORD = re.compile(rf"\b[{LOWER}][\w-]{{2,63}}")
FULL_NAME = re.compile(rf"[{UPPER}][\w-]{{1,40}} [{UPPER}][\w-]{{1,40}}(?: [{UPPER}][\w-]{{1,40}})?")
ACRONYM = re.compile(rf"\(([{UPPER}][{UPPER}0-9&.]{{1,9}})\)")
INTRODUCED = 90
"""Code points before a bracketed acronym in which its long form is sought."""
MAX_NAME = 8
"""Words in one name; a longer run of capitals is a headline."""
HEADLINE = 0.6
"""Share of capitalised words from which on a sentence is a headline in title case: no evidence of names."""


@dataclass(frozen=True, slots=True)
class Name:
    """`key`: the folded full form of the entity in this document. `sure` is false for a word that
    stands at the opening of a sentence only, so that its capital proves nothing."""

    start: int
    end: int
    key: str
    sure: bool = True


class NameFinder:
    """Finds names in the tokens of a sentence, with what the whole document shows of its words.

    `known`: folded words that have a capital in the midst of a sentence; `all_words`: those, and words
    that only ever stand with a capital.
    """

    __slots__ = ("_lone", "_short", "_small", "_words", "all_words", "known")

    def __init__(self, text: str, words: Words) -> None:
        self._words = words
        common = words.no_names | words.stop
        self.known = frozenset(map(fold, INNER_CAPITAL.findall(text))) - common
        self._lone = set(map(fold, LONE_CAPITAL.findall(text)))
        self._small = set(map(fold, set(SMALL_WORD.findall(text))))
        capitals = frozenset(map(fold, set(CAPITAL.findall(text))))
        self.all_words = self.known | (capitals - self._small - common)
        self._short: dict[str, str] = {}
        for full in FULL_NAME.findall(text):
            self._shorten(fold(full))
        for match in ACRONYM.finditer(text):
            self._introduce(text, match)

    def find(self, tokens: Sequence[Token]) -> list[Name]:
        """Names in order. Short forms ("Martin" after "Jeanne Martin", an acronym introduced in brackets)
        get the key of the long one."""
        bearing = [t for t in tokens if t.mark in "ws" and len(t.lower) > 1]
        capitals = sum(t.capital for t in bearing)
        headline = len(bearing) > 4 and capitals / len(bearing) > HEADLINE
        names: list[Name] = []
        i = 0
        for at, token in enumerate(tokens):
            if at < i or not token.capital:
                continue
            i = at
            if not self._starts(tokens, i, headline):
                continue
            j = self._extend(tokens, i)
            if name := self._name(tokens, i, j, headline):
                names.append(name)
            i = j
        return names

    def _starts(self, tokens: Sequence[Token], i: int, headline: bool) -> bool:
        token = tokens[i]
        if not token.capital or token.lower in self._words.no_names or token.lower in self._words.titles:
            return False
        if token.lower in self._words.stop:
            return token.end - token.start > 1 and token.lower in self.known
        return not (headline and token.lower in self._small and token.lower not in self.known)

    def _extend(self, tokens: Sequence[Token], i: int) -> int:
        """The end of the name that starts at token `i`: more capitals, joined by small links or hyphens."""
        words, j, length = self._words, i + 1, 1
        while j < len(tokens) and length < MAX_NAME:
            token = tokens[j]
            gap = token.start - tokens[j - 1].end
            if gap > 1:
                break
            plain = token.capital and token.lower not in words.no_names and token.lower not in words.stop
            model = token.mark == "d" and gap == 1 and len(token.lower) <= 2
            if plain or (model and not self._quantified(tokens, j)):
                j, length = j + 1, length + 1
            elif (k := self._over_links(tokens, j)) is not None:
                j, length = k, length + 1
            else:
                break
        return j

    def _quantified(self, tokens: Sequence[Token], j: int) -> bool:
        """Whether the digits begin a larger number or an amount, and so are no part of a name."""
        if j + 1 >= len(tokens):
            return False
        after = tokens[j + 1]
        return after.mark == "d" or after.lower in "%€$£°" or (
            after.start == tokens[j].end and after.lower in ",." and j + 2 < len(tokens)
            and tokens[j + 2].mark == "d"
        )  # fmt: skip

    def _over_links(self, tokens: Sequence[Token], j: int) -> int | None:
        """After up to two links ("de l'"), the end of the next capitalised word."""
        k = j
        while k < len(tokens) and k - j < 3:
            token = tokens[k]
            if token.capital and k > j:
                plain = token.lower not in self._words.no_names and token.lower not in self._words.stop
                return k + 1 if plain and self._compound(tokens, j, k) else None
            if token.lower not in self._words.links and token.lower not in "'’":
                return None
            k += 1
        return None

    def _compound(self, tokens: Sequence[Token], j: int, k: int) -> bool:
        """Links join two capitals into one name when the first is no name by itself ("Banque de France")."""
        first = tokens[j - 1].lower
        return first in self._small or (tokens[j].lower in self._words.links and first not in self._lone)

    def _name(self, tokens: Sequence[Token], i: int, j: int, headline: bool) -> Name | None:
        if j - i > 1 and self._plain_opening(tokens, i):
            i += 1
        first = tokens[i]
        key = " ".join(t.lower for t in tokens[i:j] if t.mark in "wsd")
        opening = i == 0 or all(t.mark == "p" for t in tokens[:i])
        sure = True
        if j - i == 1:
            if first.lower in self._small and first.lower not in self.known:
                return None
            sure = first.inner or first.lower in self.known or (not opening and not headline)
        key = self._resolve(key)
        return Name(first.start, tokens[j - 1].end, key, sure)

    def _plain_opening(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether token `i` is a common word that has its capital from opening the sentence."""
        lower = tokens[i].lower
        return i == 0 and tokens[1].capital and lower in self._small and lower not in self._lone

    def _resolve(self, key: str) -> str:
        for article in self._words.determiners:
            if key.startswith(article + " "):
                key = key[len(article) + 1 :]
                break
        key = self._short.get(key, key)
        return self._words.aliases.get(key, key)

    def _shorten(self, full: str) -> None:
        """The last word of a person's name, or of a short name, stands for the whole when met alone."""
        first, *_, last = full.split(" ")
        refused = self._words.no_names | self._words.stop | self._words.titles
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
        from claimcheck.assertions.text import tokenise

        end = len(text[: match.start()].rstrip(" "))
        names = self.find(tokenise(text, max(0, end - INTRODUCED), end, self._words))
        if names and names[-1].end == end and " " in names[-1].key:
            self._short.setdefault(fold(match[1]), names[-1].key)

"""What a page prints around its article: lines and sentences whose figures nobody asserts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.assertions.tables import Tables
from claimcheck.assertions.text import TextLayer
from claimcheck.assertions.words import LETTERS, fold

__all__ = ["Boilerplate"]

HEADING = 60
"""Code points up to which a line may be a heading."""
TEASER = 240
"""Code points up to which a line below such a heading is a teaser and no paragraph."""
STRIPPED = " \t\u00a0\u202f:;.!?…-–—*•#>|»«\"'"
FIRST_WORD = re.compile(rf"[{re.escape(STRIPPED)}’ʼ‘]*({LETTERS.pattern})")


class Boilerplate:
    """`covers(index)`: whether the sentence with that index belongs to no article."""

    __slots__ = ("_covered", "_tables", "_text")

    def __init__(self, text: TextLayer, tables: Tables) -> None:
        self._text, self._tables = text, tables
        self._covered = list(self._verdicts(self._below_headings()))

    def covers(self, index: int) -> bool:
        return self._covered[index]

    def _verdicts(self, below: frozenset[int]) -> Iterator[bool]:
        """Of each sentence whether it belongs to no article. `below`: lines below headings of boilerplate."""
        text, noise = self._text, self._tables.boilerplate
        line, judged, opened = 0, -1, False
        for index, sentence in enumerate(text.sentences):
            while line + 1 < len(text.lines) and text.lines[line + 1] <= sentence.start:
                line += 1
            if line != judged:
                judged, opened = line, self._opens(text.lines[line])
            yield opened or sentence.line in below or noise in text.tokens(index).phrases

    def _opens(self, start: int) -> bool:
        """Whether a line opens with words that only boilerplate opens with."""
        text, tables = self._text.text, self._tables
        first = FIRST_WORD.match(text, start, start + HEADING)
        phrases = tables.openings.get(tables.words.folded[first[1]] if first else "")
        if phrases is None:
            return False
        opening = fold(text[start : start + HEADING]).lstrip(STRIPPED).replace("’", "'")
        return any(_opens(opening, phrase) for phrase in phrases)

    def _below_headings(self) -> frozenset[int]:
        """Lines below a heading such as "Newsletter", as far as they are short; the heading's own too."""
        found: set[int] = set()
        if not self._tables.headings:
            return frozenset()
        below = 0
        last = -1
        text = self._text.text
        for sentence in self._text.sentences:
            if sentence.line == last:
                continue
            last = sentence.line
            end = text.find("\n", sentence.start)
            length = (len(text) if end < 0 else end) - sentence.start
            heading = None
            if length <= HEADING:
                line = fold(text[sentence.start : sentence.start + length]).strip(STRIPPED)
                heading = self._tables.headings.get(line.replace("’", "'"))
            if heading is not None:
                below = heading.lines
                found.add(sentence.line)
            elif below:
                below = below - 1 if length <= TEASER else 0
                if length <= TEASER:
                    found.add(sentence.line)
        return frozenset(found)


def _opens(line: str, phrase: str) -> bool:
    """Whether a folded line opens with the phrase; a single word also opens sentences ("Shares in X rose"),
    so that no further word may follow it."""
    if not line.startswith(phrase):
        return False
    rest = line[len(phrase) :]
    return not rest[:1].isalpha() and (" " in phrase or not rest.lstrip(" ")[:1].isalpha())

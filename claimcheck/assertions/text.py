"""The text layer: one document cut into sentences, tokens, stems and proper names.

Everything downstream (figures, statements) reads a document through `TextLayer`, whose sentences, words,
names and phrases are found once. Offsets are code points of `source.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise

from claimcheck.assertions.names import Name, NameFinder
from claimcheck.assertions.phrases import Found, find_phrases
from claimcheck.assertions.sentences import Sentence, split_sentences
from claimcheck.assertions.words import Word, Words, tokenise

__all__ = ["Name", "Sentence", "TextLayer", "Tokens", "Word"]

NEWLINE = re.compile("\n")
MAX_TOKENS = 400
"""Tokens of one sentence that are read; longer ones are tables or lists."""


@dataclass(slots=True)
class Tokens:
    """The words, runs of digits and signs of a sentence, without its apostrophes, which phrases do not have.

    `words` are what they are, `starts` where they stand. `names`: the proper names of the sentence, in order,
    each with the folded key of the entity it stands for; `placed`: with the half-open stretch of words that
    it covers. `phrases`: the phrases of the rules in it.
    """

    words: list[Word]
    starts: list[int]
    names: list[Name]
    placed: list[tuple[int, int, Name]]
    phrases: Found
    back: bool | None = None
    """Whether it points back, once somebody asked."""

    def end(self, index: int) -> int:
        return self.starts[index] + self.words[index].length


@dataclass(slots=True)
class TextLayer:
    """One document. `spans` are stretches that no sentence break may cut (the mentions), sorted."""

    text: str
    words: Words
    spans: Sequence[tuple[int, int]] = ()
    sentences: list[Sentence] = field(init=False)
    names: NameFinder = field(init=False)
    lines: list[int] = field(init=False)
    """Where the lines of the text start."""
    _starts: list[int] = field(init=False)
    _tokens: list[Tokens] = field(init=False)

    def __post_init__(self) -> None:
        self.sentences = split_sentences(self.text, self.words.stopped, self.spans)
        self.lines = [0, *(found.end() for found in NEWLINE.finditer(self.text))]
        self._starts = [sentence.start for sentence in self.sentences]
        words, starts = tokenise(self.text, 0, len(self.text), self.words)
        self.names = NameFinder(self.text, words, starts, self.words)
        self._tokens = self._cut(words, starts)

    def index_at(self, offset: int) -> int:
        """Index of the sentence that holds, or comes last before, a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds a code point."""
        return bisect_right(self.lines, offset) - 1

    def sentence_text(self, index: int) -> str:
        sentence = self.sentences[index]
        return self.text[sentence.start : sentence.end]

    def tokens(self, index: int) -> Tokens:
        """What the sentence with that index is made of."""
        return self._tokens[index]

    def _cut(self, all_words: list[Word], all_starts: list[int]) -> list[Tokens]:
        """The tokens of each sentence, of those of the whole text.

        One question after the other is asked of all sentences, so that the code of each stays in the cache.
        """
        standing = [word.stands for word in all_words]
        kept_words, kept_starts = list(compress(all_words, standing)), list(compress(all_starts, standing))
        cuts = [*[bisect_left(all_starts, start) for start in self._starts], len(all_starts)]
        kept_cuts = [*[bisect_left(kept_starts, start) for start in self._starts], len(kept_starts)]
        lasts = kept_cuts[1:]
        for index, (first, last) in enumerate(pairwise(cuts)):
            if last - first > MAX_TOKENS:
                lasts[index] = bisect_left(kept_starts, all_starts[first + MAX_TOKENS])
        words = [kept_words[first:last] for first, last in zip(kept_cuts, lasts, strict=False)]
        starts = [kept_starts[first:last] for first, last in zip(kept_cuts, lasts, strict=False)]
        names = self.names.by_sentence(all_words, all_starts, cuts)
        placed = [
            [(bisect_left(here, name.start), bisect_left(here, name.end), name) for name in found]
            for here, found in zip(starts, names, strict=True)
        ]
        phrases = [find_phrases(here) for here in words]
        return list(map(Tokens, words, starts, names, placed, phrases))

    def names_in(self, index: int) -> list[Name]:
        """Proper names of the sentence, in order, each with the folded key of the entity it stands for."""
        return self.tokens(index).names

    def points_back(self, index: int) -> bool:
        """Whether the sentence speaks of an entity of the one before by a pronoun or a noun for it."""
        tokens = self.tokens(index)
        if tokens.back is None:
            tokens.back = self.opens_with_pronoun(index) or bool(self.referents(index))
        return tokens.back

    def opens_with_pronoun(self, index: int) -> bool:
        """Whether the sentence opens with a word for an entity spoken of before ("Il", "Ce dernier")."""
        opening = [word.lower for word in self.tokens(index).words[:3] if word.mark != "p"]
        if not opening or (known := self.words.pronouns.get(opening[0])) is None:
            return False
        return any(" ".join(opening[: phrase.count(" ") + 1]) == phrase for phrase in known)

    def referents(self, index: int) -> list[Word]:
        """Nouns that stand for an entity spoken of before: "le groupe", "the company"."""
        tokens, determiners = self.tokens(index), self.words.determiners
        words, found = tokens.words, []
        for i, _, _ in self.words.referring.of(tokens.phrases):
            j = i - 1
            if j >= 0 and words[j].mark == "p":
                j -= 1
            if j >= 0 and words[j].lower in determiners:
                found.append(words[i])
        return found

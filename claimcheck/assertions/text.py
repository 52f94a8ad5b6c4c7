"""The text layer: one document cut into sentences, tokens, stems and proper names.

Everything downstream (figures, statements) reads a document through `TextLayer`. Sentences are found
once; tokens only for the sentences asked for, then kept. Offsets are code points of `source.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.names import Name, NameFinder
from claimcheck.assertions.sentences import Sentence, split_sentences
from claimcheck.assertions.words import Words, fold

__all__ = ["APOSTROPHES", "Name", "Sentence", "TextLayer", "Token", "tokenise"]

MAX_SEEN = 100_000
APOSTROPHES = frozenset("'’ʼ‘")
TOKEN = re.compile(r"[^\W\d_][\w-]{0,63}|\d{1,64}|[^\w\s]")


@dataclass(slots=True)
class Token:
    """A word, a run of digits or one sign. `lower` is folded (no case, no accents), `stem` folded too.

    `mark`: "w" a word that bears meaning, "s" a stop word, "d" digits, "p" a sign. `capital`: the first
    letter is one; `inner`: a later one is (OpenAI, SNCF).
    """

    start: int
    end: int
    lower: str
    stem: str
    mark: str
    capital: bool = False
    inner: bool = False


def tokenise(text: str, start: int, end: int, words: Words) -> list[Token]:
    """Tokens of `text[start:end]`, in order.

    >>> from claimcheck.rulebook import default_rulebook
    >>> from claimcheck.assertions.words import words_of
    >>> [t.lower for t in tokenise("L'été 2024.", 0, 11, words_of(default_rulebook(), "fr"))]
    ['l', "'", 'ete', '2024', '.']
    """
    known = words.seen
    tokens = []
    for match in TOKEN.finditer(text, start, end):
        word = match[0]
        seen = known.get(word)
        if seen is None:
            if len(known) >= MAX_SEEN:
                known.clear()
            seen = known[word] = _seen(word, words)
        first, last = match.span()
        tokens.append(Token(first, last, *seen))
    return tokens


def _seen(word: str, words: Words) -> tuple[str, str, str, bool, bool]:
    """All of a token but its place, which is the same wherever the word stands."""
    first = word[0]
    if not first.isalpha():
        return word, word, "d" if first.isdigit() else "p", False, False
    lower = fold(word)
    stop = lower in words.stop
    stem = lower if stop else words.stem(word)
    return lower, stem, "s" if stop else "w", first.isupper(), word[1:].lower() != word[1:]


@dataclass(slots=True)
class TextLayer:
    """One document. `spans` are stretches that no sentence break may cut (the mentions), sorted."""

    text: str
    words: Words
    spans: Sequence[tuple[int, int]] = ()
    sentences: list[Sentence] = field(init=False)
    names: NameFinder = field(init=False)
    _starts: list[int] = field(init=False)
    _tokens: dict[int, list[Token]] = field(default_factory=dict)
    _plain: dict[int, list[Token]] = field(default_factory=dict)
    _names: dict[int, list[Name]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sentences = split_sentences(self.text, self.words.abbreviations, self.spans)
        self._starts = [sentence.start for sentence in self.sentences]
        self.names = NameFinder(self.text, self.words)

    def index_at(self, offset: int) -> int:
        """Index of the sentence that holds, or comes last before, a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_text(self, index: int) -> str:
        sentence = self.sentences[index]
        return self.text[sentence.start : sentence.end]

    def tokens(self, index: int) -> list[Token]:
        """Tokens of the sentence with that index."""
        found = self._tokens.get(index)
        if found is None:
            sentence = self.sentences[index]
            found = self._tokens[index] = tokenise(self.text, sentence.start, sentence.end, self.words)
        return found

    def plain_tokens(self, index: int, most: int | None = None) -> list[Token]:
        """Those tokens (the first `most` of them) without apostrophes, which phrases do not have."""
        tokens = self.tokens(index)
        if most is not None and len(tokens) > most:
            return [t for t in tokens[:most] if t.lower not in APOSTROPHES]
        found = self._plain.get(index)
        if found is None:
            found = self._plain[index] = [t for t in tokens if t.lower not in APOSTROPHES]
        return found

    def names_in(self, index: int) -> list[Name]:
        """Proper names of the sentence, in order, each with the folded key of the entity it stands for."""
        found = self._names.get(index)
        if found is None:
            found = self._names[index] = self.names.find(self.tokens(index))
        return found

    def same_paragraph(self, index: int, other: int) -> bool:
        return self.sentences[index].line == self.sentences[other].line

    def opens_with_pronoun(self, index: int) -> bool:
        """Whether the sentence opens with a word for an entity spoken of before ("Il", "Ce dernier")."""
        opening = " ".join(token.lower for token in self.tokens(index)[:3] if token.mark != "p")
        return any(opening == p or opening.startswith(p + " ") for p in self.words.pronouns)

    def referents(self, index: int) -> list[Token]:
        """Nouns that stand for an entity spoken of before: "le groupe", "the company"."""
        tokens, words = self.tokens(index), self.words
        found = []
        for i, token in enumerate(tokens):
            if token.lower in words.referents and not token.capital:
                j = i - 1
                if j >= 0 and tokens[j].mark == "p":
                    j -= 1
                if j >= 0 and tokens[j].lower in words.determiners:
                    found.append(token)
        return found

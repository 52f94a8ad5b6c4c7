"""Facts of a predicate: which of several categories something is ("non-binding"), or whose name (a CEO)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.assertions.phrases import Phrases
from claimcheck.assertions.statements_polarity import Negation
from claimcheck.assertions.text import Tokens
from claimcheck.assertions.words import Words, fold
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.predicates import Predicate

__all__ = ["Finder", "Found", "compile_finder"]

AROUND = 3
"""Tokens between a title ("PDG de Velmora,") and the name it belongs to."""
FULL = 2
"""Words of a name from which on it tells one person from another."""


@frozen
class Found:
    """A category at the half-open stretch of tokens; `subject`: the name it is said of, where known."""

    first: int
    last: int
    predicate: str
    category: str
    subject: str | None = None


@frozen
class _Word:
    """A word of a predicate; `category`: the one it stands for, None where it names the predicate."""

    predicate: Predicate
    category: str | None


@frozen
class Finder:
    phrases: Phrases[_Word]
    links: Mapping[str, frozenset[str]]

    def find(self, tokens: Tokens, negations: Sequence[Negation]) -> Sequence[Found]:
        """The facts of a sentence, in order."""
        words = self.phrases.of(tokens.phrases)
        return list(self._facts(tokens, words, negations)) if words else ()

    def _facts(
        self, tokens: Tokens, words: Sequence[tuple[int, int, _Word]], negations: Sequence[Negation]
    ) -> Iterator[Found]:
        named = [(a, b, w.predicate) for a, b, w in words if w.category is None and not w.predicate.names]
        taken: set[tuple[str, int]] = set()
        for first, last, word in sorted(words, key=lambda item: (item[0] - item[1], item[0])):
            key = word.predicate.id
            if any((key, i) in taken for i in range(first, last)):
                continue
            taken.update((key, i) for i in range(first, last))
            if word.predicate.names:
                yield from self._name(tokens, first, last, word.predicate)
            elif word.category is not None:
                near = [
                    (a, b) for a, b, p in named if p is word.predicate and _gap(a, b, first, last) <= p.reach
                ]
                if not near:
                    continue
                a, b = min(near, key=lambda item: _gap(item[0], item[1], first, last))
                category = _signed(word, (first, last), (a, b), negations)
                if category is not None:
                    yield Found(min(a, first), max(b, last), key, category)

    def _name(self, tokens: Tokens, first: int, last: int, predicate: Predicate) -> Iterator[Found]:
        """`PDG de Velmora, Jeanne Corvat` and `Jeanne Corvat, PDG de Velmora`."""
        spans = [(_at(tokens, name.start), _at(tokens, name.end - 1) + 1, name.key) for name in tokens.names]
        linked = last < len(tokens.words) and tokens.words[last].lower in self.links[predicate.id]
        owner = next((s for s in spans if linked and last < s[0] <= last + 2), None)
        if owner is None:
            return
        after = [s for s in spans if owner[1] <= s[0] <= owner[1] + 1]
        before = [s for s in spans if first - AROUND <= s[1] <= first]
        for start, end, key in (*before[-1:], *after[:1]):
            if len(key.split(" ")) >= FULL:
                yield Found(min(start, first), max(end, owner[1]), predicate.id, key, owner[2])
                return


def compile_finder(predicates: Iterable[Predicate], language: str, words: Words) -> Finder:
    phrases: Phrases[_Word] = Phrases(words)
    links = {}
    for predicate in predicates:
        if not predicate.categories and not predicate.names:
            continue
        phrases.add(predicate.words.get(language, ()), _Word(predicate, None))
        links[predicate.id] = frozenset(map(fold, predicate.links.get(language, ())))
        for category in predicate.categories:
            phrases.add(category.words.get(language, ()), _Word(predicate, category.id))
    return Finder(phrases, links)


def _gap(a: int, b: int, first: int, last: int) -> int:
    return max(first - b, a - last, 0)


def _at(tokens: Tokens, offset: int) -> int:
    at = bisect_right(tokens.starts, offset) - 1
    return at if at >= 0 and offset < tokens.end(at) else len(tokens.words)


def _signed(
    word: _Word, span: tuple[int, int], named: tuple[int, int], negations: Sequence[Negation]
) -> str | None:
    """The category; under a negation that is no part of its words the other one, where there are two.

    A negation of the thing itself ("no binding agreement was signed") says nothing of its category.
    """
    outside = [n for n in negations if n.start <= span[0] < n.end and not span[0] <= n.at < span[1]]
    if any(n.start <= named[0] < n.end for n in outside):
        return None
    if len(outside) % 2 == 0:
        return word.category
    others = [category.id for category in word.predicate.categories if category.id != word.category]
    return others[0] if len(others) == 1 else None

"""A statement as alignment sees it, and how telling its words are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from claimcheck.alignment.facts_figures import Figures, figures_of
from claimcheck.model import Assertion, quickly
from claimcheck.model.frozen import frozen

__all__ = ["Rarity", "Statement", "statement", "weighed"]

NEGATED = frozenset({"negation", "correction"})


@frozen
class Statement:
    """A statement as alignment sees it: `words` are its tokens with weight, `total` their sum.

    `names`: those of the words that are part of a proper name. `denied`: weight of what it denies.
    `figures`: the values in it; `counted`: a figure is among its words.
    """

    assertion: Assertion
    words: Mapping[str, float]
    total: float
    negated: bool
    names: frozenset[str]
    denied: float
    figures: Figures
    counted: bool


new_statement = quickly(Statement)


class Rarity(dict[str, float]):
    """How telling a word is in this corpus: 1 in one or two documents, less the more have it."""

    def __init__(self, documents: int, counts: Mapping[str, int], number_weight: float) -> None:
        self.documents, self.counts, self.number_weight = documents, counts, number_weight

    def __missing__(self, word: str) -> float:
        scale = math.log1p(self.documents / 2)
        rare = min(1.0, math.log1p(self.documents / max(1, self.counts.get(word, 1))) / scale)
        known = self[word] = rare * (self.number_weight if word.isdigit() else 1.0)
        return known


def weighed(assertion: Assertion, rarity: Rarity) -> dict[str, float]:
    """Its words by what they weigh."""
    return {token: weight * rarity[token] for token, weight in assertion.context.tokens.items()}


def statement(assertion: Assertion, rarity: Rarity) -> Statement:
    context, words = assertion.context, weighed(assertion, rarity)
    return new_statement(
        assertion,
        words,
        math.fsum(words.values()),
        not NEGATED.isdisjoint(context.cues),
        frozenset(words.keys() & set().union(*map(_beginnings, context.entities))),
        math.fsum(words[word] for word in context.denied),
        figures_of(context.figures),
        any(map(str.isdigit, words)),
    )


@lru_cache(maxsize=4096)
def _beginnings(name: str) -> frozenset[str]:
    """What each word of a name begins with, the whole word too."""
    return frozenset(part[:end] for part in name.split(" ") for end in range(len(part) + 1))

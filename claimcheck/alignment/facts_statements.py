"""A statement as alignment sees it, and how telling its words are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from claimcheck.alignment.facts_figures import Figures, figures_of
from claimcheck.model import Assertion

__all__ = ["Rarity", "Statement", "statement"]

NEGATED = frozenset({"negation", "correction"})


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Rarity:
    """How telling a word is in this corpus: 1 in one or two documents, less the more have it."""

    documents: int
    counts: Mapping[str, int]
    number_weight: float
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, word: str) -> float:
        if (known := self._known.get(word)) is None:
            scale = math.log1p(self.documents / 2)
            rare = min(1.0, math.log1p(self.documents / max(1, self.counts.get(word, 1))) / scale)
            known = self._known[word] = rare * (self.number_weight if word.isdigit() else 1.0)
        return known


def statement(assertion: Assertion, rarity: Rarity) -> Statement:
    context = assertion.context
    words = {token: weight * rarity.of(token) for token, weight in context.tokens.items()}
    parts = {part for name in context.entities for part in name.split(" ")}
    names = frozenset(word for word in words for part in parts if part.startswith(word))
    return Statement(
        assertion,
        words,
        math.fsum(words.values()),
        not NEGATED.isdisjoint(context.cues),
        names,
        math.fsum(words[word] for word in context.denied),
        figures_of(context.figures),
        any(map(str.isdigit, words)),
    )

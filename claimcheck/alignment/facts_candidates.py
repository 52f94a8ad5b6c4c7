"""Which pairs of statements are worth measuring: they share one of their rarest words, and enough of the
others to outweigh the rivals. Most pairs are turned away by their sizes alone."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.alignment.facts_statements import Rarity, weighed
from claimcheck.model import Assertion
from claimcheck.rulebook.families.facts import FactRules

__all__ = ["likely_pairs"]

ROUNDING = 1e-9


def likely_pairs(
    facts: Sequence[Assertion], rarity: Rarity, rules: FactRules
) -> Iterator[tuple[int, int, int]]:
    """Two facts of different sources, by number, and how many pairs of facts their two documents offer.

    `facts`: source by source.
    """
    told = Counter(fact.source for fact in facts)
    likely = _Likely(facts, rarity, rules, [told[fact.source] for fact in facts])
    for one, others in enumerate(_sharing(facts, rarity.counts, rules)):
        if others:
            yield from likely.among(one, others)


def _sharing(facts: Sequence[Assertion], counts: Mapping[str, int], rules: FactRules) -> Iterator[set[int]]:
    """For each fact those of later sources that share one of its rarest words."""
    rarest = sorted([word for word in counts if counts[word] > 1], key=lambda word: (counts[word], word))
    rank = {word: place for place, word in enumerate(rarest)}
    bearers: dict[int, list[int]] = defaultdict(list)
    keys = []
    for number, fact in enumerate(facts):
        keys.append(sorted([rank[word] for word in fact.context.tokens if word in rank])[: rules.keys])
        for place in keys[-1]:
            bearers[place].append(number)
    # Facts stand source by source: those of later sources begin where the last of this one ends.
    last = {fact.source: number for number, fact in enumerate(facts)}
    for fact, places in zip(facts, keys, strict=True):
        end, found = last[fact.source], set[int]()
        for place in places:
            if len(numbers := bearers[place]) <= rules.longest_list and numbers[-1] > end:
                found.update(numbers[bisect_right(numbers, end) :])
        yield found


class _Likely:
    """Whether words in common can outweigh the rivals at all. What is not measured here can only lower
    the score, but for names. `sizes`: how many facts the document of each tells."""

    def __init__(
        self, facts: Sequence[Assertion], rarity: Rarity, rules: FactRules, sizes: Sequence[int]
    ) -> None:
        terms = {term.id: float(term.weight) for term in rules.same}
        self._prior, self._rivals = terms.get("prior", 0.0), terms.get("rivals", 0.0)
        self._overlap, self._shared = terms.get("overlap", 0.0), terms.get("shared", 0.0)
        self._entities = terms.get("entities", 0.0)
        self._words = [weighed(fact, rarity) for fact in facts]
        self._names = [fact.context.entities.keys() for fact in facts]
        self._totals = [math.fsum(words.values()) for words in self._words]
        self._sizes = sizes
        self._grounds: dict[int, float] = {}

    def among(self, one: int, others: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Those of the others, in order, that may be the same, with the number of rivals."""
        sizes, totals, size, mine = self._sizes, self._totals, self._sizes[one], self._totals[one]
        named = max(0.0, self._entities) * math.log1p(len(self._names[one]))
        for other in sorted(others):
            rivals, theirs = size * sizes[other], totals[other]
            if (ground := self._grounds.get(rivals)) is None:
                ground = self._grounds[rivals] = self._prior + self._rivals * math.log(max(1, rivals))
            fewer, more = (mine, theirs) if mine < theirs else (theirs, mine)
            # Not even if the longer one had all words of the shorter one, and the names of both were one's.
            most = ground + named + self._overlap * fewer / max(1.0, more) + self._shared * math.log1p(fewer)
            if most >= -ROUNDING and self._outweighs(ground, one, other):
                yield one, other, rivals

    def _outweighs(self, ground: float, one: int, other: int) -> bool:
        if common := len(self._names[one] & self._names[other]):
            ground += self._entities * math.log1p(common)
        shared, words = 0.0, self._words[other]
        for word, weight in self._words[one].items():
            if word in words:
                known = words[word]
                shared += weight if weight < known else known
        overlap = shared / max(1.0, self._totals[one] + self._totals[other] - shared)
        return ground + self._overlap * overlap + self._shared * math.log1p(shared) >= -ROUNDING

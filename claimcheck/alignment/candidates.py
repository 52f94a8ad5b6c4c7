"""Which pairs are looked at: gate by rare names, block by dimension, bounded for the worst block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.surroundings import Surroundings, is_gated, rare_names
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["candidate_pairs"]


class _RareNames:
    """In a larger corpus two documents are compared only if they share a rare proper name."""

    def __init__(self, entries: Sequence[Entry], rules: AlignmentRules, around: Surroundings | None) -> None:
        names: dict[int, frozenset[str]] = {entry.document: entry.names for entry in entries}
        total = around.documents if around else len(names)
        self.open = not is_gated(total, rules)
        if self.open:
            return
        counts = around.names if around else Counter(name for found in names.values() for name in found)
        rare = frozenset(rare_names(counts, total, rules))
        self._rare = {document: rare & found for document, found in names.items()}
        self._known: dict[tuple[int, int], bool] = {}

    def allow(self, a: Entry, b: Entry) -> bool:
        pair = (a.document, b.document)
        if self.open or pair[0] == pair[1]:
            return True
        if pair not in self._known:
            self._known[pair] = not self._rare[pair[0]].isdisjoint(self._rare[pair[1]])
        return self._known[pair]

    def within_reach(self, entries: Sequence[Entry], focus: frozenset[str]) -> Sequence[Entry]:
        """The entries of documents that may be compared with some document of `focus`."""
        if self.open:
            return entries
        mine = {entry.document for entry in entries if entry.assertion.source in focus}
        names = frozenset().union(*(self._rare[document] for document in mine))
        return [
            entry
            for entry in entries
            if entry.document in mine or not names.isdisjoint(self._rare[entry.document])
        ]


def candidate_pairs(
    entries: Sequence[Entry],
    rules: AlignmentRules,
    focus: frozenset[str] | None = None,
    around: Surroundings | None = None,
) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of one dimension, each once; with `focus`, those with an entry of one of these sources.

    A block above `limits.block` is swept: for each of an entry's heaviest tokens, only its
    `limits.window` neighbours by value among those that bear the token. What `focus` cannot meet is left
    out before that, so that the rest of a corpus changes nothing.
    """
    names = _RareNames(entries, rules, around)
    blocks: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries if focus is None else names.within_reach(entries, focus):
        blocks[entry.key].append(entry)
    for key in sorted(blocks):
        block = blocks[key]
        if focus is not None and not any(entry.assertion.source in focus for entry in block):
            continue
        pairs = combinations(block, 2) if len(block) <= rules.limits.block else _sweep(block, rules)
        for a, b in pairs:
            apart = focus is not None and a.assertion.source not in focus and b.assertion.source not in focus
            if not apart and names.allow(a, b):
                yield a, b


def _sweep(block: Sequence[Entry], rules: AlignmentRules) -> Iterator[tuple[Entry, Entry]]:
    postings: dict[str, list[Entry]] = defaultdict(list)
    for entry in block:
        heaviest = sorted(entry.tokens.items(), key=lambda pair: (-pair[1], pair[0]))[: rules.limits.keys]
        for token, _ in heaviest:
            postings[token].append(entry)
        if entry.digits >= 2:
            # Equal figures meet whatever words they have.
            postings[f"={entry.figure:.3g}"].append(entry)
    seen: set[tuple[int, int]] = set()
    for token in sorted(postings):
        posting = sorted(postings[token], key=lambda entry: (entry.low, entry.index))
        for i, a in enumerate(posting):
            for b in posting[i + 1 : i + 1 + rules.limits.window]:
                pair = (a.index, b.index) if a.index < b.index else (b.index, a.index)
                if pair not in seen:
                    seen.add(pair)
                    yield (a, b) if a.index < b.index else (b, a)

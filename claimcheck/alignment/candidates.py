"""Which pairs are looked at: gate by rare names, block by dimension, bounded for the worst block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from claimcheck.alignment.entries import Entry
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["candidate_pairs", "gate"]


def gate(entries: Sequence[Entry], rules: AlignmentRules) -> Callable[[Entry, Entry], bool]:
    """Whether two documents may be compared: in a larger corpus they must share a rare proper name."""
    names: dict[int, frozenset[str]] = {entry.document: entry.names for entry in entries}
    if len(names) < rules.limits.gate_from:
        return lambda a, b: True
    counts = Counter(name for document in names.values() for name in document)
    most = max(rules.limits.rare_count, int(len(names) * rules.limits.rare_share))
    rare = {
        document: frozenset(name for name in found if 1 < counts[name] <= most)
        for document, found in names.items()
    }
    known: dict[tuple[int, int], bool] = {}

    def allowed(a: Entry, b: Entry) -> bool:
        pair = (a.document, b.document)
        if pair not in known:
            known[pair] = pair[0] == pair[1] or not rare[pair[0]].isdisjoint(rare[pair[1]])
        return known[pair]

    return allowed


def candidate_pairs(entries: Sequence[Entry], rules: AlignmentRules) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of one dimension, each once. A block above `limits.block` is swept: for each of an entry's
    heaviest tokens, only its `limits.window` neighbours by value among those that bear the token."""
    allowed = gate(entries, rules)
    blocks: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        blocks[entry.key].append(entry)
    for key in sorted(blocks):
        block = blocks[key]
        pairs = combinations(block, 2) if len(block) <= rules.limits.block else _sweep(block, rules)
        for a, b in pairs:
            if allowed(a, b):
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

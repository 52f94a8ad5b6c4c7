"""Which pairs are looked at: gate by rare names, block by dimension, bounded for the worst block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, product

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.gate import Gate
from claimcheck.alignment.surroundings import Surroundings
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["candidate_pairs"]

NEAREST = "nearest"
"""Bound: these assertions were set only against the nearest in value with the same words."""
COMMON = "common-names"
"""Bound: these assertions met none, as all names that their document shares stand in too many."""


def _gate(entries: Sequence[Entry], rules: AlignmentRules, around: Surroundings | None) -> Gate[int]:
    names: dict[int, frozenset[str]] = {entry.document: entry.names for entry in entries}
    sure = frozenset(key for entry in entries for key in entry.assertion.context.entities)
    if around:
        return Gate(names, around.names, around.documents, sure | around.sure, rules)
    return Gate(names, Counter(name for found in names.values() for name in found), len(names), sure, rules)


def candidate_pairs(
    entries: Sequence[Entry],
    rules: AlignmentRules,
    focus: frozenset[str] | None = None,
    around: Surroundings | None = None,
    bounded: Counter[str] | None = None,
) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of one dimension, each once; with `focus`, those with an entry of one of these sources.

    A block above `limits.block`, or in which a document may meet more than `limits.meet` others, is swept,
    and its entries are counted in `bounded`: for each of an entry's heaviest tokens, only its
    neighbours by value among those that bear the token: `limits.window` values above and below, for
    which `limits.speakers` entries speak where many repeat them.
    """
    names = _gate(entries, rules, around)
    if bounded is not None and names.alone:
        bounded[COMMON] += len(entries)
    if focus is not None:
        yield from _focused(entries, names, rules, focus)
        return
    blocks: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        blocks[entry.key].append(entry)
    for key in sorted(blocks):
        block = blocks[key]
        if (pairs := _all_pairs(block, names, rules)) is not None:
            yield from pairs
            continue
        if bounded is not None:
            bounded[NEAREST] += len(block)
        for a, b in _sweep(block, rules):
            if names.allow(a.document, b.document):
                yield a, b


def _all_pairs(
    block: Sequence[Entry], names: Gate[int], rules: AlignmentRules
) -> list[tuple[Entry, Entry]] | None:
    """All pairs that the gate allows; None where they are too many."""
    if len(block) > rules.limits.block:
        return None
    pairs = [(a, b) for a, b in combinations(block, 2) if names.allow(a.document, b.document)]
    documents = len({entry.document for entry in block})
    # Of n entries of d documents of which each meets m, there are about n²m/2d.
    return pairs if 2 * len(pairs) * documents <= rules.limits.meet * len(block) ** 2 else None


def _focused(
    entries: Sequence[Entry], names: Gate[int], rules: AlignmentRules, focus: frozenset[str]
) -> Iterator[tuple[Entry, Entry]]:
    """Pairs document by document of `focus`, each with what it can meet: the rest of a corpus, and what
    else is in `focus`, changes nothing."""
    said: dict[int, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    mine: dict[int, None] = {}
    for entry in entries:
        said[entry.document][entry.key].append(entry)
        if entry.assertion.source in focus:
            mine[entry.document] = None
    seen: set[tuple[int, int]] = set()
    for one, near in names.reach(mine).items():
        others = sorted(near)
        for key, own in sorted(said[one].items()):
            block = [entry for other in others for entry in said[other].get(key, ())]
            many = len(own) * len(block) > rules.limits.block**2
            for a, b in _sweep(block, rules) if many else product(own, block):
                pair = (a, b) if a.index < b.index else (b, a)
                place = (pair[0].index, pair[1].index)
                if a is not b and one in (a.document, b.document) and place not in seen:
                    seen.add(place)
                    yield pair


def _sweep(block: Sequence[Entry], rules: AlignmentRules) -> Iterator[tuple[Entry, Entry]]:
    postings: dict[str, list[Entry]] = defaultdict(list)
    for entry in block:
        heaviest = sorted([(-weight, token) for token, weight in entry.tokens.items()])
        for _, token in heaviest[: rules.limits.keys]:
            postings[token].append(entry)
        if entry.digits >= 2:
            # Equal figures meet whatever words they have.
            postings[f"={entry.figure:.3g}"].append(entry)
    seen: set[tuple[int, int]] = set()
    for token in sorted(postings):
        posting = sorted(postings[token], key=lambda entry: (entry.low, entry.index))
        for a, b in _neighbours([list(equal) for _, equal in groupby(posting, _low)], rules):
            if b.index < a.index:
                a, b = b, a
            if (pair := (a.index, b.index)) not in seen:
                seen.add(pair)
                yield a, b


def _neighbours(runs: Sequence[Sequence[Entry]], rules: AlignmentRules) -> Iterator[tuple[Entry, Entry]]:
    """Runs of equal values by value: inside a run each entry meets the next ones, and some of a run meet
    some of the next runs, so that a value that many repeat does not hide its rivals."""
    window, few = rules.limits.window, rules.limits.speakers
    for at, run in enumerate(runs):
        for place, a in enumerate(run):
            for b in run[place + 1 : place + 1 + window]:
                yield a, b
        for other in runs[at + 1 : at + 1 + window]:
            yield from product(run[:few], other[:few])


def _low(entry: Entry) -> object:
    return entry.low

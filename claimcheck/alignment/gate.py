"""Which documents of a larger corpus are compared at all: those bound by rare proper names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Generic, TypeVar

from claimcheck.alignment.surroundings import is_gated, is_subject, link_names, rare_names
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["Gate", "gate_names"]

D = TypeVar("D", int, str)
"""A document, by number or id."""


def gate_names(
    counts: Mapping[str, int], total: int, sure: frozenset[str], rules: AlignmentRules
) -> frozenset[str]:
    """The names of which two documents must share at least one."""
    return sure.intersection(link_names(counts, total, rules)).union(rare_names(counts, total, rules))


class Gate(Generic[D]):
    """In a larger corpus two documents are compared only if they share a rare proper name, or, where
    many documents are about one subject, most of the names of one of them.

    `names`: the words of proper names of each document; `counts`: in how many documents of the corpus
    each stands, of `total`; `sure`: the names that some document is sure of. `alone`: of one
    document, which meets no other as all names that it shares stand in too many.
    """

    def __init__(
        self,
        names: Mapping[D, frozenset[str]],
        counts: Mapping[str, int],
        total: int,
        sure: frozenset[str],
        rules: AlignmentRules,
    ) -> None:
        self._all: set[D] = set(names)
        self.alone = False
        self.open = not is_gated(total, rules)
        if self.open:
            return
        rare = frozenset(rare_names(counts, total, rules))
        links = sure.intersection(link_names(counts, total, rules))
        self._share, self._match = float(rules.limits.link_share), float(rules.limits.rare_match)
        self._counts = counts
        self._subjects = {name for name in links if is_subject(counts[name], total)}
        self._rare: dict[D, frozenset[str]] = {document: rare & found for document, found in names.items()}
        self._links: dict[D, frozenset[str]] = {document: links & found for document, found in names.items()}
        self._known: dict[tuple[D, D], bool] = {}
        shared = {name for name in sure if counts.get(name, 0) > 1}
        self.alone = (
            all(
                not self._rare[document] and not shared.isdisjoint(found) for document, found in names.items()
            )
            and len(names) == 1
        )

    def allow(self, one: D, other: D) -> bool:
        if self.open or one == other:
            return True
        pair = (one, other) if one < other else (other, one)
        if (known := self._known.get(pair)) is None:
            known = self._known[pair] = self._bound(*pair)
        return known

    def _bound(self, one: D, other: D) -> bool:
        mine, theirs = self._rare[one], self._rare[other]
        if not mine.isdisjoint(theirs) and len(mine & theirs) >= self._match * min(len(mine), len(theirs)):
            return True
        mine, theirs = self._links[one], self._links[other]
        if mine.isdisjoint(theirs):
            return False
        shared = mine & theirs
        if len(shared) < self._share * min(len(mine), len(theirs)):
            return False
        return len(shared) > 1 or not self._subjects.isdisjoint(shared)

    def reach(self, documents: Iterable[D]) -> dict[D, set[D]]:
        """For each of these documents those that it may be compared with, itself among them."""
        if self.open:
            return dict.fromkeys(documents, self._all)
        bearers = _bearers(self._rare, self._links)
        found = {}
        for one in documents:
            near = set().union(*(bearers[name] for name in self._rare[one] | self._links[one]))
            found[one] = {one}.union(other for other in near if self.allow(one, other))
        return found

    def parts(self) -> list[list[D]]:
        """The documents in sets, of which none may be compared with one of another set; sorted, each set
        too.

        Who shares at least a part p of the names of the smaller of two sets shares one of its rarest
        1 - p: only who bears one of these is looked at (prefix filtering, Chaudhuri et al. 2006).
        """
        sets = _Sets(self._all)
        for kept, least in ((self._rare, self._match), (self._links, self._share)):
            bearers, seekers = _bearers(kept), _bearers(self._rarest(kept, least))
            for name in sorted(seekers, key=lambda name: (len(bearers[name]), name)):
                groups: dict[D, list[D]] = defaultdict(list)
                for document in bearers[name]:
                    groups[sets.root(document)].append(document)
                for one in seekers[name]:
                    mine = sets.root(one)
                    for other in [] if len(groups) == 1 else list(groups):
                        if other != mine and any(self._bound(one, theirs) for theirs in groups[other]):
                            sets.above[other] = mine
                            groups[mine] += groups.pop(other)
        return sets.sorted()

    def parts_around(self, documents: Iterable[D]) -> list[list[D]]:
        """These documents with all that each may be compared with, in sets; sorted, each set too."""
        reach = self.reach(documents)
        sets = _Sets({one for near in reach.values() for one in near})
        for one, near in reach.items():
            for other in near:
                sets.above[sets.root(other)] = sets.root(one)
        return sets.sorted()

    def _rarest(self, kept: Mapping[D, frozenset[str]], least: float) -> dict[D, frozenset[str]]:
        found = {}
        for document, names in kept.items():
            wanted = max(1, ceil(least * len(names)))
            ranked = sorted(names, key=lambda name: (self._counts[name], name))
            found[document] = frozenset(ranked[: len(names) - wanted + 1])
        return found


class _Sets(Generic[D]):
    """A forest: each document below another of its set, or a root."""

    def __init__(self, documents: Iterable[D]) -> None:
        self.above: dict[D, D] = {document: document for document in documents}

    def root(self, document: D) -> D:
        above = self.above
        while above[document] != document:
            above[document] = document = above[above[document]]
        return document

    def sorted(self) -> list[list[D]]:
        found: dict[D, list[D]] = defaultdict(list)
        for document in sorted(self.above):
            found[self.root(document)].append(document)
        return sorted(found.values())


def _bearers(*kept: Mapping[D, frozenset[str]]) -> dict[str, set[D]]:
    """Each name → the documents that bear it."""
    bearers: dict[str, set[D]] = defaultdict(set)
    for names in kept:
        for document, found in names.items():
            for name in found:
                bearers[name].add(document)
    return bearers

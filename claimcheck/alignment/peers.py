"""Of a thing with many members: who says the same in the same way, and the few pairs that are judged.

The pairs of a thing grow with the square of its members, what they say does not: members that nothing in
the judgement tells apart are peers, and a pair of two of them stands for all. Of very many different
values each is set against the commonest ones alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.terms import Pair, Scorer, shared_tokens
from claimcheck.alignment.vetoes import EXPLICIT, PREVIOUS, UPDATE
from claimcheck.model import Assertion
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.values import AGREEING, relation_name

__all__ = ["Pairing", "pair_members"]

YEAR = 366

Known = Mapping[tuple[int, int], Pair]


@frozen
class Pairing:
    """The pairs of one thing that are judged, by the indices of their entries. `peers`: where entries are
    interchangeable, what all of them say, for each; `bounded`: how many met the commonest values only."""

    pairs: Known
    peers: Mapping[int, tuple[Assertion, ...]]
    bounded: int = 0


def pair_members(members: Sequence[Entry], known: Known, scorer: Scorer, rulebook: Rulebook) -> Pairing:
    """All pairs of different documents, if the thing is small; else some for each two sets of peers.

    `members`: by index; `known`: pairs of them that are scored already.
    """
    limits = rulebook.get(Judgement)

    def scored(a: Entry, b: Entry) -> Pair:
        if (pair := known.get((a.index, b.index))) is None:
            relation = relation_name(a.value, b.value, limits)
            pair = Pair(a, b, relation in AGREEING, relation, shared_tokens(a, b))
            scorer.score(pair)
        return pair

    if len(members) <= scorer.rules.limits.set_pairs:
        pairs = (scored(a, b) for a, b in combinations(members, 2) if a.document != b.document)
        return Pairing({(pair.a.index, pair.b.index): pair for pair in pairs}, {})
    classes = _Classes(members, known, scorer, rulebook)
    found: dict[tuple[int, int], Pair] = {}
    for one, other in classes.chosen():
        pair = classes.best.get((one, other))
        if pair is None and (ends := classes.ends(one, other)) is not None:
            pair = scored(*ends)
        if pair is not None:
            found[pair.a.index, pair.b.index] = pair
    peers = {}
    for alike in classes.all:
        if len(alike) > 1:
            peers.update(dict.fromkeys((e.index for e in alike), tuple(e.assertion for e in alike)))
    return Pairing(found, peers, classes.bounded)


class _Classes:
    """Sets of peers by number, the largest first; `best`: of the pairs scored already the best between
    two sets, or within one."""

    def __init__(self, members: Sequence[Entry], known: Known, scorer: Scorer, rulebook: Rulebook) -> None:
        self._limits, self._judgement = scorer.rules.limits, rulebook.get(Judgement)
        scopes = scorer.vetoes.scopes
        turns: Counter[tuple[Hashable, int]] = Counter()
        found: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in members:
            said = _said(entry), _standing(entry, scopes)
            # What a document says twice has two places; peers have one in each document.
            turns[said, entry.document] += 1
            found[said, turns[said, entry.document]].append(entry)
        self.all = sorted(found.values(), key=lambda alike: (-len(alike), alike[0].index))
        self._said = [_said(alike[0]) for alike in self.all]
        number = {entry.index: number for number, alike in enumerate(self.all) for entry in alike}
        self.best: dict[tuple[int, int], Pair] = {}
        for pair in known.values():
            x, y = number[pair.a.index], number[pair.b.index]
            place = (x, y) if x < y else (y, x)
            before = self.best.get(place)
            if before is None or _rank(pair) < _rank(before):
                self.best[place] = pair
        self.bounded = sum(map(len, self.all[self._limits.set_pairs :]))

    def chosen(self) -> Iterator[tuple[int, int]]:
        """Each set with itself, all pairs of the largest ones, each other one with its like and with
        the largest of the commonest values."""
        yield from ((number, number) for number, alike in enumerate(self.all) if len(alike) > 1)
        heads = range(min(len(self.all), self._limits.set_pairs))
        yield from combinations(heads, 2)
        if len(heads) == len(self.all):
            return
        saying: Counter[Hashable] = Counter()
        first: dict[Hashable, int] = {}
        for number, alike in enumerate(self.all):
            saying[self._said[number]] += len(alike)
            first.setdefault(self._said[number], number)
        common = sorted(saying, key=lambda said: (-saying[said], first[said]))[: self._limits.speakers]
        rivals = [head for head in heads if self._said[head] in common]
        for number in range(len(heads), len(self.all)):
            said = self._said[number]
            yield from ((head, number) for head in heads if head in rivals or self._agree(head, number))
            if number > first[said] >= len(heads):
                yield first[said], number

    def _agree(self, one: int, other: int) -> bool:
        a, b = self.all[one][0].value, self.all[other][0].value
        return relation_name(a, b, self._judgement) in AGREEING

    def ends(self, one: int, other: int) -> tuple[Entry, Entry] | None:
        """An entry of each set, of different documents, by index; None where there are none."""
        for a, b in product(self.all[one][:2], self.all[other][:2]):
            if a.document != b.document:
                return (a, b) if a.index < b.index else (b, a)
        return None


def _said(entry: Entry) -> Hashable:
    """What the verdict on two values hangs on."""
    said = entry.assertion
    return entry.value, said.readings, said.status, said.polarity, said.predicate


def _standing(entry: Entry, scopes: frozenset[str]) -> Hashable:
    """What a veto hangs on: see `Vetoes`."""
    context = entry.assertion.context
    published = entry.published // YEAR if entry.time is None and entry.published else None
    cues = context.cues & {PREVIOUS, EXPLICIT, UPDATE}
    return entry.time, entry.near, published, cues, context.scope & scopes


def _rank(pair: Pair) -> tuple[bool, float, int, int]:
    return pair.veto is not None, -pair.score, pair.a.index, pair.b.index

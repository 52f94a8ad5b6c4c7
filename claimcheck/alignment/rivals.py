"""How a pair stands among the other pairs of its two documents: rivals, and company that vouches for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.terms import RIVAL, Pair

__all__ = ["compete", "refuse_strangers"]

FREE = 3.0
"""Margin of a pair without rivals; larger ones count no more."""


def compete(pairs: Sequence[Pair], agreeing: Sequence[Pair], agree_from: float) -> None:
    """Sets each scored pair's margin over its best rival among `pairs`, how alone it stands, and how much
    else its two sentences agree on, by the pairs `agreeing`.

    A rival is another counterpart of one of the two with another value; a vetoed pair is none.
    """
    rivals: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    for pair in pairs:
        if pair.veto is None:
            rivals[pair.a.index, pair.b.document].append((pair.score, pair.b.form))
            rivals[pair.b.index, pair.a.document].append((pair.score, pair.a.form))
    company: dict[tuple[int, int], set[str]] = defaultdict(set)
    for pair in agreeing:
        if pair.score >= agree_from:
            company[pair.a.sentence, pair.b.sentence].add(pair.a.form)
    for pair in pairs:
        margin, others = FREE, 0
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
            rest = [score for score, form in rivals[mine.index, other.document] if form != other.form]
            others += len(rest)
            if rest:
                margin = min(margin, pair.score - max(rest))
        pair.margin = margin
        pair.alone = 1.0 / (1 + others / 2)
        if known := company.get((pair.a.sentence, pair.b.sentence)):
            pair.company = len(known - {pair.a.form, pair.b.form})


def refuse_strangers(pairs: Iterable[Pair], entries: Iterable[Entry]) -> None:
    """Vetoes equal figures of two owners where beside the one stands the figure of the other's owner:
    "Darsy et Lestrade, 21 et 18 mois" says of Lestrade 18, not the 21 that another says of him."""
    beside: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.owners:
            beside[entry.sentence, entry.key].append(entry)
    for pair in pairs:
        a, b = pair.a, pair.b
        if not a.owners or not b.owners or a.owners & b.owners:
            continue
        for one, other in ((a, b), (b, a)):
            if any(e.owners & other.owners and e.form != one.form for e in beside[one.sentence, one.key]):
                pair.veto = RIVAL

"""How a pair stands among the other pairs of its two documents: rivals, and company that vouches for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.terms import Pair, Scorer
from claimcheck.alignment.vetoes import RIVAL
from claimcheck.model import Magnitude

__all__ = ["are_told_by_both", "compete", "refuse_strangers", "tell_parts"]

CLOSE = 0.7
"""Weight of a word right beside a figure."""
WRONG = ("value-distance", "other-scope")
"""What is wrong with a part told as the whole, and no sign of another thing."""
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


def are_told_by_both(pair: Pair) -> bool:
    """Whether both documents set the same two accounts side by side: each agrees with its own in the
    other, and its rival is no news."""
    return pair.b.form in pair.a.rivals and pair.a.form in pair.b.rivals


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


def tell_parts(pairs: Sequence[Pair], entries: Iterable[Entry], scorer: Scorer) -> None:
    """Where one tells of a part what another tells of the whole ("40 morts, dont 12 enfants" against "40
    enfants"), the equal figures agree on nothing, and the part's own figure is set against it."""
    parts: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if not entry.assertion.context.scope.isdisjoint(scorer.vetoes.parts) and _counted(entry):
            parts[entry.sentence, entry.key].append(entry)
    if not parts:
        return
    told: set[tuple[int, int]] = set()
    for pair in pairs:
        if not pair.agrees:
            continue
        for whole, other in ((pair.a, pair.b), (pair.b, pair.a)):
            for part in parts.get((whole.sentence, whole.key), ()):
                noun = _counted(part)
                if part is not whole and _speaks_of(other, noun) and not _speaks_of(whole, noun):
                    pair.veto = RIVAL
                    told |= {(part.index, other.index), (other.index, part.index)}
    for pair in pairs:
        if not pair.agrees and (pair.a.index, pair.b.index) in told:
            pair.veto = None
            for name in WRONG:
                value = (pair.terms or {}).pop(name, 0.0)
                pair.score -= scorer.conflict.get(name, 0.0) * value


def _counted(entry: Entry) -> str:
    value = entry.value
    return (value.of or "") if isinstance(value, Magnitude) else ""


def _speaks_of(entry: Entry, noun: str) -> bool:
    return _counted(entry) == noun or entry.assertion.context.tokens.get(noun, 0.0) >= CLOSE

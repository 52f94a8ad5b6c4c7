"""Figures that agree as a sum: "six mois ferme et trois mois avec sursis" against "neuf mois".

The parts stand next to each other in one sentence. What a part alone would contradict, their sum says.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.terms import Pair, Scorer
from claimcheck.alignment.things import Things
from claimcheck.model import Assertion, Comparison, Evidence, Magnitude
from claimcheck.values import AGREEING, Limits, add, relation_name
from claimcheck.values.base import in_base

__all__ = ["SUM", "add_up"]

SUM = "sum"
"""The veto of a pair of which one is a part of a sum that the other tells."""
ADDED = frozenset({"count", "number", "money", "quantity", "duration"})
MOST, APART = 4, 50
"""Parts of a sum, and code points between two of them."""
NEAR = 0.05
"""A quick look: sums that differ by a larger share are not looked at closely."""
Parts = tuple[Entry, ...]


def add_up(
    pairs: Iterable[Pair], entries: Sequence[Entry], things: Things, scorer: Scorer, limits: Limits
) -> list[Comparison]:
    """Vetoes the pairs that are no conflict since their parts add up; what the sums agree with."""
    sums = _sums(entries, scorer.vetoes.parts)
    found: dict[tuple[int, ...], tuple[float, Comparison]] = {}
    for pair in pairs:
        if pair.agrees or pair.score < float(scorer.rules.possible_from):
            continue
        for part, whole in ((pair.a, pair.b), (pair.b, pair.a)):
            for parts, total in sums.get(part.index, ()):
                if not _makes(total, whole, limits) or things.forms_in(part, whole.document):
                    continue
                pair.veto = SUM
                key = (*(entry.index for entry in parts), whole.index)
                if key not in found or found[key][0] < pair.score:
                    found[key] = (
                        pair.score,
                        _comparison(pair, parts, total, whole, -1 - len(entries) - len(found)),
                    )
    return [comparison for _, comparison in found.values()]


def _sums(entries: Sequence[Entry], partial: frozenset[str]) -> Mapping[int, list[tuple[Parts, Magnitude]]]:
    """By the index of each part, the sums of figures that stand next to each other in a sentence."""
    rows: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.value.kind in ADDED and entry.assertion.context.scope.isdisjoint(partial):
            rows[entry.sentence, entry.key].append(entry)
    found: dict[int, list[tuple[Parts, Magnitude]]] = defaultdict(list)
    for row in rows.values():
        row.sort(key=lambda entry: entry.assertion.span.start)
        for first in range(len(row)):
            for last in range(first + 2, min(first + MOST, len(row)) + 1):
                parts = tuple(row[first:last])
                if any(_gap(a, b) > APART for a, b in pairwise(parts)):
                    break
                total = add([part.value for part in parts if isinstance(part.value, Magnitude)])
                if total is not None:
                    for part in parts:
                        found[part.index].append((parts, total))
    return found


def _gap(a: Entry, b: Entry) -> int:
    return b.assertion.span.start - a.assertion.span.end


def _makes(total: Magnitude, whole: Entry, limits: Limits) -> bool:
    value = whole.value
    if not isinstance(value, Magnitude) or value.low is None or total.low is None:
        return False
    figure = float(in_base(total.low, total) or 0)
    if value.low != value.high or abs(whole.figure - figure) > abs(figure) * NEAR:
        return False
    return relation_name(total, value, limits) in AGREEING


def _comparison(pair: Pair, parts: Parts, total: Magnitude, whole: Entry, group: int) -> Comparison:
    added, other = _added(parts, total), whole.assertion
    left, right = sorted((added, other), key=lambda said: (said.source, said.span.start))
    written = " + ".join(part.assertion.quote for part in parts)
    return Comparison(
        left, right, score=round(pair.score, 4), group=group,
        evidence=(Evidence(term=SUM, weight=round(pair.score, 4), detail=written),),
    )  # fmt: skip


def _added(parts: Parts, total: Magnitude) -> Assertion:
    """The parts as one assertion, from the first to the last of them."""
    first, last = parts[0].assertion, parts[-1].assertion
    at = first.sentence.find(first.quote)
    quote = first.sentence[at : at + last.span.end - first.span.start]
    if at < 0 or not quote.endswith(last.quote):
        quote = " + ".join(part.assertion.quote for part in parts)
    return dataclasses.replace(
        first, value=total, span=dataclasses.replace(first.span, end=last.span.end), quote=quote, rule=SUM
    )

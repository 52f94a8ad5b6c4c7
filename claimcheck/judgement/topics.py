"""The label of a finding: "Microsoft · invest · OpenAI", for readers; no id hangs on it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from claimcheck.model import Assertion

__all__ = ["topic_of"]

SEPARATOR = " · "
PARTS = 3
TELLING = 50
"""Assertions of a side, by source and place, that the label is made from."""


def topic_of(sides: Iterable[Iterable[Assertion]], kind: str) -> str:
    """Subject, predicate and the heaviest other entity that the sides share; else shared words."""
    groups = [list(islice(side, TELLING)) for side in sides]
    members = [assertion for group in groups for assertion in group]
    parts = [_commonest([a.subject for a in members]), _commonest([a.predicate for a in members])]
    found = [part for part in parts if part]
    taken = {fold(part) for part in found}
    named = _shared([_sum([a.context.entities for a in group]) for group in groups])
    for entity in named:
        known = len(found) == PARTS or any(entity in part or part in entity for part in taken)
        if not known and (written := _as_written(entity, members)):
            found.append(written)
            taken.add(entity)
    if not found:
        found = _shared([_sum([a.context.tokens for a in group]) for group in groups])[:PARTS]
    return SEPARATOR.join(found) or kind


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Lower case without accents, one character for one, so that places stay the same."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()[:1]


def _commonest(names: Iterable[str | None]) -> str | None:
    counts: dict[str, int] = {}
    for name in names:
        if name:
            counts[name] = counts.get(name, 0) + 1
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _sum(weights: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    if len(weights) == 1:
        return weights[0]
    found: dict[str, list[float]] = {}
    for weighted in weights:
        for name, weight in weighted.items():
            found.setdefault(name, []).append(weight)
    return {name: math.fsum(parts) for name, parts in found.items()}


def _shared(sums: Sequence[Mapping[str, float]]) -> list[str]:
    """The names that all sides have, heaviest first; a side counts by its share, not by its size."""
    names = set.intersection(*(set(weights) for weights in sums)) if sums else set()
    least = {name: round(min([weights[name] for weights in sums]), 6) for name in names}
    return sorted(names, key=lambda name: (-least[name], name))


def _as_written(name: str, members: Iterable[Assertion]) -> str | None:
    """A folded name as the first sentence that has it writes it. None of these may have it, and an unsure
    one ("?name") is no label."""
    for assertion in members:
        start = fold(assertion.sentence).find(name)
        if start >= 0:
            return assertion.sentence[start : start + len(name)]
    return None

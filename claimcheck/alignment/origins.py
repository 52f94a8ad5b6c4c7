"""Documents that largely copy one another, or cite one origin: source id → id of the origin."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

from claimcheck.model import Source
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["shared_origins"]

WORD = re.compile(r"\w{1,64}")
SAMPLE = 4
"""One shingle in so many is kept, by its hash, so that the same text keeps the same ones."""
COMMON = 40
"""A shingle in more documents than this is a standing phrase and proves no copy."""


def shared_origins(sources: Sequence[Source], rules: AlignmentRules) -> dict[str, str]:
    """For each source that largely repeats another: the earliest (then first by id) of its cluster."""
    share, size = float(rules.limits.copy_share), rules.limits.copy_words
    shingles = {source.id: _shingles(source.text, size) for source in sources}
    postings: dict[int, list[str]] = defaultdict(list)
    for name in sorted(shingles):
        for shingle in shingles[name]:
            postings[shingle].append(name)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for names in postings.values():
        if 1 < len(names) <= COMMON:
            for i, first in enumerate(names):
                for second in names[i + 1 :]:
                    common[first, second] += 1
    order = {
        source.id: (source.published.toordinal() if source.published else 10**9, source.id)
        for source in sources
    }
    origin: dict[str, str] = {}

    def root(name: str) -> str:
        while name in origin:
            name = origin[name]
        return name

    for (first, second), count in sorted(common.items()):
        smaller = min(len(shingles[first]), len(shingles[second]))
        if smaller >= 3 and count >= share * smaller:
            x, y = sorted((root(first), root(second)), key=order.__getitem__)
            if x != y:
                origin[y] = x
    return {name: root(name) for name in sorted(origin)}


def _shingles(text: str, size: int) -> frozenset[int]:
    words = WORD.findall(text.lower())
    hashes = (
        zlib.crc32(" ".join(words[i : i + size]).encode()) for i in range(max(0, len(words) - size + 1))
    )
    return frozenset(value for value in hashes if value % SAMPLE == 0)

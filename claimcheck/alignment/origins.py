"""Documents that largely copy one another, or cite one origin: source id → id of the origin."""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from claimcheck.model import Source
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["Sketch", "shared_origins", "sketch"]

Sketch = array
"""The kept shingles of a text, ascending, each once: unsigned 32-bit hashes."""

WORD = re.compile(r"\w{1,64}")
SAMPLE = 4
"""One shingle in so many is kept, by its hash, so that the same text keeps the same ones."""
COMMON = 40
"""A shingle in more documents than this is a standing phrase and proves no copy."""
LEAST = 3
"""Kept shingles without which a text is too short to be told a copy."""
AT_ONCE = 1_000_000
"""Shingles that are looked at in one pass: what bounds the memory of a large corpus."""


def sketch(text: str, rules: AlignmentRules) -> Sketch[int]:
    """What `shared_origins` needs of a text: about one 32-bit number for every four words."""
    words = [word.encode() for word in WORD.findall(text.lower())]
    shingles = map(b" ".join, zip(*(words[place:] for place in range(rules.limits.copy_words)), strict=False))
    return array("I", sorted({value for value in map(zlib.crc32, shingles) if value % SAMPLE == 0}))


def shared_origins(
    sources: Sequence[Source], rules: AlignmentRules, sketches: Mapping[str, Sketch[int]] | None = None
) -> dict[str, str]:
    """For each source that largely repeats another: the earliest (then first by id) of its cluster.

    `sketches` are those of the sources by id; a source without one is sketched here.
    """
    known = sketches or {}
    kept = {s.id: known[s.id] if s.id in known else sketch(s.text, rules) for s in sources}
    names = sorted(kept)
    share = float(rules.limits.copy_share)
    order = {
        source.id: (source.published.toordinal() if source.published else 10**9, source.id)
        for source in sources
    }
    origin: dict[str, str] = {}

    def root(name: str) -> str:
        while name in origin:
            name = origin[name]
        return name

    sizes = [len(kept[name]) for name in names]
    common = Counter(chain.from_iterable(combinations(found, 2) for found in _shared(names, kept)))
    copies = [
        (i, j)
        for (i, j), count in common.items()
        if (smaller := min(sizes[i], sizes[j])) >= LEAST and count >= share * smaller
    ]
    for i, j in sorted(copies):
        x, y = sorted((root(names[i]), root(names[j])), key=order.__getitem__)
        if x != y:
            origin[y] = x
    return {name: root(name) for name in sorted(origin)}


def _shared(names: Sequence[str], kept: Mapping[str, Sketch[int]]) -> Iterator[list[int]]:
    """For each shingle of several documents, but not of too many, their numbers in ascending order."""
    passes = 1 + sum(map(len, kept.values())) // AT_ONCE
    for turn in range(passes):
        postings: dict[int, list[int]] = {}
        for number, name in enumerate(names):
            for shingle in kept[name]:
                if shingle // SAMPLE % passes == turn:
                    postings.setdefault(shingle, []).append(number)
        yield from (found for found in postings.values() if 1 < len(found) <= COMMON)

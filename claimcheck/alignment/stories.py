"""assertions → stories: sets of documents that share rare names, each aligned by itself.

Documents of different stories are never compared, so that memory and time are those of the largest
story, and stories can be aligned in any order and place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.alignment.entries import can_be_compared
from claimcheck.alignment.surroundings import Surroundings, is_gated, rare_names, sure_keys
from claimcheck.model import Assertion
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["Story", "stories"]


@dataclass(frozen=True, slots=True)
class Story:
    """Assertions that may meet, and what must be known of the rest of the corpus to align them."""

    assertions: tuple[Assertion, ...]
    around: Surroundings | None = None


def stories(
    assertions: Sequence[Assertion], rules: AlignmentRules, around: Surroundings | None = None
) -> Iterator[Story]:
    """The stories of a corpus, by their first source; each assertion is in one. A corpus without the
    gate of rare names is a single story, as is one that is itself part of another (`around`).
    """
    said: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        said[assertion.source].append(assertion)
    names = {
        source: found[0].context.document
        for source, found in said.items()
        if any(map(can_be_compared, found))
    }
    if around is not None or not is_gated(len(names), rules):
        yield Story(tuple(assertions), around)
        return
    counts = Counter(name for found in names.values() for name in found)
    sure = {n for a in assertions for n in a.context.entities if not n.startswith("?")}
    rare = frozenset(rare_names(counts, len(names), rules))
    for sources in _connected(said, {source: rare & found for source, found in names.items()}):
        part = tuple(assertion for source in sources for assertion in said[source])
        near = {name: counts[name] for source in sources for name in names.get(source, ())}
        known = frozenset(form for form in sure_keys(part).values() if form in sure)
        yield Story(part, Surroundings(len(names), near, known))


def _connected(sources: Mapping[str, object], keys: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The sources in sets that are joined by common keys, sorted, each set too."""
    above = {source: source for source in sources}

    def root(source: str) -> str:
        while above[source] != source:
            above[source] = source = above[above[source]]
        return source

    bearer: dict[str, str] = {}
    for source in sorted(keys):
        for key in keys[source]:
            above[root(source)] = root(bearer.setdefault(key, source))
    parts: dict[str, list[str]] = defaultdict(list)
    for source in sorted(sources):
        parts[root(source)].append(source)
    return sorted(parts.values())

"""assertions → stories: sets of documents that share names, each aligned by itself.

Documents of different stories are never compared, so that memory and time are those of the largest
story, and stories can be aligned in any order and place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.alignment.entries import can_be_compared
from claimcheck.alignment.gate import Gate
from claimcheck.alignment.surroundings import (
    Surroundings,
    is_gated,
    sure_keys,
    sure_names,
)
from claimcheck.model import Assertion
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["Story", "stories"]


@frozen
class Story:
    """Assertions that may meet, and what must be known of the rest of the corpus to align them."""

    assertions: tuple[Assertion, ...]
    around: Surroundings | None = None


def stories(
    assertions: Sequence[Assertion],
    rules: AlignmentRules,
    around: Surroundings | None = None,
    focus: frozenset[str] | None = None,
) -> Iterator[Story]:
    """The stories of a corpus, by their first source; each assertion is in one. A corpus without the
    gate of rare names is a single story; else one of documents that the gate binds.

    With `focus`, stories of these sources and of those that they can meet, of nothing else: whether all
    of a corpus is given or, with `around`, this part of it, the stories are the same.
    """
    said: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        said[assertion.source].append(assertion)
    names = {
        source: found[0].context.document
        for source, found in said.items()
        if any(map(can_be_compared, found))
    }
    corpus = around or _corpus(assertions, names)
    if not is_gated(corpus.documents, rules):
        yield Story(tuple(assertions), around)
        return
    gate = Gate(names, corpus.names, corpus.documents, corpus.sure, rules)
    parts = gate.parts() if focus is None else gate.parts_around(focus & names.keys())
    silent = ([source] for source in said if source not in names and (focus is None or source in focus))
    for sources in sorted([*parts, *silent]):
        part = tuple(assertion for source in sources for assertion in said[source])
        near = {
            name: corpus.names[name]
            for source in sources
            for name in names.get(source, ())
            if name in corpus.names
        }
        known = frozenset(form for form in sure_keys(part).values() if form in corpus.sure)
        yield Story(part, Surroundings(corpus.documents, near, known))


def _corpus(assertions: Iterable[Assertion], names: Mapping[str, frozenset[str]]) -> Surroundings:
    """What is to be known of a corpus of which all is at hand."""
    counts = Counter(name for found in names.values() for name in found)
    return Surroundings(len(names), counts, frozenset(sure_names(assertions)))

"""What some documents can meet of a corpus, looked up in what an index keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from claimcheck.alignment.gate import Gate, gate_names
from claimcheck.alignment.surroundings import (
    ANY,
    Surroundings,
    is_gated,
    most_counted,
    name_key,
    sure_key,
    sure_keys,
)
from claimcheck.model import Assertion
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["Lookup", "Reach", "reach_of"]


class Lookup(Protocol):
    """The documents of a corpus, each an entry with the keys of `document_keys`."""

    def frequencies(self, keys: Iterable[str], most: int = -1) -> dict[str, int]:
        """In how many entries each of these keys stands, counted up to `most`; those in none left out."""

    def candidates(self, keys: Iterable[str]) -> dict[bytes, str]:
        """The entries that share at least one of these keys, and their sources' ids."""

    def words(self, keys: Iterable[bytes]) -> dict[bytes, frozenset[str]]:
        """The words of the proper names of these entries."""


@frozen
class Reach:
    """`met`: the entries that may be compared with the documents asked for, by their keys, with their
    sources' ids; `documents` of the corpus have something to compare, and a word of a proper name stands in
    `names` of them."""

    met: Mapping[bytes, str]
    documents: int
    names: Mapping[str, int]

    def around(self, index: Lookup, assertions: Iterable[Assertion]) -> Surroundings:
        """What must be known of the rest to compare these: all that the documents and those met say, or
        their outlines."""
        keys = sure_keys(assertions)
        known = frozenset(keys[key] for key in index.frequencies(keys, 1))
        return Surroundings(self.documents, self.names, known)


def reach_of(index: Lookup, rulebook: Rulebook, names: Mapping[str, frozenset[str]]) -> Reach | None:
    """Of the corpus that `index` is narrowed to what documents can meet that are in it, given as their ids
    with the words of their proper names (`document_names`). None: the corpus is too small for the gate of
    rare names, so that each can meet all."""
    rules = rulebook.get(AlignmentRules)
    documents = index.frequencies([ANY]).get(ANY, 0)
    if not is_gated(documents, rules):
        return None
    counts, sure = _known_of(index, rules, frozenset().union(*names.values()), documents)
    near = index.candidates(map(name_key, gate_names(counts, documents, sure, rules)))
    near = {key: source for key, source in near.items() if source not in names}
    around = {near[key]: words for key, words in index.words(near).items()}
    everyone = {**names, **around}
    counts, sure = _known_of(index, rules, frozenset().union(*everyone.values()), documents)
    reach = Gate(everyone, counts, documents, sure, rules).reach(names)
    met = set().union(*reach.values())
    return Reach({key: source for key, source in near.items() if source in met}, documents, counts)


def _known_of(
    index: Lookup, rules: AlignmentRules, words: Iterable[str], documents: int
) -> tuple[dict[str, int], frozenset[str]]:
    """In how many documents words of names stand, counted no further than it matters; and those of
    which some document is sure."""
    keys = {name_key(word): word for word in words}
    found = index.frequencies(keys, most_counted(documents, rules))
    counts = {keys[key]: count for key, count in found.items()}
    shared = {sure_key(word): word for word, count in counts.items() if count > 1}
    return counts, frozenset(shared[key] for key in index.frequencies(shared, 1))

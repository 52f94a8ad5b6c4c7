"""Some documents of a corpus compared as if all of it were at hand: what must be known of the rest.

An index keeps the keys of each document (`document_keys`). The documents that some new ones can meet are
those that share a name with them that links (`link_names`); of the others only counts and names matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimcheck.alignment.entries import can_be_compared
from claimcheck.model import Assertion
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = [
    "ANY",
    "Surroundings",
    "document_keys",
    "document_names",
    "is_gated",
    "is_subject",
    "link_names",
    "most_counted",
    "most_for_link",
    "most_for_rare",
    "name_key",
    "rare_names",
    "source_key",
    "sure_key",
    "sure_keys",
    "sure_names",
]

ANY = "any"
"""The key of every document that has something to compare."""
NAME, SURE, SOURCE = "name ", "sure ", "source "


@frozen
class Surroundings:
    """The corpus that the documents at hand are part of.

    `documents`: how many have something to compare; `names`: in how many of them a word of a proper
    name stands; `sure`: entities that some document is sure of.
    """

    documents: int
    names: Mapping[str, int]
    sure: frozenset[str]


def document_keys(source: str, assertions: Iterable[Assertion]) -> frozenset[str]:
    """What an index must know a document by; `source`: its id."""
    assertions = list(assertions)
    keys = {source_key(source)}
    keys.update(SURE + name for name in sure_names(assertions))
    for assertion in assertions:
        context = assertion.context
        if can_be_compared(assertion):
            keys.add(ANY)
            keys.update(NAME + word for word in context.document)
    return frozenset(keys)


def sure_names(assertions: Iterable[Assertion]) -> set[str]:
    """The entities that figures are surely told of; those of a statement may be any word that opens it."""
    return {
        name
        for assertion in assertions
        if assertion.value.kind != "fact"
        for name in assertion.context.entities
        if not name.startswith("?")
    }


def source_key(source: str) -> str:
    """What a document is found by when its id is known."""
    return SOURCE + source


def document_names(assertions: Iterable[Assertion]) -> frozenset[str]:
    """The words of the proper names of a document; none where it has nothing to compare."""
    return next((said.context.document for said in assertions if can_be_compared(said)), frozenset())


def name_key(word: str) -> str:
    """What documents are found by that have this word in a proper name and can be compared."""
    return NAME + word


def sure_key(name: str) -> str:
    """What documents are found by that are sure of this entity."""
    return SURE + name


def sure_keys(assertions: Iterable[Assertion]) -> dict[str, str]:
    """The key of each entity of which it matters whether any document is sure of it."""
    words: set[str] = set()
    source = ""
    for assertion in assertions:
        context = assertion.context
        if assertion.source != source:
            # All assertions of a document name the same words.
            source = assertion.source
            words |= context.document
        if assertion.value.kind == "fact":
            continue
        for name in (*context.entities, *context.owners):
            name = name.removeprefix("?")
            first, _, rest = name.partition(" ")
            words.update((name, first, rest.rpartition(" ")[2]) if rest else (name,))
    return {SURE + word: word for word in words}


def is_gated(documents: int, rules: AlignmentRules) -> bool:
    """Whether a corpus of so many documents is large enough for the gate of rare names."""
    return documents >= rules.limits.gate_from


def most_for_rare(documents: int, rules: AlignmentRules) -> int:
    """In how many documents a name may stand and still be rare."""
    share = min(rules.limits.rare_most, int(documents * rules.limits.rare_share))
    return max(rules.limits.rare_count, share)


def most_for_link(documents: int, rules: AlignmentRules) -> int:
    """In how many documents a name may stand and still link two documents together with other names."""
    return max(most_for_rare(documents, rules), min(documents, rules.limits.link_most))


def rare_names(counts: Mapping[str, int], documents: int, rules: AlignmentRules) -> Sequence[str]:
    """The names that let two documents be compared: in more than one, but not in too many."""
    most = most_for_rare(documents, rules)
    return [name for name, count in counts.items() if 1 < count <= most]


def is_subject(count: int, documents: int) -> bool:
    """Whether a name is what most of a corpus is about."""
    return 2 * count >= documents


def most_counted(documents: int, rules: AlignmentRules) -> int:
    """A name that stands in so many documents may stand in any number more, and nothing changes."""
    return max(most_for_link(documents, rules) + 1, (documents + 1) // 2)


def link_names(counts: Mapping[str, int], documents: int, rules: AlignmentRules) -> Sequence[str]:
    """The names without which two documents are never compared: rare ones, and the common ones that
    bind the documents of one subject; what most of a corpus is about binds however many they are."""
    most = most_for_link(documents, rules)
    return [
        name
        for name, count in counts.items()
        if count > 1 and (count <= most or is_subject(count, documents))
    ]

"""The words of one language's concepts, compiled: what begins with each, and how each may be spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TypeAlias

from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.concepts import Concept
from claimcheck.rulebook.families.inflection import InflectionRules

__all__ = ["Begun", "Dictionary", "compile_dictionary"]

WORD = re.compile(r"[^\W_][\w-]{0,63}")
APOSTROPHE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})

Begun: TypeAlias = tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]
"""The concepts of a word alone; longer phrases, as the words behind the first and their concept."""


@frozen
class Dictionary:
    """Dictionary forms in lower case, with their accents.

    `begun`: by the first word of their phrases, the concepts. `known`: all words of the phrases.
    `respelled`: spellings that the endings of a language may lead to → the words that are meant.
    """

    rules: InflectionRules = field(default_factory=InflectionRules)
    begun: Mapping[str, Begun] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    respelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def meant(self, spelling: str) -> tuple[str, ...]:
        """The words that a spelling stands for, itself first; none where no phrase has such a word.

        >>> Dictionary(known=frozenset({"manger"}), respelled={"mangeer": ("manger",)}).meant("mangeer")
        ('manger',)
        """
        others = self.respelled.get(spelling, ())
        return (spelling, *others) if spelling in self.known else others


def compile_dictionary(concepts: Iterable[Concept], rules: InflectionRules) -> Dictionary:
    alone: dict[str, list[str]] = {}
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    known: dict[str, None] = {}
    for concept in concepts:
        for phrase in concept.words:
            words = tuple(WORD.findall(phrase.lower().translate(APOSTROPHE)))
            known.update(dict.fromkeys(words))
            if len(words) == 1:
                alone.setdefault(words[0], []).append(concept.id)
            elif words:
                longer.setdefault(words[0], []).append((words[1:], concept.id))
    return Dictionary(
        rules,
        {word: (tuple(alone.get(word, ())), tuple(longer.get(word, ()))) for word in {**alone, **longer}},
        frozenset(known),
        _respelled(known, rules),
    )


def _respelled(words: Iterable[str], rules: InflectionRules) -> dict[str, tuple[str, ...]]:
    sizes = sorted({len(ending) for ending in rules.respelled})
    found: dict[str, list[str]] = {}
    for word in words:
        for size in sizes:
            for other in rules.respelled.get(word[-size:], ()):
                found.setdefault(word[:-size] + other, []).append(word)
    return {spelling: tuple(meant) for spelling, meant in found.items()}

"""Assertions of one corpus repeat names, sets and values: each is kept once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields
from typing import Any

from claimcheck.model.claims import Assertion, Context

__all__ = ["Sharing"]

SETS = tuple(spec.name for spec in fields(Context) if spec.type == "frozenset[str]")
TUPLES = ("times", "figures", "roles")
TEXTS = ("quote", "sentence", "subject", "attribution", "predicate")


class Sharing:
    """Use `share` on each assertion of a corpus; it takes half the memory afterwards."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}
        self._words: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._source = ""

    def share(self, said: Assertion) -> None:
        """Put equal parts, met before, in the place of the assertion's own: no reader can tell."""
        put, once, word = object.__setattr__, self._known.setdefault, self._words.setdefault
        if said.source != self._source:
            # Sentences are seldom those of another document.
            self._source, self._texts = said.source, {}
        text, context = self._texts.setdefault, said.context
        for name in TEXTS:
            if found := getattr(said, name):
                put(said, name, text(found, found))
        put(said, "value", once(said.value, said.value))
        put(context, "tokens", {word(token, token): weight for token, weight in context.tokens.items()})
        put(context, "entities", {word(name, name): weight for name, weight in context.entities.items()})
        if context.head:
            put(context, "head", word(context.head, context.head))
        for name in SETS:
            found = getattr(context, name)
            put(context, name, once(found, found))
        for name in TUPLES:
            if found := getattr(context, name):
                put(context, name, once(found, found))

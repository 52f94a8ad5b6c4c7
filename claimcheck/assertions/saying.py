"""All that a document says, figures and statements."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.assertions.layers import layers_of
from claimcheck.assertions.reading import read_figures
from claimcheck.assertions.statements import Stater
from claimcheck.assertions.statements_rules import rules_of
from claimcheck.model import Assertion, Mention, Source
from claimcheck.rulebook import Rulebook

__all__ = ["said_in"]


def said_in(
    source: Source, language: str, mentions: Sequence[Mention], rulebook: Rulebook
) -> list[Assertion]:
    """What the source says, in order of the text. `mentions`: those of the whole text, sorted, disjoint."""
    # Compiled whole before any of it is used: the rules of statements teach the words of a language keys.
    rules_of(rulebook, language)
    layers = layers_of(source, language, mentions, rulebook)
    found = read_figures(layers, language, rulebook) + Stater(layers).read()
    return sorted(found, key=lambda said: (said.span.start, said.span.end))

"""All that a document says, figures and statements."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.assertions.layers import layers_of
from claimcheck.assertions.reading import read_figures
from claimcheck.assertions.statements import Stater
from claimcheck.model import Assertion, Mention, Source
from claimcheck.rulebook import Rulebook

__all__ = ["said_in"]


def said_in(
    source: Source, language: str, mentions: Sequence[Mention], rulebook: Rulebook
) -> list[Assertion]:
    """What the source says, in order of the text. `mentions`: those of the whole text, sorted, disjoint."""
    layers = layers_of(source, language, mentions, rulebook)
    found = read_figures(layers, language, rulebook) + Stater(layers).read()
    return sorted(found, key=lambda said: (said.span.start, said.span.end))

"""Nouns in the singular, by a language's table of plural endings and its irregular nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from claimcheck.model.frozen import frozen

__all__ = ["Lemmas"]

LONGEST = 5


@frozen
class Lemmas:
    """`endings`: plural ending → singular ending, the same where a word so ending is no plural ("ss");
    `nouns`: whole words that the endings get wrong."""

    endings: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)

    def singular(self, word: str) -> str | None:
        """The singular of a plural in lower case; None where the word does not look like one.

        >>> Lemmas({"s": "", "aux": "al"}).singular("journaux")
        'journal'
        """
        if (known := self.nouns.get(word)) is not None:
            return known
        for length in range(min(LONGEST, len(word) - 1), 0, -1):
            ending = word[-length:]
            if (new := self.endings.get(ending)) is not None:
                return word[:-length] + new if new != ending else None
        return None

"""rules/LANG/text.toml: what is needed to cut a language's text into sentences, words, stems and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from claimcheck.rulebook.families.base import family

__all__ = ["TextRules"]


@family("text", "language")
class TextRules:
    """Words are written as in running text; case and accents are folded when the table is compiled.

    `suffixes` maps an ending (folded) to what stands for it in the stem; the longest that leaves
    `stem_minimum` letters wins. `referents` are nouns that stand for the entity spoken of before
    ("le groupe"), by the class of thing they name; `determiners` are the words that make them so.
    """

    abbreviations: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
    suffixes: Mapping[str, str] = field(default_factory=dict)
    stem_minimum: int = 4
    irregular: Mapping[str, str] = field(default_factory=dict)
    name_links: tuple[str, ...] = ()
    capitalised_words: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

"""rules/thesaurus.toml and rules/LANG/concepts.toml: which words mean the same in the news."""

from __future__ import annotations

from claimcheck.rulebook.families.base import family, row

__all__ = ["Concept", "ConceptRules", "Meaning", "Thesaurus"]


@row
class Meaning:
    """A concept, apart from any language. `broader` (as in SKOS): more general concepts in which two
    sentences about one thing may well meet; `gloss`: which meaning, in a few words."""

    id: str
    broader: tuple[str, ...] = ()
    gloss: str = ""


@family("thesaurus", "shared")
class Thesaurus:
    """The concepts that all languages share."""

    concept: tuple[Meaning, ...] = ()


@row
class Concept:
    """Words and phrases of one meaning, as dictionary forms (rules/LANG/inflection.toml inflects them);
    its id is shared by all languages. One more shared token."""

    id: str
    words: tuple[str, ...]


@family("concepts", "language")
class ConceptRules:
    """The words of one language for concepts."""

    concept: tuple[Concept, ...] = ()

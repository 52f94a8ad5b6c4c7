"""rules/LANG/detection.toml: the words by which a text of the language is known."""

from __future__ import annotations

from claimcheck.rulebook.families.base import family

__all__ = ["Detection"]


@family("detection", "language")
class Detection:
    """Frequent words in lower case; each counts one vote.

    `words`: those that the other languages lack. `names`: words that also open names known in other
    languages ("los" in Los Angeles), and so count only where they are written without a capital.
    `shared`: words that another language claims among its own `words` ("de"): they count as well, but of
    languages with as many votes the one with more words of its own wins.
    """

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

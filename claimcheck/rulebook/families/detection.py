"""rules/LANG/detection.toml: the words by which a text of the language is known."""

from __future__ import annotations

from claimcheck.rulebook.families.base import family

__all__ = ["Detection"]


@family("detection", "language")
class Detection:
    """Frequent words that the other languages lack, in lower case; each counts one vote."""

    words: tuple[str, ...] = ()

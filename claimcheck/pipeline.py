"""The only place where the stages are chained: text → mentions → assertions → findings → report."""

from __future__ import annotations

import datetime

from claimcheck.model import Mention, Source
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.sources import detect_language

__all__ = ["recognize"]


def recognize(
    text: str,
    *,
    language: str | None = None,
    published: datetime.date | None = None,
    rulebook: Rulebook | None = None,
) -> list[Mention]:
    """The values in a text, in order. Offsets are code points of `text`, from 0, half-open.

    Relative expressions ("il y a six ans") are anchored on `published`; without it they are not.
    """
    rules = rulebook or default_rulebook()
    source = Source(id="text", text=text, language=language, published=published)
    return recognize_source(source, language or detect_language(text, rules), rules)

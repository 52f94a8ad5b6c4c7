"""The language of a text, by a vote of its stop words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimcheck.errors import RuleError
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.detection import Detection

__all__ = ["detect_language"]

PREFIX = 20_000
PATTERNS = {"word": re.compile(r"[^\W\d_]{1,30}")}


def detect_language(text: str, rulebook: Rulebook) -> str:
    """The code of the language whose stop words stand oftenest in the first 20,000 characters.

    A tie, and a text without any such word, goes to the language that the rulebook names first.
    """
    tables = rulebook.derive(_votes)
    votes = dict.fromkeys(rulebook.languages, 0)
    if not votes:
        raise RuleError("the rulebook holds no language", hint="add a folder of rules for one")
    for word in PATTERNS["word"].findall(text[:PREFIX].lower()):
        for code in tables.get(word, ()):
            votes[code] += 1
    return max(votes, key=votes.__getitem__)


def _votes(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    tables: dict[str, tuple[str, ...]] = {}
    for code, language in rulebook.languages.items():
        for word in language.get(Detection).words:
            tables[word] = (*tables.get(word, ()), code)
    return tables

"""The language of a text, by a vote of its stop words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.errors import RuleError
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.detection import Detection

__all__ = ["detect_language"]

PREFIX = 20_000
PATTERNS = {"word": re.compile(r"[^\W\d_]{1,30}")}


def detect_language(text: str, rulebook: Rulebook) -> str:
    """The code of the language whose stop words stand oftenest in the first 20,000 characters.

    Of languages with as many the one with more words of its own wins. A tie, and a text without any such
    word, goes to the language that the rulebook names first.
    """
    tables = rulebook.derive(_votes)
    own, shared = dict.fromkeys(rulebook.languages, 0), dict.fromkeys(rulebook.languages, 0)
    if not own:
        raise RuleError("the rulebook holds no language", hint="add a folder of rules for one")
    for word in PATTERNS["word"].findall(text[:PREFIX]):
        for code in tables.own.get(word.lower(), ()):
            own[code] += 1
        for code in tables.names.get(word, ()):
            own[code] += 1
        for code in tables.shared.get(word.lower(), ()):
            shared[code] += 1
    return max(own, key=lambda code: (own[code] + shared[code], own[code]))


@dataclass(frozen=True, slots=True)
class _Tables:
    """Word → the languages that it counts for."""

    own: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, tuple[str, ...]]


def _votes(rulebook: Rulebook) -> _Tables:
    said = {code: language.get(Detection) for code, language in rulebook.languages.items()}
    return _Tables(
        _by_word({code: rules.words for code, rules in said.items()}),
        _by_word({code: rules.names for code, rules in said.items()}),
        _by_word({code: rules.shared for code, rules in said.items()}),
    )


def _by_word(words: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, own in words.items():
        for word in own:
            table[word] = (*table.get(word, ()), code)
    return table

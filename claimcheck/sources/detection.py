"""The language of a text, by a vote of its stop words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from claimcheck.errors import RuleError
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.detection import Detection

__all__ = ["detect_language", "primary"]

PREFIX = 20_000
MAX_CHUNKS, LONG = 50_000, 40
PATTERNS = {"word": re.compile(r"[^\W\d_]{1,30}")}


def detect_language(text: str, rulebook: Rulebook) -> str:
    """The code of the language whose stop words stand oftenest in the first 20,000 characters.

    Of languages with as many the one with more words of its own wins. A tie, and a text without any such
    word, goes to the language that the rulebook names first.
    """
    codes = tuple(rulebook.languages)
    if not codes:
        raise RuleError("the rulebook holds no language", hint="add a folder of rules for one")
    chunks = rulebook.derive(_Chunks)
    own, shared = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    for ballot, times in Counter(map(chunks.__getitem__, text[:PREFIX].split())).items():
        for code in ballot.own:
            own[code] += times
        for code in ballot.shared:
            shared[code] += times
    return max(own, key=lambda code: (own[code] + shared[code], own[code]))


@frozen(eq=False)
class _Ballot:
    """The languages that words vote for, each as often as it is voted for. Counted by identity."""

    own: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


BLANK = _Ballot()


class _Chunks(dict[str, _Ballot]):
    """What stands between two blanks → the votes of its words, kept: a text is mostly the same few."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self.tables = _votes(rulebook)

    def __missing__(self, chunk: str) -> _Ballot:
        own: list[str] = []
        shared: list[str] = []
        for word in PATTERNS["word"].findall(chunk):
            small = word.lower()
            own += self.tables.own.get(small, ())
            own += self.tables.names.get(word, ())
            shared += self.tables.shared.get(small, ())
        ballot = _Ballot(tuple(own), tuple(shared)) if own or shared else BLANK
        if len(self) < MAX_CHUNKS and len(chunk) < LONG:
            self[chunk] = ballot
        return ballot


@frozen
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


def primary(language: str) -> str:
    """The code of a language without its region (BCP 47).

    >>> primary("fr-CA"), primary("EN_us")
    ('fr', 'en')
    """
    return language.replace("_", "-").partition("-")[0].lower()

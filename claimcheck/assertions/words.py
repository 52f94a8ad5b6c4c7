"""Words → stems, by the tables of one language (rules/LANG/text.toml)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.entities import AliasRules
from claimcheck.rulebook.families.text import TextRules

__all__ = ["Words", "fold", "words_of"]

MAX_CACHE = 200_000
SOFT, VOWELS = frozenset("eiy"), frozenset("aeiouy")
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


def fold(word: str) -> str:
    """Lower case without accents; typographic apostrophes become plain ones.

    >>> fold("Équipementier")
    'equipementier'
    """
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFD", lowered.translate(APOSTROPHES))
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("œ", "oe").replace("æ", "ae")


def fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@dataclass(slots=True)
class Words:
    """The compiled tables of a language; `stem` is memoised and safe to call a million times."""

    rules: TextRules
    stop: frozenset[str]
    abbreviations: frozenset[str]
    links: frozenset[str]
    no_names: frozenset[str]
    titles: frozenset[str]
    determiners: frozenset[str]
    referents: frozenset[str]
    pronouns: tuple[str, ...]
    irregular: dict[str, str]
    suffixes: tuple[tuple[int, dict[str, str]], ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Folded names → the folded name that the thing is known by."""
    _stems: dict[str, str] = field(default_factory=dict)
    seen: dict[str, tuple[str, str, str, bool, bool]] = field(default_factory=dict)
    """What tokens of a document are but for their place: bounded by who fills it."""

    def stem(self, word: str) -> str:
        """The folded stem of a word in any case; unknown words keep at least `stem_minimum` letters."""
        found = self._stems.get(word)
        if found is None:
            if len(self._stems) >= MAX_CACHE:
                self._stems.clear()
            found = self._stems[word] = self._stem(fold(word))
        return found

    def _stem(self, folded: str) -> str:
        least = self.rules.stem_minimum
        if (known := self.irregular.get(folded)) is not None:
            return _trimmed(known, least)
        for length, endings in self.suffixes:
            if len(folded) - length < least:
                continue
            if (ending := endings.get(folded[-length:])) is not None:
                return _trimmed(folded[:-length] + ending, least)
        if len(folded) > least and folded.endswith("s") and not folded.endswith("ss"):
            folded = folded[:-1]
        return _trimmed(folded, least)


def _trimmed(stem: str, least: int) -> str:
    """Without the letters that come and go before an ending: "licenci", "interpell", "fine".

    >>> _trimmed("interpell", 4), _trimmed("fine", 3)
    ('interpel', 'fin')
    """
    if len(stem) > least + (stem[-1] == "i") and stem[-1] in SOFT:
        stem = stem[:-1]
    if len(stem) > least and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        stem = stem[:-1]
    return stem


def _compile(rules: TextRules, aliases: Mapping[str, str]) -> Words:
    by_length: dict[int, dict[str, str]] = {}
    for ending, instead in rules.suffixes.items():
        folded = fold(ending)
        by_length.setdefault(len(folded), {})[folded] = fold(instead)
    return Words(
        rules=rules,
        stop=fold_all(rules.stop_words),
        abbreviations=fold_all(rules.abbreviations),
        links=fold_all(rules.name_links),
        no_names=fold_all(rules.capitalised_words),
        titles=fold_all(rules.titles),
        determiners=fold_all(rules.determiners),
        referents=fold_all(rules.referents),
        pronouns=tuple(sorted(map(fold, rules.pronouns), key=len, reverse=True)),
        irregular={fold(word): fold(stem) for word, stem in rules.irregular.items()},
        suffixes=tuple(sorted(by_length.items(), reverse=True)),
        aliases=aliases,
    )


def _compile_all(rulebook: Rulebook) -> dict[str, Words]:
    aliases = _aliases(rulebook)
    return {code: _compile(language.get(TextRules), aliases) for code, language in rulebook.languages.items()}


def _aliases(rulebook: Rulebook) -> Mapping[str, str]:
    return {fold(name): fold(row.id) for row in rulebook.get(AliasRules).alias for name in row.names}


def words_of(rulebook: Rulebook, language: str) -> Words:
    """The tables of a language; one that has no rules gets empty ones, so that nothing fails."""
    tables = rulebook.derive(_compile_all)
    if language not in tables:
        tables[language] = _compile(TextRules(), _aliases(rulebook))
    return tables[language]

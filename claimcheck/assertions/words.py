"""Words → stems, by the tables of one language (rules/LANG/text.toml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from claimcheck.assertions.folding import APOSTROPHES, TOKEN, Memo, fold
from claimcheck.assertions.lexicon import NOTHING, UNKNOWN, Lexicon, Opened
from claimcheck.assertions.phrases import Opening, Phrase, Phrases, openings_of
from claimcheck.assertions.sentences import stops
from claimcheck.rulebook import Language, Rulebook
from claimcheck.rulebook.dictionary import Dictionary
from claimcheck.rulebook.families.entities import AliasRules
from claimcheck.rulebook.families.text import TextRules

__all__ = [
    "APOSTROPHES", "LETTERS", "TOKEN", "Memo", "Opposed", "Word", "Words", "fold", "tokenise", "words_of",
]  # fmt: skip

SPACED = re.compile(rf"[A-Za-zÀ-ÖØ-öø-ɏ]{{1,64}}+ (?![\s_])|(?:{TOKEN.pattern})[\s_]*")
"""A token with all that stands before the next one; what most are is tried first."""
LETTERS = re.compile(r"[^\W\d_]+")
SMALL = re.compile(r"[a-zß-öø-ÿœ][\w-]{2,63}$")
LARGE = re.compile(r"(?:^|-)([A-ZÀ-ÖØ-Þ][\w-]{1,63})")
MODEL = 2
"""Digits of a number that is part of a name ("Ariane 6")."""
SOFT, VOWELS = frozenset("eiy"), frozenset("aeiouy")


class Opposed(str):
    """What words stand for that say its opposite."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Word:
    """All of a token but its place: one record for each form that was met, shared by all its tokens.

    `lower` is folded (no case, no accents), `stem` folded too. `mark`: "w" a word that bears meaning, "s" a
    stop word, "d" digits, "p" a sign. `capital`: the first letter is one; `inner`: a later one is (OpenAI,
    SNCF). `stands`: no apostrophe. `names`: a name may begin with it. `small`: it is written as common
    words are; `large`: what of it is written as names may be, folded ("Manche" of "outre-Manche"). `upper`:
    either of `names` and `large`. `plain`: it is a word of a name wherever it has a capital; `joins`: a name
    may go on with it.

    `opens`: the phrases of the rules that may begin here, by the stem that follows; `alone`: those whatever
    follows. `opens` is None where none does. `key`: what it stands for in a statement where no phrase
    covers it; empty where it bears no meaning.
    """

    length: int
    lower: str
    stem: str
    mark: str
    capital: bool = False
    inner: bool = False
    stands: bool = True
    upper: bool = False
    names: bool = False
    plain: bool = False
    joins: bool = False
    small: bool = False
    large: str = ""
    alone: tuple[Opening[Any], ...] = ()
    opens: Mapping[str, tuple[Opening[Any], ...]] | None = None
    key: str = ""
    form: str = ""
    """It as it is written."""
    lexicon: Lexicon | None = None
    """None where it is a form of no word."""
    lemmas: tuple[str, ...] = ()
    """The dictionary forms of concepts that it may be a form of, once they are looked up."""
    concepts: Opened = UNKNOWN
    """The concepts that it begins, once they are looked up."""

    def look_up(self) -> None:
        """Find out what concepts know of it."""
        if self.lexicon is None:
            self.concepts = NOTHING
            return
        self.lemmas = self.lexicon.lemmas(self.form)
        # Last, as another thread may read: whoever sees the concepts sees the lemmas.
        self.concepts = self.lexicon.opened_by(self.lemmas, alone=self.mark == "w")


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
    pronouns: Mapping[str, tuple[str, ...]]
    """By their first word."""
    irregular: dict[str, str]
    suffixes: Mapping[str, Sequence[tuple[int, Mapping[str, str]]]]
    """By their last letter, the longest first: their length, and what stands for each in a stem."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Folded names → the folded name that the thing is known by."""
    lexicon: Lexicon = field(default_factory=Lexicon)
    """The concepts of the language."""
    phrases: dict[str, list[Phrase[Any]]] = field(default_factory=dict)
    """All phrases of the language's rules, by their first stem."""
    by_form: list[tuple[Phrases[Any], Callable[[Word], Any]]] = field(default_factory=list)
    """Tables to which words belong by what they look like, and what they mean there, if anything."""
    key_of: Callable[[Word], str] = field(default=lambda word: "")
    """What a word stands for in a statement."""
    referring: Phrases[bool] = field(init=False)
    """Nouns for an entity spoken of before."""
    known: Memo[Word] = field(init=False)
    """The record of a form as it stands in a text."""
    spaced: Memo[Word] = field(init=False)
    """The same of a form with what stands before the next one."""
    folded: Memo[str] = field(init=False)
    stopped: Memo[bool] = field(init=False)
    """Whether a full stop belongs to what stands before it."""
    common: frozenset[str] = field(init=False)
    """Words that are never a name by themselves."""
    unnamed: frozenset[str] = field(init=False)
    """Those, and titles."""
    _stems: Memo[str] = field(init=False)

    def __post_init__(self) -> None:
        self.known = Memo(self._word)
        self.spaced = Memo(lambda form: self.known[TOKEN.findall(form)[0]])
        self.folded = Memo(fold)
        self.stopped = Memo(lambda before: stops(before, self.abbreviations))
        self.common = self.no_names | self.stop
        self.unnamed = self.common | self.titles
        self._stems = Memo(lambda word: self._stem(fold(word)))
        self.referring = Phrases(self)
        self.referring.add_form(lambda word: (word.lower in self.referents and not word.capital) or None)

    def forget(self) -> None:
        """Make all records anew: there are new rules of what words open and stand for."""
        self.known.clear()
        self.spaced.clear()

    def stem(self, word: str) -> str:
        """The folded stem of a word in any case; unknown words keep at least `stem_minimum` letters."""
        return self._stems[word]

    def stem_of(self, form: str) -> str:
        """What phrases are found by: the stem of a token that bears meaning, else the token as it is."""
        return self._folded(form)[1]

    def _folded(self, form: str) -> tuple[str, str, str]:
        """A token in small letters, its stem and its mark."""
        if not form[0].isalpha():
            return form, form, "d" if form[0].isdigit() else "p"
        lower = fold(form)
        return (lower, lower, "s") if lower in self.stop else (lower, self._stem(lower), "w")

    def _word(self, form: str) -> Word:
        lower, stem, mark = self._folded(form)
        word = Word(len(form), lower, stem, mark, stands=form not in APOSTROPHES)
        if mark in "ws":
            word.form, word.lexicon = form, self.lexicon
            word.small = SMALL.match(form) is not None
            if not form.islower():
                word.capital = form[0].isupper()
                named = word.capital and lower not in self.no_names
                word.names = named and lower not in self.titles
                word.plain = named and mark == "w"
                word.inner = form[1:].lower() != form[1:]
                word.large = fold(found[1]) if (found := LARGE.search(form)) else ""
                word.upper = word.names or word.large != ""
        word.joins = word.capital or self.linking(word) or (mark == "d" and word.length <= MODEL)
        word.key = self.key_of(word)
        by_form = [
            Opening(1, None, table, meaning)
            for table, meaning_of in self.by_form
            if (meaning := meaning_of(word)) is not None
        ]
        word.alone, word.opens = openings_of(self._phrases_of(lower, stem), by_form)
        return word

    def linking(self, word: Word) -> bool:
        """Whether it may stand between two words of a name: "de", an apostrophe."""
        return word.lower in self.links or word.lower in "'’"

    def _phrases_of(self, lower: str, stem: str) -> list[Phrase[Any]]:
        """The phrases that may begin with a word; where a table lists it, it is no form of another word."""
        if (listed_with := self.phrases.get(stem)) is None:
            return []
        found = [made for made in listed_with if made.table.begins(made, lower)]
        listed = {made.table for made in found if made.first == lower and not made.rest and made.table.strict}
        return [made for made in found if made.rest or made.first == lower or made.table not in listed]

    def _stem(self, folded: str) -> str:
        """A word that bears meaning has a letter more than a small word: "noted" is no "not"."""
        stem = self._cut(folded)
        return stem if stem not in self.stop else folded[: len(stem) + 1]

    def _cut(self, folded: str) -> str:
        least = self.rules.stem_minimum
        if (known := self.irregular.get(folded)) is not None:
            return _trimmed(known, least)
        for length, endings in self.suffixes.get(folded[-1:], ()):
            if len(folded) - length >= least and (ending := endings.get(folded[-length:])) is not None:
                return _trimmed(folded[:-length] + ending, least)
        if len(folded) > least and folded.endswith("s") and not folded.endswith("ss"):
            folded = folded[:-1]
        return _trimmed(folded, least)


def tokenise(text: str, start: int, end: int, words: Words) -> tuple[list[Word], list[int]]:
    """The tokens of `text[start:end]`, and where each of them starts.

    >>> from claimcheck.rulebook import default_rulebook
    >>> [t.lower for t in tokenise("L'été 2024.", 0, 11, words_of(default_rulebook(), "fr"))[0]]
    ['l', "'", 'ete', '2024', '.']
    """
    first = TOKEN.search(text, start, end)
    if first is None:
        return [], []
    found = SPACED.findall(text, first.start(), end)
    places = accumulate(map(len, found[:-1]), initial=first.start())
    return list(map(words.spaced.__getitem__, found)), list(places)


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


def _compile(rulebook: Rulebook, language: Language) -> Words:
    rules = language.get(TextRules)
    return Words(
        rules=rules,
        stop=fold_all(rules.stop_words),
        abbreviations=frozenset(
            fold(w).capitalize() if w[0].isupper() else fold(w) for w in rules.abbreviations
        ),
        links=fold_all(rules.name_links),
        no_names=fold_all(rules.capitalised_words),
        titles=fold_all(rules.titles),
        determiners=fold_all(rules.determiners),
        referents=fold_all(rules.referents),
        pronouns=_by_first(rules.pronouns),
        irregular={fold(word): fold(stem) for word, stem in rules.irregular.items()},
        suffixes=_by_last_letter({fold(ending): fold(instead) for ending, instead in rules.suffixes.items()}),
        aliases=rulebook.derive(_aliases),
        lexicon=Lexicon(language.get(Dictionary)),
    )


def _by_last_letter(suffixes: Mapping[str, str]) -> dict[str, list[tuple[int, dict[str, str]]]]:
    found: dict[str, dict[int, dict[str, str]]] = {}
    for ending, instead in suffixes.items():
        found.setdefault(ending[-1:], {}).setdefault(len(ending), {})[ending] = instead
    return {last: sorted(by_length.items(), reverse=True) for last, by_length in found.items()}


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in map(fold, phrases):
        first = phrase.split(" ")[0]
        found[first] = (*found.get(first, ()), phrase)
    return found


def words_of(rulebook: Rulebook, language: str) -> Words:
    """The tables of a language; one that has no rules gets empty ones, so that nothing fails."""
    return rulebook.derive_for(language, _compile)


def _aliases(rulebook: Rulebook) -> Mapping[str, str]:
    return {fold(name): fold(row.id) for row in rulebook.get(AliasRules).alias for name in row.names}

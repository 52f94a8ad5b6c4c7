"""Words → concepts: phrases of dictionary forms, found in running text in any inflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.rulebook.families.concepts import ConceptRules
from claimcheck.rulebook.families.inflection import InflectionRules

if TYPE_CHECKING:
    from claimcheck.assertions.words import Word

__all__ = ["Lexicon", "Opened", "compile_lexicon", "find_concepts"]

WORD = re.compile(r"[^\W_][\w-]{0,63}")
APOSTROPHE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


@dataclass(slots=True)
class _Entry:
    """What begins with one dictionary form: the concepts of the form alone, and the longer phrases."""

    alone: list[str] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


class Longer(NamedTuple):
    """The words of a phrase behind the first; `rank`: its place among all of the first, the longest
    first."""

    rank: int
    rest: tuple[str, ...]
    concept: str


class Opened(NamedTuple):
    """The concepts that a word begins: as a word by itself, and as the first of `longer` phrases, by the
    word that comes second."""

    alone: tuple[str, ...]
    longer: Mapping[str, tuple[Longer, ...]]
    seconds: frozenset[str]

    def before(self, forms: Sequence[str]) -> Sequence[Longer]:
        """The phrases in which a word with these dictionary forms comes second, the longest first."""
        found = [phrases for form in forms if (phrases := self.longer.get(form))]
        return found[0] if len(found) == 1 else sorted(phrase for phrases in found for phrase in phrases)


@dataclass(slots=True)
class Lexicon:
    """The concepts of one language. Immutable once compiled; `lemmas` is pure."""

    rules: InflectionRules = field(default_factory=InflectionRules)
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Every spelling that `endings` may lead to → the dictionary forms that it stands for."""
    _known: set[str] = field(default_factory=set)
    _reach: int = field(init=False)
    """Letters of the longest ending."""
    _respelled: tuple[int, ...] = field(init=False)
    """Letters that the ending of a respelled lemma may have."""

    def __post_init__(self) -> None:
        self._reach = max(map(len, self.rules.endings), default=0)
        self._respelled = tuple(sorted({len(ending) for ending in self.rules.respelled}))

    def add(self, phrases: Iterable[str], concept: str) -> None:
        for phrase in phrases:
            words = tuple(WORD.findall(phrase.lower().translate(APOSTROPHE)))
            if not words:
                continue
            for word in words:
                self._know(word)
            entry = self._entries.setdefault(words[0], _Entry())
            if len(words) == 1:
                entry.alone.append(concept)
            else:
                entry.phrases.append((words[1:], concept))

    def _know(self, word: str) -> None:
        if word in self._known:
            return
        self._known.add(word)
        self._spellings[word] = (word, *self._spellings.get(word, ()))
        for size in self._respelled:
            for other in self.rules.respelled.get(word[-size:], ()):
                spelling = word[:-size] + other
                self._spellings[spelling] = (*self._spellings.get(spelling, ()), word)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The dictionary forms that a word in any case may be a form of, itself first; only those that
        some concept lists."""
        form = word.lower()
        found: dict[str, None] = dict.fromkeys(self._spellings.get(form, ()))
        for lemma in self.rules.irregular.get(form, ()):
            found.update(dict.fromkeys(self._spellings.get(lemma, ())))
        endings, spellings, letters = self.rules.endings, self._spellings, len(form)
        for at in range(max(self.rules.least_stem, letters - self._reach), letters + 1):
            if others := endings.get(form[at:]):
                stem = form[:at]
                for other in others:
                    if known := spellings.get(stem + other):
                        found.update(dict.fromkeys(known))
        return tuple(found)

    def opened_by(self, lemmas: Sequence[str], alone: bool) -> Opened | None:
        """The concepts that a word with these dictionary forms begins, if any; `alone`: it may be one by
        itself."""
        entries = [entry for lemma in lemmas if (entry := self._entries.get(lemma)) is not None]
        if not entries:
            return None
        phrases = [pair for entry in entries for pair in entry.phrases]
        phrases.sort(key=lambda pair: -len(pair[0]))
        longer: dict[str, list[Longer]] = {}
        for rank, (rest, concept) in enumerate(phrases):
            longer.setdefault(rest[0], []).append(Longer(rank, rest, concept))
        single = next((entry.alone for entry in entries if entry.alone), []) if alone else []
        if not single and not longer:
            return None
        by_second = {form: tuple(found) for form, found in longer.items()}
        return Opened(tuple(dict.fromkeys(single)), by_second, frozenset(by_second))


def find_concepts(tokens: Sequence[Word]) -> list[tuple[int, int, str]]:
    """`(start, end, concept)` in token indexes, in order of start. The longest phrase wins over its
    parts, and a form that is itself listed over what it may be inflected from."""
    found: list[tuple[int, int, str]] = []
    covered, end = 0, len(tokens)
    for i, opened in [(i, token.concepts) for i, token in enumerate(tokens) if token.concepts is not None]:
        if i < covered:
            continue
        if i + 1 < end and not opened.seconds.isdisjoint(second := tokens[i + 1].lemmas):
            size, concepts = _longest(tokens, i + 1, opened.before(second))
            if concepts:
                covered = i + size
                found += [(i, covered, concept) for concept in dict.fromkeys(concepts)]
                continue
        for concept in opened.alone:
            found.append((i, i + 1, concept))
    return found


def _longest(tokens: Sequence[Word], at: int, phrases: Sequence[Longer]) -> tuple[int, list[str]]:
    """The words and the concepts of the longest phrases that go on at word `at`. `phrases`: those whose
    second word it may be."""
    size, concepts = 0, []
    for _, rest, concept in phrases:
        if len(rest) + 1 < size:
            break
        if len(rest) == 1 or _follows(tokens, at, rest):
            concepts.append(concept)
            size = len(rest) + 1
    return size, concepts


def _follows(tokens: Sequence[Word], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(word in tokens[at + k].lemmas for k, word in enumerate(words))


def compile_lexicon(concepts: ConceptRules, inflection: InflectionRules) -> Lexicon:
    lexicon = Lexicon(inflection)
    for row in concepts.concept:
        lexicon.add(row.words, row.id)
    return lexicon

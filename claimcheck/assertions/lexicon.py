"""Words → concepts: phrases of dictionary forms, found in running text in any inflection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from claimcheck.rulebook.dictionary import Dictionary

if TYPE_CHECKING:
    from claimcheck.assertions.words import Word

__all__ = ["NOTHING", "UNKNOWN", "Lexicon", "Opened", "find_concepts"]


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


NOTHING, UNKNOWN = Opened((), {}, frozenset()), Opened((), {}, frozenset())
"""Of a word that begins no concept, and of one that is not looked up yet."""


class Lexicon:
    """The concepts of one language, found by any form of their words."""

    __slots__ = ("_opened", "_reach", "_words")

    def __init__(self, words: Dictionary | None = None) -> None:
        self._words = words or Dictionary()
        self._reach = max(map(len, self._words.rules.endings), default=0)
        self._opened: dict[tuple[tuple[str, ...], bool], Opened] = {}

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The dictionary forms that a word in any case may be a form of, itself first; only those that
        some concept lists."""
        form, rules, meant = word.lower(), self._words.rules, self._words.meant
        found: dict[str, None] = dict.fromkeys(meant(form))
        for lemma in rules.irregular.get(form, ()):
            found.update(dict.fromkeys(meant(lemma)))
        letters = len(form)
        for at in range(max(rules.least_stem, letters - self._reach), letters + 1):
            for other in rules.endings.get(form[at:], ()):
                if known := meant(form[:at] + other):
                    found.update(dict.fromkeys(known))
        return tuple(found)

    def opened_by(self, lemmas: tuple[str, ...], alone: bool) -> Opened:
        """The concepts that a word with these dictionary forms begins; `alone`: it may be one by itself.

        Worked out once for all forms of a word.
        """
        if (known := self._opened.get((lemmas, alone))) is None:
            known = self._opened[lemmas, alone] = self._begun(lemmas, alone)
        return known

    def _begun(self, lemmas: tuple[str, ...], alone: bool) -> Opened:
        begun = [entry for lemma in lemmas if (entry := self._words.begun.get(lemma)) is not None]
        phrases = [phrase for _, longer in begun for phrase in longer]
        phrases.sort(key=lambda pair: -len(pair[0]))
        by_second: dict[str, tuple[Longer, ...]] = {}
        for rank, (rest, concept) in enumerate(phrases):
            by_second[rest[0]] = (*by_second.get(rest[0], ()), Longer(rank, rest, concept))
        single = next((concepts for concepts, _ in begun if concepts), ()) if alone else ()
        if not single and not by_second:
            return NOTHING
        return Opened(tuple(dict.fromkeys(single)), by_second, frozenset(by_second))


def find_concepts(tokens: Sequence[Word]) -> list[tuple[int, int, str]]:
    """`(start, end, concept)` in token indexes, in order of start. The longest phrase wins over its
    parts, and a form that is itself listed over what it may be inflected from."""
    for token in tokens:
        if token.concepts is UNKNOWN:
            token.look_up()
    found: list[tuple[int, int, str]] = []
    covered, last = 0, len(tokens) - 1
    for i, token in enumerate(tokens):
        if (opened := token.concepts) is NOTHING or i < covered:
            continue
        if i < last and not opened.seconds.isdisjoint(second := tokens[i + 1].lemmas):
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
    third = tokens[at + 1].lemmas if at + 1 < len(tokens) else ()
    for _, rest, concept in phrases:
        if len(rest) + 1 < size:
            break
        if len(rest) == 1 or (rest[1] in third and _follows(tokens, at + 2, rest[2:])):
            concepts.append(concept)
            size = len(rest) + 1
    return size, concepts


def _follows(tokens: Sequence[Word], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(word in tokens[at + k].lemmas for k, word in enumerate(words))

"""A match of a rule, as the makers see it: roles, features of words, values made before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from claimcheck.model.frozen import frozen
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Item, Lexed, Made
from claimcheck.recognition.timex import When
from claimcheck.rulebook.families.grammar import Feature
from claimcheck.rulebook.lemmas import Lemmas
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.units import UnitTable

__all__ = ["Maker", "Match", "Part", "Setting"]


@frozen
class Setting:
    """What makers need to know beside the words: the units, and the day the document was published."""

    units: UnitTable
    published: datetime.date | None
    day_first: bool
    lemmas: Lemmas = field(default_factory=Lemmas)


@dataclass(slots=True)
class Part:
    """One of several values of a match: lexemes `first` to `last`, exclusive."""

    first: int
    last: int
    value: Draft | When


class Match:
    """Lexemes `first` to `last` (exclusive) match a rule; `roles` are the lexemes of each role.

    What a maker builds is kept for the next place with the same words, unless it has `looked` beyond them:
    at the text around, by `lexed`, or at the day of publication.
    """

    __slots__ = ("_lexed", "_setting", "args", "first", "last", "looked", "roles")

    def __init__(
        self, lexed: Lexed, first: int, last: int, roles: Mapping[str, tuple[int, int]],
        args: Mapping[str, Feature], setting: Setting,
    ) -> None:  # fmt: skip
        self._lexed, self._setting, self.looked = lexed, setting, False
        self.first, self.last, self.roles, self.args = first, last, roles, args

    @property
    def lexed(self) -> Lexed:
        """The text around."""
        self.looked = True
        return self._lexed

    @property
    def published(self) -> datetime.date | None:
        self.looked = True
        return self._setting.published

    @property
    def units(self) -> UnitTable:
        return self._setting.units

    @property
    def lemmas(self) -> Lemmas:
        return self._setting.lemmas

    @property
    def day_first(self) -> bool:
        return self._setting.day_first

    def at(self, index: int) -> Item:
        """A lexeme of the match."""
        return self._lexed.items[index]

    def has(self, role: str) -> bool:
        return role in self.roles

    def item(self, role: str) -> Item:
        """The (first) lexeme of a role; None where it did not take part."""
        span = self.roles.get(role)
        return None if span is None else self._lexed.items[span[0]]

    def feature(self, role: str, category: str, name: str = "value") -> Feature | None:
        """A feature of the role's word in one of its categories, else of the rule's args."""
        item = self.item(role)
        if isinstance(item, Entry) and (senses := item.senses.get(category)) is not None:
            return senses.get(name)
        return None

    def features(self, role: str, category: str) -> Mapping[str, Feature]:
        item = self.item(role)
        return item.senses.get(category, {}) if isinstance(item, Entry) else {}

    def made(self, role: str) -> Draft | When | None:
        item = self.item(role)
        return item.value if isinstance(item, Made) else None

    def draft(self, role: str) -> Draft | None:
        value = self.made(role)
        return value if isinstance(value, Draft) else None

    def when(self, role: str) -> When | None:
        value = self.made(role)
        return value if isinstance(value, When) else None

    def integer(self, role: str, category: str = "cardinal") -> int | None:
        """The whole number of a role, in digits or words."""
        draft = self.draft(role)
        if draft is not None:
            figure = draft.plain
            return int(figure) if figure is not None and figure == int(figure) else None
        value = self.feature(role, category)
        return int(value) if value is not None else None

    def word(self, at: int) -> str:
        """A lexeme in lower case."""
        lexed = self._lexed
        return lexed.folded[lexed.starts[at] : lexed.end(at)].lower()

    def lemma(self, role: str) -> str:
        """The singular of a role's first word, else the word itself."""
        word = self.word(self.roles[role][0])
        return self.lemmas.singular(word) or word

    def touches_before(self) -> bool:
        """Whether the match stands right behind another lexeme, without a space."""
        return self.first > 0 and self.lexed.end(self.first - 1) == self.lexed.starts[self.first]

    def glued_before(self) -> bool:
        """Whether a letter, a digit or a closing bracket stands right before the match."""
        start = self.lexed.starts[self.first]
        before = self.lexed.folded[start - 1 : start]
        return before.isalnum() or before in (")", "%")

    def text(self, role: str) -> str:
        """The text of a role as it stands in the document; "" where it did not take part."""
        if role not in self.roles:
            return ""
        first, last = self.roles[role]
        lexed = self._lexed
        return lexed.text[lexed.starts[first] : lexed.end(last - 1)]

    def tight(self) -> bool:
        """Whether no space stands anywhere in the match."""
        return self.unspaced(self.first, self.last - 1)

    def unspaced(self, first: int, last: int) -> bool:
        """Whether no space stands between the lexemes `first` to `last`, inclusive."""
        starts, end = self._lexed.starts, self._lexed.end
        return all(end(at) == starts[at + 1] for at in range(first, last))

    def spaced(self, left: str, right: str) -> bool:
        """Whether there is a space between two roles."""
        return self._lexed.end(self.roles[left][1] - 1) < self._lexed.starts[self.roles[right][0]]


Maker: TypeAlias = Callable[[Match], Draft | When | list[Part] | None]
"""Builds the value of a match; None refuses it, and the next longest rule is tried."""

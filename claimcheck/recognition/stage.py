"""The rules of a stage, found by the codes with which they begin, and what each remembers.

Most places of a text are passed over by tables: where no rule begins with the codes there, and where the
value that each of them needs stands out of reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from claimcheck.recognition.lexing import Item, Lexed, Placed
from claimcheck.recognition.matching import Maker
from claimcheck.rulebook.lexicon import Rule
from claimcheck.rulebook.shapes import any_of, none_of

__all__ = ["Cell", "Read", "Ready", "Stage", "stage_of"]

MAX_CELLS = 50_000
MAX_KEPT, MAX_TEXT = 1_000, 200
"""Texts of which a rule remembers what it has made, and the characters of each."""
PATTERNS = {"fork": re.compile(r"\(\?[=!](?!(?:\[(?:\\.|[^\]\\]){1,9999}\]|\\?.)\)$)")}
"""A look ahead that does not end an expression: the text behind may decide how the same words match."""

Matcher: TypeAlias = Callable[[str, int], re.Match[str] | None]


Read: TypeAlias = tuple[str, list[Item], list[int] | None]
"""A match as it was read: its codes and lexemes, and the places of the roles, counted from the first lexeme,
-1 of those that take no part, where what follows has a say in them."""


@dataclass(slots=True, eq=False)
class Ready:
    """A rule whose regular expression is compiled when it is first needed; `kept`: what it has made of words
    that it has read."""

    rule: Rule
    maker: Maker
    second: frozenset[str]
    compiled: re.Pattern[str] | None = None
    forks: bool = False
    kept: dict[str, tuple[Read, tuple[Placed, ...]]] = field(default_factory=dict)

    def can_begin(self, pair: str) -> bool:
        """Whether it can match where these two codes (at the end of a text one) stand."""
        return self.rule.single or pair[1:] in self.second

    def matcher(self) -> Matcher:
        if self.compiled is None:
            self.compiled = re.compile(self.rule.regex)
            self.forks = PATTERNS["fork"].search(self.rule.regex) is not None
        return self.compiled.match

    def read(self, lexed: Lexed, found: re.Match[str]) -> tuple[str, Read]:
        """The text of a match, up to the next lexeme, and how it was read."""
        at, end = found.span()
        starts = lexed.starts
        text = lexed.text[starts[at] : starts[end] if end < len(starts) else None]
        roles = [max(place - at, -1) for span in found.regs for place in span] if self.forks else None
        return text, (found[0], lexed.items[at:end], roles)

    def keep(self, text: str, read: Read, made: tuple[Placed, ...]) -> None:
        if len(text) < MAX_TEXT:
            if len(self.kept) >= MAX_KEPT:
                self.kept.clear()
            self.kept[text] = read, made


class Cell(NamedTuple):
    """The rules that can begin at a place, and within how many codes a value must stand, if one must."""

    rules: list[tuple[Ready, Matcher]]
    reach: int | None

    def longest_first(self, codes: str, at: int) -> list[tuple[Ready, re.Match[str]]]:
        """The rules that match at a place, with their matches."""
        found = [(ready, match) for ready, matcher in self.rules if (match := matcher(codes, at))]
        if len(found) > 1:
            found.sort(key=lambda pair: -pair[1].end())
        return found


@dataclass(slots=True)
class Stage:
    """The rules by the code with which they can begin; `anchor` finds where one of them can.
    `cells`: two codes as they stand in a text → the rules that can begin there, filled as texts need them."""

    anchor: re.Pattern[str]
    rules: Mapping[str, Sequence[Ready]]
    cells: dict[str, Cell] = field(default_factory=dict)

    def cell(self, pair: str) -> Cell:
        rules = [ready for ready in self.rules[pair[0]] if ready.can_begin(pair)]
        reaches = [ready.rule.reach for ready in rules]
        reach = None if None in reaches else max(filter(None, reaches), default=0)
        found = Cell([(ready, ready.matcher()) for ready in rules], reach)
        if len(self.cells) < MAX_CELLS:
            self.cells[pair] = found
        return found


def stage_of(rules: Iterable[tuple[Rule, Maker]], values: str) -> Stage:
    """Index rules, the first of which are tried first. `values`: the codes of values."""
    ready = [Ready(rule, maker, frozenset(rule.second)) for rule, maker in rules]
    index: dict[str, list[Ready]] = {}
    for one in ready:
        for code in one.rule.first:
            index.setdefault(code, []).append(one)
    return Stage(_anchor([one.rule for one in ready], values), index)


def _anchor(rules: Sequence[Rule], values: str) -> re.Pattern[str]:
    """The places where some rule can begin, as far as the codes there and behind tell; a rule that needs a
    value begins nowhere if none stands as near as the farthest that such a rule reaches."""
    free = [rule for rule in rules if rule.reach is None]
    bound = [rule for rule in rules if rule.reach is not None]
    between = max((rule.reach - 2 for rule in bound if rule.reach is not None and rule.reach > 2), default=0)
    value, other = any_of(values), none_of(values)
    near = f"(?:(?<={value})|(?={other}{{0,{between}}}+{value}))"
    # One set of codes to begin with, as re looks for that many times as fast as for alternatives.
    first = any_of("".join(rule.first for rule in rules))
    return re.compile(f"{first}(?:{_begun(free)}|{_begun(bound)}{near})")


def _begun(rules: Sequence[Rule]) -> str:
    """Holds behind the first code of a rule if the next one lets the rule begin."""
    alone = any_of("".join(rule.first for rule in rules if rule.single))
    first = any_of("".join(rule.first for rule in rules))
    second = any_of("".join(rule.second for rule in rules))
    return f"(?:(?<={alone})|(?<={first})(?={second}))"

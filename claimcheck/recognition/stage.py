"""The rules of a stage, found by the codes with which they begin, and what each remembers.

Most places of a text are passed over by tables: where no rule begins with the codes there, and where the
value that each of them needs stands out of reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from claimcheck.recognition.lexing import Item, Lexed, Placed, one_of
from claimcheck.recognition.matching import Maker
from claimcheck.rulebook.lexicon import Rule

__all__ = ["NEVER", "Cell", "Read", "Ready", "Stage", "stage_of"]

MAX_CELLS = 50_000
MAX_KEPT, MAX_TEXT = 1_000, 200
"""Texts of which a rule remembers what it has made, and the characters of each."""
NEVER = 1_000_000_000
"""Farther than any place of a text."""
PATTERNS = {"fork": re.compile(r"\(\?[=!](?!(?:\[(?:\\.|[^\]\\]){1,9999}\]|\\?.)\)$)")}
"""A look ahead that does not end an expression: the text behind may decide how the same words match."""

Matcher: TypeAlias = Callable[[str, int], re.Match[str] | None]


class Read(NamedTuple):
    """The words of a match as they were read: their text, lexemes and codes, and the places of the roles,
    counted from the first lexeme, where what follows has a say in them."""

    text: str
    items: list[Item]
    codes: str
    roles: list[int] | None


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

    def read(self, lexed: Lexed, found: re.Match[str]) -> Read:
        at, end = found.span()
        starts = lexed.starts
        text = lexed.text[starts[at] : starts[end]] if end < len(starts) else lexed.text[starts[at] :]
        roles = [place - at for span in found.regs for place in span] if self.forks else None
        return Read(text, lexed.items[at:end], found[0], roles)

    def keep(self, read: Read, made: tuple[Placed, ...]) -> None:
        if len(read.text) < MAX_TEXT:
            if len(self.kept) >= MAX_KEPT:
                self.kept.clear()
            self.kept[read.text] = read, made


class Cell(NamedTuple):
    """The rules that can begin at a place, and within how many codes from there a value must stand."""

    rules: list[tuple[Ready, Matcher]]
    reach: int

    def longest_first(self, codes: str, at: int) -> list[tuple[Ready, re.Match[str]]]:
        """The rules that match at a place, with their matches."""
        found = [(ready, match) for ready, matcher in self.rules if (match := matcher(codes, at))]
        if len(found) > 1:
            found.sort(key=lambda pair: -pair[1].end())
        return found


@dataclass(slots=True)
class Stage:
    """The rules by the code with which they can begin; `reach`: within how many codes they need a value.
    `cells`: two codes as they stand in a text → the rules that can begin there, filled as texts need them."""

    anchor: re.Pattern[str]
    rules: Mapping[str, Sequence[Ready]]
    reach: Mapping[str, int]
    cells: dict[str, Cell] = field(default_factory=dict)

    def cell(self, pair: str) -> Cell:
        rules = [ready for ready in self.rules[pair[0]] if ready.can_begin(pair)]
        found = Cell([(ready, ready.matcher()) for ready in rules], _reach(rules))
        if len(self.cells) < MAX_CELLS:
            self.cells[pair] = found
        return found


def stage_of(rules: Iterable[tuple[Rule, Maker]]) -> Stage:
    """Index rules, the first of which are tried first."""
    index: dict[str, list[Ready]] = {}
    for rule, maker in rules:
        ready = Ready(rule, maker, frozenset(rule.second))
        for code in rule.first:
            index.setdefault(code, []).append(ready)
    return Stage(_anchor(index), index, {code: _reach(found) for code, found in index.items()})


def _reach(rules: Sequence[Ready]) -> int:
    """Within how many codes a value must stand for any of the rules to match."""
    return max((NEVER if one.rule.reach is None else one.rule.reach for one in rules), default=0)


def _anchor(rules: Mapping[str, Sequence[Ready]]) -> re.Pattern[str]:
    """The places where some rule can begin, by the code there and, as far as that tells, the next one."""
    alone = {code for code, found in rules.items() if any(ready.rule.single for ready in found)}
    after = {
        code for first, found in rules.items() if first not in alone for one in found for code in one.second
    }
    if alone == rules.keys() or not after:
        return one_of(alone)
    # One set of codes to begin with, as re looks for that many times as fast as for alternatives.
    seconds = f"(?={one_of(after).pattern})"
    return re.compile(
        one_of(rules).pattern + (f"(?:(?<={one_of(alone).pattern})|{seconds})" if alone else seconds)
    )

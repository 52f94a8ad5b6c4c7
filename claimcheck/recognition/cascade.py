"""The stages of recognition: each runs its rules over the codes and puts what they make in place.

A cascade of finite-state transducers (Hobbs et al., FASTUS, 1997): numbers, then atoms, then what
composes, modifies and joins them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeAlias

from claimcheck.errors import RuleError
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Item, Lexed, Made, Placed, Words, lex, one_of
from claimcheck.recognition.matching import Maker, Match, Part, Setting
from claimcheck.recognition.numerals import Numbers
from claimcheck.recognition.timex import When
from claimcheck.rulebook.lexicon import Lexicon, Rule
from claimcheck.rulebook.shapes import ATOMS, atom, number_shape, number_shapes

__all__ = ["Cascade", "build_cascade"]

MAX_CELLS = 50_000
MAX_KEPT, MAX_TEXT = 1_000, 200
"""Texts of which a rule remembers what it has made, and the characters of each."""
STAGES = ("number", "atom", "compose", "modify", "range", "outer")


_Kept: TypeAlias = tuple[list[Item], list[int] | None, str, tuple[Placed, ...]]
"""What a rule has made of a text, behind what it was read as: its lexemes, the places of roles, its codes."""
FORK = re.compile(r"\(\?[=!](?!(?:\[(?:\\.|[^\]\\]){1,9999}\]|\\?.)\)$)")
"""A look ahead that is not the end of an expression: the text behind may decide how the same words match."""


@dataclass(slots=True, eq=False)
class _Ready:
    """A rule whose regular expression is compiled when it is first needed. `kept`: what it has made of words
    that it has seen."""

    rule: Rule
    maker: Maker
    second: frozenset[str]
    compiled: re.Pattern[str] | None = None
    forks: bool = False
    kept: dict[str, _Kept] = field(default_factory=dict)

    def can_begin(self, pair: str) -> bool:
        """Whether it can match where these two codes (at the end of a text one) stand."""
        return self.rule.single or pair[1:] in self.second

    def matcher(self) -> Matcher:
        if self.compiled is None:
            self.compiled = re.compile(self.rule.regex)
            self.forks = FORK.search(self.rule.regex) is not None
        return self.compiled.match


Matcher: TypeAlias = Callable[[str, int], re.Match[str] | None]
Rules: TypeAlias = list[tuple[_Ready, Matcher]]


class Cell(NamedTuple):
    """The rules that can begin at a place, and within how many codes from there a value must stand."""

    rules: Rules
    reach: int


FAR = 1_000_000_000


@dataclass(slots=True)
class _Stage:
    """The rules by the code with which they can begin; `reach`: within how many codes they need a value.
    `cells`: two codes as they stand in a text → the rules that can begin there, filled as texts need them."""

    anchor: re.Pattern[str] | None
    rules: Mapping[str, Sequence[_Ready]]
    reach: Mapping[str, int]
    cells: dict[str, Cell] = field(default_factory=dict)

    def cell(self, pair: str) -> Cell:
        rules = [ready for ready in self.rules[pair[0]] if ready.can_begin(pair)]
        found = Cell([(ready, ready.matcher()) for ready in rules], _reach(rules))
        if len(self.cells) < MAX_CELLS:
            self.cells[pair] = found
        return found


def _reach(rules: Sequence[_Ready]) -> int:
    """Within how many codes a value must stand for any of the rules to match."""
    return max((FAR if one.rule.reach is None else one.rule.reach for one in rules), default=0)


class Cascade:
    """The compiled rules of one language."""

    def __init__(self, lexicon: Lexicon, stages: Sequence[_Stage]) -> None:
        self.lexicon, self.stages, self.codes = lexicon, stages, lexicon.signatures
        self.words = Words(lexicon)
        self.runs = _numeral_runs(lexicon)
        self.values = one_of(lexicon.signatures[names] for names in (*number_shapes(), *ATOMS))
        self.numbers = Numbers(partial(self._named, rule="numeral"))

    def lex(self, text: str) -> Lexed:
        """Cut a text into lexemes. Words are replaced when they are too many, never emptied: another thread
        may be reading by them."""
        if self.words.full():
            self.words = Words(self.lexicon)
        return lex(text, self.words)

    def run(self, lexed: Lexed, setting: Setting) -> None:
        """Reduce `lexed` in place: what rules make takes the place of the lexemes it was made of."""
        self._numbers(lexed)
        for stage in self.stages:
            self._stage(stage, lexed, setting)

    def _numbers(self, lexed: Lexed) -> None:
        parts: list[Placed] = []
        items = lexed.items
        for found in self.runs.finditer(lexed.codes):
            first, last = found.span()
            if items[first].__class__ is Made and all(item.__class__ is Made for item in items[first:last]):
                continue
            for begin, end, made in self.numbers.compose(lexed, first, last):
                parts.append((begin, end, made, made.code))
        lexed.replace(parts)

    def _stage(self, stage: _Stage, lexed: Lexed, setting: Setting) -> None:
        if stage.anchor is None:
            return
        codes, cells, resume, value = lexed.codes, stage.cells, 0, -1
        parts: list[Placed] = []
        for anchor in stage.anchor.finditer(codes):
            at = anchor.start()
            if at < resume:
                continue
            if value < at:
                after = self.values.search(codes, at)
                value = after.start() if after else FAR - 1
            if value - at >= stage.reach[codes[at]]:
                continue
            pair = codes[at : at + 2]
            cell = cells.get(pair) or stage.cell(pair)
            if value - at >= cell.reach:
                continue
            for ready, found in _longest_first(cell.rules, codes, at):
                if made := self._made(ready, lexed, found, setting):
                    parts += [(at + first, at + last, item, code) for first, last, item, code in made]
                    resume = parts[-1][1]
                    break
        lexed.replace(parts)

    def _made(
        self, ready: _Ready, lexed: Lexed, found: re.Match[str], setting: Setting
    ) -> tuple[Placed, ...]:
        """What a rule makes of a match, with places counted from its first lexeme; empty where it refuses.

        The same words, read before as the same lexemes in the same roles, are the same again, unless the
        maker looked beyond them.
        """
        at, end = found.span()
        starts, items = lexed.starts, lexed.items[at:end]
        text = lexed.text[starts[at] : starts[end]] if end < len(starts) else lexed.text[starts[at] :]
        spans = [place - at for span in found.regs for place in span] if ready.forks else None
        kept = ready.kept.get(text)
        if kept and kept[0] == items and kept[1] == spans and kept[2] == found[0]:
            return kept[3]
        roles = {role: found.span(role) for role in found.re.groupindex if found[role]}
        match = Match(lexed, at, end, roles, ready.rule.args, setting)
        value = _make(ready, match)
        if value is None:
            made: tuple[Placed, ...] = ()
        else:
            values = value if isinstance(value, list) else [Part(at, end, value)]
            in_order = sorted(values, key=lambda part: part.first)
            made = tuple(self._placed(part, at, ready.rule.id) for part in in_order)
        if not match.looked and len(text) < MAX_TEXT:
            if len(ready.kept) >= MAX_KEPT:
                ready.kept.clear()
            ready.kept[text] = items, spans, found[0], made
        return made

    def _placed(self, part: Part, at: int, rule: str) -> Placed:
        made = self._named(part.value, rule)
        return part.first - at, part.last - at, made, made.code

    def _named(self, value: Draft | When, rule: str) -> Made:
        return Made(value, rule, self._code(value))

    def _code(self, value: Draft | When) -> str:
        if isinstance(value, When):
            return self.codes[atom(value.granularity, "mod" if value.relation != "in" else "")]
        if value.change:
            state = "change"
        elif value.low is not None and value.high is not None and value.low != value.high:
            state = "range" if not value.hedges else "mod"
        else:
            state = "mod" if value.hedges or value.low is None or value.high is None else ""
        if value.kind == "number" and not state:
            figure = value.plain
            whole = figure is not None and figure == int(figure) and value.low_exponent >= 0
            spelled = value.words or value.scale != 1
            small = whole and not spelled and figure is not None and 0 <= figure < 10_000
            if whole and value.words and value.scale == 1 and figure is not None and 0 <= figure < 3000:
                return self.codes[number_shape(int(figure), 0, True)]
            if not small or figure is None:
                return self.codes[number_shape(None, 0, spelled)]
            return self.codes[number_shape(int(figure), min(5, len(str(figure))), False)]
        return self.codes[atom(value.kind, state)]


def _make(ready: _Ready, match: Match) -> Draft | When | list[Part] | None:
    """Raises RuleError where the rule lacks a role, an arg or a feature that its maker needs."""
    try:
        return ready.maker(match)
    except (LookupError, ValueError, TypeError, ArithmeticError, AssertionError) as error:
        raise RuleError(
            f"rule {ready.rule.id!r} cannot make {ready.rule.make!r}: {type(error).__name__} {error}",
            hint="compare a built-in rule with this `make`: its roles, args, and the features of its words",
        ) from error


def _longest_first(rules: Rules, codes: str, at: int) -> list[tuple[_Ready, re.Match[str]]]:
    found = [(ready, match) for ready, matcher in rules if (match := matcher(codes, at))]
    if len(found) > 1:
        found.sort(key=lambda pair: -pair[1].end())
    return found


def build_cascade(lexicon: Lexicon, makers: Mapping[str, Maker]) -> Cascade:
    """Index the rules of each stage by the codes with which they can begin."""
    stages = []
    for name in STAGES:
        index: dict[str, list[_Ready]] = {}
        for rule in sorted(lexicon.rules, key=lambda rule: -rule.priority):
            if rule.stage != name:
                continue
            ready = _Ready(rule, makers[rule.make], frozenset(rule.second))
            for code in rule.first:
                index.setdefault(code, []).append(ready)
        stages.append(_Stage(_anchor(index), index, {code: _reach(rules) for code, rules in index.items()}))
    return Cascade(lexicon, stages)


def _anchor(rules: Mapping[str, Sequence[_Ready]]) -> re.Pattern[str] | None:
    """The places where some rule can begin, by the code there and, as far as that tells, the next one."""
    if not rules:
        return None
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


def _numeral_runs(lexicon: Lexicon) -> re.Pattern[str]:
    """Runs of number words and digits, with the words that link them."""

    def having(*names: str) -> str:
        return one_of(
            code for sense, code in lexicon.signatures.items() if not sense.isdisjoint(names)
        ).pattern

    cardinal = having("cardinal", "hundred", "scale", "digits")
    number = having("cardinal", "hundred", "scale", "digits", "ordinal-word")
    article, link = having("article"), having("number-link", "number-point")
    either = having("cardinal", "hundred", "scale", "digits", "ordinal-word", "article")
    head = f"{either}(?:(?<={article})(?={cardinal}){number}|(?<={number}))"
    return re.compile(f"{head}(?:{link}?(?:{number}|{article})){{0,40}}")

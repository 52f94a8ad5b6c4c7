"""The stages of recognition: each runs its rules over the codes and puts what they make in place.

A cascade of finite-state transducers (Hobbs et al., FASTUS, 1997): numbers, then atoms, then what
composes, modifies and joins them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from claimcheck.errors import RuleError
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Lexed, Made, Placed, Words, lex, one_of
from claimcheck.recognition.matching import Maker, Match, Part, Setting
from claimcheck.recognition.numerals import Numbers
from claimcheck.recognition.stage import Ready, Stage, stage_of
from claimcheck.recognition.timex import When
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.shapes import ATOMS, atom, number_shape, number_shapes

__all__ = ["Cascade", "build_cascade"]

STAGES = ("number", "atom", "compose", "modify", "range", "outer")


class Cascade:
    """The compiled rules of one language."""

    def __init__(self, lexicon: Lexicon, stages: Sequence[Stage]) -> None:
        self.lexicon, self.stages, self.codes = lexicon, stages, lexicon.signatures
        self.words = Words(lexicon)
        self.runs = _numeral_runs(lexicon)
        self.values = one_of(_values(lexicon))
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
            if items[first].__class__ is Made and (
                last - first == 1 or all(item.__class__ is Made for item in items[first:last])
            ):
                continue
            for begin, end, made in self.numbers.compose(lexed, first, last):
                parts.append((begin, end, made, made.code))
        lexed.replace(parts)

    def _stage(self, stage: Stage, lexed: Lexed, setting: Setting) -> None:
        codes, cells, resume = lexed.codes, stage.cells, 0
        parts: list[Placed] = []
        for anchor in stage.anchor.finditer(codes):
            at = anchor.start()
            if at < resume:
                continue
            pair = codes[at : at + 2]
            cell = cells.get(pair) or stage.cell(pair)
            if cell.reach is not None and not self.values.search(codes, at, at + cell.reach):
                continue
            for ready, found in cell.longest_first(codes, at):
                if made := self._made(ready, lexed, found, setting):
                    parts += [(at + first, at + last, item, code) for first, last, item, code in made]
                    resume = parts[-1][1]
                    break
        lexed.replace(parts)

    def _made(self, ready: Ready, lexed: Lexed, found: re.Match[str], setting: Setting) -> tuple[Placed, ...]:
        """What a rule makes of a match, with places counted from its first lexeme; empty where it refuses.

        Words that were read the same before are the same again, unless the maker looked beyond them.
        """
        at, end = found.span()
        text, read = ready.read(lexed, found)
        if (kept := ready.kept.get(text)) and kept[0] == read:
            return kept[1]
        roles = {role: found.span(role) for role in found.re.groupindex if found[role]}
        match = Match(lexed, at, end, roles, ready.rule.args, setting)
        value = _make(ready, match)
        values = value if isinstance(value, list) else [] if value is None else [Part(at, end, value)]
        in_order = sorted(values, key=lambda part: part.first)
        made = tuple(self._placed(part, at, ready.rule.id) for part in in_order)
        if not match.looked:
            ready.keep(text, read, made)
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


def _make(ready: Ready, match: Match) -> Draft | When | list[Part] | None:
    """Raises RuleError where the rule lacks a role, an arg or a feature that its maker needs."""
    try:
        return ready.maker(match)
    except (LookupError, ValueError, TypeError, ArithmeticError, AssertionError) as error:
        raise RuleError(
            f"rule {ready.rule.id!r} cannot make {ready.rule.make!r}: {type(error).__name__} {error}",
            hint="compare a built-in rule with this `make`: its roles, args, and the features of its words",
        ) from error


def build_cascade(lexicon: Lexicon, makers: Mapping[str, Maker]) -> Cascade:
    """Index the rules of each stage by the codes with which they can begin."""
    rules = sorted(lexicon.rules, key=lambda rule: -rule.priority)
    values = _values(lexicon)
    stages = [
        stage_of(((rule, makers[rule.make]) for rule in rules if rule.stage == name), values)
        for name in STAGES
    ]
    return Cascade(lexicon, stages)


def _values(lexicon: Lexicon) -> str:
    """The codes of what digits or rules have made."""
    return "".join(lexicon.signatures[names] for names in (*number_shapes(), *ATOMS))


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

"""What figures and statements of one document are both read from: its text layer, built once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.boilerplate import Boilerplate
from claimcheck.assertions.credits import credited
from claimcheck.assertions.ellipsis import complete
from claimcheck.assertions.statements_rules import StatementLanguage, rules_of
from claimcheck.assertions.tables import Tables, tables_of
from claimcheck.assertions.text import TextLayer
from claimcheck.model import Mention, Source, Span, quickly
from claimcheck.rulebook import Rulebook

__all__ = ["Layers", "layers_of"]

new_span = quickly(Span)


@dataclass(slots=True)
class Layers:
    """One document: `mentions` are complete ("dont 30" has its unit), in order and disjoint."""

    source: Source
    text: TextLayer
    tables: Tables
    statements: StatementLanguage
    mentions: Sequence[Mention]
    boilerplate: Boilerplate = field(init=False)
    credit: str | None = field(init=False)
    """Where the whole text comes from, if it says so."""
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.boilerplate = Boilerplate(self.text, self.tables)
        self.credit = credited(self.source.text, self.tables.credits)
        self._starts = [mention.start for mention in self.mentions]

    def span(self, start: int, end: int) -> Span:
        line = self.text.line_at(start)
        return new_span(start, end, line + self.source.first_line, start - self.text.lines[line] + 1)

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in that stretch of the text."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def layers_of(source: Source, language: str, mentions: Sequence[Mention], rulebook: Rulebook) -> Layers:
    """`mentions`: those of the whole text, sorted, disjoint."""
    tables, statements = tables_of(rulebook, language), rules_of(rulebook, language)
    whole = complete(mentions, source.text, tables.money_nouns, tables.words)
    text = TextLayer(source.text, tables.words, [(m.start, m.end) for m in whole])
    return Layers(source, text, tables, statements, whole)

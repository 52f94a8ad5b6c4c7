"""One sentence with everything that was found in it: tokens, figures, names, cues, clause boundaries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.tables import ScopeCue, Speech, Status, Tables
from claimcheck.assertions.text import Name, TextLayer, Token
from claimcheck.model import Mention
from claimcheck.rulebook.families.cues import Boundary, Concept

__all__ = ["Figure", "View", "view_of"]

MAX_TOKENS = 400
"""Tokens of one sentence that are looked at; longer ones are tables or lists."""


@dataclass(slots=True)
class Figure:
    """A mention with the half-open stretch of tokens that it covers."""

    mention: Mention
    start: int
    end: int


@dataclass(slots=True)
class View:
    """Indexes are those of `tokens`, which are the sentence's without apostrophes."""

    index: int
    tokens: list[Token]
    figures: list[Figure] = field(default_factory=list)
    names: list[tuple[int, int, Name]] = field(default_factory=list)
    concepts: list[tuple[int, int, str]] = field(default_factory=list)
    cues: list[tuple[int, int, ScopeCue]] = field(default_factory=list)
    statuses: list[tuple[int, int, Status]] = field(default_factory=list)
    boundaries: dict[int, Boundary] = field(default_factory=dict)
    boundary_ends: dict[int, Boundary] = field(default_factory=dict)
    speech: list[tuple[int, int, Speech]] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    """For each token the index of the figure that covers it, or -1."""
    named: list[bool] = field(default_factory=list)
    """For each token whether it is part of a sure proper name."""
    adjuncts: frozenset[str] = frozenset()
    """Words that may open an adjunct before the clause proper."""

    def figure_between(self, left: int, right: int) -> bool:
        """Whether a magnitude stands among the tokens `[left, right)`."""
        return any(
            self.inside[i] >= 0 and self.figures[self.inside[i]].mention.value.kind != "period"
            for i in range(left, min(right, len(self.inside)))
        )

    def broken_between(self, left: int, right: int) -> bool:
        """Whether a comma, bracket or clause boundary stands among the tokens `[left, right)`."""
        return any(
            i in self.boundaries and self.boundaries[i].weight < 1 and not self._mild(i)
            for i in range(left, min(right, len(self.tokens)))
        )

    def _mild(self, i: int) -> bool:
        return self.boundaries[i].inherits and self.inside[i] >= 0


def view_of(text: TextLayer, index: int, mentions: Sequence[Mention], tables: Tables) -> View:
    """`mentions`: those of the sentence with that index, in order."""
    tokens = text.plain_tokens(index, MAX_TOKENS)
    view = View(index, tokens)
    starts = [token.start for token in tokens]
    view.inside = [-1] * len(tokens)
    view.named = [False] * len(tokens)
    view.adjuncts = tables.adjuncts
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if first > 0 and tokens[first - 1].end > mention.start:
            first -= 1
        if first >= len(tokens) or first >= last:
            continue
        for i in range(first, last):
            view.inside[i] = len(view.figures)
        view.figures.append(Figure(mention, first, last))
    for name in text.names_in(index):
        first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
        if first < last and not all(view.inside[i] >= 0 for i in range(first, last)):
            if first > 0 and tokens[first - 1].lower in tables.indefinite:
                continue
            view.names.append((first, last, name))
            if name.sure:
                view.named[first:last] = [True] * (last - first)
    _sort_phrases(view, tables)
    return view


def _sort_phrases(view: View, tables: Tables) -> None:
    tokens = view.tokens
    for i, j, meaning in tables.phrases.find(tokens):
        if isinstance(meaning, Concept):
            view.concepts.append((i, j, meaning.id))
        elif isinstance(meaning, Boundary):
            if (known := view.boundaries.get(i)) is None or (meaning.weight, known.id) < (known.weight, ""):
                view.boundaries[i] = meaning
            if meaning.inherits:
                view.boundary_ends[j] = meaning
        elif isinstance(meaning, Speech):
            view.speech.append((i, j, meaning))
        elif isinstance(meaning, Status):
            if not _undone(tokens, j, meaning.unless):
                view.statuses.append((i, j, meaning))
        elif not _undone(tokens, j, meaning.unless):
            view.cues.append((i, j, meaning))
    if tables.endings:
        for i, token in enumerate(tokens):
            if token.mark in "ws" and not token.capital and len(token.lower) > 3:
                for ending, status in tables.endings:
                    if token.lower.endswith(ending):
                        view.statuses.append((i, i + 1, status))
                        break


def _undone(tokens: Sequence[Token], at: int, unless: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(token.stem for token in tokens[at : at + len(stems)]) == stems for stems in unless)

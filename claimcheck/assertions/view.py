"""One sentence with everything that was found in it: tokens, figures, names, cues, clause boundaries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.lexicon import find_concepts
from claimcheck.assertions.phrases import Found
from claimcheck.assertions.tables import Limit, ScopeCue, Speech, Status, Tables
from claimcheck.assertions.text import Name, TextLayer, Tokens, Word
from claimcheck.model import Mention
from claimcheck.values import blocking_key

__all__ = ["Figure", "View", "views_of"]


@dataclass(slots=True, eq=False)
class Figure:
    """A mention with the half-open stretch of words that it covers.

    `key`: figures with another key measure something else (`blocking_key`). `counted`, `weights`
    and `clause` are kept by `counted_words`, `token_weights` and `clause_start`.
    """

    mention: Mention
    start: int
    end: int
    key: str
    counted: list[int] | None = None
    weights: dict[int, float] | None = None
    clause: int | None = None


@dataclass(slots=True)
class View:
    """Indexes are those of `tokens`, the words of the sentence without apostrophes. `speakers` and
    `bearers` are kept by `said_by` and `bearers_of`."""

    index: int
    tokens: Sequence[Word]
    figures: list[Figure] = field(default_factory=list)
    magnitudes: list[Figure] = field(default_factory=list)
    """Those that are no periods."""
    names: list[tuple[int, int, Name]] = field(default_factory=list)
    concepts: Sequence[tuple[int, int, str]] = ()
    cues: Sequence[tuple[int, int, ScopeCue]] = ()
    statuses: Sequence[tuple[int, int, Status]] = ()
    boundaries: dict[int, Limit] = field(default_factory=dict)
    boundary_ends: set[int] = field(default_factory=set)
    speech: Sequence[tuple[int, int, Speech]] = ()
    inside: list[int] = field(default_factory=list)
    """For each token the index of the figure that covers it, or -1."""
    stems: list[str | None] = field(default_factory=list)
    """For each token its stem, where it bears meaning and is no part of a sure proper name."""
    phrases: Found = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    """Where commas, brackets and clause boundaries stand, in order, but for those inside a figure that
    hand on."""
    adjuncts: frozenset[str] = frozenset()
    """Words that may open an adjunct before the clause proper."""
    speakers: list[tuple[int, int]] | None = None
    bearers: list[tuple[int, int, Name]] | None = None
    in_turn: bool = False
    """Whether a word gives to each of several its own ("respectivement")."""

    def figure_between(self, left: int, right: int) -> bool:
        """Whether a magnitude stands among the tokens `[left, right)`."""
        return True in [figure.start < right and figure.end > left for figure in self.magnitudes]

    def broken_between(self, left: int, right: int) -> bool:
        """Whether a comma, bracket or clause boundary stands among the tokens `[left, right)`."""
        at = bisect_left(self.breaks, left)
        return at < len(self.breaks) and self.breaks[at] < right


def views_of(
    text: TextLayer, sentences: Sequence[tuple[int, Sequence[Mention]]], tables: Tables
) -> list[View]:
    """Of sentences by their indexes, each with its mentions in order. One question is put to all before
    the next one: the code for one stays in the processor's cache."""
    views = [_view(text, index, tables) for index, _ in sentences]
    for view in views:
        view.concepts = find_concepts(view.tokens)
    for view, (index, mentions) in zip(views, sentences, strict=True):
        _place(view, text.tokens(index), mentions, tables)
    for view in views:
        _add_boundaries(view, tables)
    for view in views:
        if view.figures:
            _add_cues(view, tables)
    return views


def _view(text: TextLayer, index: int, tables: Tables) -> View:
    tokens = text.tokens(index)
    words, phrases = tokens.words, tokens.phrases
    return View(
        index, words, inside=[-1] * len(words),
        stems=[word.stem if word.mark == "w" else None for word in words],
        speech=tables.speech.of(phrases), phrases=phrases, adjuncts=tables.adjuncts,
        in_turn=tables.in_turn in phrases,
    )  # fmt: skip


def _place(view: View, tokens: Tokens, mentions: Sequence[Mention], tables: Tables) -> None:
    """The figures of the sentence, and the names that are none."""
    starts, inside = tokens.starts, view.inside
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if first > 0 and tokens.end(first - 1) > mention.start:
            first -= 1
        if first < len(inside) and first < last:
            inside[first:last] = [len(view.figures)] * (last - first)
            figure = Figure(mention, first, last, blocking_key(mention.value))
            view.figures.append(figure)
            if mention.value.kind != "period":
                view.magnitudes.append(figure)
    for first, last, name in tokens.placed:
        if first < last and -1 in inside[first:last]:
            if first > 0 and view.tokens[first - 1].lower in tables.indefinite:
                continue
            view.names.append((first, last, name))
            if name.sure:
                view.stems[first:last] = [None] * (last - first)


def _add_boundaries(view: View, tables: Tables) -> None:
    for first, last, limit in tables.limits.of(view.phrases):
        known = view.boundaries.get(first)
        if known is None or limit.weight < known.weight:
            view.boundaries[first] = limit
        if limit.inherits:
            view.boundary_ends.add(last)


def _add_cues(view: View, tables: Tables) -> None:
    """What tells how the figures of the sentence stand."""
    words = view.tokens
    view.breaks = [
        at
        for at, limit in view.boundaries.items()
        if limit.weight < 1 and not (limit.inherits and view.inside[at] >= 0)
    ]
    view.cues = [
        found for found in tables.cues.of(view.phrases)
        if not (found[2].unless and _undone(words, found[1], found[2].unless))
    ]  # fmt: skip
    view.statuses = [
        found for found in tables.statuses.of(view.phrases)
        if not (found[2].unless and _undone(words, found[1], found[2].unless))
    ]  # fmt: skip


def _undone(words: Sequence[Word], at: int, unless: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of these phrases stands at that word."""
    if at >= len(words):
        return False
    first = words[at].stem
    return any(
        stems[0] == first and tuple([word.stem for word in words[at : at + len(stems)]]) == stems
        for stems in unless
    )

"""mentions → assertions: one document read sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.accounts import Told, new_told, speaker_of, with_rivals
from claimcheck.assertions.answers import answered, is_bare
from claimcheck.assertions.comparands import compared_names, with_compared
from claimcheck.assertions.context import (
    clause_opening,
    clause_start,
    counted_words,
    handed_on,
    head_spans,
    predicate_behind,
    words_around,
)
from claimcheck.assertions.layers import Layers, layers_of
from claimcheck.assertions.merging import merge
from claimcheck.assertions.predicates import named
from claimcheck.assertions.restating import one_of_two, restates
from claimcheck.assertions.standing import CHANGE, DENIED, cues_of, denied_act, exceeding, status_of
from claimcheck.assertions.subjects import Carried, Entities, carry, entities_of, said_by
from claimcheck.assertions.times import is_mere_scope, scoping_period, time_cue
from claimcheck.assertions.view import Figure, View, views_of
from claimcheck.model import Assertion, Context, Magnitude, Mention, Period, Source, quickly
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.judgement import Judgement

__all__ = ["assert_source", "read_figures"]

HEAD = 0.95
"""Weight of a word that the figure belongs to by its place: before or after it, over a link at most."""
OPENING = 0.75
"""Weight of the words at the opening of the clause, where its subject stands."""
OPENING_LATER = 0.45
"""The same for a second figure of the same dimension in the clause."""
HANDED = 0.6
"""Share of the context that a figure keeps of the one before it."""
NOTHING: frozenset[str] = frozenset()
LOOK_BACK = 1
"""Sentences before one with figures that are read for entities to carry over."""

new_assertion, new_context = quickly(Assertion), quickly(Context)


def assert_source(
    source: Source, language: str, mentions: Sequence[Mention], rulebook: Rulebook,
    layers: Layers | None = None,
) -> list[Assertion]:  # fmt: skip
    """What the source says with figures, in order of the text. `mentions`: sorted, disjoint.

    `layers`: those of the source with these mentions, where they are known.
    """
    return read_figures(layers or layers_of(source, language, mentions, rulebook), language, rulebook)


def read_figures(layers: Layers, language: str, rulebook: Rulebook) -> list[Assertion]:
    """What all figures of a document, in order, make together: restatements and repetitions are one
    assertion, rival accounts know one another, what is only compared with is marked, and what a predicate
    names has its name."""
    reader = _Reader(layers)
    told = reader.read()
    if reader.compared:
        told = [with_compared(one, reader.compared) for one in told]
    if any(one.restates for one in told):
        told = one_of_two(told, rulebook.get(Judgement))
    found = merge(with_rivals(told, answered(told)))
    return list(named(found, language, rulebook))


@dataclass(slots=True)
class _Reading:
    """A figure that is said, and what was read of it so far.

    `carried`: what the sentence before hands on; `time`: how a period stands; `attribution`: who says what
    the sentence says; `weights`: the least ones of words that the figure belongs to, by index; `head`: the
    first of these.
    """

    view: View
    figure: Figure
    carried: Carried
    time: str
    attribution: str | None
    entities: Entities = field(init=False)
    weights: dict[int, float] = field(init=False)
    head: str | None = field(init=False)
    tokens: dict[str, float] = field(init=False)
    period: Period | None = field(init=False)


class _Reader:
    """Reads the figures of a document."""

    def __init__(self, layers: Layers) -> None:
        self.layers, self.source, self.text = layers, layers.source, layers.text
        self.tables, self.span = layers.tables, layers.span
        self.compared: set[str] = set()
        """The names that the sentences read so far only compare with."""

    def read(self) -> list[Told]:
        """What the document says with figures, in order. One question is put to all figures before the
        next one: the code for one stays in the processor's cache."""
        tables = self.tables
        found = [one for view, carried in self._views() for one in self._said(view, carried)]
        for one in found:
            one.entities = entities_of(self.text, one.view, one.figure, tables, one.carried)
        for one in found:
            self._read_heads(one)
        for one in found:
            one.tokens = self._tokens(one)
        for one in found:
            one.period = scoping_period(one.view, one.figure, tables)
        said = [self._assertion(one) for one in found]
        speakers = [speaker_of(one.view, one.figure, tables) for one in found]
        again = [restates(one.view, one.figure, tables.restating) for one in found]
        bare = [is_bare(one.view, one.figure, tables) for one in found]
        return [
            new_told(
                one.view.index, one.figure.start, one.figure.end, said[i], speakers[i], again[i], bare[i]
            )
            for i, one in enumerate(found)
        ]

    def _views(self) -> list[tuple[View, Carried]]:
        """The sentences with figures, each with what the one before hands on."""
        views = views_of(self.text, self._sentences(), self.tables)
        found = []
        carried = Carried()
        for view in views:
            if view.figures:
                found.append((view, carried))
            carried = carry(view, carried, self.text, self.tables)
        for view in views:
            if self.tables.comparing in view.phrases:
                self.compared.update(compared_names(view, self.tables))
        return found

    def _sentences(self) -> list[tuple[int, Sequence[Mention]]]:
        """The sentences with mentions, and those right before them, without boilerplate."""
        covers = self.layers.boilerplate.covers
        mentions: dict[int, list[Mention]] = {}
        for mention in self.layers.mentions:
            mentions.setdefault(self.text.index_at(mention.start), []).append(mention)
        found: dict[int, Sequence[Mention]] = {}
        for index in mentions:
            if not covers(index):
                for near in range(max(0, index - LOOK_BACK), index + 1):
                    if near not in found and not covers(near):
                        found[near] = mentions.get(near, ())
        return list(found.items())

    def _said(self, view: View, carried: Carried) -> Iterator[_Reading]:
        """The figures of a sentence that it says, and that are not only the setting of others."""
        attribution = self._speaker(view) or self.layers.credit
        for figure in view.figures:
            if self._no_figure(view, figure):
                continue
            value = figure.mention.value
            time = time_cue(view, figure, self.tables) if isinstance(value, Period) else ""
            if not is_mere_scope(value, time):
                yield _Reading(view, figure, carried, time, attribution)

    def _no_figure(self, view: View, figure: Figure) -> bool:
        """An article read as one, or a bare number inside a proper name ("Nova 7")."""
        value = figure.mention.value
        if not isinstance(value, Magnitude) or value.kind not in ("number", "count", "ordinal"):
            return False
        if value.low == value.high == 1 and not any(c.isdigit() for c in figure.mention.text):
            # "un accord", "a game": an article, not a count.
            return True
        return any(first < figure.start < last for first, last, _ in view.names)

    def _read_heads(self, one: _Reading) -> None:
        """The words that the figure belongs to by their place."""
        view, figure, tables = one.view, one.figure, self.tables
        before, after, tight = head_spans(view, figure, tables.head_links)
        tight = tight and not self._verb_of_change(view, before)
        opening = clause_opening(view, figure, clause_start(view, figure))
        verb = predicate_behind(view, figure, tables.auxiliaries)
        one.weights = dict.fromkeys((*before, *after, *verb), HEAD)
        if opening:
            least = OPENING if self._first_of_clause(view, figure) else OPENING_LATER
            for i in opening:
                one.weights.setdefault(i, least)
        one.head = self._head(view, figure, before if tight or not opening else opening, after)

    def _assertion(self, one: _Reading) -> Assertion:
        view, figure, mention, period = one.view, one.figure, one.figure.mention, one.period
        scope, cues = cues_of(view, figure)
        status, explicit = status_of(view, figure)
        denied = DENIED in cues
        value = exceeding(mention.value, cues, denied)
        polarity = not denied or value is not mention.value
        if one.time:
            cues |= {one.time}
        if explicit:
            cues |= {"explicit-status"}
        context = new_context(
            tokens=one.tokens,
            entities=one.entities.weights,
            head=one.head,
            scope=scope,
            cues=cues,
            times=(period,) if period else one.carried.times,
            owners=one.entities.owners,
            denied=denied_act(view, figure) if denied else NOTHING,
            document=self.text.names.all_words,
        )
        return new_assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(mention.start, mention.end),
            quote=mention.text,
            sentence=self.text.sentence_text(view.index),
            value=value,
            subject=one.entities.label,
            as_of=period,
            status="denied" if not polarity else status,
            polarity=polarity,
            attribution=one.attribution,
            rule=mention.rule,
            readings=mention.readings,
            context=context,
        )

    def _verb_of_change(self, view: View, words: list[int]) -> bool:
        """Whether the words before the figure only say that something moves by it."""
        return any(
            meaning.cue.name == CHANGE and first <= i < last
            for first, last, meaning in view.cues
            for i in words
        )

    def _first_of_clause(self, view: View, figure: Figure) -> bool:
        """Whether no figure of the same dimension stands before it in its clause."""
        start = clause_start(view, figure)
        return not any(
            start <= other.start < figure.start and other.key == figure.key for other in view.figures
        )

    def _tokens(self, one: _Reading) -> dict[str, float]:
        """The words around; "of which 400", "and 31", "against 12" keep those of the figure before."""
        view, figure = one.view, one.figure
        found = words_around(view, figure, one.weights, self.tables.broader, one.carried.words)
        mate = None
        for other in view.figures:
            if other.start >= figure.start:
                break
            if other.key == figure.key:
                mate = other
        if mate is not None and handed_on(view, figure):
            before, _, _ = head_spans(view, mate, self.tables.head_links)
            opening = clause_opening(view, mate, clause_start(view, mate))
            handed = words_around(view, mate, dict.fromkeys((*before, *opening), HEAD), self.tables.broader)
            for token, weight in handed.items():
                found[token] = max(found.get(token, 0.0), weight * HANDED)
        return found

    def _head(self, view: View, figure: Figure, before: list[int], after: list[int]) -> str | None:
        """The concept, else the stem, of the noun or verb that the figure belongs to."""
        counted = isinstance(figure.mention.value, Magnitude) and figure.mention.value.kind == "count"
        own = counted_words(view, figure)
        order = [*own, *after, *before] if counted else [*after[:2], *before]
        for i in order:
            for first, last, concept in view.concepts:
                if first <= i < last:
                    return "#" + concept
        return view.tokens[order[0]].stem if order else None

    def _speaker(self, view: View) -> str | None:
        for start, end in said_by(view, self.tables):
            if start < end:
                tokens = self.text.tokens(view.index)
                return self.source.text[tokens.starts[start] : tokens.end(end - 1)]
        return None

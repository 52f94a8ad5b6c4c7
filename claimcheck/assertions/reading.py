"""mentions → assertions: one document read sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

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
from claimcheck.assertions.standing import CHANGE, DENIED, cues_of, exceeding, status_of
from claimcheck.assertions.subjects import Carried, Speakers, carry, entities_of, said_by
from claimcheck.assertions.times import is_mere_scope, scoping_period, time_cue
from claimcheck.assertions.view import Figure, View, view_of
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
    told = [one for index in reader.mentions for one in reader.read(index)]
    if reader.compared:
        told = [with_compared(one, reader.compared) for one in told]
    told = one_of_two(told, rulebook.get(Judgement))
    found = merge(with_rivals(told, answered(told)))
    return list(named(found, language, rulebook))


class _Reader:
    """Reads the figures of a document, sentence by sentence, in order."""

    def __init__(self, layers: Layers) -> None:
        self.source, self.text, self.tables = layers.source, layers.text, layers.tables
        self.boilerplate, self.span = layers.boilerplate, layers.span
        self.credit = layers.credit
        self.carried, self.done = Carried(), -1
        self.compared: set[str] = set()
        """The names that the sentences read so far only compare with."""
        self.mentions: dict[int, list[Mention]] = {}
        for mention in layers.mentions:
            self.mentions.setdefault(self.text.index_at(mention.start), []).append(mention)

    def read(self, index: int) -> list[Told]:
        """What the sentence with that index says with figures."""
        mentions = self.mentions.get(index)
        if mentions is None or self.boilerplate.covers(index):
            return []
        for earlier in range(max(self.done + 1, index - LOOK_BACK), index):
            if not self.boilerplate.covers(earlier):
                self._carry(view_of(self.text, earlier, (), self.tables))
        view = view_of(self.text, index, mentions, self.tables)
        found = self._sentence(view, self.carried)
        self._carry(view)
        self.done = index
        return found

    def _carry(self, view: View) -> None:
        self.carried = carry(view, self.carried, self.text, self.tables)
        if self.tables.comparing in view.phrases:
            self.compared.update(compared_names(view, self.tables))

    def _sentence(self, view: View, carried: Carried) -> list[Told]:
        sentence = self.text.sentence_text(view.index)
        speakers = said_by(view, self.tables)
        speaking = self._speaker(view, speakers) or self.credit
        found = []
        for figure in view.figures:
            if self._no_figure(view, figure):
                continue
            period = isinstance(figure.mention.value, Period)
            time = time_cue(view, figure, self.tables) if period else ""
            if not is_mere_scope(figure.mention.value, time):
                said = self._assertion(view, figure, sentence, carried, speakers, speaking, time)
                speaker = speaker_of(view, figure, self.tables)
                again = restates(view, figure, self.tables.restating)
                bare = is_bare(view, figure, self.tables)
                found.append(new_told(view.index, figure.start, figure.end, said, speaker, again, bare))
        return found

    def _no_figure(self, view: View, figure: Figure) -> bool:
        """An article read as one, or a bare number inside a proper name ("Nova 7")."""
        value = figure.mention.value
        if not isinstance(value, Magnitude) or value.kind not in ("number", "count", "ordinal"):
            return False
        if value.low == value.high == 1 and not any(c.isdigit() for c in figure.mention.text):
            # "un accord", "a game": an article, not a count.
            return True
        return any(first < figure.start < last for first, last, _ in view.names)

    def _assertion(
        self, view: View, figure: Figure, sentence: str, carried: Carried,
        speakers: Speakers, speaking: str | None, time: str,
    ) -> Assertion:  # fmt: skip
        mention, tables = figure.mention, self.tables
        entities = entities_of(self.text, view, figure, tables, carried, speakers)
        before, after, tight = head_spans(view, figure, tables.head_links)
        tight = tight and not self._verb_of_change(view, before)
        opening = clause_opening(view, figure, clause_start(view, figure))
        verb = predicate_behind(view, figure, tables.auxiliaries)
        heads = dict.fromkeys((*before, *after, *verb), HEAD)
        if opening:
            least = OPENING if self._first_of_clause(view, figure) else OPENING_LATER
            for i in opening:
                heads.setdefault(i, least)
        scope, cues = cues_of(view, figure)
        status, explicit = status_of(view, figure)
        denied = DENIED in cues
        value = exceeding(mention.value, cues, denied)
        polarity = not denied or value is not mention.value
        period = scoping_period(view, figure, tables)
        if time:
            cues |= {time}
        if explicit:
            cues |= {"explicit-status"}
        context = new_context(
            tokens=self._tokens(view, figure, heads, carried),
            entities=entities.weights,
            head=self._head(view, figure, before if tight or not opening else opening, after),
            scope=scope,
            cues=cues,
            times=(period,) if period else carried.times,
            owners=entities.owners,
            document=self.text.names.all_words,
        )
        return new_assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(mention.start, mention.end),
            quote=mention.text,
            sentence=sentence,
            value=value,
            subject=entities.label,
            as_of=period,
            status="denied" if not polarity else status,
            polarity=polarity,
            attribution=speaking,
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

    def _tokens(
        self, view: View, figure: Figure, heads: dict[int, float], carried: Carried
    ) -> dict[str, float]:
        """The words around; "of which 400", "and 31", "against 12" keep those of the figure before."""
        found = words_around(view, figure, heads, self.tables.broader, carried.words)
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

    def _speaker(self, view: View, speakers: Speakers) -> str | None:
        for start, end in speakers:
            if start < end:
                tokens = self.text.tokens(view.index)
                return self.source.text[tokens.starts[start] : tokens.end(end - 1)]
        return None

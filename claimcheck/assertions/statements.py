"""Sentences → statements: what a source says is so or is not so, with no rule about its topic.

A statement is a sentence, or the part of one between contrasts ("mais", "while"). Its words are
reduced to keys: the pair of opposites they belong to ("~rise"), else the first letters of the stem.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from claimcheck.assertions.layers import Layers, layers_of
from claimcheck.assertions.phrases import longest_first
from claimcheck.assertions.statements_parts import Part, read_part
from claimcheck.assertions.statements_polarity import Negation, read_negations
from claimcheck.assertions.statements_predicates import Found
from claimcheck.assertions.statements_roles import named
from claimcheck.assertions.subjects import said_by
from claimcheck.assertions.text import Tokens
from claimcheck.assertions.view import View
from claimcheck.model import Assertion, Context, Fact, Source, Status, quickly
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.polarity import Limit, Operator

__all__ = ["Stater", "state_source"]

CARRIED = 0.5
"""Weight of words taken over from the part of the sentence, or the sentence, before."""
STATUSES: tuple[tuple[str, Status], ...] = (
    ("condition", "conditional"), ("intent", "planned"), ("hedge", "estimated"),
)  # fmt: skip
"""The status of a statement with a cue; the first that holds counts."""
SAYS = {truth: Fact(truth=truth) for truth in (True, False)}

Marked: TypeAlias = "tuple[int, int, Operator | Limit]"
new_assertion, new_context = quickly(Assertion), quickly(Context)


def state_source(
    source: Source, language: str, rulebook: Rulebook, layers: Layers | None = None
) -> list[Assertion]:
    """What the source says is so or not so, in order of the text. Values are `Fact`s with a truth.

    `layers`: those of the source, where they are known; without them there are no figures.
    """
    return Stater(layers or layers_of(source, language, (), rulebook)).read()


@dataclass(slots=True)
class _Sentence:
    """A sentence, and what was read of it so far. `carried`: entities of the sentence before for which it
    has a word; `marked`: its operators and limits; `keyed`: what each token stands for."""

    index: int
    tokens: Tokens
    carried: dict[str, float]
    marked: Sequence[Marked]
    negations: Sequence[Negation] = ()
    keyed: Sequence[str] = ()
    parts: Sequence[Part] = ()
    facts: Sequence[Found] = ()
    speaker: str | None = None


class Stater:
    """Reads the statements of a document."""

    def __init__(self, layers: Layers) -> None:
        self.layers, self.rules = layers, layers.statements
        self.source, self.text, self.span = layers.source, layers.text, layers.span

    def read(self) -> list[Assertion]:
        """What the document states, in order of the text.

        Each question is put to all sentences before the next one: the code for one stays in the
        processor's cache, that for all does not, which costs a sixth of the time.
        """
        rules, sentences = self.rules, self._sentences()
        for one in sentences:
            one.negations = read_negations(one.tokens.words, rules.negations, one.marked)
        for one in sentences:
            one.keyed = self._keys(one.tokens)
        for one in sentences:
            one.parts = self._parts(one)
        for one in sentences:
            for at, role in rules.roles.find(one.tokens, one.keyed, one.marked, rules.stops):
                for part in one.parts:
                    if part.first <= at < part.last:
                        part.roles = (*part.roles, role)
        for one in sentences:
            one.facts = rules.finder.find(one.tokens, one.negations)
        for one in sentences:
            one.speaker = self._speaker(one.index, one.tokens) or self.layers.credit
        said = [said for one in sentences for said in self._statements(one)]
        if any(one.facts for one in sentences):
            said = sorted([*self._categories(sentences), *said], key=lambda said: said.span.start)
        return said

    def _sentences(self) -> list[_Sentence]:
        found: list[_Sentence] = []
        names: list[str] = []
        table = self.rules.negations.phrases
        for index in range(len(self.text.sentences)):
            if not self.layers.boilerplate.covers(index):
                tokens = self.text.tokens(index)
                back = names and self.text.points_back(index)
                carried = dict.fromkeys(names, CARRIED) if back else {}
                found.append(_Sentence(index, tokens, carried, table.of(tokens.phrases)))
                names = [name.key for name in tokens.names]
        return found

    def _parts(self, one: _Sentence) -> list[Part]:
        rules, splits, size = self.rules, self.rules.splits, len(one.tokens.words)
        dated = self._dated(one.tokens) if one.negations else frozenset()
        cuts = {first for first, _, row in one.marked if row.id in splits} if one.marked else ()
        if not cuts:
            return [read_part(one.tokens, 0, size, one.negations, one.keyed, rules, dated)]
        starts = sorted({0, *cuts})
        return [
            read_part(one.tokens, first, last, one.negations, one.keyed, rules, dated)
            for first, last in zip(starts, [*starts[1:], size], strict=True)
        ]

    def _statements(self, one: _Sentence) -> Iterator[Assertion]:
        earlier: dict[str, float] = {}
        for part in one.parts:
            if part.states:
                yield self._assertion(one, part, earlier)
            # What a part denies is no matter of the next one: "not X but Y".
            if part is not one.parts[-1]:
                for key in part.keys:
                    if key not in part.signs.denied:
                        earlier.setdefault(key, CARRIED)

    def _categories(self, sentences: Iterable[_Sentence]) -> Iterator[Assertion]:
        """The facts, each with the names of its sentence and, faded, of those before."""
        recent: dict[str, float] = {}
        for one in sentences:
            faded = {key: weight * CARRIED for key, weight in recent.items() if weight > CARRIED**2}
            recent = faded | dict.fromkeys([name.key for name in one.tokens.names], 1.0)
            for fact in one.facts:
                yield self._category(one, fact, dict(recent))

    def _dated(self, tokens: Tokens) -> frozenset[int]:
        """The words that name a time: they are denied by nothing."""
        start, end = tokens.starts[0], tokens.end(len(tokens.words) - 1)
        found: set[int] = set()
        for mention in self.layers.within(start, end):
            if mention.value.kind == "period":
                first = bisect_left(tokens.starts, mention.start)
                found.update(range(first, bisect_left(tokens.starts, mention.end)))
        return frozenset(found)

    def _speaker(self, index: int, tokens: Tokens) -> str | None:
        """Who says what the sentence says, as the text names them."""
        speech = self.rules.tables.speech.of(tokens.phrases)
        if not speech:
            return None
        view = View(index, tokens.words, names=tokens.placed, speech=speech, inside=[-1] * len(tokens.words))
        for first, last in said_by(view, self.rules.tables):
            if first < last:
                return self.source.text[tokens.starts[first] : tokens.end(last - 1)]
        return None

    def _keys(self, tokens: Tokens) -> list[str]:
        """For each token the key it stands for; a phrase gives its key to its first word."""
        found = [word.key for word in tokens.words]
        taken = 0
        for first, last, key in longest_first(self.rules.keys.of(tokens.phrases)):
            if first >= taken and (last - first > 1 or tokens.words[first].mark == "w"):
                found[first:last] = [key, *[""] * (last - first - 1)]
                taken = last
        return found

    def _assertion(self, one: _Sentence, part: Part, earlier: dict[str, float]) -> Assertion:
        tokens = one.tokens
        start, end = tokens.starts[part.first], tokens.end(part.last - 1)
        entities = dict(one.carried)
        for name in tokens.names:
            entities[name.key] = 1.0 if start <= name.start < end else CARRIED
        signs = part.signs
        context = new_context(
            tokens={**earlier, **part.keys} if earlier else part.keys,
            entities=entities,
            cues=frozenset(part.cues),
            denied=signs.denied - signs.affirmed,
            mixed=signs.denied & signs.affirmed,
            clause=signs.clause,
            turned=signs.turned,
            heads=signs.heads,
            roles=(
                *part.roles,
                *named(tokens, one.keyed, part.first, part.last, self.rules.tables.head_links),
            ),
            figures=tuple([mention.value for mention in self.layers.within(start, end)]),
            document=self.text.names.all_words,
        )
        return new_assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(start, end),
            quote=self.source.text[start:end],
            sentence=self.text.sentence_text(one.index),
            value=SAYS[part.truth],
            status=_status(part.cues) if part.cues else "done",
            polarity=part.truth,
            attribution=one.speaker,
            rule="statement",
            context=context,
        )

    def _category(self, one: _Sentence, fact: Found, entities: dict[str, float]) -> Assertion:
        start, end = one.tokens.starts[fact.first], one.tokens.end(fact.last - 1)
        return new_assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(start, end),
            quote=self.source.text[start:end],
            sentence=self.text.sentence_text(one.index),
            value=Fact(category=fact.category),
            subject=fact.subject,
            predicate=fact.predicate,
            rule=f"predicate:{fact.predicate}",
            context=new_context(entities=entities, document=self.text.names.all_words),
        )


def _status(cues: Collection[str]) -> Status:
    return next((status for cue, status in STATUSES if cue in cues), "done")

"""Sentences → statements: what a source says is so or is not so, with no rule about its topic.

A statement is a sentence, or the part of one between contrasts ("mais", "while"). Its words are
reduced to keys: the pair of opposites they belong to ("~rise"), else the first letters of the stem.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import TypeAlias

from claimcheck.assertions.layers import Layers, layers_of
from claimcheck.assertions.phrases import longest_first
from claimcheck.assertions.statements_parts import Part, read_part
from claimcheck.assertions.statements_polarity import Negation, read_negations
from claimcheck.assertions.statements_predicates import Found
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
    layers = layers or layers_of(source, language, (), rulebook)
    stater = Stater(layers)
    return [said for index in range(len(layers.text.sentences)) for said in stater.read(index)]


class Stater:
    """Reads the statements of a document, sentence by sentence, in order."""

    def __init__(self, layers: Layers) -> None:
        self.layers, self.rules = layers, layers.statements
        self.source, self.text, self.boilerplate = layers.source, layers.text, layers.boilerplate
        self.span = layers.span
        self.before: Tokens | None = None
        """The sentence before."""
        self.unfolded: list[Tokens] = []
        """The sentences since `recent` was last asked for."""
        self.faded: dict[str, float] = {}

    def read(self, index: int) -> list[Assertion]:
        """What the sentence with that index states."""
        if self.boilerplate.covers(index):
            return []
        rules, tokens = self.rules, self.text.tokens(index)
        carried = self._carried(index)
        self.before = tokens
        self.unfolded.append(tokens)
        words = rules.negations.phrases.of(tokens.phrases)
        negations = read_negations(tokens.words, rules.negations, words)
        keyed = self._keys(tokens)
        parts = self._parts(tokens, words, negations, keyed)
        if roles := rules.roles.find(tokens, keyed, words, rules.stops):
            for part in parts:
                part.roles = tuple([role for at, role in roles if part.first <= at < part.last])
        said = self._sentence(index, tokens, parts, carried)
        if facts := rules.finder.find(tokens, negations):
            return [self._category(index, tokens, fact) for fact in facts] + said
        return said

    def _carried(self, index: int) -> dict[str, float]:
        """Entities of the sentence before, where this one opens with a word for one of them."""
        if self.before is not None and self.before.names and self.text.points_back(index):
            return dict.fromkeys([name.key for name in self.before.names], CARRIED)
        return {}

    def _recent(self) -> dict[str, float]:
        """The names of this sentence and of those before, which fade."""
        for tokens in self.unfolded:
            faded = {key: weight * CARRIED for key, weight in self.faded.items() if weight > CARRIED**2}
            self.faded = faded | dict.fromkeys([name.key for name in tokens.names], 1.0)
        self.unfolded.clear()
        return self.faded

    def _parts(
        self, tokens: Tokens, words: Sequence[Marked], negations: Sequence[Negation],
        keyed: Sequence[str],
    ) -> list[Part]:  # fmt: skip
        splits, size = self.rules.splits, len(tokens.words)
        dated = self._dated(tokens) if negations else frozenset()
        cuts = {first for first, _, row in words if row.id in splits} if words else ()
        if not cuts:
            return [read_part(tokens, 0, size, negations, keyed, self.rules, dated)]
        starts = sorted({0, *cuts})
        return [
            read_part(tokens, first, last, negations, keyed, self.rules, dated)
            for first, last in zip(starts, [*starts[1:], size], strict=True)
        ]

    def _sentence(
        self, index: int, tokens: Tokens, parts: Sequence[Part], carried: dict[str, float]
    ) -> list[Assertion]:
        speaker = self._speaker(index, tokens) or self.layers.credit
        found = []
        earlier: dict[str, float] = {}
        for part in parts:
            if part.states:
                found.append(self._assertion(index, tokens, part, earlier, carried, speaker))
            # What a part denies is no matter of the next one: "not X but Y".
            if part is not parts[-1]:
                for key in part.keys:
                    if key not in part.signs.denied:
                        earlier.setdefault(key, CARRIED)
        return found

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

    def _assertion(
        self, index: int, tokens: Tokens, part: Part, earlier: dict[str, float],
        carried: dict[str, float], speaker: str | None,
    ) -> Assertion:  # fmt: skip
        start, end = tokens.starts[part.first], tokens.end(part.last - 1)
        entities = dict(carried)
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
            roles=part.roles,
            figures=tuple([mention.value for mention in self.layers.within(start, end)]),
            document=self.text.names.all_words,
        )
        return new_assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(start, end),
            quote=self.source.text[start:end],
            sentence=self.text.sentence_text(index),
            value=SAYS[part.truth],
            status=_status(part.cues) if part.cues else "done",
            polarity=part.truth,
            attribution=speaker,
            rule="statement",
            context=context,
        )

    def _category(self, index: int, tokens: Tokens, fact: Found) -> Assertion:
        start, end = tokens.starts[fact.first], tokens.end(fact.last - 1)
        return new_assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(start, end),
            quote=self.source.text[start:end],
            sentence=self.text.sentence_text(index),
            value=Fact(category=fact.category),
            subject=fact.subject,
            predicate=fact.predicate,
            rule=f"predicate:{fact.predicate}",
            context=new_context(entities=dict(self._recent()), document=self.text.names.all_words),
        )


def _status(cues: Collection[str]) -> Status:
    return next((status for cue, status in STATUSES if cue in cues), "done")

"""Sentences → statements: what a source says is so or is not so, with no rule about its topic.

A statement is a sentence, or the part of one between contrasts ("mais", "while"). Its words are
reduced to keys: the pair of opposites they belong to ("~rise"), else the first letters of the stem.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.layers import Layers, layers_of
from claimcheck.assertions.phrases import APOSTROPHES
from claimcheck.assertions.statements_polarity import Negation, read_negations
from claimcheck.assertions.statements_predicates import Found
from claimcheck.assertions.statements_rules import Key, StatementLanguage, rules_of
from claimcheck.assertions.subjects import said_by
from claimcheck.assertions.text import Token
from claimcheck.assertions.view import View
from claimcheck.model import Assertion, Context, Fact, Source, Status
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.polarity import Quantifier

__all__ = ["state_source"]

MAX_TOKENS = 400
"""Tokens of one sentence that are read; longer ones are tables or lists."""
MIN_WORDS = 2
"""Words that bear meaning, without which nothing is stated."""
CARRIED = 0.5
"""Weight of words taken over from the part of the sentence, or the sentence, before."""
STATUSES: tuple[tuple[str, Status], ...] = (
    ("condition", "conditional"), ("intent", "planned"), ("hedge", "estimated"),
)  # fmt: skip
"""The status of a statement with a cue; the first that holds counts."""
NEGATION = "negation"
"""The cue of a statement in which something stands under a negation."""


@dataclass(slots=True)
class _Part:
    """What one statement is made of: its keys by sign, its cues, the negations of its clause."""

    first: int
    last: int
    keys: dict[str, float] = field(default_factory=dict)
    denied: set[str] = field(default_factory=set)
    affirmed: set[str] = field(default_factory=set)
    clause: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)
    cues: set[str] = field(default_factory=set)
    truth: bool = True
    own: int = 0


def state_source(
    source: Source, language: str, rulebook: Rulebook, layers: Layers | None = None
) -> list[Assertion]:
    """What the source says is so or not so, in order of the text. Values are `Fact`s with a truth.

    `layers`: those of the source, where they are known; without them there are no figures.
    """
    layers = layers or layers_of(source, language, (), rulebook)
    return _Stater(layers, rules_of(rulebook, language)).statements()


class _Stater:
    def __init__(self, layers: Layers, rules: StatementLanguage) -> None:
        self.layers, self.rules = layers, rules
        self.source, self.text, self.boilerplate = layers.source, layers.text, layers.boilerplate
        self.span = layers.span

    def statements(self) -> list[Assertion]:
        found: list[Assertion] = []
        before: dict[str, float] = {}
        recent: dict[str, float] = {}
        for index in range(len(self.text.sentences)):
            if self.boilerplate.covers(index):
                continue
            carried = self._carried(index, before)
            tokens = [t for t in self.text.tokens(index)[:MAX_TOKENS] if t.lower not in APOSTROPHES]
            before = {name.key: 1.0 for name in self.text.names_in(index)}
            recent = {key: weight * CARRIED for key, weight in recent.items() if weight > CARRIED**2} | before
            words = self.rules.negations.phrases.find(tokens)
            negations = read_negations(tokens, self.rules.negations, words)
            for fact in self.rules.finder.find(tokens, self.text.names_in(index), negations):
                found.append(self._category(index, tokens, fact, recent))
            cuts = [first for first, _, row in words if row.id in self.rules.splits]
            found += self._sentence(index, tokens, negations, cuts, carried)
        return found

    def _carried(self, index: int, before: dict[str, float]) -> dict[str, float]:
        """Entities of the sentence before, where this one opens with a word for one of them."""
        if before and (self.text.opens_with_pronoun(index) or self.text.referents(index)):
            return dict.fromkeys(before, CARRIED)
        return {}

    def _sentence(
        self, index: int, tokens: Sequence[Token], negations: Sequence[Negation], cuts: Sequence[int],
        carried: dict[str, float],
    ) -> list[Assertion]:  # fmt: skip
        keyed = self._keys(tokens)
        starts = sorted({0, *cuts})
        parts = [
            self._part(tokens, first, last, negations, keyed)
            for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True)
        ]
        speaker = self._speaker(index, tokens)
        found = []
        earlier: dict[str, float] = {}
        for part in parts:
            if part.own >= MIN_WORDS:
                found.append(self._assertion(index, tokens, part, earlier, carried, speaker))
            # What a part denies is no matter of the next one: "not X but Y".
            for key in part.keys:
                if key not in part.denied:
                    earlier.setdefault(key, CARRIED)
        return found

    def _speaker(self, index: int, tokens: Sequence[Token]) -> str | None:
        """Who says what the sentence says, as the text names them."""
        speech = self.rules.speech.find(tokens)
        if not speech:
            return None
        view = View(index, list(tokens), speech=speech, inside=[-1] * len(tokens))
        starts = [token.start for token in tokens]
        for name in self.text.names_in(index):
            view.names.append((bisect_left(starts, name.start), bisect_left(starts, name.end), name))
        for first, last in said_by(view, self.rules.tables):
            if first < last:
                return self.source.text[tokens[first].start : tokens[last - 1].end]
        return None

    def _keys(self, tokens: Sequence[Token]) -> list[Key | None]:
        """For each token the key it stands for; a phrase gives its key to its first word."""
        found: list[Key | None] = [None] * len(tokens)
        taken = 0
        matches = sorted(self.rules.keys.find(tokens), key=lambda m: (m[0], m[0] - m[1]))
        covered = bytearray(len(tokens))
        for first, last, key in matches:
            if first >= taken and (last - first > 1 or tokens[first].mark == "w"):
                found[first] = key
                covered[first:last] = b"\1" * (last - first)
                taken = last
        for i, token in enumerate(tokens):
            if covered[i] or token.mark not in "wd":
                continue
            if token.stem in self.rules.light:
                continue
            found[i] = self._plain_key(token)
        return found

    def _plain_key(self, token: Token) -> Key:
        for prefix in self.rules.negations.prefixes:
            if token.lower.startswith(prefix) and len(token.lower) > len(prefix) + 2:
                return Key(
                    self.rules.words.stem(token.lower[len(prefix) :])[: self.rules.letters], flips=True
                )
        return Key(token.stem[: self.rules.letters])

    def _part(
        self, tokens: Sequence[Token], first: int, last: int, negations: Sequence[Negation],
        keyed: Sequence[Key | None],
    ) -> _Part:  # fmt: skip
        part = _Part(first, last)
        signs = [0] * len(tokens)
        near = [False] * len(tokens)
        for negation in negations:
            inside = range(max(first, negation.start), min(last, negation.end))
            for i in inside:
                signs[i] ^= 1
            if inside:
                part.cues.add(NEGATION)
            for i in range(max(first, negation.opens), min(last, negation.end)):
                near[i] = True
            if negation.clause and first <= negation.at < last:
                part.truth = not part.truth
        for i in range(first, last):
            if (key := keyed[i]) is not None:
                part.keys[key.name] = 1.0
                part.own += tokens[i].mark == "w"
                (part.denied if signs[i] ^ key.flips else part.affirmed).add(key.name)
                if signs[i]:
                    part.turned.add(key.name)
                if near[i]:
                    part.clause.add(key.name)
        self._cues(tokens, part)
        return part

    def _cues(self, tokens: Sequence[Token], part: _Part) -> None:
        inside = tokens[part.first : part.last]
        for at, end, row in self.rules.cues.find(inside):
            if isinstance(row, Quantifier) and (
                at >= row.within
                or any(
                    tuple(t.stem for t in inside[end : end + len(p)]) == p for p in self.rules.unless[row.id]
                )
            ):
                continue
            part.cues.add(row.name)
        for ending, row in self.rules.endings:
            if any(token.lower.endswith(ending) and token.mark == "w" for token in inside):
                part.cues.add(row.name)

    def _assertion(
        self, index: int, tokens: Sequence[Token], part: _Part, earlier: dict[str, float],
        carried: dict[str, float], speaker: str | None,
    ) -> Assertion:  # fmt: skip
        start, end = tokens[part.first].start, tokens[part.last - 1].end
        entities = dict(carried)
        for name in self.text.names_in(index):
            entities[name.key] = 1.0 if start <= name.start < end else CARRIED
        context = Context(
            tokens={**earlier, **part.keys},
            entities=entities,
            cues=frozenset(part.cues),
            denied=frozenset(part.denied - part.affirmed),
            mixed=frozenset(part.denied & part.affirmed),
            clause=frozenset(part.clause),
            turned=frozenset(part.turned),
            figures=tuple(m.value for m in self.layers.within(start, end)),
            document=self.text.names.all_words,
        )
        return Assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(start, end),
            quote=self.source.text[start:end],
            sentence=self.text.sentence_text(index),
            value=Fact(truth=part.truth),
            status=next((status for cue, status in STATUSES if cue in part.cues), "done"),
            polarity=part.truth,
            attribution=speaker,
            rule="statement",
            context=context,
        )

    def _category(
        self, index: int, tokens: Sequence[Token], fact: Found, recent: dict[str, float]
    ) -> Assertion:
        start, end = tokens[fact.first].start, tokens[fact.last - 1].end
        return Assertion(
            source=self.source.id,
            path=self.source.path,
            span=self.span(start, end),
            quote=self.source.text[start:end],
            sentence=self.text.sentence_text(index),
            value=Fact(category=fact.category),
            subject=fact.subject,
            predicate=fact.predicate,
            rule=f"predicate:{fact.predicate}",
            context=Context(entities=dict(recent), document=self.text.names.all_words),
        )

"""Two statements → the measures that the scores of rules/facts.toml weigh."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from claimcheck.alignment.facts_figures import Figures, figures_differ, figures_of
from claimcheck.alignment.facts_roles import PART, RELATION, WHICH, roles_differ
from claimcheck.model import Assertion, Context, Evidence
from claimcheck.rulebook.families.alignment import Term
from claimcheck.values import Limits

__all__ = [
    "MayBeSame",
    "Pairing",
    "Rarity",
    "Statement",
    "Weights",
    "evidence",
    "log_odds",
    "measure",
    "set_against_others",
    "statement",
    "weights_of",
]

Weights: TypeAlias = tuple[tuple[str, float], ...]
"""Terms by their ids, in the order of the rules."""

OPPOSITE = "~"
NONE = "none"
INTENT, HEDGE = "intent", "hedge"
NEGATED = frozenset({"negation", "correction"})
ROUNDING = 1e-9
SAME_BUT_FOR = 0.3
"""Overlap from which on another figure in it may set two statements against each other."""
DETAIL = 6
"""Words that the detail of a term names."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as alignment sees it: `words` are its tokens with weight, `total` their sum.

    `names`: those of the words that are part of a proper name. `denied`: weight of what it denies.
    `figures`: the values in it; `counted`: a figure is among its words.
    """

    assertion: Assertion
    words: Mapping[str, float]
    total: float
    negated: bool
    names: frozenset[str]
    denied: float
    figures: Figures
    counted: bool


@dataclass(frozen=True, slots=True)
class Rarity:
    """How telling a word is in this corpus: 1 in one or two documents, less the more have it."""

    documents: int
    counts: Mapping[str, int]
    number_weight: float
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, word: str) -> float:
        if (known := self._known.get(word)) is None:
            scale = math.log1p(self.documents / 2)
            rare = min(1.0, math.log1p(self.documents / max(1, self.counts.get(word, 1))) / scale)
            known = self._known[word] = rare * (self.number_weight if word.isdigit() else 1.0)
        return known


@dataclass(frozen=True, slots=True)
class Pairing:
    """What two statements have in common: words and names with their weight. `flipped`: shared words that
    one side alone denies.

    `lone`: one side alone has a negation, and nothing that the other denies too. `figures`: a figure
    of one cannot hold beside the other's. `roles`: the kinds of roles in which they differ.
    """

    shared: float
    overlap: float
    flipped: tuple[str, ...]
    opposites: tuple[str, ...]
    lone: bool
    figures: bool
    roles: tuple[str, ...]
    measures: dict[str, float]
    common: Mapping[str, float]
    names: Mapping[str, float]

    @property
    def opposed(self) -> bool:
        """Whether anything at all sets the one against the other."""
        return bool(self.flipped or self.roles) or self.lone or self.figures


def statement(assertion: Assertion, rarity: Rarity) -> Statement:
    context = assertion.context
    words = {token: weight * rarity.of(token) for token, weight in context.tokens.items()}
    parts = {part for name in context.entities for part in name.split(" ")}
    names = frozenset(word for word in words for part in parts if part.startswith(word))
    return Statement(
        assertion,
        words,
        math.fsum(words.values()),
        not NEGATED.isdisjoint(context.cues),
        names,
        math.fsum(words[word] for word in context.denied),
        figures_of(context.figures),
        any(map(str.isdigit, words)),
    )


class MayBeSame:
    """Whether words in common can outweigh the rivals at all: a cheap question for most pairs.

    What is not measured here can only lower the score, but for names.
    """

    def __init__(self, weights: Weights) -> None:
        terms = dict(weights)
        self._prior, self._rivals = terms.get("prior", 0.0), terms.get("rivals", 0.0)
        self._overlap, self._shared = terms.get("overlap", 0.0), terms.get("shared", 0.0)
        self._entities = terms.get("entities", 0.0)
        self._grounds: dict[int, float] = {}

    def __call__(self, left: Statement, right: Statement, rivals: int) -> bool:
        if (ground := self._grounds.get(rivals)) is None:
            ground = self._grounds[rivals] = self._prior + self._rivals * math.log(max(1, rivals))
        shared = 0.0
        words = right.words
        for word, weight in left.words.items():
            if word in words:
                other = words[word]
                shared += weight if weight < other else other
        overlap = shared / max(1.0, left.total + right.total - shared)
        score = ground + self._overlap * overlap + self._shared * math.log1p(shared)
        one, two = left.assertion.context.entities, right.assertion.context.entities
        if not one.keys().isdisjoint(two):
            score += self._entities * math.log1p(len(one.keys() & two.keys()))
        return score >= -ROUNDING


def _common(left: Statement, right: Statement) -> dict[str, float]:
    """The words of both with the smaller weight."""
    one, other = left.words, right.words
    if len(one) > len(other):
        one, other = other, one
    return {
        word: weight if weight < other[word] else other[word] for word, weight in one.items() if word in other
    }


def measure(
    left: Statement, right: Statement, rivals: int, limits: Limits, compared: bool = False
) -> Pairing:
    """`rivals`: how many pairs of statements the two documents offer. `compared`: figures of the two have
    been held against each other, so that they oppose nothing here.
    """
    if len(left.words) > len(right.words):
        left, right = right, left
    common = _common(left, right)
    shared = math.fsum(common.values())
    overlap = shared / max(1.0, left.total + right.total - shared)
    one, other = left.assertion.context, right.assertion.context
    # Who denies the same word, or says the same of two opposites, says the same in the clause around it.
    alike = bool(one.turned or other.turned) and any(_settled(word, one, other) for word in common)
    flipped = _flipped(common, one, other, alike) if one.denied or other.denied else ()
    strange = left.names.isdisjoint(common) and right.names.isdisjoint(common)
    plain = math.fsum(
        [
            weight
            for word, weight in common.items()
            if not word.isdigit()
            and (strange or (word not in left.names and word not in right.names))
            and not (flipped and word.startswith(OPPOSITE) and word in flipped)
        ]
    )
    names = {
        name: min(weight, other.entities[name])
        for name, weight in one.entities.items()
        if name in other.entities
    }
    lone = left.negated != right.negated and not alike
    differ = (
        not compared
        and overlap >= SAME_BUT_FOR
        and bool(left.figures and right.figures)
        and figures_differ(left.figures, right.figures, limits)
    )
    roles = tuple(roles_differ(one.roles, other.roles, left.words, right.words))
    opposites = tuple(word for word in flipped if word.startswith(OPPOSITE)) if flipped else ()
    measures = {
        "prior": 1.0,
        "chance": 1.0,
        "rivals": math.log(max(1, rivals)),
        "overlap": overlap,
        "shared": math.log1p(plain),
        "only-names": float(plain == 0),
        "denied-elsewhere": _elsewhere(left, right, common) if lone else 0.0,
        "entities": math.log1p(math.fsum(names.values())),
        "both-negated": float(left.negated and right.negated),
        "shared-denied": float(bool(flipped)),
        "other-truth": float(left.assertion.polarity != right.assertion.polarity and not alike),
        "opposites-alone": float(bool(opposites) and not left.negated and not right.negated),
        "figures-differ": float(differ),
        "one-intends": float((INTENT in one.cues) != (INTENT in other.cues)),
        "hedged": float(HEDGE in one.cues or HEDGE in other.cues),
        "content": math.log(max(1.0, min(left.total, right.total))),
        "other-part": float(any(kind.startswith(PART) for kind in roles)),
        "other-which": float(any(kind.startswith(WHICH) for kind in roles)),
        "swapped": float(any(kind.startswith(RELATION) for kind in roles)),
    }
    if lone:
        measures |= _denial(left, right, common, overlap)
    return Pairing(shared, overlap, flipped, opposites, lone, differ, roles, measures, common, names)


def _flipped(common: Iterable[str], one: Context, other: Context, alike: bool) -> tuple[str, ...]:
    """Words in common that one of the two alone denies, in order."""
    return tuple(
        sorted(
            word
            for word in common
            if word not in one.mixed
            and word not in other.mixed
            and not word.isdigit()
            and (word in one.denied) != (word in other.denied)
            and (not alike or word.startswith(OPPOSITE))
            # Neither "no rise" nor "no fall" denies the other: both may be true.
            and not (word.startswith(OPPOSITE) and word in one.turned and word in other.turned)
        )
    )


def _denial(
    left: Statement, right: Statement, common: Mapping[str, float], overlap: float
) -> dict[str, float]:
    """What is measured where one of the two alone has a negation."""
    firm = NONE in (left if left.negated else right).assertion.context.cues
    return {
        "one-negated": 1.0,
        "negated-overlap": overlap,
        "denied-elsewhere": _elsewhere(left, right, common),
        "other-clause": _other_clause(left, right, common),
        "longer-denial": _longer(left, right),
        "one-none": float(firm),
        "other-head": _other_head(left, right, common),
    }


def set_against_others(pairings: Mapping[tuple[int, int], Pairing], sources: Sequence[str]) -> None:
    """Adds to each pairing whether one of the two has more in common with another statement beside its
    counterpart, which opposes it in nothing. `pairings`: by the numbers of the statements.
    """
    closest: dict[tuple[int, str], float] = {}
    for (one, other), pairing in pairings.items():
        if not pairing.opposed and pairing.shared > 1:
            for mine, theirs in ((one, other), (other, one)):
                key = mine, sources[theirs]
                closest[key] = max(closest.get(key, 0.0), pairing.shared)
    for (one, other), pairing in pairings.items():
        best = max(closest.get((one, sources[other]), 0.0), closest.get((other, sources[one]), 0.0))
        pairing.measures["closer-elsewhere"] = float(pairing.opposed and best >= pairing.shared)


def _settled(word: str, one: Context, other: Context) -> bool:
    """Both deny the word; or one denies it, and the other has the opposite ("not rise", "fall")."""
    if word in one.mixed or word in other.mixed or (word in one.denied) != (word in other.denied):
        return False
    turned = (word in one.turned) + (word in other.turned)
    return turned == 2 or (turned == 1 and word.startswith(OPPOSITE))


def _elsewhere(left: Statement, right: Statement, common: Mapping[str, float]) -> float:
    """Share of what the denying side denies that the other does not speak of."""
    side = left if left.negated else right
    if not side.denied:
        return 1.0
    spoken = math.fsum(weight for word, weight in common.items() if word in side.assertion.context.denied)
    return max(0.0, 1.0 - spoken / side.denied)


def _other_head(left: Statement, right: Statement, common: Mapping[str, float]) -> float:
    """Whether what comes right after the negation is nothing that the other speaks of."""
    heads = (left if left.negated else right).assertion.context.heads
    return float(bool(heads) and not any(word in common for word in heads))


def _other_clause(left: Statement, right: Statement, common: Mapping[str, float]) -> float:
    """Share of the words in common that stand in no clause with the negation."""
    clause = (left if left.negated else right).assertion.context.clause
    total = math.fsum(common.values())
    if not clause or not total:
        return 1.0
    return math.fsum(weight for word, weight in common.items() if word not in clause) / total


def _longer(left: Statement, right: Statement) -> float:
    """Log of how much more the denying side says: of two sentences the longer has much to deny."""
    denying, other = (left, right) if left.negated else (right, left)
    return max(0.0, math.log(max(1.0, denying.total) / max(1.0, other.total)))


def weights_of(terms: Iterable[Term]) -> Weights:
    return tuple((term.id, float(term.weight)) for term in terms)


def log_odds(pairing: Pairing, weights: Weights) -> float:
    """The sum of the terms."""
    measures = pairing.measures
    total = 0.0
    for term, weight in weights:
        if term in measures:
            total += weight * measures[term]
    return total


def evidence(pairing: Pairing, weights: Weights, prefix: str) -> tuple[Evidence, ...]:
    """Each term that counts."""
    measures = pairing.measures
    return tuple(
        Evidence(term=f"{prefix}:{term}", weight=round(value, 3), detail=_detail(pairing, term))
        for term, weight in weights
        if (value := weight * measures.get(term, 0.0))
    )


def _detail(pairing: Pairing, term: str) -> str:
    words: Sequence[str] = ()
    if term == "shared":
        words = sorted(pairing.common, key=lambda word: (-pairing.common[word], word))
    elif term == "entities":
        words = sorted(pairing.names)
    elif term == "shared-denied":
        words = pairing.flipped
    elif term == "opposites-alone":
        words = pairing.opposites
    return ", ".join(words[:DETAIL])

"""Two statements → the measures that the scores of rules/facts.toml weigh."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from claimcheck.alignment.facts_denial import (
    OPPOSITE,
    denial,
    denied_elsewhere,
    flipped_words,
    no_longer,
    not_all,
    settled,
)
from claimcheck.alignment.facts_figures import figures_complete, figures_differ, same_number
from claimcheck.alignment.facts_roles import PART, RELATION, WHICH, others_of_a_kind, roles_differ
from claimcheck.alignment.facts_statements import Statement
from claimcheck.alignment.facts_times import apart_in_time, not_yet
from claimcheck.model import Evidence
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.alignment import Term
from claimcheck.values import Limits

__all__ = [
    "Pairing",
    "Weights",
    "evidence",
    "log_odds",
    "measure",
    "set_against_others",
    "weights_of",
]

Weights: TypeAlias = tuple[tuple[str, float], ...]
"""Terms by their ids, in the order of the rules."""

INTENT, HEDGE = "intent", "hedge"
SAME_BUT_FOR = 0.3
"""Overlap from which on another figure in it may set two statements against each other."""
DETAIL = 6
"""Words that the detail of a term names."""


@frozen
class Pairing:
    """What two statements have in common: words and names with their weight. `flipped`: shared words that
    one side alone denies.

    `lone`: one side alone has a negation, and nothing that the other denies too. `figures`: a figure
    of one cannot hold beside the other's. `roles`: the kinds of roles in which they differ.
    `apart`: what would set them against each other is so at another time, or of another thing, in each.
    """

    shared: float
    overlap: float
    flipped: tuple[str, ...]
    opposites: tuple[str, ...]
    lone: bool
    figures: bool
    roles: tuple[str, ...]
    apart: bool
    measures: dict[str, float]
    common: Mapping[str, float]
    names: Mapping[str, float]

    @property
    def opposed(self) -> bool:
        """Whether anything at all sets the one against the other."""
        return bool(self.flipped or self.roles) or self.lone or self.figures


def _common(left: Statement, right: Statement) -> dict[str, float]:
    """The words of both with the smaller weight."""
    one, other = left.words, right.words
    if len(one) > len(other):
        one, other = other, one
    return {
        word: weight if weight < other[word] else other[word] for word, weight in one.items() if word in other
    }


class _Opposition(NamedTuple):
    """What sets one statement against the other; see `Pairing`. `alike`: they settle it the same way.
    `apart`: they would be opposed, but each holds at another time, or of another thing."""

    flipped: tuple[str, ...]
    lone: bool
    figures: bool
    roles: tuple[str, ...]
    alike: bool
    apart: bool


def _opposition(
    left: Statement, right: Statement, common: Mapping[str, float], limits: Limits | None
) -> _Opposition:
    """`limits`: None where figures oppose nothing."""
    one, other = left.assertion.context, right.assertion.context
    # Who denies the same word, or says the same of two opposites, says the same in the clause around it.
    alike = bool(one.turned or other.turned) and any(settled(word, one, other) for word in common)
    flipped = flipped_words(common, one, other, alike) if one.denied or other.denied else ()
    lone = left.negated != right.negated and not alike
    if lone and not_all(one, other) and not same_number(left.figures, right.figures):
        lone, flipped = False, ()
    if (lone or flipped) and (no_longer(one, other) or figures_complete(left.figures, right.figures)):
        lone, flipped, limits = False, (), None
    roles = tuple(roles_differ(one.roles, other.roles, left.words, right.words))
    apart = others_of_a_kind(one, other) or (
        bool(lone or flipped or roles)
        and (apart_in_time(left.assertion, right.assertion) or not_yet(one, other))
    )
    if apart:
        lone, flipped, roles, limits = False, (), (), None
    figures = bool(
        limits and left.figures and right.figures and figures_differ(left.figures, right.figures, limits)
    )
    return _Opposition(flipped, lone, figures, roles, alike, apart)


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
    apart = left.names - right.names and right.names - left.names
    weighed = None if compared or apart or overlap < SAME_BUT_FOR else limits
    flipped, lone, differ, roles, alike, elsewhen = _opposition(left, right, common, weighed)
    opposites = tuple(word for word in flipped if word.startswith(OPPOSITE))
    names = {
        name: min(weight, other.entities[name])
        for name, weight in one.entities.items()
        if name in other.entities
    }
    plain = _plain(left, right, common, opposites)
    measures = {
        "prior": 1.0,
        "chance": 1.0,
        "rivals": math.log(max(1, rivals)),
        "overlap": overlap,
        "shared": math.log1p(plain),
        "only-names": float(plain == 0),
        "denied-elsewhere": denied_elsewhere(left, right, common) if lone else 0.0,
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
        measures |= denial(left, right, common, overlap)
    return Pairing(
        shared, overlap, flipped, opposites, lone, differ, roles, elsewhen, measures, common, names
    )


def _plain(left: Statement, right: Statement, common: Mapping[str, float], opposites: Sequence[str]) -> float:
    """Weight of the words in common that are no names, no numbers and none of these."""
    strange = left.names.isdisjoint(common) and right.names.isdisjoint(common)
    return math.fsum(
        [
            weight
            for word, weight in common.items()
            if not word.isdigit()
            and (strange or (word not in left.names and word not in right.names))
            and word not in opposites
        ]
    )


def set_against_others(pairings: Mapping[tuple[int, int], Pairing], sources: Sequence[str]) -> None:
    """Adds to each pairing how much more one of the two has in common with another statement beside its
    counterpart, which opposes it in nothing (a log). `pairings`: by the numbers of the statements.
    """
    closest: dict[tuple[int, str], float] = {}
    for (one, other), pairing in pairings.items():
        if not pairing.opposed and pairing.shared > 1:
            for mine, theirs in ((one, other), (other, one)):
                key = mine, sources[theirs]
                closest[key] = max(closest.get(key, 0.0), pairing.shared)
    for (one, other), pairing in pairings.items():
        best = max(closest.get((one, sources[other]), 0.0), closest.get((other, sources[one]), 0.0))
        pairing.measures["closer-elsewhere"] = (
            math.log(max(1.0, best / pairing.shared)) if pairing.opposed and pairing.shared else 0.0
        )


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

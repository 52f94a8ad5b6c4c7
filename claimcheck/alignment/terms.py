"""The named terms of the two scores. A term's value is 0 to 1 (or a small count); rules/ hold weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, log10
from operator import mul

from claimcheck.alignment.details import evidence
from claimcheck.alignment.entries import Entry, log_ratio
from claimcheck.alignment.vetoes import (
    CHANGE,
    EXPLICIT,
    PREVIOUS,
    UPDATE,
    VERSUS,
    Vetoes,
    are_apart,
    are_rivals,
    is_unknown,
)
from claimcheck.model import Evidence, Magnitude, Period
from claimcheck.rulebook.families.alignment import AlignmentRules, Term

__all__ = ["Pair", "Scorer", "shared_tokens"]

NEAR_RATIO, FAR_RATIO = log(1.28), log(6)
"""Figures up to a quotient of 1.28 count as close, from 6 on as far. From the study of 23 topics."""
GROUND = 0.2
"""Share of the ranking terms that a conflict keeps without any word in common."""
SAME_CONTEXT = 0.98
"""Shared tokens from which on two contexts are one: there it tells nothing how exact a figure is."""
COUNTED, FEW = ("count", "number", "ordinal"), 10
SURPRISE = {
    "minute": 1.0,
    "day": 0.8,
    "week": 0.6,
    "month": 0.5,
    "range": 0.5,
    "quarter": 0.4,
    "season": 0.4,
    "year": 0.3,
}
"""How seldom two dates are equal by chance, against three digits of a figure."""
DAYS = {
    "minute": 1,
    "day": 1,
    "week": 7,
    "month": 30,
    "range": 60,
    "quarter": 90,
    "season": 90,
    "half": 180,
    "year": 365,
}
YEAR = 365
DONE = "done"
RIVALS = "rival-owner"
RANKING = ("alone", "better-match", "clear-match", "supported", "company")


@dataclass(slots=True)
class Pair:
    """Two entries of different documents (or one) with what is known of the two together."""

    a: Entry
    b: Entry
    agrees: bool
    relation: str
    shared: float
    margin: float = 1.0
    alone: float = 0.0
    support: int = 1
    """In how many documents the more widely told of the two figures stands."""
    company: int = 0
    """How many other figures their two sentences agree on."""
    score: float = 0.0
    veto: str | None = None
    terms: dict[str, float] | None = None


def shared_tokens(a: Entry, b: Entry) -> float:
    """Noisy or of the tokens in common, 0 to 1."""
    x, y = a.tokens, b.tokens
    if len(x) > len(y):
        x, y = y, x
    missing = 1.0
    for token, weight in x.items():
        if token in y:
            other = y[token]
            missing *= 1.0 - (weight if weight < other else other)
    return 1.0 - missing


def _cosine(x: Mapping[str, float], y: Mapping[str, float]) -> float:
    if len(x) > len(y):
        x, y = y, x
    # The same for any order of the words, which are a set.
    return fsum([weight * y[token] for token, weight in x.items() if token in y])


class _Weights(dict[str, float]):
    """The weight of each term; what the rules do not name weighs nothing."""

    def __init__(self, terms: Iterable[Term]) -> None:
        super().__init__((term.id, float(term.weight)) for term in terms)

    def __missing__(self, name: str) -> float:
        return 0.0


class Scorer:
    """Terms, weights and thresholds of one rulebook."""

    def __init__(self, rules: AlignmentRules) -> None:
        self.rules = rules
        self.agreement, self.conflict = _Weights(rules.agreement), _Weights(rules.conflict)
        self.generic = frozenset(rules.generic_heads)
        self.vetoes = Vetoes(rules)
        self.quotients = tuple(slip.quotient for slip in rules.slip)

    def score(self, pair: Pair) -> float:
        """Sets terms, score and veto of a pair, and returns the score."""
        terms = self.terms(pair)
        weights = self.agreement if pair.agrees else self.conflict
        pair.terms = terms
        pair.score = sum(map(mul, map(weights.__getitem__, terms), terms.values()))
        pair.veto = (
            self.vetoes.agreeing(pair.a, pair.b, pair.relation, RIVALS in terms)
            if pair.agrees
            else self.vetoes.differing(pair.a, pair.b, RIVALS in terms)
        )
        return pair.score

    def compete(self, pair: Pair) -> float:
        """Adds the terms that rank a pair among its rivals; to be called once, after `score`."""
        terms = pair.terms = pair.terms or {}
        # To be the only candidates says little of two figures that have no word in common.
        ground = 1.0 if pair.agrees else min(1.0, GROUND + pair.shared)
        terms["alone"] = pair.alone * ground
        terms["supported"] = 1 - 1 / pair.support
        terms["company"] = min(2.0, float(pair.company)) / 2
        if pair.margin < 0:
            terms["better-match"] = min(2.0, -pair.margin)
        else:
            terms["clear-match"] = min(3.0, pair.margin) / 3 * ground
        weights = self.agreement if pair.agrees else self.conflict
        pair.score += sum([weights[name] * terms[name] for name in RANKING if name in terms])
        return pair.score

    def terms(self, pair: Pair) -> dict[str, float]:
        """Every term that is not 0, by name."""
        a, b = pair.a, pair.b
        terms = {"base": 1.0, "shared-tokens": pair.shared, f"kind-{a.value.kind}": 1.0}
        terms["same-words"] = _cosine(a.words, b.words)
        terms["lone-pair"] = float(a.lone and b.lone)
        if a.first and b.first:
            terms["both-first"] = 1.0 if pair.agrees else min(1.0, GROUND + pair.shared)
        self._heads(a, b, terms)
        self._entities(a, b, terms)
        self._times(a, b, terms)
        self._standing(a, b, terms)
        if a.value.kind in COUNTED and max(abs(a.figure), abs(b.figure)) < FEW:
            terms["few"] = 1.0
        if pair.agrees:
            self._values(pair, terms)
        else:
            self._distance(pair, terms)
        return {name: value for name, value in terms.items() if value}

    def _heads(self, a: Entry, b: Entry, terms: dict[str, float]) -> None:
        if a.head is None or b.head is None:
            return
        if a.head == b.head:
            terms["same-head"] = 0.3 if a.head in self.generic else 1.0
        elif a.head not in self.generic and b.head not in self.generic:
            crossed = max(a.tokens.get(b.head, 0.0), b.tokens.get(a.head, 0.0))
            counted = isinstance(a.value, Magnitude) and a.value.kind == "count"
            terms["other-noun" if counted else "other-head"] = 1.0 - crossed

    def _entities(self, a: Entry, b: Entry, terms: dict[str, float]) -> None:
        missing = 1.0
        for name, weight in a.entities.items():
            if name in b.entities:
                missing *= 1 - min(weight, b.entities[name])
        terms["shared-entities"] = 1 - missing
        if missing == 1.0:
            terms["disjoint-entities"] = min(1.0, max(a.entities.values(), default=0.0)) * min(
                1.0, max(b.entities.values(), default=0.0)
            )
        if a.subject and b.subject and a.subject.isdisjoint(b.subject):
            terms["other-subject"] = 1.0
        terms["absent-entity"] = max(_absent(a, b), _absent(b, a))
        if not a.owners or not b.owners:
            terms["foreign-owner"] = float(is_unknown(a.owners, b.names) or is_unknown(b.owners, a.names))
        elif not a.owners.isdisjoint(b.owners):
            terms["same-owner"] = 1.0
        else:
            terms[RIVALS if are_rivals(a, b) else "other-owner"] = 1.0

    def _times(self, a: Entry, b: Entry, terms: dict[str, float]) -> None:
        if a.time is not None and b.time is not None:
            if are_apart(a, b):
                terms["other-day"] = 1.0
            else:
                terms["same-time"] = 1.0 if a.time[2] == b.time[2] else 0.5
        if a.published and b.published and a.published != b.published:
            terms["published-apart"] = min(1.0, log(1 + abs(a.published - b.published)) / log(400))

    def _standing(self, a: Entry, b: Entry, terms: dict[str, float]) -> None:
        x, y = a.assertion.context, b.assertion.context
        if x.scope or y.scope:
            terms["same-scope"] = float(len(x.scope & y.scope))
            terms["other-scope"] = float(min(2, len(x.scope ^ y.scope)))
        if alone := x.cues ^ y.cues:
            for name in (PREVIOUS, CHANGE, VERSUS):
                if name in alone:
                    terms[f"one-{name}"] = 1.0
        if UPDATE in x.cues or UPDATE in y.cues:
            terms["update-cue"] = 1.0
        one, other = a.assertion, b.assertion
        if one.polarity != other.polarity:
            terms["one-denies"] = 1.0
        if one.status != other.status:
            terms["other-status"] = 1.0 if EXPLICIT in x.cues and EXPLICIT in y.cues else 0.5
        elif one.status != DONE:
            terms["same-status"] = 1.0
        if one.attribution and other.attribution and one.attribution != other.attribution:
            terms["other-attribution"] = 1.0

    def _values(self, pair: Pair, terms: dict[str, float]) -> None:
        a, b = pair.a, pair.b
        terms[f"value-{pair.relation}"] = 1.0
        if isinstance(a.value, Period) and isinstance(b.value, Period):
            terms["surprise"] = min(SURPRISE.get(x.granularity, 0.3) for x in (a.value, b.value))
            terms["mere-setting"] = float(a.setting or b.setting or a.loose or b.loose)
            terms["both-ahead"] = float(_is_ahead(a) and _is_ahead(b))
            return
        window = max(log_ratio(a.figure, b.figure), 10.0 ** -min(a.digits, b.digits))
        terms["surprise"] = min(1.0, max(0.0, -log10(window) / 3))

    def _distance(self, pair: Pair, terms: dict[str, float]) -> None:
        a, b = pair.a, pair.b
        if isinstance(a.value, Period) and isinstance(b.value, Period):
            days = abs(a.figure - b.figure) / max(DAYS.get(x.granularity, 30) for x in (a.value, b.value))
            terms["value-distance"] = min(1.0, log(1 + days) / log(30)) if days == days else 0.5
            terms["mere-setting"] = float(a.loose or b.loose)
            alike = a.value.granularity == b.value.granularity
            terms["same-granularity"] = float(alike and DAYS.get(a.value.granularity, YEAR) < YEAR)
            return
        if a.written and a.written == b.written and a.digits == b.digits >= 2:
            terms["digits-swapped"] = 1.0
        if a.figure == 0 or b.figure == 0:
            # Nothing against something is no matter of distance.
            return
        ratio = log_ratio(a.figure, b.figure)
        terms["value-distance"] = min(1.0, max(0.0, (ratio - NEAR_RATIO) / (FAR_RATIO - NEAR_RATIO)))
        terms["close"] = max(0.0, 1 - ratio / NEAR_RATIO) if min(a.digits, b.digits) >= 2 else 0.0
        if pair.shared < SAME_CONTEXT:
            terms["other-precision"] = min(1.0, abs(a.digits - b.digits) / 3)
        told = min(len(e.written[0]) if e.written else 0 for e in (a, b))
        for quotient in self.quotients:
            if abs(ratio - log(quotient)) < 1e-9 and told >= 2:
                # Of figures with no word in common it is chance.
                ground = min(1.0, GROUND + pair.shared)
                terms["scale-slip"] = ground
                terms["value-distance"] *= 1 - ground

    def evidence(self, pair: Pair) -> tuple[Evidence, ...]:
        """The terms as they are printed: weight times value."""
        weights = self.agreement if pair.agrees else self.conflict
        return evidence(pair.terms or {}, weights, pair.a, pair.b)


def _is_ahead(a: Entry) -> bool:
    """Whether the date of a lies after its publication: a story tells of few such dates."""
    return a.published is not None and a.figure > a.published


def _absent(a: Entry, b: Entry) -> float:
    """How much the figure of `a` is of an entity that the document of `b` names, but nowhere near its own
    figure."""
    found = 0.0
    for name, weight in a.entities.items():
        if weight > found and name not in b.entities and _words(name) <= b.names:
            found = weight
    return found


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(name.split(" "))

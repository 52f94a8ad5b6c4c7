"""The named terms of the two scores. A term's value is 0 to 1 (or a small count); rules/ hold weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from claimcheck.alignment.entries import Entry, log_ratio
from claimcheck.model import Evidence, Magnitude, Period
from claimcheck.rulebook.families.alignment import AlignmentRules

__all__ = ["NEAR_RATIO", "RIVAL", "Pair", "Scorer", "shared_tokens"]

PREVIOUS, CHANGE, UPDATE, EXPLICIT = "previous", "change", "update", "explicit-status"
VERSUS = "versus"
RIVAL = "rival-subject"
NEAR_RATIO, FAR_RATIO = log(1.28), log(6)
"""Figures up to a quotient of 1.28 count as close, from 6 on as far. From the study of 23 topics."""
OWN_ENTITY = 0.5
DETAIL = 4
LONG_PAST = 500
"""Days: last year's results are told for a year and more."""
FEW_NAMES = 2
GROUND = 0.2
"""Share of the ranking terms that a conflict keeps without any word in common."""
COUNTED, FEW = ("count", "number", "ordinal"), 10
RANKING = ("alone", "better-match", "clear-match")


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
        other = y.get(token)
        if other is not None:
            missing *= 1.0 - (weight if weight < other else other)
    return 1.0 - missing


class Scorer:
    """Terms, weights and thresholds of one rulebook."""

    def __init__(self, rules: AlignmentRules) -> None:
        self.rules = rules
        self.agreement = {term.id: float(term.weight) for term in rules.agreement}
        self.conflict = {term.id: float(term.weight) for term in rules.conflict}
        self.generic = frozenset(rules.generic_heads)
        self.exclusive = frozenset(rules.exclusive_scopes)
        self.parts = frozenset(rules.part_scopes)
        self.clashes = {frozenset(clash.statuses) for clash in rules.clash}
        self.quotients = tuple(slip.quotient for slip in rules.slip)

    def score(self, pair: Pair) -> float:
        """Sets terms, score and veto of a pair, and returns the score."""
        terms = self.terms(pair)
        weights = self.agreement if pair.agrees else self.conflict
        pair.terms = terms
        pair.score = sum(weights.get(name, 0.0) * value for name, value in terms.items())
        pair.veto = None if pair.agrees else self.veto(pair.a, pair.b)
        return pair.score

    def compete(self, pair: Pair) -> float:
        """Adds the terms that rank a pair among its rivals; to be called once, after `score`."""
        terms = pair.terms = pair.terms or {}
        # To be the only candidates says little of two figures that have no word in common.
        ground = 1.0 if pair.agrees else min(1.0, GROUND + pair.shared)
        terms["alone"] = pair.alone * ground
        if pair.margin < 0:
            terms["better-match"] = min(2.0, -pair.margin)
        else:
            terms["clear-match"] = min(3.0, pair.margin) / 3 * ground
        weights = self.agreement if pair.agrees else self.conflict
        pair.score += sum(weights.get(name, 0.0) * terms.get(name, 0.0) for name in RANKING)
        return pair.score

    def terms(self, pair: Pair) -> dict[str, float]:
        """Every term that is not 0, by name."""
        a, b = pair.a, pair.b
        terms = {"base": 1.0, "shared-tokens": pair.shared, f"kind-{a.value.kind}": 1.0}
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
            self._distance(a, b, terms)
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
        if not a.owners or not b.owners:
            strange = _unknown(a.owners, b.names) + _unknown(b.owners, a.names)
            terms["foreign-owner"] = float(strange > 0)
            return
        if a.owners & b.owners:
            terms["same-owner"] = 1.0
            return
        terms["rival-owner" if self._rival(a, b) else "other-owner"] = 1.0

    def _rival(self, a: Entry, b: Entry) -> bool:
        """Whether grammar ties the two to different entities of which one document never names the
        other's; where both name both, one may stand for the other."""
        if a.owners & b.owners:
            return False
        met = any(b.entities.get(n, 0.0) >= OWN_ENTITY for n in a.owners) and any(
            a.entities.get(n, 0.0) >= OWN_ENTITY for n in b.owners
        )
        return not met and _unknown(a.owners, b.names) + _unknown(b.owners, a.names) > 0

    def _times(self, a: Entry, b: Entry, terms: dict[str, float]) -> None:
        if a.time is not None and b.time is not None:
            if _apart(a, b):
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
        for name in (PREVIOUS, CHANGE, VERSUS):
            if (name in x.cues) != (name in y.cues):
                terms[f"one-{name}"] = 1.0
        if UPDATE in x.cues or UPDATE in y.cues:
            terms["update-cue"] = 1.0
        one, other = a.assertion, b.assertion
        if one.status != other.status:
            terms["other-status"] = 1.0 if EXPLICIT in x.cues and EXPLICIT in y.cues else 0.5
        if one.attribution and other.attribution and one.attribution != other.attribution:
            terms["other-attribution"] = 1.0

    def _values(self, pair: Pair, terms: dict[str, float]) -> None:
        terms[f"value-{pair.relation}"] = 1.0
        if isinstance(pair.a.value, Period):
            terms["value-date"] = 1.0
            return
        digits = min(pair.a.digits, pair.b.digits)
        terms["digits-1" if digits <= 1 else "digits-2" if digits == 2 else "digits-3"] = 1.0

    def _distance(self, a: Entry, b: Entry, terms: dict[str, float]) -> None:
        if isinstance(a.value, Period):
            terms["value-date"] = 1.0
            days = abs(a.figure - b.figure)
            terms["value-distance"] = min(1.0, log(1 + days) / log(4000)) if days == days else 0.5
            return
        if a.written and a.written == b.written and a.digits == b.digits >= 2:
            terms["digits-swapped"] = 1.0
        if a.figure == 0 or b.figure == 0:
            # Nothing against something is no matter of distance.
            return
        ratio = log_ratio(a.figure, b.figure)
        terms["value-distance"] = min(1.0, max(0.0, (ratio - NEAR_RATIO) / (FAR_RATIO - NEAR_RATIO)))
        for quotient in self.quotients:
            if abs(ratio - log(quotient)) < 1e-9 and min(a.digits, b.digits) >= 2:
                terms["scale-slip"] = 1.0

    def veto(self, a: Entry, b: Entry) -> str | None:
        """Why two differing figures are not judged by their values, however alike their words are."""
        x, y = a.assertion.context, b.assertion.context
        if (PREVIOUS in x.cues) != (PREVIOUS in y.cues):
            return "other-time"
        if _apart(a, b) or _long_past(a, b) or _long_past(b, a):
            return "other-time"
        if a.owners and b.owners and self._rival(a, b):
            return RIVAL
        differing = x.scope ^ y.scope
        if differing & self.parts:
            return "part-whole"
        if differing & self.exclusive:
            return "other-scope"
        explicit = EXPLICIT in x.cues and EXPLICIT in y.cues
        if explicit and frozenset((a.assertion.status, b.assertion.status)) in self.clashes:
            return "other-status"
        return None

    def evidence(self, pair: Pair) -> tuple[Evidence, ...]:
        """The terms as they are printed: weight times value, largest first."""
        weights = self.agreement if pair.agrees else self.conflict
        found = []
        for name, value in (pair.terms or {}).items():
            weight = weights.get(name, 0.0) * value
            if abs(weight) >= 0.005:
                found.append(Evidence(term=name, weight=round(weight, 3), detail=_detail(name, pair)))
        return tuple(sorted(found, key=lambda item: (-abs(item.weight), item.term)))


def _long_past(a: Entry, b: Entry) -> bool:
    """Whether a holds of a year well before the other was published, which names no time: a figure
    without a time is of the time of its publication."""
    if a.time is None or b.time is not None or b.published is None or not a.time[2]:
        return False
    return b.published - a.time[1] > LONG_PAST


def _apart(a: Entry, b: Entry) -> bool:
    """Whether periods scope both, and these share no day."""
    return a.time is not None and b.time is not None and (a.time[0] > b.time[1] or b.time[0] > a.time[1])


def _unknown(owners: frozenset[str], names: frozenset[str]) -> int:
    """How many owners have a word that the other document never names; one that names next to nobody
    may well speak of them."""
    if len(names) < FEW_NAMES:
        return 0
    return sum(any(word not in names and not word.isdigit() for word in name.split(" ")) for name in owners)


def _detail(name: str, pair: Pair) -> str:
    a, b = pair.a, pair.b
    if name == "shared-tokens":
        common = {t: min(w, b.tokens[t]) for t, w in a.tokens.items() if t in b.tokens}
        return ", ".join(sorted(common, key=lambda t: (-common[t], t))[:DETAIL])
    if name in ("same-head", "other-head"):
        return " / ".join(dict.fromkeys(h.lstrip("#") for h in (a.head, b.head) if h))
    if name == "shared-entities":
        return ", ".join(sorted(a.entities.keys() & b.entities.keys())[:DETAIL])
    if name.endswith("-owner"):
        return " / ".join(dict.fromkeys(", ".join(sorted(e.owners)) for e in (a, b)))
    if name.endswith("-scope"):
        scopes = a.assertion.context.scope, b.assertion.context.scope
        return ", ".join(sorted(scopes[0] & scopes[1] if name == "same-scope" else scopes[0] ^ scopes[1]))
    if name == "other-status":
        return f"{a.assertion.status} / {b.assertion.status}"
    return ""

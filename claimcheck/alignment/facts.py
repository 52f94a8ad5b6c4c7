"""Statements → comparisons: which sources say the same, and which the opposite, of one thing.

Statements are looked for by their rarest words, so that the work is N log N. What two have in common
is set against the number of pairs that their documents offer; what opposes them is weighed apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claimcheck.alignment.facts_candidates import likely_pairs
from claimcheck.alignment.facts_categories import align_categories
from claimcheck.alignment.facts_groups import group_facts
from claimcheck.alignment.facts_statements import Rarity, Statement, statement
from claimcheck.alignment.facts_terms import (
    Pairing,
    Weights,
    evidence,
    log_odds,
    measure,
    set_against_others,
    weights_of,
)
from claimcheck.alignment.facts_told import Told
from claimcheck.alignment.order import by_content
from claimcheck.model import Assertion, Comparison, Evidence, Fact
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.facts import FactRules
from claimcheck.rulebook.families.judgement import Judgement

__all__ = ["align_facts", "may_oppose", "rarity_of"]

HEDGES = frozenset({"hedge", "condition"})
PARTIAL = "some"
QUESTION = "question"


@frozen
class Edge:
    """Two statements held to be about one thing, by their numbers; `opposed`: they contradict.

    `score`: the chance that they are what is said of them.
    """

    left: int
    right: int
    opposed: bool
    score: float
    probable: bool
    pairing: Pairing
    evidence: tuple[Evidence, ...] = ()


def align_facts(
    assertions: Iterable[Assertion], rulebook: Rulebook, compared: Iterable[Comparison] = ()
) -> list[Comparison]:
    """Comparisons of facts of different sources, in no order that depends on that of the input.

    `compared`: what is known of their figures; statements whose figures have been held against each
    other are opposed by nothing else than words.
    In a comparison the truth of both values is about one proposition: they differ where the statements
    contradict each other. Groups have negative numbers, so that they meet none of the figures'.
    """
    rules, limits = rulebook.get(FactRules), rulebook.get(Judgement)
    assertions = list(assertions)
    facts = by_content(a for a in assertions if isinstance(a.value, Fact) and a.value.category is None)
    categories = align_categories(assertions, rulebook, -1 - len(facts))
    if not facts or not rules.keys:
        return categories
    rarity = rarity_of(facts, rules)
    statements, held = _Statements(facts, rarity), Told(compared)
    pairings: dict[tuple[int, int], Pairing] = {}
    for one, other, rivals in likely_pairs(facts, rarity, rules):
        left, right = statements[one], statements[other]
        known = held.between(left.assertion, right.assertion)
        pairings[one, other] = measure(left, right, rivals, limits, known)
    set_against_others(pairings, [fact.source for fact in facts])
    same, opposed = weights_of(rules.same), weights_of(rules.opposed)
    edges = [
        edge
        for (one, other), pairing in pairings.items()
        if (edge := _edge(one, other, statements, pairing, rules, same, opposed)) is not None
    ]
    best = [_shown(edge, same, opposed) for edge in _best(edges, facts, rules)]
    return [*group_facts(facts, best), *categories]


class _Statements(dict[int, Statement]):
    """The statements by number, each made when it is first asked for: most never are."""

    def __init__(self, facts: Sequence[Assertion], rarity: Rarity) -> None:
        self._facts, self._rarity = facts, rarity

    def __missing__(self, number: int) -> Statement:
        made = self[number] = statement(self._facts[number], self._rarity)
        return made


def rarity_of(facts: Sequence[Assertion], rules: FactRules) -> Rarity:
    """How telling each word is among these facts."""
    documents: dict[str, set[str]] = {}
    for assertion in facts:
        documents.setdefault(assertion.source, set()).update(assertion.context.tokens)
    counts = Counter(token for tokens in documents.values() for token in tokens)
    return Rarity(len(documents), counts, float(rules.number_weight))


def _edge(
    one: int, other: int, statements: Mapping[int, Statement], pairing: Pairing, rules: FactRules,
    same: Weights, opposed: Weights,
) -> Edge | None:  # fmt: skip
    left, right = statements[one], statements[other]
    alike = _chance(log_odds(pairing, same))
    both = alike * _chance(log_odds(pairing, opposed))
    if both >= rules.contradict_from and may_oppose(left, right, pairing):
        probable = both >= rules.probable_from and not _unsure(left, right)
        return Edge(one, other, True, both, probable, pairing)
    if alike >= rules.agree_from and _agree(left, right, pairing, rules):
        return Edge(one, other, False, alike, True, pairing)
    return None


def _shown(edge: Edge, same: Weights, opposed: Weights) -> Edge:
    """With its evidence, which most edges never need."""
    terms = evidence(edge.pairing, same, "same")
    if edge.opposed:
        terms = evidence(edge.pairing, opposed, "opposed") + terms
    return replace(edge, evidence=terms)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def may_oppose(left: Statement, right: Statement, pairing: Pairing) -> bool:
    """Something must turn one into the opposite of the other; of some it may be so and not of others.
    A question asserts nothing."""
    one, other = left.assertion.context.cues, right.assertion.context.cues
    if (PARTIAL in one and PARTIAL in other) or QUESTION in one | other:
        return False
    return pairing.opposed


def _unsure(left: Statement, right: Statement) -> bool:
    return any(not HEDGES.isdisjoint(item.assertion.context.cues) for item in (left, right))


def _agree(left: Statement, right: Statement, pairing: Pairing, rules: FactRules) -> bool:
    """Nothing turns one against the other, and no figure is left for others to compare."""
    if (
        pairing.opposed
        or pairing.apart
        or left.negated != right.negated
        or pairing.shared < rules.agree_shared
    ):
        return False
    if left.assertion.polarity != right.assertion.polarity or _unsure(left, right):
        return False
    return not (left.counted or right.counted)


def _best(edges: Iterable[Edge], facts: Sequence[Assertion], rules: FactRules) -> list[Edge]:
    """Of each statement the best counterpart in each other source; few agreements of two documents."""
    taken: set[tuple[int, str]] = set()
    told: Counter[tuple[str, str]] = Counter()
    kept = []
    for edge in sorted(edges, key=lambda e: (not e.opposed, -e.score, e.left, e.right)):
        left, right = facts[edge.left].source, facts[edge.right].source
        if (edge.left, right) in taken or (edge.right, left) in taken:
            continue
        if not edge.opposed:
            if told[left, right] >= rules.agreements:
                continue
            told[left, right] += 1
        taken |= {(edge.left, right), (edge.right, left)}
        kept.append(edge)
    return kept

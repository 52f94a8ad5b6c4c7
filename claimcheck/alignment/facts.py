"""Statements → comparisons: which sources say the same, and which the opposite, of one thing.

Statements are looked for by their rarest words, so that the work is N log N. What two have in common
is set against the number of pairs that their documents offer; what opposes them is weighed apart.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimcheck.alignment.facts_categories import align_categories
from claimcheck.alignment.facts_groups import group_facts
from claimcheck.alignment.facts_statements import Rarity, Statement, statement
from claimcheck.alignment.facts_terms import (
    MayBeSame,
    Pairing,
    Weights,
    evidence,
    log_odds,
    measure,
    set_against_others,
    weights_of,
)
from claimcheck.alignment.facts_told import Told
from claimcheck.model import Assertion, Comparison, Evidence, Fact
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.facts import FactRules
from claimcheck.rulebook.families.judgement import Judgement

__all__ = ["align_facts", "may_oppose", "rarity_of"]

HEDGES = frozenset({"hedge", "condition"})
PARTIAL = "some"
QUESTION = "question"


@dataclass(frozen=True, slots=True)
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
    facts = sorted(
        (a for a in assertions if isinstance(a.value, Fact) and a.value.category is None),
        key=lambda a: (a.source, a.span.start, a.span.end),
    )
    categories = align_categories(assertions, rulebook, -1 - len(facts))
    if not facts or not rules.keys:
        return categories
    rarity = rarity_of(facts, rules)
    statements = [statement(assertion, rarity) for assertion in facts]
    told = Counter(assertion.source for assertion in facts)
    sizes = [told[assertion.source] for assertion in facts]
    same, opposed = weights_of(rules.same), weights_of(rules.opposed)
    may_be_same, held = MayBeSame(same), Told(compared)
    pairings: dict[tuple[int, int], Pairing] = {}
    for one, other in _candidates(statements, rarity, rules):
        left, right = statements[one], statements[other]
        rivals = sizes[one] * sizes[other]
        if may_be_same(left, right, rivals):
            known = held.between(left.assertion, right.assertion)
            pairings[one, other] = measure(left, right, rivals, limits, known)
    set_against_others(pairings, [item.assertion.source for item in statements])
    edges = [
        edge
        for (one, other), pairing in pairings.items()
        if (edge := _edge(one, other, statements, pairing, rules, same, opposed)) is not None
    ]
    best = [_shown(edge, same, opposed) for edge in _best(edges, facts, rules)]
    return [*group_facts(facts, best), *categories]


def rarity_of(facts: Sequence[Assertion], rules: FactRules) -> Rarity:
    """How telling each word is among these facts."""
    documents: dict[str, set[str]] = {}
    for assertion in facts:
        documents.setdefault(assertion.source, set()).update(assertion.context.tokens)
    counts = Counter(token for tokens in documents.values() for token in tokens)
    return Rarity(len(documents), counts, float(rules.number_weight))


def _candidates(statements: Sequence[Statement], rarity: Rarity, rules: FactRules) -> list[tuple[int, int]]:
    """Pairs of different sources that share one of their rarest words."""
    counts = rarity.counts
    rarest = sorted([word for word in counts if counts[word] > 1], key=lambda word: (counts[word], word))
    rank = {word: place for place, word in enumerate(rarest)}
    lists: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(statements):
        for place in sorted([rank[word] for word in item.words if word in rank])[: rules.keys]:
            lists[place].append(number)
    # Statements stand source by source: those of later sources begin where the last of this one ends.
    last = {item.assertion.source: number for number, item in enumerate(statements)}
    ends = [last[item.assertion.source] for item in statements]
    size = len(statements)
    found: set[int] = set()  # one number a pair takes half the memory and time of a tuple
    for numbers in lists.values():
        if len(numbers) <= rules.longest_list:
            for one in numbers:
                found.update(map((one * size).__add__, numbers[bisect_right(numbers, ends[one]) :]))
    return [divmod(pair, size) for pair in sorted(found)]


def _edge(
    one: int, other: int, statements: Sequence[Statement], pairing: Pairing, rules: FactRules,
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
    if pairing.opposed or left.negated != right.negated or pairing.shared < rules.agree_shared:
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

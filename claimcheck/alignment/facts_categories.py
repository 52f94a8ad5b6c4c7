"""Facts of a predicate → comparisons: who leads a company, whether an agreement binds.

The predicate has already found the same kind of thing; names tell whether it is the same one. Two that
say the same may be tied by the names of their documents; two that differ by names close by alone.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from claimcheck.alignment.facts_statements import Rarity
from claimcheck.model import Assertion, Certainty, Comparison, Evidence, Fact
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.facts import FactRules
from claimcheck.rulebook.families.predicates import Predicate, PredicateRules

__all__ = ["align_categories"]

SHORT = 3
"""Letters of a part of a name from which on it counts ("Banque de France")."""
DETAIL = 6


def align_categories(assertions: Iterable[Assertion], rulebook: Rulebook, group: int) -> list[Comparison]:
    """`group`: the number at which those of these comparisons begin; they go down from it."""
    rules = rulebook.get(FactRules)
    known = {predicate.id: predicate for predicate in rulebook.get(PredicateRules).predicate}
    facts = [a for a in assertions if isinstance(a.value, Fact)]
    kept = [a for a in facts if isinstance(a.value, Fact) and a.value.category and a.predicate in known]
    if not kept:
        return []
    kept.sort(key=lambda a: (a.source, a.span.start, a.span.end))
    documents = {a.source: a.context.document for a in facts}
    counts = Counter(word for words in documents.values() for word in words)
    rarity = Rarity(max(1, len(documents)), counts, 1.0)
    root: dict[int, int] = {}
    found = []
    for one, other in _pairs(kept, rules.longest_list):
        predicate = known[kept[one].predicate or ""]
        comparison = _compare(kept[one], kept[other], predicate, rarity, rules)
        if comparison is not None:
            root.setdefault(other, root.setdefault(one, one))
            found.append(dataclasses.replace(comparison, group=group - root[one]))
    return found


def _pairs(kept: Sequence[Assertion], longest: int) -> list[tuple[int, int]]:
    """Pairs of different sources with one predicate, by subject or name; lists of too many find none."""
    lists: dict[tuple[str, ...], list[int]] = {}
    for number, assertion in enumerate(kept):
        keys: set[tuple[str, ...]] = {(word,) for word in _words(assertion)}
        if not assertion.subject:
            keys.add(())
        for key in keys:
            lists.setdefault((assertion.predicate or "", *key), []).append(number)
    return sorted(
        {
            (one, other)
            for numbers in lists.values()
            if len(numbers) <= longest
            for i, one in enumerate(numbers)
            for other in numbers[i + 1 :]
            if kept[one].source != kept[other].source
        }
    )


def _words(assertion: Assertion) -> Mapping[str, float]:
    """Words of the names that it is said of, else of those in its sentence and the ones before."""
    names = {assertion.subject: 1.0} if assertion.subject else assertion.context.entities
    found: dict[str, float] = {}
    for name, weight in names.items():
        for word in name.split(" "):
            if len(word) >= SHORT:
                found[word] = max(weight, found.get(word, 0.0))
    return found


def _compare(
    left: Assertion, right: Assertion, predicate: Predicate, rarity: Rarity, rules: FactRules
) -> Comparison | None:
    differs = left.value != right.value
    if differs and predicate.several:
        return None
    one, other = _words(left), _words(right)
    shared = {word: min(one[word], other[word]) for word in one if word in other}
    if not differs and not left.subject and not right.subject:
        for word in left.context.document & right.context.document:
            if len(word) >= SHORT:
                shared[word] = max(shared.get(word, 0.0), rarity[word] / 2)
    score = math.log1p(math.fsum(shared.values()))
    if score < float(rules.category_from):
        return None
    names = sorted(shared, key=lambda word: (-shared[word], word))[:DETAIL]
    evidence = (
        Evidence(term="same:predicate", weight=0.0, detail=predicate.id),
        Evidence(term="same:names", weight=round(score, 3), detail=", ".join(names)),
    )
    unsure = differs and (predicate.changes or not left.subject)
    certainty: Certainty = "possible" if unsure else "probable"
    return Comparison(left, right, round(score, 3), evidence, certainty=certainty)

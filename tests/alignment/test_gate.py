"""Documents fall into the sets that the gate leaves, found without looking at all pairs."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from claimcheck import check
from claimcheck.alignment.gate import Gate
from claimcheck.reports.wording import closing
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules


def gate_of(names: dict[int, frozenset[str]], sure: frozenset[str]) -> Gate[int]:
    counts = Counter(name for found in names.values() for name in found)
    return Gate(names, counts, len(names), sure, default_rulebook().get(AlignmentRules))


def connected(gate: Gate[int], documents: int) -> list[list[int]]:
    """The sets by the pairs that the gate allows."""
    sets = [{document} for document in range(documents)]
    for one, other in combinations(range(documents), 2):
        if gate.allow(one, other):
            joined = [found for found in sets if one in found or other in found]
            sets = [found for found in sets if found not in joined] + [set().union(*joined)]
    return sorted(sorted(found) for found in sets)


@pytest.mark.parametrize("seed", range(20))
def test_parts_are_the_sets_that_allowed_pairs_join(seed: int) -> None:
    dice = random.Random(seed)
    words = [f"w{number}" for number in range(dice.choice((10, 40, 120)))]
    weights = [1 / (number + 1) for number in range(len(words))]
    names = {
        document: frozenset(dice.choices(words, weights, k=dice.randint(0, 9)))
        for document in range(dice.randint(12, 60))
    }
    gate = gate_of(names, frozenset(dice.sample(words, len(words) // 2)))
    assert gate.parts() == connected(gate, len(names))
    mine = dice.sample(sorted(names), 3)
    for one, near in gate.reach(mine).items():
        assert near == {one} | {other for other in names if gate.allow(one, other)}
    for part in gate.parts_around(mine):
        assert not set(mine).isdisjoint(part)


def test_one_word_in_common_joins_no_two_stories() -> None:
    names = {
        number: frozenset({f"firm{number // 3}", f"town{number // 3}", f"boss{number // 3}"})
        | ({"analysts"} if number % 3 == 0 else set())
        for number in range(30)
    }
    parts = gate_of(names, frozenset({"analysts"})).parts()
    assert parts == [[number, number + 1, number + 2] for number in range(0, 30, 3)]


def test_what_most_of_a_corpus_is_about_binds_however_many_they_are() -> None:
    rules = default_rulebook().get(AlignmentRules)
    few = replace(rules, limits=replace(rules.limits, rare_most=3, link_most=5))
    for bearers, parts in ((12, 9), (8, 20)):
        names = {
            number: frozenset({f"w{number}"} | ({"t"} if number < bearers else set())) for number in range(20)
        }
        counts = Counter(name for found in names.values() for name in found)
        assert len(Gate(names, counts, 20, frozenset({"t"}), few).parts()) == parts


def test_who_shares_only_what_too_many_are_called_is_told_of() -> None:
    texts = [
        f"À {'Losornexva' if number < 16 else f'Belgalti{number}'}, l'usine emploie {number + 150} personnes."
        for number in range(40)
    ]
    assert not check(texts[:8]).coverage.bounded
    report = check(texts)
    assert not report.coverage.compared
    assert report.coverage.bounded == {"common-names": 16}
    assert "16 met none: the names of their documents stand in too many others" in closing(report)
    assert check(texts[:1], against=texts[1:]).coverage.bounded == {"common-names": 1}

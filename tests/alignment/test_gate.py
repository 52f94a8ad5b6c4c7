"""Documents fall into the sets that the gate leaves, found without looking at all pairs."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest

from claimcheck.alignment.gate import Gate
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

"""A thing of which very many documents speak: few pairs stand for all of them, whatever their order."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from claimcheck.alignment import Alignment, align
from claimcheck.alignment.candidates import candidate_pairs
from claimcheck.alignment.entries import build_entries
from claimcheck.model import Assertion, Context, Magnitude, Span
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules

RULES = default_rulebook()
TOKENS = {"#cost": 0.9, "bridge": 0.8, "steel": 0.3}
NAMES = frozenset({"lorvane", "corvat", "zeta"})


def said(number: int, millions: int, **more: object) -> Assertion:
    figure = Decimal(millions) * 1_000_000
    value = Magnitude(
        kind="money", dimension="money", low=figure, high=figure, interval=(figure, figure),
        currency="EUR", exponent=6,
    )  # fmt: skip
    fields = {"tokens": TOKENS, "head": "#cost", "document": NAMES, "entities": dict.fromkeys(NAMES, 1.0)}
    return Assertion(
        source=f"s{number:04}", path=None, span=Span(5, 10), quote="x", sentence=f"{number}", value=value,
        context=Context(**{**fields, **more}),  # type: ignore[arg-type]
    )  # fmt: skip


def two_values(count: int) -> list[Assertion]:
    return [said(i, 312 if i % 3 else 342) for i in range(count)]


def told(found: Alignment) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    def names(one: Assertion, peers: tuple[Assertion, ...]) -> tuple[str, ...]:
        return tuple(sorted(a.source for a in peers or (one,)))

    return {(names(c.left, c.left_peers), names(c.right, c.right_peers)) for c in found.comparisons}


@pytest.mark.parametrize("count", [60, 300])
def test_what_many_say_alike_is_compared_once(count: int) -> None:
    found = align(two_values(count), RULES)
    sources = [a.source for a in two_values(count)]
    many, few = tuple(s for i, s in enumerate(sources) if i % 3), tuple(sources[::3])
    assert len(found.comparisons) == 3
    assert {frozenset(sides) for sides in told(found)} == {
        frozenset({many}), frozenset({few}), frozenset({many, few}),
    }  # fmt: skip
    assert found.bounded == {"nearest": count}


def test_a_few_documents_are_compared_pair_by_pair() -> None:
    found = align(two_values(9), RULES)
    assert len(found.comparisons) == 9 * 8 / 2
    assert not any(c.left_peers or c.right_peers for c in found.comparisons)
    assert not found.bounded


def test_what_a_veto_tells_apart_is_never_held_alike() -> None:
    part = [said(i, 312, scope=frozenset({"part"})) for i in range(20)]
    whole = [said(i, 342) for i in range(20, 40)]
    found = align([*part, *whole, *(said(i, 342, scope=frozenset({"part"})) for i in range(40, 60))], RULES)
    wholes = {a.source for a in whole}
    for comparison in found.comparisons:
        for peers in (comparison.left_peers, comparison.right_peers):
            assert len({a.source in wholes for a in peers}) <= 1


@pytest.mark.parametrize("values", [2, 1000])
def test_pairs_grow_with_the_documents_and_not_with_their_square(values: int) -> None:
    def looked_at(count: int) -> int:
        entries = build_entries([said(i, 300 + i % values) for i in range(count)], rules, ())
        return sum(1 for _ in candidate_pairs(entries, rules))

    rules = RULES.get(AlignmentRules)
    assert looked_at(200) < 40 * 200
    assert looked_at(800) < 4.5 * looked_at(200)
    few, many = (
        len(align([said(i, 300 + i % values) for i in range(n)], RULES).comparisons) for n in (80, 320)
    )
    assert many < 6 * few


def test_values_of_their_own_meet_the_commonest_ones_and_the_rest_is_counted() -> None:
    everything = [said(i, 312) for i in range(40)] + [said(40 + i, 330 + 5 * i) for i in range(40)]
    found = align(everything, RULES)
    met = {a.source for c in found.comparisons for a in (c.left, c.right)}
    assert met > {a.source for a in everything[40:]}
    assert found.bounded["commonest"] > 0


def test_the_order_of_documents_changes_nothing() -> None:
    everything = [said(i, 300 + i * i % 23) for i in range(90)]
    expected = told(align(everything, RULES))
    for seed in range(3):
        mixed = everything[:]
        random.Random(seed).shuffle(mixed)
        assert told(align(mixed, RULES)) == expected

"""Findings on what very many documents say: few, complete, the same in every order, accepted for good."""

from __future__ import annotations

import datetime
import random

import pytest
from made import pair, said
from stamped import figure

import claimcheck
from claimcheck.judgement import judge
from claimcheck.model import Comparison, Report, Source
from claimcheck.rulebook import default_rulebook
from claimcheck.store import accepted

DAY = datetime.date(2025, 9, 15)


def corpus(count: int) -> list[Source]:
    return [
        Source(
            id=f"s{i:03}", language="fr", published=DAY,
            text=f"L'incendie de Valbrune a détruit {1200 if i % 2 else 1350} hectares de forêt.",
        )
        for i in range(count)
    ]  # fmt: skip


def figures(report: Report) -> list[tuple[str, list[int]]]:
    return [
        (f.verdict, sorted(len(side.assertions) for side in f.sides))
        for f in report.findings
        if f.kind != "fact"
    ]


@pytest.mark.parametrize("count", [10, 60, 300])
def test_one_contradiction_and_two_agreements_however_many_say_it(count: int) -> None:
    report = claimcheck.check(corpus(count))
    half = count // 2
    assert figures(report) == [
        ("contradiction", [half, half]), ("agreement", [half]), ("agreement", [half]),
    ]  # fmt: skip
    assert report.coverage.compared >= count
    assert bool(report.coverage.bounded) == (count > 16)


def test_the_order_of_many_documents_changes_no_byte() -> None:
    sources = corpus(60)
    expected = claimcheck.check(sources).model_dump_json()
    random.Random(3).shuffle(sources)
    assert claimcheck.check(sources).model_dump_json() == expected


def peers(*values: str, sizes: tuple[int, int]) -> list[Comparison]:
    """Two values, each said by so many sources."""
    one, other = (
        tuple(said(f"{name}{i:03}", figure(value)) for i in range(size))
        for name, value, size in zip("ab", values, sizes, strict=True)
    )
    between = pair(one[0], other[0], left_peers=one, right_peers=other)
    return [between, *(pair(*all_[:2], left_peers=all_, right_peers=all_) for all_ in (one, other))]


def test_peers_stand_on_the_sides_together() -> None:
    contradiction, *agreements = judge(peers("13e9", "20e9", sizes=(3, 4)), default_rulebook())
    assert [len(side.assertions) for side in contradiction.sides] == [3, 4]
    assert [side.origins for side in contradiction.sides] == [3, 4]
    assert len(contradiction.pairs) == 12
    assert sorted(len(f.sides[0].assertions) for f in agreements) == [3, 4]


def test_judged_as_peers_or_pair_by_pair_findings_are_the_same() -> None:
    together = peers("13e9", "20e9", sizes=(3, 4))
    members = (*together[0].left_peers, *together[0].right_peers)
    apart = [pair(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
    assert [(f.id, f.pairs) for f in judge(together, default_rulebook())] == [
        (f.id, f.pairs) for f in judge(apart, default_rulebook())
    ]


def applied(sizes: tuple[int, int], known: dict[str, accepted.Acceptance]) -> accepted.Applied:
    report = claimcheck.check([])
    findings = tuple(judge(peers("13e9", "20e9", sizes=sizes), default_rulebook()))
    return accepted.apply(report.model_copy(update={"findings": findings}), known, DAY)


def accept(sizes: tuple[int, int]) -> dict[str, accepted.Acceptance]:
    (contradiction,) = applied(sizes, {}).report.contradictions
    return accepted.accept({}, contradiction, accepted.Acceptance("known"))


def test_acceptance_of_a_large_finding_is_one_line_a_source_and_a_repeat_adds_one() -> None:
    known = accept((150, 150))
    assert len(known) == 300
    (contradiction,) = applied((150, 150), known).report.contradictions
    assert contradiction.accepted == "known"
    again = applied((151, 150), known)
    (contradiction,) = again.report.contradictions
    assert contradiction.accepted is None
    assert len(set(contradiction.pairs) - known.keys()) == 1
    assert not again.stale


def test_acceptance_outlives_growing_into_a_large_finding() -> None:
    known = accept((60, 60))
    grown = applied((60, 300), known)
    (contradiction,) = grown.report.contradictions
    assert contradiction.accepted is None
    assert not grown.stale
    new = {pair: accepted.Acceptance("again") for pair in contradiction.pairs if pair >= "b060"}
    assert len(new) == 240
    (contradiction,) = applied((60, 300), {**known, **new}).report.contradictions
    assert contradiction.accepted == "known; again"


def test_acceptance_outlives_shrinking_and_what_is_gone_is_stale() -> None:
    left = applied((60, 60), accept((150, 150)))
    (contradiction,) = left.report.contradictions
    assert contradiction.accepted == "known"
    assert len(left.stale) == 180


@pytest.mark.parametrize("count", [12, 60, 300])
def test_what_was_compared_as_figures_opposes_nothing_as_statements(count: int) -> None:
    told = (
        "L'incendie de Valbrune a brûlé {} hectares de forêt.",
        "À Valbrune, le feu a parcouru {} hectares, selon les pompiers.",
        "L'incendie de Valbrune a détruit {} hectares.",
    )
    report = claimcheck.check(
        Source(id=f"s{i:03}", language="fr", text=told[i % 3].format(1200 if i % 2 else 1350))
        for i in range(count)
    )
    assert [finding.kind for finding in report.findings] == ["quantity"] * 3

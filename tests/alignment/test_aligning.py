"""What is held to speak of one thing, on assertions made by hand and on whole texts."""

import dataclasses
import datetime
import random
import time
from decimal import Decimal

import pytest

from claimcheck.alignment import Alignment, align, shared_origins
from claimcheck.model import Assertion, Context, Magnitude, Period, Source, Span
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules

SPENT = {"#cost": 0.9, "bridge": 0.8, "steel": 0.3}
NAMES = frozenset({"lorvane", "corvat", "zeta"})
OTHER = {"#dead": 0.9, "flood": 0.6}


def money(millions: str, **more: object) -> Magnitude:
    value = Decimal(millions) * 1_000_000
    fields = {"low": value, "high": value, "interval": (value, value), "currency": "EUR", "exponent": 6}
    return Magnitude(kind="money", dimension="money", **{**fields, **more})  # type: ignore[arg-type]


def said(
    source: str, value: Magnitude, tokens: dict[str, float] = SPENT, at: int = 0, **more: object
) -> Assertion:
    context = Context(tokens=tokens, head="#cost" if tokens is SPENT else None, **more)  # type: ignore[arg-type]
    return Assertion(
        source=source, path=None, span=Span(at, at + 5), quote="x", sentence=f"{source} {at}",
        value=value, context=context,
    )  # fmt: skip


def pairs(found: Alignment) -> set[tuple[str, str, str | None]]:
    return {
        (*sorted(f"{a.source}{a.span.start}" for a in (c.left, c.right)), c.veto) for c in found.comparisons
    }  # type: ignore[misc]


def run(*assertions: Assertion, sources: tuple[Source, ...] = ()) -> Alignment:
    return align(assertions, default_rulebook(), sources=sources)


def test_equal_figures_in_like_words_are_one_thing() -> None:
    found = run(said("a", money("312")), said("b", money("312")))
    assert pairs(found) == {("a0", "b0", None)}
    assert found.comparisons[0].evidence


def test_differing_figures_in_like_words_conflict() -> None:
    found = run(said("a", money("312")), said("b", money("342")))
    assert pairs(found) == {("a0", "b0", None)}


def test_differing_figures_in_other_words_are_never_sure() -> None:
    found = run(said("a", money("312")), said("b", money("342"), OTHER)).comparisons
    assert all(comparison.certainty == "possible" for comparison in found)


def test_money_is_not_compared_with_a_share() -> None:
    share = Magnitude(kind="percent", low=Decimal(5), high=Decimal(5), interval=(Decimal(5), Decimal(5)), dimension="share")  # noqa: E501  # fmt: skip
    assert not run(said("a", money("5")), said("b", share)).comparisons


def test_rival_subjects_never_conflict() -> None:
    one = said(
        "a",
        money("312"),
        owners=frozenset({"brivex"}),
        entities={"brivex": 1.0},
        document=NAMES | {"brivex"},
    )
    two = said(
        "b",
        money("342"),
        owners=frozenset({"altona"}),
        entities={"altona": 1.0},
        document=NAMES | {"altona"},
    )
    assert not run(one, two).comparisons
    same = dataclasses.replace(two, context=dataclasses.replace(two.context, owners=one.context.owners))
    assert run(one, same).comparisons


@pytest.mark.parametrize(
    ("more", "veto"),
    [
        ({"cues": frozenset({"previous"})}, "other-time"),
        ({"scope": frozenset({"part"})}, "part-whole"),
        ({"scope": frozenset({"gross"})}, "other-scope"),
    ],
)
def test_a_veto_names_its_reason(more: dict[str, frozenset[str]], veto: str) -> None:
    found = run(said("a", money("312")), said("b", money("313"), **more))
    assert pairs(found) <= {("a0", "b0", veto)}


def test_a_rate_is_held_against_what_is_as_large_alone() -> None:
    monthly = {"scope": frozenset({"per-month"})}
    near = run(said("a", money("312")), said("b", money("313"), **monthly))
    assert pairs(near) == {("a0", "b0", None)}
    far = run(said("a", money("312")), said("b", money("3130"), **monthly))
    assert pairs(far) <= {("a0", "b0", "other-scope")}


def test_another_year_is_another_time() -> None:
    def year(value: int) -> Period:
        ends = datetime.date(value, 1, 1), datetime.date(value, 12, 31)
        return Period(*ends, "year", ends)

    one = dataclasses.replace(said("a", money("312")), as_of=year(2023))
    two = dataclasses.replace(said("b", money("342")), as_of=year(2024))
    assert {veto for *_, veto in pairs(run(one, two))} <= {"other-time"}


def test_two_values_of_one_document_never_join_one_thing() -> None:
    found = run(
        said("a", money("312")),
        said("b", money("312")),
        said("b", money("313"), at=50),
        said("c", money("313")),
    )
    groups: dict[int, dict[str, set[str]]] = {}
    for c in found.comparisons:
        for one in (c.left, c.right) if c.left.source != c.right.source else ():
            assert isinstance(one.value, Magnitude)
            groups.setdefault(c.group, {}).setdefault(one.source, set()).add(str(one.value.low))
    assert all(len(values) == 1 for group in groups.values() for values in group.values())


def test_the_order_of_assertions_changes_nothing() -> None:
    everything = [said(s, money(v), at=i) for s in "abc" for i, v in enumerate(("312", "342", "11"))]
    expected = pairs(run(*everything))
    for seed in range(5):
        mixed = everything[:]
        random.Random(seed).shuffle(mixed)
        assert pairs(run(*mixed)) == expected


def test_evidence_sums_up_to_the_score() -> None:
    (found,) = run(said("a", money("312")), said("b", money("312"))).comparisons
    assert sum(item.weight for item in found.evidence) == pytest.approx(found.score, abs=0.05)
    assert "bridge" in " ".join(item.detail for item in found.evidence)


def test_swapped_digits_count_against_the_pair() -> None:
    (swapped,) = run(said("a", money("884")), said("b", money("848"))).comparisons
    (plain,) = run(said("a", money("884")), said("b", money("847"))).comparisons
    assert swapped.score > plain.score
    assert "digits-swapped" in {item.term for item in swapped.evidence}


def test_a_corpus_compares_only_documents_that_share_a_rare_name() -> None:
    def of(source: str, name: str, value: str) -> Assertion:
        return said(source, money(value), document=frozenset({name, "europe"}))

    crowd = [of(f"x{i}", f"name{i}", "7") for i in range(40)]
    alike = [of("a", "lorvane", "312"), of("b", "lorvane", "342")]
    strange = [of("c", "brivex", "355")]
    found = pairs(run(*crowd, *alike, *strange))
    assert ("a0", "b0", None) in found
    assert not any("c0" in pair for pair in found)


def test_copies_share_an_origin() -> None:
    text = " ".join(f"mot{i}" for i in range(300))
    sources = tuple(
        Source(id=name, text=body, published=datetime.date(2024, 1, day))
        for name, body, day in (("z", text, 1), ("y", text + " fin", 2), ("w", "autre chose " * 60, 3))
    )
    assert shared_origins(sources, default_rulebook().get(AlignmentRules)) == {"y": "z"}


def test_time_grows_like_the_corpus() -> None:
    def corpus(size: int) -> list[Assertion]:
        return [said(f"s{i}", money(str(100 + i * 7 % 9000))) for i in range(size)]

    def spent(size: int) -> float:
        began = time.process_time()
        run(*corpus(size))
        return time.process_time() - began

    spent(100)
    assert spent(2400) < 12 * spent(400) + 0.5

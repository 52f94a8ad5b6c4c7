"""Judged pairs of one aligned group → sets: agreements, contradictions, undecided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from claimcheck.judgement.rules import Judged
from claimcheck.judgement.sets import Numbers, maximal_cliques, two_sided
from claimcheck.model import Assertion, Certainty, Fact, Magnitude, Verdict
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.values import base_interval, normal_form

__all__ = ["Gathered", "Member", "Members", "Place", "gather"]

Place: TypeAlias = tuple[str, int, int, str]
"""Source, start, end and normal form: an order that does not depend on the input's."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One finding to be: its sides, and the judged pairs it rests on, the deciding one first."""

    verdict: Verdict
    basis: str
    certainty: Certainty | None
    within: bool
    sides: tuple[tuple[Member, ...], ...]
    pairs: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """An assertion with what it is sorted and hashed by, worked out once."""

    assertion: Assertion
    place: Place
    form: str
    openness: tuple[bool, Decimal, bool, int]
    """Sorts narrow values first, among equals the one written most exactly."""

    @property
    def key(self) -> str:
        """Source and normalised value: what ids and acceptance hang on."""
        return f"{self.assertion.source} | {self.form}"


class Members:
    """Each assertion's Member, made when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[int, Member] = {}

    def of(self, assertion: Assertion) -> Member:
        if (known := self._known.get(id(assertion))) is None:
            known = self._known[id(assertion)] = _member(assertion)
        return known


def _member(assertion: Assertion) -> Member:
    value, span = assertion.value, assertion.span
    low, high = base_interval(value)
    width = high - low if low is not None and high is not None else Decimal(0)
    hedged = not isinstance(value, Fact) and value.hedge != "none"
    exponent = value.exponent if isinstance(value, Magnitude) else 0
    form = normal_form(value)
    openness = (low is None or high is None, width, hedged, exponent)
    return Member(assertion, (assertion.source, span.start, span.end, form), form, openness)


class _Group:
    """The assertions of a group as numbers, in the order of source and place; its pairs by number."""

    def __init__(self, judged: Iterable[Judged], known: Members) -> None:
        found = [(known.of(pair.comparison.left), known.of(pair.comparison.right), pair) for pair in judged]
        by_place = {member.place: member for one, other, _ in found for member in (one, other)}
        self.members = [by_place[place] for place in sorted(by_place)]
        numbers = {member.place: number for number, member in enumerate(self.members)}
        self.pairs: dict[tuple[int, int], Judged] = {}
        for left, right, pair in found:
            one, other = sorted((numbers[left.place], numbers[right.place]))
            before = self.pairs.get((one, other))
            if one != other and (before is None or _rank(pair) > _rank(before)):
                self.pairs[one, other] = pair

    def graph(self, wanted: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for one, other in wanted:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return found

    def between(self, pairs: Iterable[tuple[int, int]]) -> list[Judged]:
        keys = ((min(pair), max(pair)) for pair in pairs)
        return [self.pairs[key] for key in keys if key in self.pairs]


def _rank(judged: Judged) -> tuple[float, str, str, str]:
    """Of two comparisons of the same pair the better one stands."""
    comparison = judged.comparison
    return comparison.score, judged.certainty, judged.rule.id, str(comparison.evidence)


def gather(judged: Iterable[Judged], settings: Judgement, known: Members) -> list[Gathered]:
    """Agreements are the maximal sets of which every pair agrees; the rest has two sides.

    Pairs within one document are gathered apart. A contradiction's pairs share their basis; it is as
    certain as the surest of them.
    """
    found: list[Gathered] = []
    inside: list[Judged] = []
    across: list[Judged] = []
    for pair in judged:
        same = pair.comparison.left.source == pair.comparison.right.source
        (inside if same else across).append(pair)
    for pairs, within in ((across, False), (inside, True)):
        if pairs:
            found += _gather(_Group(pairs, known), settings, within)
    return found


def _gather(group: _Group, settings: Judgement, within: bool) -> Iterable[Gathered]:
    kinds: dict[tuple[str, str, bool], list[tuple[int, int]]] = {}
    agreeing = []
    for numbers, pair in group.pairs.items():
        if pair.rule.verdict == "agreement":
            agreeing.append(numbers)
        else:
            kind = (pair.rule.verdict, pair.rule.basis, pair.rule.gates)
            kinds.setdefault(kind, []).append(numbers)
    cliques = maximal_cliques(group.graph(agreeing), settings.largest_clique_search)
    for clique in cliques:
        yield _agreement(group, clique, settings, within)
    for key in sorted(kinds):
        for one, other in two_sided(group.graph(kinds[key]), cliques):
            yield _two_sides(group, one, other, within)


def _agreement(group: _Group, clique: Numbers, settings: Judgement, within: bool) -> Gathered:
    pairs = group.between((a, b) for i, a in enumerate(clique) for b in clique[i + 1 :])
    looseness = {basis: rank for rank, basis in enumerate(settings.tight_first)}
    pairs.sort(key=lambda pair: -looseness.get(pair.rule.basis, len(looseness)))
    members = tuple(group.members[number] for number in clique)
    return Gathered("agreement", pairs[0].rule.basis, None, within, (members,), tuple(pairs))


def _two_sides(group: _Group, one: Numbers, other: Numbers, within: bool) -> Gathered:
    pairs = group.between((a, b) for a in one for b in other)
    pairs.sort(key=lambda pair: pair.certainty != "probable")
    first = pairs[0]
    verdict: Verdict = "contradiction" if first.rule.verdict == "contradiction" else "undecided"
    return Gathered(
        verdict,
        first.rule.basis,
        first.certainty if verdict == "contradiction" else None,
        within,
        tuple(tuple(group.members[number] for number in side) for side in (one, other)),
        tuple(pairs),
    )

"""Judged pairs of one aligned group → sets: agreements, contradictions, undecided."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from claimcheck.judgement.rules import Judged
from claimcheck.judgement.sets import Numbers, maximal_cliques, two_sided
from claimcheck.model import Assertion, Certainty, Fact, Magnitude, Verdict, quickly
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.values import base_interval, normal_form

__all__ = ["Gathered", "Member", "Members", "Place", "gather"]

Place: TypeAlias = tuple[str, int, int, str]
"""Source, start, end and normal form: an order that does not depend on the input's."""


@frozen
class Gathered:
    """One finding to be: its sides, each by place, and the judged pairs behind it, the deciding one first."""

    verdict: Verdict
    basis: str
    certainty: Certainty | None
    within: bool
    sides: tuple[tuple[Member, ...], ...]
    pairs: tuple[Judged, ...]


@frozen
class Member:
    """An assertion with what it is sorted and hashed by, worked out once."""

    assertion: Assertion
    place: Place
    form: str
    openness: tuple[bool, Decimal, bool, int]
    """Sorts narrow values first, among equals the one written most exactly."""
    key: str
    """Source and normalised value: what ids and acceptance hang on."""


new_member = quickly(Member)


class Members:
    """Each assertion's Member, made when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[int, Member] = {}
        self._peers: dict[int, tuple[Member, ...]] = {}

    def of(self, assertion: Assertion) -> Member:
        if (known := self._known.get(id(assertion))) is None:
            known = self._known[id(assertion)] = _member(assertion)
        return known

    def all_of(self, assertion: Assertion, peers: tuple[Assertion, ...]) -> tuple[Member, ...]:
        """The assertion, or all its peers by place."""
        if not peers:
            return (self.of(assertion),)
        if (known := self._peers.get(id(peers))) is None:
            known = tuple(sorted(map(self.of, peers), key=_place))
            self._peers[id(peers)] = known
        return known


def _place(member: Member) -> Place:
    return member.place


def _said_first(side: Sequence[Member]) -> tuple[str, str, Place]:
    """By what is said, so that the names of documents decide between equals alone."""
    first = side[0]
    return first.form, first.assertion.sentence, first.place


def _member(assertion: Assertion) -> Member:
    value, span = assertion.value, assertion.span
    low, high = base_interval(value)
    width = high - low if low is not None and high is not None else Decimal(0)
    hedged = not isinstance(value, Fact) and value.hedge != "none"
    exponent = value.exponent if isinstance(value, Magnitude) else 0
    form = normal_form(value)
    return new_member(
        assertion,
        place=(assertion.source, span.start, span.end, form),
        form=form,
        openness=(low is None or high is None, width, hedged, exponent),
        key=f"{assertion.source} | {form}",
    )


class _Group:
    """The assertions of a group by numbers, in the order of what is said: each alone, or with the
    peers that it stands for; and the pairs of these numbers."""

    def __init__(self, judged: Iterable[Judged], known: Members) -> None:
        found = []
        for pair in judged:
            it = pair.comparison
            sides = known.all_of(it.left, it.left_peers), known.all_of(it.right, it.right_peers)
            found.append((*sides, pair))
        by_place = {side[0].place: side for one, other, _ in found for side in (one, other)}
        self.nodes = sorted(by_place.values(), key=_said_first)
        numbers = {side[0].place: number for number, side in enumerate(self.nodes)}
        self.pairs: dict[tuple[int, int], Judged] = {}
        for left, right, pair in found:
            one, other = sorted((numbers[left[0].place], numbers[right[0].place]))
            before = self.pairs.get((one, other))
            if (one != other or len(left) > 1) and (before is None or _rank(pair) > _rank(before)):
                self.pairs[one, other] = pair
        self._sides: dict[Numbers, tuple[Member, ...]] = {}

    def graph(self, wanted: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for one, other in wanted:
            if one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
        return found

    def agreeing(self, steps: int) -> list[Numbers]:
        """The maximal sets that agree. What says the same value in the same way agrees with itself and
        with the same others, so that it is one node of the search however many say it."""
        pairs = [numbers for numbers, pair in self.pairs.items() if pair.rule.verdict == "agreement"]
        apart = {
            said
            for (one, other), pair in self.pairs.items()
            if pair.rule.verdict != "agreement" and (said := self._said(one)) == self._said(other)
        }
        alike: dict[Hashable, list[int]] = {}
        for number in sorted({number for numbers in pairs for number in numbers}):
            said = self._said(number)
            alike.setdefault(number if said in apart else said, []).append(number)
        first = {number: numbers[0] for numbers in alike.values() for number in numbers}
        together = {numbers[0]: numbers for numbers in alike.values()}
        cliques = maximal_cliques(self.graph((first[one], first[other]) for one, other in pairs), steps)
        alone = {first[one] for one, other in pairs if first[one] == first[other]}.difference(*cliques)
        cliques += [(number,) for number in alone]
        return sorted(tuple(sorted(n for number in found for n in together[number])) for found in cliques)

    def _said(self, number: int) -> Hashable:
        """What the verdict on equal or near values hangs on. Facts are judged one by one."""
        said = self.nodes[number][0].assertion
        if isinstance(said.value, Fact):
            return number
        return said.value, said.readings, said.status, said.polarity, said.predicate

    def between(self, one: Numbers, other: Numbers) -> list[Judged]:
        """The pairs of two sets of numbers, which may be the same."""
        if len(one) * len(other) < len(self.pairs):
            keys = dict.fromkeys((a, b) if a < b else (b, a) for a in one for b in other)
            return [self.pairs[key] for key in keys if key in self.pairs]
        x, y = set(one), set(other)
        return [
            pair
            for (a, b), pair in sorted(self.pairs.items(), key=_numbers)
            if (a in x and b in y) or (a in y and b in x)
        ]

    def side(self, numbers: Numbers) -> tuple[Member, ...]:
        """All that stand for these numbers, by place; the same tuple for the same numbers."""
        if (found := self._sides.get(numbers)) is None:
            members = [member for number in numbers for member in self.nodes[number]]
            found = self._sides[numbers] = tuple(sorted(members, key=_place))
        return found


def _numbers(item: tuple[tuple[int, int], Judged]) -> tuple[int, int]:
    return item[0]


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
    for numbers, pair in group.pairs.items():
        if pair.rule.verdict != "agreement":
            kind = (pair.rule.verdict, pair.rule.basis, pair.rule.gates)
            kinds.setdefault(kind, []).append(numbers)
    cliques = group.agreeing(settings.largest_clique_search)
    for clique in cliques:
        yield _agreement(group, clique, settings, within)
    for key in sorted(kinds):
        for one, other in two_sided(group.graph(kinds[key]), cliques):
            yield _two_sides(group, one, other, within)


def _agreement(group: _Group, clique: Numbers, settings: Judgement, within: bool) -> Gathered:
    pairs = group.between(clique, clique)
    looseness = {basis: rank for rank, basis in enumerate(settings.tight_first)}
    pairs.sort(key=lambda pair: -looseness.get(pair.rule.basis, len(looseness)))
    return Gathered("agreement", pairs[0].rule.basis, None, within, (group.side(clique),), tuple(pairs))


def _two_sides(group: _Group, one: Numbers, other: Numbers, within: bool) -> Gathered:
    pairs = group.between(one, other)
    pairs.sort(key=lambda pair: pair.certainty != "probable")
    first = pairs[0]
    verdict: Verdict = "contradiction" if first.rule.verdict == "contradiction" else "undecided"
    return Gathered(
        verdict,
        first.rule.basis,
        first.certainty if verdict == "contradiction" else None,
        within,
        (group.side(one), group.side(other)),
        tuple(pairs),
    )

"""Judged pairs of one aligned group → sets: agreements, contradictions, undecided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.judgement.rules import Judged
from claimcheck.judgement.sets import Members, maximal_cliques, two_sided
from claimcheck.model import Assertion, Certainty, Verdict
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.values import normal_form

__all__ = ["Gathered", "gather"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """One finding to be: its sides, and the judged pairs it rests on, the deciding one first."""

    verdict: Verdict
    basis: str
    certainty: Certainty | None
    within: bool
    sides: tuple[tuple[Assertion, ...], ...]
    pairs: tuple[Judged, ...]


def position(assertion: Assertion) -> tuple[str, int, int, str]:
    return assertion.source, assertion.span.start, assertion.span.end, normal_form(assertion.value)


class _Group:
    """The assertions of a group as numbers, in the order of source and place; its pairs by number."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        self.keys: dict[int, tuple[str, int, int, str]] = {}
        by_key: dict[tuple[str, int, int, str], Assertion] = {}
        kept = list(judged)
        for pair in kept:
            for assertion in (pair.comparison.left, pair.comparison.right):
                if id(assertion) not in self.keys:
                    key = self.keys[id(assertion)] = position(assertion)
                    by_key[key] = assertion
        order = sorted(by_key)
        self.assertions = [by_key[key] for key in order]
        numbers = {key: number for number, key in enumerate(order)}
        self.pairs: dict[tuple[int, int], Judged] = {}
        for pair in kept:
            one, other = sorted(
                numbers[self.keys[id(a)]] for a in (pair.comparison.left, pair.comparison.right)
            )
            known = self.pairs.get((one, other))
            if one != other and (known is None or _rank(pair) > _rank(known)):
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


def _rank(judged: Judged) -> tuple[float, str, str]:
    return judged.comparison.score, judged.certainty, judged.rule.id


def gather(judged: Iterable[Judged], settings: Judgement) -> list[Gathered]:
    """Agreements are the maximal sets of which every pair agrees; the rest has two sides.

    Pairs within one document are gathered apart. A contradiction's pairs share basis and certainty.
    """
    found: list[Gathered] = []
    inside: list[Judged] = []
    across: list[Judged] = []
    for pair in judged:
        same = pair.comparison.left.source == pair.comparison.right.source
        (inside if same else across).append(pair)
    for pairs, within in ((across, False), (inside, True)):
        if pairs:
            found += _gather(_Group(pairs), settings, within)
    return found


def _gather(group: _Group, settings: Judgement, within: bool) -> Iterable[Gathered]:
    kinds: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    agreeing = []
    for numbers, pair in group.pairs.items():
        if pair.rule.verdict == "agreement":
            agreeing.append(numbers)
        else:
            certainty = pair.certainty if pair.rule.verdict == "contradiction" else ""
            kinds.setdefault((pair.rule.verdict, pair.rule.basis, certainty), []).append(numbers)
    cliques = maximal_cliques(group.graph(agreeing), settings.largest_clique_search)
    for clique in cliques:
        yield _agreement(group, clique, settings, within)
    for key in sorted(kinds):
        for one, other in two_sided(group.graph(kinds[key]), cliques):
            yield _two_sides(group, one, other, within)


def _agreement(group: _Group, clique: Members, settings: Judgement, within: bool) -> Gathered:
    pairs = group.between((a, b) for i, a in enumerate(clique) for b in clique[i + 1 :])
    looseness = {basis: rank for rank, basis in enumerate(settings.tight_first)}
    pairs.sort(key=lambda pair: -looseness.get(pair.rule.basis, len(looseness)))
    members = tuple(group.assertions[number] for number in clique)
    return Gathered("agreement", pairs[0].rule.basis, None, within, (members,), tuple(pairs))


def _two_sides(group: _Group, one: Members, other: Members, within: bool) -> Gathered:
    pairs = group.between((a, b) for a in one for b in other)
    first = pairs[0]
    verdict: Verdict = "contradiction" if first.rule.verdict == "contradiction" else "undecided"
    return Gathered(
        verdict,
        first.rule.basis,
        first.certainty if verdict == "contradiction" else None,
        within,
        tuple(tuple(group.assertions[number] for number in side) for side in (one, other)),
        tuple(pairs),
    )

"""Edges between statements → groups about one proposition each, with the truth that each side gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from claimcheck.model import Assertion, Comparison, Evidence, Fact, quickly, replacing

__all__ = ["group_facts"]

with_value, new_comparison = replacing(Assertion), quickly(Comparison)


class Joined(Protocol):
    """What is grouped: two statements by number, and whether they contradict each other."""

    @property
    def left(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def opposed(self) -> bool: ...
    @property
    def score(self) -> float: ...
    @property
    def probable(self) -> bool: ...
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


class _Groups:
    """A forest of statements; each knows whether it says the opposite of its group's root."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}
        self.flip: dict[int, bool] = {}

    def root(self, number: int) -> tuple[int, bool]:
        flipped = False
        while self.parent.setdefault(number, number) != number:
            flipped ^= self.flip[number]
            number = self.parent[number]
        return number, flipped

    def join(self, one: int, other: int, opposed: bool) -> bool:
        """False where the two stand already in one group, to each other as the edge does not say."""
        (a, flip_a), (b, flip_b) = self.root(one), self.root(other)
        if a == b:
            return (flip_a ^ flip_b) == opposed
        low, high = min(a, b), max(a, b)
        self.parent[high] = low
        self.flip[high] = flip_a ^ flip_b ^ opposed
        return True


def group_facts(facts: Sequence[Assertion], edges: Iterable[Joined]) -> list[Comparison]:
    """One comparison an edge, best first; an edge that contradicts better ones of its group is left out."""
    groups = _Groups()
    kept = [
        edge
        for edge in sorted(edges, key=lambda e: (-e.score, e.left, e.right))
        if groups.join(edge.left, edge.right, edge.opposed)
    ]
    members = sorted({number for edge in kept for number in (edge.left, edge.right)})
    balance: dict[int, int] = {}
    for number in members:
        root, flipped = groups.root(number)
        denied = not facts[number].polarity
        balance[root] = balance.get(root, 0) + (1 if denied == flipped else -1) * (2 if denied else 1)
    stamped: dict[int, Assertion] = {}
    for number in members:
        root, flipped = groups.root(number)
        truth = (not flipped) == (balance[root] >= 0)
        stamped[number] = with_value(facts[number], value=Fact(truth=truth))
    return [
        new_comparison(
            left=stamped[edge.left],
            right=stamped[edge.right],
            score=round(sum(term.weight for term in edge.evidence), 3),
            evidence=edge.evidence,
            group=-1 - groups.root(edge.left)[0],
            certainty="probable" if edge.probable else "possible",
        )
        for edge in kept
    ]

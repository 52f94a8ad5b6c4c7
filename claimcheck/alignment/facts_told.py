"""Which figures of two statements have been held against each other already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claimcheck.model import Assertion, Comparison

__all__ = ["Told"]


class Told:
    """The comparisons of figures, by source and place. A comparison stands for all peers of its two sides,
    which are noted once however many comparisons they stand in."""

    def __init__(self, compared: Iterable[Comparison]) -> None:
        self._sides: dict[int, int] = {}
        self._at: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._pairs: set[tuple[int, int]] = set()
        kept = []
        for found in compared:
            one = self._side(found.left, found.left_peers)
            other = self._side(found.right, found.right_peers)
            self._pairs |= {(one, other), (other, one)}
            kept.append(found)
        self._kept = kept  # what is known by its identity must not go

    def _side(self, said: Assertion, peers: tuple[Assertion, ...]) -> int:
        """The number of a side; its members' places are noted when it is first met."""
        identity = id(peers) if peers else id(said)
        if (number := self._sides.get(identity)) is None:
            number = self._sides[identity] = len(self._sides)
            for member in peers or (said,):
                self._at[member.source].append((member.span.start, number))
        return number

    def between(self, left: Assertion, right: Assertion) -> bool:
        """Whether a figure in the span of one was compared with a figure in the span of the other."""
        mine = self._within(left)
        return bool(mine) and any((a, b) in self._pairs for b in self._within(right) for a in mine)

    def _within(self, said: Assertion) -> list[int]:
        start, end = said.span.start, said.span.end
        return [number for at, number in self._at.get(said.source, ()) if start <= at < end]

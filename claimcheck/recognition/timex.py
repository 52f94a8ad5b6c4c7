"""Expressions of time, and the boxes they denote once it is known from when they count.

The terms are those of TimeML's TIMEX3 and of ISO 8601-2 (EDTF): a *deictic* expression counts from
the day of publication ("hier"), an *anaphoric* one from the time that the text told last ("le lendemain").
Each node has `unit`, a granularity or kind of stretch, and `box(reference)`: inclusive days, or None where
nothing is known to count from. Makers build them; `resolution` turns them into periods.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import ClassVar, TypeAlias, cast

from claimcheck.model import Granularity, Hedge, Relation
from claimcheck.model.frozen import frozen
from claimcheck.recognition.calendar import Box
from claimcheck.recognition.dated import RANKS, Calendar, Named, Reference, Step
from claimcheck.recognition.stretches import Holding, Nth, Offset, Piece, Run, Stretch, Upto

__all__ = [
    "RANKS", "Between", "Calendar", "Clock", "Holding", "Named", "Node", "Nth", "Offset", "Piece",
    "Reference", "Run", "Step", "Stretch", "Upto", "When", "fill",
]  # fmt: skip

GRANULARITIES: Mapping[str, Granularity] = {
    "minute": "minute", "day": "day", "week": "week", "month": "month", "quarter": "quarter",
    "season": "season", "half": "half", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip


@frozen
class Between:
    """From the start of one time to the end of another (the convex hull of the two)."""

    first: Node
    last: Node
    unit: ClassVar[str] = "range"

    def box(self, reference: Reference) -> Box | None:
        if reference.ahead and reference.published:
            near = self._hull(dataclasses.replace(reference, ahead=False))
            if near and (self.last.unit == "minute" or near[1] >= reference.published):
                return near
        return self._hull(reference)

    def _hull(self, reference: Reference) -> Box | None:
        first, last = fill(self.first, self.last)
        start = first.box(reference)
        if start is None:
            return None
        inner = dataclasses.replace(reference, published=start[1], ahead=True) if _floats(last) else reference
        stop = last.box(inner)
        if stop is None or stop[1] < start[0]:
            return None
        return start[0], stop[1]


@frozen
class Clock:
    """A time of day, in minutes, on `base` or the day told last."""

    minutes: int
    base: Node | None = None
    unit: ClassVar[str] = "minute"

    def box(self, reference: Reference) -> Box | None:
        if self.base is not None:
            found = self.base.box(reference)
        else:
            day = reference.day(True, "day")
            found = (day, day) if day else None
        if found is None or found[0] != found[1]:
            return None
        moment = datetime.datetime(*found[0].timetuple()[:3], *divmod(self.minutes, 60))
        return moment, moment


Node: TypeAlias = (
    Calendar | Upto | Step | Named | Holding | Run | Offset | Piece | Nth | Between | Stretch | Clock
)


@frozen
class When:
    """A time while it is put together: what its box will be, how the event lies to it, how sure that is."""

    node: Node
    relation: Relation = "in"
    hedge: Hedge = "none"
    lean: int = 0
    """Where a month without its year lies: 1 ahead ("à partir de mars"), -1 behind ("depuis mars")."""

    @property
    def granularity(self) -> Granularity:
        return GRANULARITIES.get(self.node.unit, "range")


def _floats(node: Node) -> bool:
    return isinstance(node, Calendar) and node.year is None


def fill(first: Node, last: Node) -> tuple[Node, Node]:
    """The ends of a range, each with what only the other says: "du 13 au 15 juillet 2024"."""
    if isinstance(first, Piece) and isinstance(last, Calendar):
        inner, last = fill(cast("Node", first.base), last)
        return dataclasses.replace(first, base=inner), last
    if isinstance(last, Piece) and isinstance(first, Calendar):
        first, inner = fill(first, cast("Node", last.base))
        return first, dataclasses.replace(last, base=inner)
    if (
        isinstance(first, Calendar)
        and first.day
        and first.number is None
        and isinstance(last, Nth)
        and last.of == "day"
    ):
        return dataclasses.replace(last, nth=first.day), last
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return first, last
    if first.unit == last.unit == "day":
        if first.number is None and last.number is not None and first.day is not None:
            first = dataclasses.replace(first, number=last.number, year=first.year or last.year)
        elif last.number is None and first.number is not None and last.day is not None:
            last = dataclasses.replace(last, number=first.number, year=first.year)
    if first.year is None and last.year is not None and first.number is not None:
        same = dataclasses.replace(first, year=last.year)
        after = same.of(last.year)[0] > last.of(last.year)[1]
        first = dataclasses.replace(first, year=last.year - 1) if after else same
    elif last.year is None and first.year is not None and last.number is not None:
        same = dataclasses.replace(last, year=first.year)
        before = same.of(first.year)[1] < first.of(first.year)[0]
        last = dataclasses.replace(last, year=first.year + 1) if before else same
    return first, last

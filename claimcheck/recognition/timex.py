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
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from claimcheck.model import Granularity, Hedge, Relation
from claimcheck.recognition.calendar import Box, month_box, nth_week, nth_weekday, part_of, shift, unit_box
from claimcheck.recognition.dated import RANKS, Calendar, Named, Reference, Step

__all__ = [
    "RANKS", "Between", "Calendar", "Clock", "Holding", "Named", "Node", "Nth", "Offset", "Piece",
    "Reference", "Run", "Step", "Stretch", "Upto", "When", "fill",
]  # fmt: skip

Day: TypeAlias = datetime.date
ALIGNED = frozenset({"quarter", "half", "decade", "century"})
GRANULARITIES: Mapping[str, Granularity] = {
    "minute": "minute", "day": "day", "week": "week", "month": "month", "quarter": "quarter",
    "season": "season", "half": "half", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Several units before or after: "les deux dernières années", "the next three weeks".

    `aligned` runs are of whole calendar units, others count from the day itself.
    """

    count: int
    of: str
    sign: int
    aligned: bool = False
    from_today: bool = False
    anaphoric: bool = False
    unit: ClassVar[str] = "range"

    def box(self, reference: Reference) -> Box | None:
        day = reference.day(self.anaphoric, self.of)
        if day is None:
            return None
        return self._whole(day) if self.aligned or self.of in ALIGNED else self._rolling(day)

    def _rolling(self, day: Day) -> Box:
        one = datetime.timedelta(days=1)
        if self.sign < 0:
            return shift(day, self.of, -self.count), day - one
        return day if self.from_today else day + one, shift(day, self.of, self.count)

    def _whole(self, day: Day) -> Box:
        near = unit_box(shift(day, self.of, self.sign), self.of)
        far = unit_box(shift(day, self.of, self.sign * self.count), self.of)
        return min(near[0], far[0]), max(near[1], far[1])

    def reach(self, box: Box, reference: Reference) -> Box:
        """Both readings."""
        day = reference.day(self.anaphoric, self.of)
        if day is None:
            return box
        both = (box, self._rolling(day), self._whole(day))
        return min(one[0] for one in both), max(one[1] for one in both)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (sign -1) or after `base`, or the time it counts from: "il y a six ans".

    Years name the year, shorter units the day; what it is compatible with is one unit to each side.
    """

    base: Node | None
    low: int
    high: int
    of: str
    sign: int
    anaphoric: bool = False
    exact: bool = False

    @property
    def unit(self) -> str:
        if self.base is not None:
            return self.base.unit
        return "year" if self.of in ("year", "decade", "century") and not self.exact else "day"

    def box(self, reference: Reference) -> Box | None:
        if self.base is not None:
            found = self.base.box(reference)
        else:
            day = reference.day(self.anaphoric, self.of)
            found = (day, day) if day else None
        if found is None:
            return None
        ends = [shift(end, self.of, self.sign * count) for end in found for count in (self.low, self.high)]
        first, last = min(ends), max(ends)
        if self.unit == "month":
            return month_box(first.year, first.month)[0], month_box(last.year, last.month)[1]
        if self.unit == "year":
            return Day(first.year, 1, 1), Day(last.year, 12, 31)
        return first, last

    def reach(self, box: Box, reference: Reference) -> Box:
        if self.base is not None or self.of == "day":
            return box
        return shift(box[0], self.of, -1), shift(box[1], self.of, 1)


@dataclass(frozen=True, slots=True)
class Piece:
    """The beginning, middle or end of a stretch: its days, months or years `first` to `last`."""

    base: Node
    first: int
    last: int
    unit: ClassVar[str] = "range"

    def box(self, reference: Reference) -> Box | None:
        found = self.base.box(reference)
        return part_of(found, self.base.unit, self.first, self.last) if found else None

    def reach(self, box: Box, reference: Reference) -> Box:
        """What people call the end of a month is not agreed on: a third more to each side."""
        slack = datetime.timedelta(days=((box[1] - box[0]).days + 1) // 3)
        return box[0] - slack, box[1] + slack


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth day, weekday (0 to 6), week, month, quarter or half of a stretch, from its end where negative.

    `count` units from there on: "the last four months of 2021".
    """

    base: Node
    nth: int
    of: str
    weekday: int | None = None
    count: int = 1

    @property
    def unit(self) -> str:
        return self.of if self.count == 1 else "range"

    def box(self, reference: Reference) -> Box | None:
        whole = self.base.box(reference)
        if whole is None:
            return None
        if self.weekday is not None:
            found = nth_weekday(whole, self.weekday, self.nth)
            return found, found
        if self.of == "week" and self.count == 1:
            return nth_week(whole, self.nth)
        one = datetime.timedelta(days=1)
        if self.nth < 0:
            last = unit_box(whole[1], self.of)[1] if self.of != "day" else whole[1]
            stop = shift(last + one, self.of, self.nth + 1) - one
            box = (shift(stop + one, self.of, -self.count), stop)
        else:
            start = shift(whole[0], self.of, self.nth - 1)
            box = (start, shift(start, self.of, self.count) - one)
        if not whole[0] <= box[0] <= box[1] <= whole[1]:
            raise ValueError("outside of its whole")
        return box


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Holding:
    """The unit that holds a day: "la semaine du 7 octobre"."""

    base: Node
    unit: str

    def box(self, reference: Reference) -> Box | None:
        found = self.base.box(reference)
        return unit_box(found[0], self.unit) if found else None


@dataclass(frozen=True, slots=True)
class Upto:
    """From the start of a stretch to the day of publication."""

    base: Node
    unit: ClassVar[str] = "range"

    def box(self, reference: Reference) -> Box | None:
        today = reference.published
        found = self.base.box(dataclasses.replace(reference, ahead=False))
        return (found[0], today) if found and today and found[0] <= today else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time together with its neighbours, for what only its issuer knows exactly: a fiscal year."""

    base: Node
    years: int = 1
    unit: ClassVar[str] = "year"

    def box(self, reference: Reference) -> Box | None:
        return self.base.box(reference)

    def reach(self, box: Box, reference: Reference) -> Box:
        return shift(box[0], "year", -self.years), shift(box[1], "year", self.years)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class When:
    """A time while it is put together: what its box will be, how the event lies to it, how sure that is."""

    node: Node
    relation: Relation = "in"
    hedge: Hedge = "none"

    @property
    def granularity(self) -> Granularity:
        return GRANULARITIES.get(self.node.unit, "range")


def _floats(node: Node) -> bool:
    return isinstance(node, Calendar) and node.year is None


def fill(first: Node, last: Node) -> tuple[Node, Node]:
    """The ends of a range, each with what only the other says: "du 13 au 15 juillet 2024"."""
    if isinstance(first, Piece) and isinstance(last, Calendar):
        inner, last = fill(first.base, last)
        return dataclasses.replace(first, base=inner), last
    if isinstance(last, Piece) and isinstance(first, Calendar):
        first, inner = fill(first, last.base)
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

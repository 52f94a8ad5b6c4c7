"""Stretches counted or cut out of the calendar: the last two weeks, six years ago, mid-May, fiscal 2024.

Each node has `unit`, a granularity or kind of stretch, and `box(reference)`: inclusive days, or None where
nothing is known to count from. Those that people use loosely have `reach` too, the days that the words may
still mean.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import ClassVar, Protocol, TypeAlias

from claimcheck.model.frozen import frozen
from claimcheck.recognition.calendar import Box, month_box, nth_week, nth_weekday, part_of, shift, unit_box
from claimcheck.recognition.dated import Calendar, Reference

__all__ = ["Holding", "Nth", "Offset", "Piece", "Run", "Stretch", "Timed", "Upto"]

Day: TypeAlias = datetime.date
ALIGNED = frozenset({"quarter", "half", "decade", "century"})


class Timed(Protocol):
    """Any expression of time."""

    @property
    def unit(self) -> str: ...

    def box(self, reference: Reference) -> Box | None: ...


@frozen
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


@frozen
class Offset:
    """So many units before (sign -1) or after `base`, or the time it counts from: "il y a six ans".

    Years name the year, shorter units the day; what it is compatible with is one unit to each side.
    """

    base: Timed | None
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
            near = isinstance(self.base, Calendar)
            found = self.base.box(dataclasses.replace(reference, nearest=True) if near else reference)
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


@frozen
class Piece:
    """The beginning, middle or end of a stretch: its days, months or years `first` to `last`."""

    base: Timed
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


@frozen
class Nth:
    """The nth day, weekday (0 to 6), week, month, quarter or half of a stretch, from its end where negative.

    `count` units from there on: "the last four months of 2021".
    """

    base: Timed
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


@frozen
class Holding:
    """The unit that holds a day: "la semaine du 7 octobre"."""

    base: Timed
    unit: str

    def box(self, reference: Reference) -> Box | None:
        found = self.base.box(reference)
        return unit_box(found[0], self.unit) if found else None


@frozen
class Upto:
    """From the start of a stretch to the day of publication."""

    base: Timed
    unit: ClassVar[str] = "range"

    def box(self, reference: Reference) -> Box | None:
        today = reference.published
        found = self.base.box(dataclasses.replace(reference, ahead=False))
        return (found[0], today) if found and today and found[0] <= today else None


@frozen
class Stretch:
    """A time together with its neighbours, for what only its issuer knows exactly: a fiscal year."""

    base: Timed
    years: int = 1
    unit: ClassVar[str] = "year"

    def box(self, reference: Reference) -> Box | None:
        return self.base.box(reference)

    def reach(self, box: Box, reference: Reference) -> Box:
        return shift(box[0], "year", -self.years), shift(box[1], "year", self.years)

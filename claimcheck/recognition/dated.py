"""Times that have a name: where they count from, dates as far as they are written, the next and the last.

A *deictic* expression counts from the day of publication ("hier"), an *anaphoric* one from the time
that the text told last ("le lendemain").
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from claimcheck.model import Granularity
from claimcheck.model.frozen import frozen
from claimcheck.recognition.calendar import Box, easter, months_box, season_box, shift, unit_box

__all__ = ["RANKS", "Calendar", "Named", "Reference", "Step"]

Day: TypeAlias = datetime.date
FAR, FAR_AHEAD, MONTH = 270, 200, 31
"""A time without its year is of the year of publication, unless it is so far back or ahead."""
RANKS = (
    "minute", "day", "weekend", "week", "fortnight", "month", "season", "quarter", "half", "year", "decade",
    "century",
)  # fmt: skip
COUNTED = {"month": 1, "quarter": 3, "half": 6}


@dataclass(slots=True)
class Reference:
    """From when to count. `told` is the stretch that the text told last, `told_unit` its unit; `ahead` says
    that the sentence speaks of the future. `assumed` is set where an anaphoric expression found nothing
    told and counted from publication."""

    published: Day | None
    told: Box | None = None
    told_unit: str = ""
    ahead: bool = False
    assumed: bool = False
    nearest: bool = False
    """A date without its year is the nearest one: "a year after Christmas"."""
    behind: bool = False
    """The sentence speaks of the past: a month, quarter or season without its year is the last one."""

    def day(self, anaphoric: bool, unit: str) -> Day | None:
        if not anaphoric:
            return self.published
        if self.told is not None and self.tells(unit):
            return self.told[0]
        self.assumed = True
        return self.published

    def tells(self, unit: str) -> bool:
        """Whether what was told last is no coarser than this unit."""
        return self.told_unit in RANKS and RANKS.index(self.told_unit) <= RANKS.index(unit)


@frozen
class Calendar:
    """A date as far as it is written. `number` is that of the month, quarter, half, season, week or
    decade within the year; with `feast`, `number` counts days from Easter."""

    unit: Granularity
    year: int | None = None
    number: int | None = None
    day: int | None = None
    weekday: int | None = None
    feast: bool = False

    def of(self, year: int) -> Box:
        """The box in a given year."""
        if self.feast:
            found = easter(year) + datetime.timedelta(days=self.number or 0)
            return found, found
        if self.unit == "day":
            found = Day(year, self.number or 1, self.day or 1)
            return found, found
        if self.unit == "season":
            return season_box(year, self.number or 1)
        if self.unit == "week":
            monday = Day.fromisocalendar(year, self.number or 1, 1)
            return unit_box(monday, "week")
        if self.unit in COUNTED:
            length = COUNTED[self.unit]
            return months_box(year, ((self.number or 1) - 1) * length + 1, length)
        return unit_box(Day(year, 1, 1), self.unit)

    def box(self, reference: Reference) -> Box | None:
        if self.year is not None:
            return self.of(self.year)
        today = reference.published or (reference.told[0] if reference.told else None)
        if today is None:
            return None
        if self.number is None and self.unit == "day":
            # What was told before says nothing of which Tuesday is meant, nor a year of which 12th.
            if reference.published is None and (self.day is None or not reference.tells("month")):
                return None
            return self._in_month(today, reference.ahead)
        found = []
        for year in range(max(1, today.year - 4), min(9998, today.year + 4) + 1):
            try:
                found.append(self.of(year))
            except ValueError:
                continue
        if self.weekday is not None:
            agree = [
                box for box in found if box[0].weekday() == self.weekday and abs(box[0].year - today.year) < 2
            ]
            found = agree or found
        if reference.nearest and found:
            return _nearest(found, today)
        if reference.behind and found:
            return max((box for box in found if self._told_of(box) <= today), default=found[0])
        return _choose(found, today, reference.ahead)

    def _told_of(self, box: Box) -> Day:
        """From when a stretch can be told of as past: a month once it has begun, what is longer once half of
        it is over."""
        return box[0] + (box[1] - box[0]) / 2 if (box[1] - box[0]).days > MONTH else box[0]

    def _in_month(self, today: Day, ahead: bool) -> Box | None:
        """A weekday, a day of the month, or both, near today."""
        if self.day is None:
            back = (today.weekday() - (self.weekday or 0)) % 7
            found = today + datetime.timedelta(days=7 - back if ahead else -back)
            return found, found
        days = []
        for months in range(-8, 9):
            first = shift(today.replace(day=1), "month", months)
            try:
                day = first.replace(day=self.day)
            except ValueError:
                continue
            if self.weekday is None or day.weekday() == self.weekday:
                days.append(day)
        if not days:
            return None
        if ahead:
            best = next((day for day in days if day >= today), days[-1])
        elif self.weekday is None:
            best = min(days, key=lambda day: abs((day.year - today.year) * 12 + day.month - today.month))
        else:
            best = min(days, key=lambda day: abs((day - today).days))
        return best, best


def _distance(box: Box, today: Day) -> int:
    return max((box[0] - today).days, (today - box[1]).days, 0)


def _nearest(boxes: list[Box], today: Day) -> Box:
    return min(boxes, key=lambda box: _distance(box, today))


def _choose(boxes: list[Box], today: Day, ahead: bool) -> Box | None:
    if not boxes:
        return None
    if ahead:
        return next((box for box in boxes if box[1] >= today), boxes[-1])
    nearest = _nearest(boxes, today)
    same = [box for box in boxes if box[0].year == today.year]
    if not same or _distance(nearest, today) == 0:
        return nearest
    far = FAR_AHEAD if same[0][0] > today else FAR
    return same[0] if _distance(same[0], today) <= far else nearest


@frozen
class Step:
    """The unit `count` away from the one it counts from: "la semaine prochaine", "hier", "this year".

    Said on a Monday or Tuesday of what has been, "this weekend" is the one that has just ended.
    """

    unit: str
    count: int
    anaphoric: bool = False

    def box(self, reference: Reference) -> Box | None:
        day = reference.day(self.anaphoric, self.unit)
        if day is None:
            return None
        count = self.count
        if self.unit == "weekend" and count == 0 and day.weekday() < 2 and not reference.ahead:
            count = -1
        return unit_box(shift(day, self.unit, count), self.unit)


@frozen
class Named:
    """A named month, season, feast or weekday, `count` away: "mars dernier", "next Tuesday", "lundi en huit".

    A weekday is that of the week `count` away where `weeks`, else the next or last such day.
    """

    base: Calendar
    count: int
    anaphoric: bool = False
    weeks: bool = False

    @property
    def unit(self) -> str:
        return self.base.unit

    def box(self, reference: Reference) -> Box | None:
        today = reference.day(self.anaphoric, self.unit)
        if today is None:
            return None
        if self.base.weekday is not None and self.base.day is None:
            found = self._weekday(today, self.base.weekday)
            return found, found
        boxes = [self.base.of(year) for year in range(max(1, today.year - 3), min(9998, today.year + 3) + 1)]
        if self.count == 0:
            return _nearest(boxes, today) if self.unit == "season" else self.base.of(today.year)
        if self.count > 0:
            return [box for box in boxes if box[0] > today][self.count - 1]
        return [box for box in boxes if box[1] < today][self.count]

    def _weekday(self, today: Day, weekday: int) -> Day:
        if self.weeks:
            return unit_box(today, "week")[0] + datetime.timedelta(days=7 * self.count + weekday)
        ahead = (weekday - today.weekday()) % 7
        if self.count > 0:
            ahead = (ahead or 7) + 7 * (self.count - 1)
        elif self.count < 0:
            ahead += 7 * self.count
        return today + datetime.timedelta(days=ahead)

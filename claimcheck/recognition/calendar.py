"""Arithmetic of the Gregorian calendar: boxes of units, shifts, weeks, weekdays, parts of a unit.

A box is a pair of inclusive days. Units are those of Granularity, with "weekend" and "fortnight".
Everything raises ValueError or OverflowError outside the years 1 to 9999.
"""

from __future__ import annotations

import calendar
import datetime
from typing import TypeAlias

__all__ = [
    "Box", "easter", "month_box", "months_box", "nth_week", "nth_weekday", "part_of", "season_box", "shift",
    "unit_box",
]  # fmt: skip

Day: TypeAlias = datetime.date
Box: TypeAlias = tuple[Day, Day]

MONTHS_IN = {
    "month": 1, "quarter": 3, "season": 3, "half": 6, "semester": 6, "year": 12, "decade": 120,
    "century": 1200, "millennium": 12_000,
}  # fmt: skip
WORKDAYS = {"workday": 5, "workday-6": 6}
"""Days of a week that count, from Monday on; feasts are not known."""
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
WEEKEND = (5, 6)
SEASONS = ((3, 21), (6, 21), (9, 24), (12, 21))
"""First days of spring, summer, autumn and winter of the northern hemisphere, to the day."""


def month_box(year: int, month: int) -> Box:
    return months_box(year, month, 1)


def months_box(year: int, month: int, count: int) -> Box:
    """`count` months from a month on.

    >>> [str(day) for day in months_box(2024, 7, 3)]
    ['2024-07-01', '2024-09-30']
    """
    last = month - 1 + count - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    return Day(year, month, 1), Day(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def shift(day: Day, unit: str, count: int) -> Day:
    """A day moved by whole units; in a shorter month its last day (31 January + 1 month: 28 February)."""
    if unit in DAYS_IN:
        return day + datetime.timedelta(days=DAYS_IN[unit] * count)
    if unit in WORKDAYS:
        return _shift_workdays(day, WORKDAYS[unit], count)
    months = day.year * 12 + day.month - 1 + MONTHS_IN[unit] * count
    year, month = divmod(months, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _shift_workdays(day: Day, week: int, count: int) -> Day:
    """
    >>> str(_shift_workdays(Day(2024, 10, 17), 5, 3))
    '2024-10-22'
    """
    sign = 1 if count >= 0 else -1
    one = datetime.timedelta(days=sign)
    while day.weekday() >= week:
        day -= one
    weeks, left = divmod(abs(count), week)
    day += 7 * weeks * one
    while left:
        day += one
        left -= day.weekday() < week
    return day


def unit_box(day: Day, unit: str) -> Box:
    """The unit that holds a day; a week runs from Monday to Sunday (ISO 8601), a century from 00 to 99.

    >>> [str(end) for end in unit_box(Day(2024, 9, 28), "week")]
    ['2024-09-23', '2024-09-29']
    """
    if unit in ("day", "minute") or unit in WORKDAYS:
        return day, day
    if unit in DAYS_IN:
        monday = day - datetime.timedelta(days=day.weekday())
        if unit == "weekend":
            return monday + datetime.timedelta(days=WEEKEND[0]), monday + datetime.timedelta(days=WEEKEND[1])
        return monday, monday + datetime.timedelta(days=DAYS_IN[unit] - 1)
    if unit == "season":
        return _season_holding(day)
    length = MONTHS_IN[unit]
    if length >= 12:
        first = day.year - day.year % (length // 12)
        return Day(max(1, first), 1, 1), Day(first + length // 12 - 1, 12, 31)
    return months_box(day.year, (day.month - 1) // length * length + 1, length)


def season_box(year: int, season: int) -> Box:
    """Season 1 to 4 (spring to winter) that begins in `year`, up to the day before the next one."""
    following = Day(year + season // 4, *SEASONS[season % 4])
    return Day(year, *SEASONS[season - 1]), following - datetime.timedelta(days=1)


def _season_holding(day: Day) -> Box:
    for year in (day.year - 1, day.year):
        for season in range(1, 5):
            box = season_box(year, season)
            if box[0] <= day <= box[1]:
                return box
    raise ValueError(f"no season holds {day}")


def nth_weekday(box: Box, weekday: int, nth: int) -> Day:
    """The nth Monday (0) … Sunday (6) of a box, from its end where `nth` is negative."""
    if nth > 0:
        first = box[0] + datetime.timedelta(days=(weekday - box[0].weekday()) % 7)
        found = first + datetime.timedelta(days=7 * (nth - 1))
    else:
        last = box[1] - datetime.timedelta(days=(box[1].weekday() - weekday) % 7)
        found = last + datetime.timedelta(days=7 * (nth + 1))
    if not box[0] <= found <= box[1]:
        raise ValueError(f"no weekday {weekday} number {nth} from {box[0]} to {box[1]}")
    return found


def nth_week(box: Box, nth: int) -> Box:
    """The nth week of a month or year: as in ISO 8601 a week belongs where its Thursday lies."""
    thursday = nth_weekday(box, 3, nth)
    return unit_box(thursday, "week")


def part_of(box: Box, unit: str, first: int, last: int) -> Box:
    """Part `first` to `last` of a unit: of a week or month its days, of a year, half or quarter its
    months, of a decade its years; of anything else its hundredths."""
    if unit in ("week", "month", "weekend", "fortnight"):
        start = box[0] + datetime.timedelta(days=first - 1)
        return start, min(box[1], box[0] + datetime.timedelta(days=last - 1))
    if unit in ("year", "half", "quarter"):
        start = shift(box[0], "month", first - 1)
        return start, min(box[1], shift(box[0], "month", last) - datetime.timedelta(days=1))
    if unit == "decade":
        return Day(box[0].year + first - 1, 1, 1), Day(box[0].year + last - 1, 12, 31)
    days = (box[1] - box[0]).days + 1
    return (
        box[0] + datetime.timedelta(days=days * (first - 1) // 100),
        box[0] + datetime.timedelta(days=max(days * last // 100, 1) - 1),
    )


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month, day = divmod(h + ell - 7 * m + 90, 25)
    day = (h + ell - 7 * m + 33 * month + 19) % 32
    return Day(year, month, day)

"""When two statements hold: what is so at one time contradicts nothing that is so at another."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from claimcheck.model import Assertion, Context, Period

__all__ = ["apart_in_time", "not_yet"]

AHEAD, INTENT, NOT_YET = "ahead", "intent", "not-yet"
CLOCK = "minute"
Stretch = tuple[datetime.date, datetime.date]
DAY = datetime.timedelta(1)


def apart_in_time(left: Assertion, right: Assertion) -> bool:
    """Whether both name times, and no day of one is a day of the other. What is so until a day is so no
    more on it; what has been so since a day is so up to what comes. The time of what somebody said may
    be that of the saying."""
    if left.attribution or right.attribution:
        return False
    one, other = left.context, right.context
    mine, theirs = list(_stretches(one, other)), list(_stretches(other, one))
    if not mine or not theirs:
        return False
    return all(a[0] > b[1] or b[0] > a[1] for a in mine for b in theirs)


def not_yet(one: Context, other: Context) -> bool:
    """What is planned in one is denied in the other to be so already: "sera démoli", "pas encore démoli"."""
    return any(
        NOT_YET in a.cues and NOT_YET not in b.cues and not b.cues.isdisjoint((AHEAD, INTENT))
        for a, b in ((one, other), (other, one))
    )


def _stretches(context: Context, other: Context) -> Iterator[Stretch]:
    ends = AHEAD in other.cues and AHEAD not in context.cues
    for value in context.figures:
        if not isinstance(value, Period) or not value.anchored or value.granularity == CLOCK:
            continue
        first, last = _day(value.earliest), _day(value.latest)
        if value.relation in ("until", "before") and last:
            yield datetime.date.min, _eve(last if value.granularity == "day" else first or last)
        elif value.relation == "since" and first:
            yield first, first if ends else datetime.date.max
        elif first and last:
            yield first, last


def _eve(day: datetime.date) -> datetime.date:
    return day - DAY if day > datetime.date.min else day


def _day(value: datetime.date | None) -> datetime.date | None:
    return value.date() if isinstance(value, datetime.datetime) else value

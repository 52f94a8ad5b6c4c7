"""How two periods relate: boxes of minutes, after Allen's interval algebra (1983).

equal: the same box · inside: during, starts, finishes · overlap: overlaps · disjoint: before, meets.
A coarser period that holds a finer one agrees with it; two of the same granularity must be equal,
unless an approximate wording ("il y a six ans") widens one of them.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from claimcheck.model import Period
from claimcheck.model.frozen import frozen
from claimcheck.values.base import DAY, minutes
from claimcheck.values.records import Limits, RelationName
from claimcheck.values.remembering import by_identity

__all__ = ["ENDS", "gap_in_days", "relate_periods", "same_end"]

LOWER, UPPER = ("since", "after"), ("until", "before", "by")
ENDS = {"since": "earliest", "until": "latest"}
"""Relations that name the day on which something begins or ends, and which day of a period it is; before,
after and by leave it open."""
PARTS = {"year": 1, "month": 2, "day": 3, "minute": 3}
"""Granularity → how many of year, month and day it names."""


@frozen
class Box:
    """Inclusive minutes: the outer box, and what the expression is compatible with."""

    low: int | None
    high: int | None
    reach_low: int | None
    reach_high: int | None


@by_identity
def box_of(period: Period) -> Box:
    def ends(low: object, high: object) -> tuple[int | None, int | None]:
        return (
            None if low is None else minutes(low),  # type: ignore[arg-type]
            None if high is None else minutes(high, end=True),  # type: ignore[arg-type]
        )

    return Box(*ends(period.earliest, period.latest), *ends(*period.interval))


def relate_periods(a: Period, b: Period, limits: Limits) -> RelationName:
    if not a.anchored or not b.anchored:
        return _relate_clocks(a, b)
    x, y = box_of(a), box_of(b)
    if (x.low, x.high, a.relation) == (y.low, y.high, b.relation):
        return "equal" if a.hedge == b.hedge and a.hedge != "vague" else "approximation"
    if a.relation == b.relation and a.relation in ENDS and not same_end(a, b):
        return "far-bound"
    one, other = _bound(a, x), _bound(b, y)
    if one is not None or other is not None:
        return _relate_bounds(one or (x.low, x.high), other or (y.low, y.high), limits)
    return _relate_boxes(a, b, x, y)


def same_end(a: Period, b: Period) -> bool:
    """Whether two periods with one relation of ENDS may name the same day, as far as the coarser one tells.
    Two that do not agree no more than they contradict: they are bounds of one direction, and yet each says
    when.
    """
    parts = min(PARTS.get(a.granularity, 0), PARTS.get(b.granularity, 0))
    one, other = getattr(a, ENDS[a.relation]), getattr(b, ENDS[b.relation])
    if a.hedge != "none" or b.hedge != "none" or not parts or one is None or other is None:
        return True
    return bool(one.timetuple()[:parts] == other.timetuple()[:parts])


def _relate_clocks(a: Period, b: Period) -> RelationName:
    """Of two clock times of which one names no day, the times of day."""
    x, y = a.earliest, b.earliest
    if not a.granularity == b.granularity == "minute" or (a.relation, b.relation) != ("in", "in"):
        return "unanchored"
    if not isinstance(x, datetime.datetime) or not isinstance(y, datetime.datetime):
        return "unanchored"
    return "equal" if x.time() == y.time() else "disjoint"


def _bound(period: Period, box: Box) -> tuple[int | None, int | None] | None:
    """The half-line that "since", "before" or an open end leaves; None for a closed period."""
    if period.relation in LOWER:
        past = period.relation == "after" and box.high is not None
        return (box.high + 1 if past and box.high is not None else box.low), None
    if period.relation in UPPER:
        first = period.relation == "before" and box.low is not None
        return None, (box.low - 1 if first and box.low is not None else box.high)
    return (box.low, box.high) if box.low is None or box.high is None else None


def _relate_bounds(
    x: tuple[int | None, int | None], y: tuple[int | None, int | None], limits: Limits
) -> RelationName:
    """Bounds of one direction never contradict; a bound that is met agrees only within reach."""
    if not _meet(*x, *y):
        return "bound-broken"
    distances = [abs(one - other) for one in x for other in y if one is not None and other is not None]
    near = bool(distances) and min(distances) <= limits.period_reach * DAY
    return "within-bound" if near else "far-bound"


def _relate_boxes(a: Period, b: Period, x: Box, y: Box) -> RelationName:
    widened = _widened(a, x) or _widened(b, y)
    if widened and _meet(x.reach_low, x.reach_high, y.reach_low, y.reach_high):
        return "vague" if "vague" in (a.hedge, b.hedge) else "approximation"
    if not _meet(x.low, x.high, y.low, y.high):
        return "disjoint"
    if a.granularity == b.granularity != "range":
        return "disjoint" if not _inside(x, y) and not _inside(y, x) else "inside"
    for inner, outer, box in ((x, y, b), (y, x, a)):
        if _inside(inner, outer):
            return "within-bound" if box.granularity == "range" else "inside"
    return "overlap"


def _widened(period: Period, box: Box) -> bool:
    return period.hedge != "none" or (box.low, box.high) != (box.reach_low, box.reach_high)


def _inside(inner: Box, outer: Box) -> bool:
    return _before(outer.low, inner.low) and _before(inner.high, outer.high)


def _meet(low: int | None, high: int | None, other_low: int | None, other_high: int | None) -> bool:
    return _before(low, other_high) and _before(other_low, high)


def _before(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high


def gap_in_days(a: Period, b: Period) -> Decimal | None:
    """Days from the end of the earlier one to the start of the later one, 1 for neighbours.

    None where one of them is open on that side, or they meet.
    """
    x, y = box_of(a), box_of(b)
    for first, second in ((x, y), (y, x)):
        if first.high is not None and second.low is not None and first.high < second.low:
            return Decimal(second.low // DAY - first.high // DAY) or None
    return None

"""How two magnitudes relate, in the base unit of their dimension."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Magnitude
from claimcheck.model.frozen import frozen
from claimcheck.values.base import PRECISE, family_of, in_base
from claimcheck.values.records import AGREEING, Limits, RelationName
from claimcheck.values.remembering import by_identity

__all__ = ["Ends", "both_ends", "gap_of", "name_of", "same_precision"]

ZERO = Decimal(0)
NEVER_NONE = ("temperature", "ordinal")
"""Kinds whose zero is a point on a scale and not the absence of everything."""


@frozen
class Ends:
    """A magnitude in base units: the interval it is compatible with, and the figures it says."""

    low: Decimal | None
    high: Decimal | None
    says_low: Decimal | None
    says_high: Decimal | None
    low_open: bool
    high_open: bool

    @property
    def bound(self) -> bool:
        return (self.says_low is None) != (self.says_high is None)

    @property
    def figure(self) -> Decimal | None:
        """The one figure that the text says, None for a bound or a range."""
        return self.says_low if self.says_low == self.says_high else None


@by_identity
def ends_of(value: Magnitude) -> Ends:
    low, high = value.interval
    says_low = in_base(value.low, value)
    says_high = says_low if value.low is value.high else in_base(value.high, value)
    return Ends(
        in_base(low, value), in_base(high, value), says_low, says_high,
        value.low_open and low == value.low, value.high_open and high == value.high,
    )  # fmt: skip


def both_ends(a: Magnitude, b: Magnitude, limits: Limits) -> tuple[Ends, Ends]:
    """The ends of both; months against seconds by the mean month, widened by its tolerance."""
    x, y = ends_of(a), ends_of(b)
    if mixed(a, b):
        return (
            _in_seconds(x, limits) if a.dimension == "calendar" else x,
            _in_seconds(y, limits) if b.dimension == "calendar" else y,
        )
    return x, y


def mixed(a: Magnitude, b: Magnitude) -> bool:
    """One counts calendar months, the other exact seconds: no exact factor leads from one to the other."""
    return a.dimension != b.dimension and "calendar" in (a.dimension, b.dimension)


def _in_seconds(ends: Ends, limits: Limits) -> Ends:
    def scale(end: Decimal | None, share: Decimal) -> Decimal | None:
        return None if end is None else end * limits.month_seconds * (1 + share)

    return Ends(
        scale(ends.low, -limits.calendar_tolerance), scale(ends.high, limits.calendar_tolerance),
        scale(ends.says_low, ZERO), scale(ends.says_high, ZERO), ends.low_open, ends.high_open,
    )  # fmt: skip


def name_of(
    a: Magnitude, b: Magnitude, limits: Limits, ends: tuple[Ends, Ends] | None = None
) -> RelationName:
    """The relation's name; the ends are only worked out where the two can be compared at all.

    "43 ans" may be read as an age or as a duration, not every change is marked as one, and "a year" is
    often left out: equal figures agree in spite of that, different ones are two things; but of figures
    that are about as large, "a year" was left out, or that it is a change.
    """
    if family_of(a) != family_of(b):
        return "other-dimension"
    if a.currency != b.currency:
        return "other-currency"
    if a.per != b.per and a.per is not None and b.per is not None:
        return "other-scope"
    if a.change and b.change and a.change != b.change:
        return "opposite"
    x, y = ends or both_ends(a, b, limits)
    found = _relate(a, b, x, y, limits)
    if found not in AGREEING:
        if a.per != b.per and not _reaches(x, y, limits.rate_reach):
            return "other-scope"
        if a.kind != b.kind and "age" in (a.kind, b.kind):
            return "other-dimension"
        if (a.change is None) != (b.change is None) and not _reaches(x, y, limits.change_reach):
            return "change-level"
    return found


def _relate(a: Magnitude, b: Magnitude, x: Ends, y: Ends, limits: Limits) -> RelationName:
    meeting = _meet(x, y)
    if "vague" in (a.hedge, b.hedge):
        zero = ZERO in (x.figure, y.figure)
        return "vague" if not zero and (meeting or _reaches(x, y, limits.vague_reach)) else _apart(a, b, x, y)
    if not mixed(a, b) and _says_the_same(x, y):
        return "equal" if a.hedge == b.hedge else "approximation"
    if x.bound or y.bound:
        return _relate_bound(a, b, x, y, meeting, limits)
    if not meeting:
        hedged = "approximate" in (a.hedge, b.hedge)
        apart = _apart(a, b, x, y)
        close = hedged and apart == "disjoint" and _close(a, b, x, y, limits)
        return "near" if close else apart
    if same_precision(a, b):
        return _apart(a, b, x, y)
    if "approximate" in (a.hedge, b.hedge):
        return "approximation"
    if x.figure is None or y.figure is None:
        return "overlap" if x.figure is None and y.figure is None else "within-bound"
    return "rounding"


def _relate_bound(
    a: Magnitude, b: Magnitude, x: Ends, y: Ends, meeting: bool, limits: Limits
) -> RelationName:
    if not meeting:
        return _apart(a, b, x, y, otherwise="bound-broken")
    return "within-bound" if _reaches(x, y, limits.bound_reach) else "far-bound"


def _apart(
    a: Magnitude, b: Magnitude, x: Ends, y: Ends, otherwise: RelationName = "disjoint"
) -> RelationName:
    """Nothing against something is more than two figures that differ."""
    none = (x.figure == ZERO) != (y.figure == ZERO)
    return (
        "zero-against-some" if none and a.kind not in NEVER_NONE and b.kind not in NEVER_NONE else otherwise
    )


def _says_the_same(x: Ends, y: Ends) -> bool:
    if x.says_low != y.says_low or x.says_high != y.says_high:
        return False
    return x.low_open == y.low_open and x.high_open == y.high_open


def _meet(x: Ends, y: Ends) -> bool:
    """Whether the intervals share a point; an open end is no part of its interval."""
    return _before(x.low, y.high, x.low_open or y.high_open) and _before(
        y.low, x.high, y.low_open or x.high_open
    )


def _before(low: Decimal | None, high: Decimal | None, strictly: bool) -> bool:
    if low is None or high is None:
        return True
    return low < high if strictly else low <= high


def _reaches(x: Ends, y: Ends, factor: Decimal) -> bool:
    """Whether some figure of the one is within a factor of some figure of the other."""
    for one in (x.says_low, x.says_high):
        for other in (y.says_low, y.says_high):
            if one is None or other is None or (one < 0) != (other < 0):
                continue
            small, large = sorted((abs(one), abs(other)))
            if large <= small * factor:
                return True
    return False


def _close(a: Magnitude, b: Magnitude, x: Ends, y: Ends, limits: Limits) -> bool:
    relative = gap_of(a, b, x, y)[1]
    return relative is not None and relative <= limits.near_gap


def same_precision(a: Magnitude, b: Magnitude) -> bool:
    """Both are plain figures whose last significant digit stands at the same place.

    Where that place is known only by conversion (13 miles, 21 km) it is not the same.
    """
    if a.hedge != "none" or b.hedge != "none" or a.low is None or b.low is None:
        return False
    if a.low != a.high or b.low != b.high or mixed(a, b):
        return False
    if a.factor == b.factor:
        return a.exponent == b.exponent
    if not isinstance(a.factor, Decimal) or not isinstance(b.factor, Decimal):
        return False
    return a.factor.scaleb(a.exponent, PRECISE) == b.factor.scaleb(b.exponent, PRECISE)


def gap_of(a: Magnitude, b: Magnitude, x: Ends, y: Ends) -> tuple[Decimal | None, Decimal | None]:
    """The distance in base units, and as a share of the smaller one.

    From interval to interval; between figures of the same precision, and where the intervals touch,
    from figure to figure. No share is given of zero or on a scale with an offset.
    """
    low, high = _facing(x.low, x.high, y.low, y.high)
    if low is None or high is None or low >= high or same_precision(a, b):
        low, high = _facing(x.says_low, x.says_high, y.says_low, y.says_high)
    if low is None or high is None or low > high:
        return None, None
    gap, smaller = PRECISE.subtract(high, low), min(abs(low), abs(high))
    if smaller == 0 or a.offset or b.offset:
        return gap, None
    return gap, PRECISE.divide(gap, smaller)


def _facing(
    low: Decimal | None, high: Decimal | None, other_low: Decimal | None, other_high: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """The upper end of the lower one and the lower end of the upper one."""
    if high is not None and other_low is not None and high <= other_low:
        return high, other_low
    if other_high is not None and low is not None and other_high <= low:
        return other_high, low
    return None, None

"""Values in the base unit of their dimension: intervals to sort by, keys to block by, forms to hash."""

from __future__ import annotations

import datetime
from decimal import Context, Decimal
from fractions import Fraction
from typing import TypeAlias

from claimcheck.model import Fact, Magnitude, Number, Period, Value, plain
from claimcheck.values.remembering import by_identity

__all__ = [
    "PRECISE",
    "Ends",
    "base_interval",
    "blocking_key",
    "family_of",
    "in_base",
    "minutes",
    "normal_form",
]

Ends: TypeAlias = tuple[Decimal | None, Decimal | None]

PRECISE = Context(prec=50)
"""Decimal is exact up to here, and no text has that many digits; thirds are equal to themselves."""

ONE = Decimal(1)
FAMILIES = {
    "number": "number", "count": "number", "percent": "share", "ratio": "share", "age": "duration",
}  # fmt: skip
TIMES = ("time", "calendar")
DAY = 1440


def in_base(number: Number | None, value: Magnitude) -> Decimal | None:
    """A magnitude written in the value's unit, in the base unit of its dimension."""
    if number is None:
        return None
    factor, offset = value.factor, value.offset
    if factor == ONE and not offset and isinstance(number, Decimal):
        return number
    if isinstance(number, Decimal) and isinstance(factor, Decimal) and isinstance(offset, Decimal):
        scaled = PRECISE.multiply(number, factor)
        return PRECISE.add(scaled, offset) if offset else scaled
    exact = Fraction(number) * Fraction(factor) + Fraction(offset)
    return PRECISE.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def minutes(day: datetime.date, *, end: bool = False) -> int:
    """Minutes since year 1; a day without a time begins at 0:00 and with `end` lasts until 23:59."""
    if isinstance(day, datetime.datetime):
        return day.toordinal() * DAY + day.hour * 60 + day.minute
    return day.toordinal() * DAY + (DAY - 1 if end else 0)


@by_identity
def base_interval(value: Value) -> Ends:
    """What the value is compatible with, in the base unit; None is an open end (or a fact's).

    Minutes for periods. Two values whose base intervals do not meet never agree, but for durations
    in calendar units against exact ones; so a sweep over the sorted ends finds all candidates.
    """
    if isinstance(value, Magnitude):
        return in_base(value.interval[0], value), in_base(value.interval[1], value)
    if isinstance(value, Period):
        low, high = value.interval
        return (
            None if low is None else Decimal(minutes(low)),
            None if high is None else Decimal(minutes(high, end=True)),
        )
    return None, None


def family_of(value: Magnitude) -> str:
    """What a magnitude may be compared with: counts and numbers, percentages and ratios,
    ages and durations are one each."""
    kind = value.kind
    if kind in FAMILIES:
        return FAMILIES[kind]
    if kind in ("quantity", "temperature"):
        return value.dimension or f"{kind}:{value.unit}"
    return kind


def blocking_key(value: Value) -> str:
    """Values with different keys are never compared: money whatever its currency, share, length …"""
    return family_of(value) if isinstance(value, Magnitude) else value.kind


@by_identity
def normal_form(value: Value) -> str:
    """The value as a text that does not depend on its unit, its language or how it was written.

    >>> thousand = Magnitude("quantity", Decimal(1), Decimal(1), (None, None), factor=Decimal(1000),
    ...                      unit="kilometer", dimension="length")
    >>> normal_form(thousand)
    'length 1000..1000'
    """
    if isinstance(value, Fact):
        return f"fact {value.truth if value.category is None else value.category.casefold()}"
    if isinstance(value, Period):
        ends = "..".join(day.isoformat() if day else "" for day in (value.earliest, value.latest))
        return f"period {value.relation} {ends}{'' if value.anchored else ' unanchored'}"
    parts = [family_of(value) if value.kind != "money" else (value.currency or "money")]
    if value.dimension in TIMES and family_of(value) == "duration":
        parts.append(value.dimension)
    opening, closing = ("]" if value.low_open else ""), ("[" if value.high_open else "")
    low, high = plain(in_base(value.low, value)) or "", plain(in_base(value.high, value)) or ""
    parts.append(f"{opening}{low}..{high}{closing}")
    parts += [f"/{value.per}"] if value.per else []
    parts += [value.change] if value.change else []
    parts += [value.hedge] if value.hedge != "none" else []
    return " ".join(parts)

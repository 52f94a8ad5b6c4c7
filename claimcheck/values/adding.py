"""Magnitudes added up: parts that make a whole, and shares that make all of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from claimcheck.model import Magnitude
from claimcheck.values.base import in_base

__all__ = ["add", "complementary"]

COUNTED = frozenset({"count", "number"})
SHARES = frozenset({"percent", "ratio"})


def add(parts: Sequence[Magnitude]) -> Magnitude | None:
    """The sum of two or more plain amounts of one unit; None where they cannot be added, or are hedged.

    A bare number is of what the others count ("12 000 spectateurs vendredi et 15 000 samedi").

    >>> six = Magnitude("duration", Decimal(6), Decimal(6), (Decimal(6), Decimal(6)), unit="month")
    >>> (nine := add([six, dataclasses.replace(six, low=Decimal(3), high=Decimal(3))])) and nine.low
    Decimal('9')
    """
    first = next((part for part in parts if part.kind != "number"), parts[0])
    low: list[Decimal] = []
    ends: tuple[list[Decimal], list[Decimal]] = [], []
    for part in parts:
        if not _of_a_kind(part, first):
            return None
        for found, value in ((low, part.low), *zip(ends, part.interval, strict=True)):
            if not isinstance(value, Decimal):
                return None
            found.append(value)
    total = sum(low, Decimal(0))
    return dataclasses.replace(
        first,
        low=total,
        high=total,
        interval=(sum(ends[0], Decimal(0)), sum(ends[1], Decimal(0))),
        exponent=max(part.exponent for part in parts),
    )


def _of_a_kind(part: Magnitude, first: Magnitude) -> bool:
    if part.low != part.high or part.hedge != "none" or part.change or part.per != first.per:
        return False
    if part.kind != first.kind and not {part.kind, first.kind} <= COUNTED:
        return False
    return (part.unit, part.currency, part.factor) == (first.unit, first.currency, first.factor) and (
        part.of is None or first.of is None or part.of == first.of
    )


def complementary(a: Magnitude, b: Magnitude) -> bool:
    """Whether two shares make all of it: 2.9 % and 97.1 %, a third and two thirds."""
    if a.kind not in SHARES or b.kind not in SHARES or a.change or b.change:
        return False
    if a.low != a.high or b.low != b.high:
        return False
    (low, high), (least, most) = ([in_base(end, m) for end in m.interval] for m in (a, b))
    if low is None or high is None or least is None or most is None:
        return False
    return low + least <= 1 <= high + most

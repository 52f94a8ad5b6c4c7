"""Draft → Magnitude: the interval that a figure is compatible with, and the way to its base unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Magnitude, Number
from claimcheck.recognition.draft import Draft
from claimcheck.rulebook.families.grammar import Figures
from claimcheck.rulebook.units import UnitTable

__all__ = ["stamp"]

COUNTS = frozenset({"count", "number"})
EXACT = frozenset({"age", "ordinal"})
HALF = Decimal("0.5")


def stamp(draft: Draft, figures: Figures, units: UnitTable) -> Magnitude:
    """XBRL's "Handling duplicate facts" (half the last digit), capped, then widened by the hedges."""
    low, high = (
        _end(draft, draft.low, draft.low_exponent, figures),
        _end(draft, draft.high, draft.high_exponent, figures),
    )
    interval_low = None if low is None else (draft.low if draft.high is None else low[0])
    interval_high = None if high is None else (draft.high if draft.low is None else high[1])
    for name in draft.hedges:
        down, up = figures.hedges[name]
        if draft.low is not None and interval_low is not None:
            interval_low = min(interval_low, _step(draft.low, -down))
        if draft.high is not None and interval_high is not None:
            interval_high = max(interval_high, _step(draft.high, up))
    dimension, factor, offset = _base(draft, units)
    return Magnitude(
        kind=draft.kind,
        low=draft.low,
        high=draft.high,
        interval=(interval_low, interval_high),
        low_open=draft.low_open,
        high_open=draft.high_open,
        exponent=draft.low_exponent if draft.low is not None else draft.high_exponent,
        hedge=draft.hedge,
        per=draft.per,
        change=draft.change,
        unit=draft.unit,
        currency=draft.currency,
        assumed=draft.assumed,
        of=draft.of,
        dimension=dimension,
        factor=factor,
        offset=offset,
    )


def _step(value: Number, share: Decimal) -> Number:
    if isinstance(value, Fraction):
        return value + abs(value) * Fraction(share)
    return value + abs(value) * share


def _end(draft: Draft, value: Number | None, exponent: int, figures: Figures) -> tuple[Number, Number] | None:
    if value is None:
        return None
    if draft.kind in EXACT or (isinstance(value, Fraction) and draft.kind != "ratio"):
        return value, value
    if isinstance(value, Fraction):
        reach = Fraction(HALF.scaleb(figures.endless_exponent))
        share = min(reach, abs(value) * Fraction(figures.rounding_cap))
        return value - share, value + share
    if draft.kind in COUNTS and abs(value) < figures.exact_counts_below and value == int(value):
        return value, value
    width = min(HALF.scaleb(exponent), abs(value) * figures.rounding_cap)
    return value - width, value + width


def _base(draft: Draft, units: UnitTable) -> tuple[str, Decimal, Decimal]:
    if draft.kind == "money":
        return "money", Decimal(1), Decimal(0)
    if draft.kind == "percent":
        return "share", Decimal("0.01"), Decimal(0)
    if draft.kind == "ratio":
        return "share", Decimal(1), Decimal(0)
    if draft.unit and (measure := units.measures.get(draft.unit)):
        return measure.dimension, measure.factor, measure.offset
    return draft.kind, Decimal(1), Decimal(0)

"""Remarks on two figures that differ: a cut digit, a slip of scale, a currency that was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from claimcheck.model import Magnitude, plain
from claimcheck.values.base import PRECISE
from claimcheck.values.magnitudes import Ends
from claimcheck.values.records import Hint, Limits

__all__ = ["assumed_currency", "difference_hints"]

SPELT_OUT = 6
"""Figures below a million are shown in full, larger ones in thousands, millions …"""


def difference_hints(a: Magnitude, b: Magnitude, x: Ends, y: Ends, limits: Limits) -> Iterator[Hint]:
    """Why two figures that contradict each other may have come apart."""
    if x.figure is None or y.figure is None or not x.figure or not y.figure:
        return
    if text := _truncation(a, b) or _truncation(b, a):
        yield Hint("truncation", text)
    small, large = sorted((x.figure, y.figure), key=abs)
    digits = len(small.normalize(PRECISE).as_tuple().digits)
    for slip in limits.slip:
        if digits >= slip.digits and PRECISE.multiply(small, slip.factor) == large:
            yield Hint("scale-slip", f"the figures differ by a factor of exactly {plain(slip.factor)}")


def _truncation(fine: Magnitude, coarse: Magnitude) -> str | None:
    """ "13.75 truncates to 13": the finer figure, cut where the coarser one ends, is the coarser one."""
    if fine.factor != coarse.factor or fine.exponent >= coarse.exponent:
        return None
    if fine.hedge != "none" or coarse.hedge != "none":
        return None
    longer, shorter = fine.low, coarse.low
    if not isinstance(longer, Decimal) or not isinstance(shorter, Decimal):
        return None
    digit = Decimal(1).scaleb(coarse.exponent)
    if (
        PRECISE.divide(longer, digit)
        .quantize(Decimal(1), ROUND_DOWN, PRECISE)
        .scaleb(coarse.exponent, PRECISE)
        != shorter
    ):
        return None
    size = longer.adjusted()
    scale = -(size // 3 * 3) if size >= SPELT_OUT else 0
    return f"{plain(longer.scaleb(scale, PRECISE))} truncates to {plain(shorter.scaleb(scale, PRECISE))}"


def assumed_currency(a: Magnitude, b: Magnitude) -> Iterator[Hint]:
    """The symbol belongs to several currencies, and the comparison hangs on which was meant."""
    if a.assumed != b.assumed or (a.assumed and a.currency != b.currency):
        codes = sorted({value.currency or "?" for value in (a, b) if value.assumed})
        yield Hint("assumed-currency", f"a bare symbol is read as {' and '.join(codes)}")

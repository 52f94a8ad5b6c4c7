"""A magnitude while it is put together, before its interval is stamped on."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claimcheck.model import Change, Hedge, Kind, Number

__all__ = ["Draft"]


class Draft(NamedTuple):
    """`low` and `high` are what the text says, None for an open end; each end has its own exponent.

    `scale` is what a scale word multiplied, so that the other end of a range can share it; `hedges`
    name rows of figures.toml; `readings` are the other numbers that the same digits may mean;
    `words`: written in words; `fragile` marks what is a value only as part of something larger (1.2.3);
    `tense`: that of the verb of a change, "past", "perfect" (a participle), "future".
    """

    kind: Kind
    low: Number | None
    high: Number | None
    low_exponent: int = 0
    high_exponent: int = 0
    low_open: bool = False
    high_open: bool = False
    scale: Decimal = Decimal(1)
    words: bool = False
    hedge: Hedge = "none"
    hedges: tuple[str, ...] = ()
    unit: str | None = None
    currency: str | None = None
    assumed: bool = False
    per: str | None = None
    change: Change | None = None
    of: str | None = None
    readings: tuple[Number, ...] = ()
    fragile: bool = False
    tense: str = ""

    @property
    def plain(self) -> Number | None:
        """The figure, where low and high are one."""
        return self.low if self.low == self.high else None

    def at(self, figure: Number, exponent: int) -> Draft:
        """The same with another figure."""
        return self._replace(low=figure, high=figure, low_exponent=exponent, high_exponent=exponent)

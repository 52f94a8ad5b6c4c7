"""Typed, normalised values: magnitudes, periods and facts. Slotted, because thousands are made a second."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from claimcheck.model.frozen import frozen
from claimcheck.model.pickling import travels

Number: TypeAlias = Decimal | Fraction
Kind = Literal[
    "number", "count", "money", "percent", "points", "ratio", "quantity",
    "temperature", "ordinal", "duration", "age",
]  # fmt: skip
Hedge = Literal["none", "approximate", "vague"]
Change = Literal["up", "down"]
Granularity = Literal[
    "minute", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "range"
]
Relation = Literal["in", "since", "until", "before", "after", "by"]


def plain(number: Number | None) -> str | None:
    """A magnitude as JSON has it: plain notation, no exponent, no trailing zeros; a fraction as "1/3".

    >>> plain(Decimal("13.750E+9")), plain(Fraction(1, 3)), plain(Fraction(1, 2))
    ('13750000000', '1/3', '0.5')
    """
    if number is None:
        return None
    if isinstance(number, Fraction):
        odd = number.denominator
        for prime in (2, 5):
            while odd % prime == 0:
                odd //= prime
        if odd != 1:
            return f"{number.numerator}/{number.denominator}"
        number = Decimal(number.numerator) / Decimal(number.denominator)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


@travels
@frozen
class Magnitude:
    """A number with what it counts or measures.

    `low` and `high` are what the text says, in `unit` as written (None: open end); `interval` is what
    it is compatible with, in the same unit. `dimension` with `factor` and `offset` lead to the base
    unit in which values of one dimension are compared: base = x · factor + offset.
    """

    kind: Kind
    low: Number | None
    high: Number | None
    interval: tuple[Number | None, Number | None]
    low_open: bool = False
    high_open: bool = False
    exponent: int = 0
    hedge: Hedge = "none"
    per: str | None = None
    change: Change | None = None
    unit: str | None = None
    currency: str | None = None
    assumed: bool = False
    of: str | None = None
    dimension: str = ""
    factor: Number = Decimal(1)
    offset: Number = Decimal(0)

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        data: dict[str, Any] = {
            "kind": self.kind,
            "low": plain(self.low),
            "high": plain(self.high),
            "low_open": self.low_open,
            "high_open": self.high_open,
            "exponent": self.exponent,
            "hedge": self.hedge,
            "per": self.per,
            "change": self.change,
            "interval": [plain(self.interval[0]), plain(self.interval[1])],
        }
        if self.kind == "money":
            data["currency"] = self.currency
            if self.assumed:
                data["assumed"] = True
        elif self.kind == "count":
            data["of"] = self.of
        elif self.unit is not None:
            data["unit"] = self.unit
        return data


@travels
@frozen
class Period:
    """A stretch of time: the outer box `[earliest, latest]`, inclusive, None for an open end.

    Ends are days, or date-times where `granularity` is "minute". `interval` is what the expression is
    compatible with ("il y a six ans" names a year and is compatible with its neighbours). Granularity
    follows EDTF's precision levels (ISO 8601-2); `relation` is how the event lies to the period.
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    granularity: Granularity
    interval: tuple[datetime.date | None, datetime.date | None]
    anchored: bool = True
    relation: Relation = "in"
    hedge: Hedge = "none"
    kind: Literal["period"] = "period"

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        def iso(day: datetime.date | None) -> str | None:
            if day is None:
                return None
            return (
                day.isoformat(timespec="minutes") if isinstance(day, datetime.datetime) else day.isoformat()
            )

        return {
            "kind": "period",
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "granularity": self.granularity,
            "anchored": self.anchored,
            "relation": self.relation,
            "hedge": self.hedge,
            "interval": [iso(self.interval[0]), iso(self.interval[1])],
        }


@travels
@frozen
class Fact:
    """Whether something is so (`truth`), or which of several it is (`category`)."""

    truth: bool | None = None
    category: str | None = None
    kind: Literal["fact"] = "fact"

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        return {"kind": "fact"} | (
            {"truth": self.truth} if self.category is None else {"category": self.category}
        )


Value: TypeAlias = Magnitude | Period | Fact

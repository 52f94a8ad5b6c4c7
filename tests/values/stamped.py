"""Values as recognition stamps them, made from figures: a plain one reaches half its last digit, capped."""

import datetime
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Magnitude, Period

HEDGES = {"about": (Decimal("0.1"), Decimal("0.1")), "nearly": (Decimal("0.1"), Decimal(0))}
MONEY = {"kind": "money", "currency": "USD", "dimension": "money"}
PERCENT = {"kind": "percent", "dimension": "share", "factor": Decimal("0.01")}
COUNT = {"kind": "count", "dimension": "count", "of": "homme"}
KM = {"kind": "quantity", "unit": "kilometer", "dimension": "length", "factor": Decimal(1000)}
METRE = {"kind": "quantity", "unit": "meter", "dimension": "length"}
MILE = {"kind": "quantity", "unit": "mile", "dimension": "length", "factor": Decimal("1609.344")}
CELSIUS = {
    "kind": "temperature",
    "unit": "degree_Celsius",
    "dimension": "temperature",
    "offset": Decimal("273.15"),
}
FAHRENHEIT = {
    "kind": "temperature", "unit": "degree_Fahrenheit", "dimension": "temperature",
    "factor": Fraction(5, 9), "offset": Fraction(45967, 180),
}  # fmt: skip
YEARS = {"kind": "duration", "unit": "year", "dimension": "calendar", "factor": Decimal(12)}
MONTHS = {"kind": "duration", "unit": "month", "dimension": "calendar"}
DAYS = {"kind": "duration", "unit": "day", "dimension": "time", "factor": Decimal(86400)}


def reach(figure, exponent, kind):
    if isinstance(figure, Fraction) or kind in ("age", "ordinal") or (kind == "count" and abs(figure) < 100):
        return 0
    return min(Decimal("0.5").scaleb(exponent), abs(figure) / 20)


def last_digit(figure):
    """The place of the last significant digit; zeros of whole numbers from 100 on do not count."""
    if isinstance(figure, Fraction):
        return 0
    exponent = figure.as_tuple().exponent
    return figure.normalize().as_tuple().exponent if exponent >= 0 and abs(figure) >= 100 else exponent


def number(text):
    return Fraction(text) if "/" in text else Decimal(text)


def figure(text, kind=MONEY, hedge=None, **more):
    """`figure("13.75e9")`, `figure("30", PERCENT, "about")`."""
    value = number(text)
    exponent = more.pop("exponent", last_digit(value))
    width = reach(value, exponent, kind["kind"])
    low, high = value - width, value + width
    if hedge:
        down, up = HEDGES[hedge]
        low, high = min(low, value - abs(value) * down), max(high, value + abs(value) * up)
        more["hedge"] = "approximate"
    return Magnitude(low=value, high=value, interval=(low, high), exponent=exponent, **(kind | more))


def more_than(text, kind=MONEY, **more):
    low = number(text)
    return Magnitude(low=low, high=None, interval=(low, None), low_open=True, **(kind | more))


def at_least(text, kind=MONEY, **more):
    low = number(text)
    return Magnitude(low=low, high=None, interval=(low, None), **(kind | more))


def less_than(text, kind=MONEY, **more):
    high = number(text)
    return Magnitude(low=None, high=high, interval=(None, high), high_open=True, **(kind | more))


def between(low, high, kind=MONEY, **more):
    one, two = number(low), number(high)
    ends = (
        one - reach(one, last_digit(one), kind["kind"]),
        two + reach(two, last_digit(two), kind["kind"]),
    )
    return Magnitude(low=one, high=two, interval=ends, exponent=last_digit(one), **(kind | more))


def several(scale, kind=MONEY, **more):
    """ "plusieurs milliards": 2 to 10 of them."""
    ends = 2 * number(scale), 10 * number(scale)
    return Magnitude(low=ends[0], high=ends[1], interval=ends, hedge="vague", **(kind | more))


def period(first, last=None, granularity="year", within=None, **more):
    """`period("2015-01-01", "2015-12-31")`; `within` is the wider interval of an approximate one."""
    low = datetime.date.fromisoformat(first) if first else None
    high = datetime.date.fromisoformat(last) if last else (low if granularity == "day" else None)
    interval = tuple(datetime.date.fromisoformat(day) for day in within) if within else (low, high)
    return Period(low, high, granularity, interval, **more)


def year(number, **more):
    return period(f"{number}-01-01", f"{number}-12-31", **more)


def clock(hour, minute, day=1, **more):
    """A time of day of that day of January 2025."""
    at = datetime.datetime(2025, 1, day, hour, minute)
    return Period(at, at, "minute", (at, at), **more)

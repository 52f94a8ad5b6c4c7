"""Number lines and time lines: where each source's interval lies, in per cent of the width.

Positions are floats, for they are only drawn; every figure printed beside them is exact.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck.model import Assertion, Fact, Finding, Magnitude, Number, Period, Value
from claimcheck.model.frozen import frozen
from claimcheck.reports.display import plural, short_figure, unit_text
from claimcheck.values import base_interval, blocking_key
from claimcheck.values.base import in_base, minutes

__all__ = ["Axis", "Bar", "Tick", "axes"]

PADDING = 0.08
LOGARITHMIC = 60
"""From this ratio of the largest to the smallest figure on, the axis counts in powers of ten."""
DAY = 1440
ROWS = 40


@frozen
class Tick:
    """A mark at `at` per cent."""

    at: float
    text: str


@frozen
class Bar:
    """One assertion's interval from `left` to `right` per cent; `dot` is the figure that it says.

    `verdict`: the worst of the findings in which it stands.
    """

    said: Assertion
    verdict: str
    left: float
    right: float
    dot: float | None
    open_left: bool
    open_right: bool


@frozen
class Axis:
    """Bars of one dimension; `more` assertions were left out."""

    title: str
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    more: int = 0


def axes(findings: Iterable[Finding]) -> list[Axis]:
    """One axis for each dimension and currency of a topic; none for facts, or for a single assertion."""
    groups: dict[str, dict[tuple[str, int], tuple[Assertion, str]]] = {}
    for finding in findings:
        for side in finding.sides:
            for said in side.assertions:
                if isinstance(said.value, Fact):
                    continue
                group = groups.setdefault(_key(said.value), {})
                group.setdefault((said.source, said.span.start), (said, finding.verdict))
    return [
        axis
        for group in groups.values()
        if len(group) > 1 and (axis := _axis(list(group.values()))) is not None
    ]


def _key(value: Value) -> str:
    if not isinstance(value, Magnitude):
        return value.kind
    return f"{blocking_key(value)} {value.dimension} {value.currency} {value.per} {value.change}"


def _axis(said: Sequence[tuple[Assertion, str]]) -> Axis | None:
    said = sorted(said, key=lambda item: _middle(item[0].value))
    shown = said[:ROWS]
    ends = [end for one, _ in shown for end in base_interval(one.value) if end is not None]
    if not ends:
        return None
    low, high = float(min(ends)), float(max(ends))
    logarithmic = low > 0 and high / low >= LOGARITHMIC and not isinstance(shown[0][0].value, Period)
    scale = _Scale(low, high, logarithmic)
    like = shown[0][0].value
    ticks = _times(scale) if isinstance(like, Period) else _numbers(scale, like)
    title = f"{'Time' if isinstance(like, Period) else 'Number'} line of {plural(len(said), 'statement')}"
    if isinstance(like, Magnitude) and (unit := unit_text(like)):
        title += f", in {unit}"
    bars = tuple(_bar(one, verdict, scale) for one, verdict in shown)
    return Axis(title + (" (logarithmic)" if logarithmic else ""), tuple(ticks), bars, len(said) - len(shown))


def _middle(value: Value) -> tuple[float, float]:
    low, high = base_interval(value)
    first = low if low is not None else high
    last = high if high is not None else low
    return (float(first or 0) + float(last or 0)) / 2, float(first or 0)


class _Scale:
    """Base units → per cent, with some room at both ends."""

    def __init__(self, low: float, high: float, logarithmic: bool) -> None:
        self.logarithmic = logarithmic
        low, high = self._turn(low), self._turn(high)
        room = (high - low) * PADDING or abs(high) * PADDING or 1.0
        self.low, self.high = low - room, high + room

    def _turn(self, number: float) -> float:
        return math.log10(number) if self.logarithmic else number

    def at(self, number: float) -> float:
        if self.logarithmic and number <= 0:
            return 0.0
        share = (self._turn(number) - self.low) / (self.high - self.low)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


def _bar(said: Assertion, verdict: str, scale: _Scale) -> Bar:
    low, high = base_interval(said.value)
    return Bar(
        said,
        verdict,
        0.0 if low is None else scale.at(float(low)),
        100.0 if high is None else scale.at(float(high)),
        _dot(said.value, scale),
        low is None,
        high is None,
    )


def _dot(value: Value, scale: _Scale) -> float | None:
    if isinstance(value, Magnitude) and value.low is not None and value.low == value.high:
        return scale.at(float(in_base(value.low, value) or 0))
    if isinstance(value, Period) and value.earliest is not None and value.earliest == value.latest:
        return scale.at(minutes(value.earliest))
    return None


def _numbers(scale: _Scale, like: Value) -> list[Tick]:
    """Round figures in the unit of `like`."""
    assert isinstance(like, Magnitude)
    factor, offset = float(like.factor) or 1.0, float(like.offset)
    if scale.logarithmic:
        first, last = math.ceil(scale.low), math.floor(scale.high)
        step = max(1, math.ceil((last - first + 1) / 5))
        return [
            Tick(scale.at(10.0**power), short_figure(_round(10.0**power / factor)))
            for power in range(first, last + 1, step)
        ]
    low, high = (scale.low - offset) / factor, (scale.high - offset) / factor
    step_size = _step((high - low) / 4)
    first = math.ceil(low / step_size)
    marks = [_round(number * step_size) for number in range(first, math.floor(high / step_size) + 1)]
    return [Tick(scale.at(float(mark) * factor + offset), short_figure(mark)) for mark in marks]


def _round(number: float) -> Number:
    return Decimal(f"{number:.12g}")


def _step(rough: float) -> float:
    """The next of 1, 2, 5 · 10ⁿ."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough * 0.999)


def _times(scale: _Scale) -> list[Tick]:
    """The first days of years, else of months, else days."""
    first = datetime.date.fromordinal(max(1, int(scale.low // DAY)))
    last = datetime.date.fromordinal(min(datetime.date.max.toordinal(), int(scale.high // DAY)))
    years = last.year - first.year
    if years >= 2:
        step = max(1, round(_step(years / 5)))
        marks = [datetime.date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
        texts = [str(mark.year) for mark in marks]
    else:
        months = years * 12 + last.month - first.month
        step = max(1, math.ceil(months / 5))
        count = range(first.month - 1, first.month + months, step)
        marks = [datetime.date(first.year + month // 12, month % 12 + 1, 1) for month in count]
        texts = [f"{mark:%Y-%m}" for mark in marks]
        if months < 2:
            step = max(1, (last - first).days // 4)
            marks = [first + datetime.timedelta(days) for days in range(0, (last - first).days + 1, step)]
            texts = [str(mark) for mark in marks]
    places = [(scale.at(minutes(mark)), text) for mark, text in zip(marks, texts, strict=True)]
    return [Tick(at, text) for at, text in places if 0.0 < at < 100.0]

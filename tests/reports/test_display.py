"""How values are written for people."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import MORE, THIRTEEN, money, year

from claimcheck.model import Fact, Magnitude, Period
from claimcheck.reports.characters import INVISIBLE, clean, harmful, name
from claimcheck.reports.display import clip, digits, interval_text, value_text, value_title


def magnitude(kind: str, low: str | None, high: str | None = "same", **more: object) -> Magnitude:
    first = None if low is None else Decimal(low)
    last = first if high == "same" else None if high is None else Decimal(high)
    return Magnitude(kind, first, last, (first, last), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (THIRTEEN, "13 bn USD"),
        (MORE, "more than 13 bn USD"),
        (replace(MORE, low_open=False), "at least 13 bn USD"),
        (money("3e12", "2.5e12", "3.5e12", "EUR"), "3 tn EUR"),
        (money("6500000", "6e6", "7e6", "EUR"), "6.5 million EUR"),
        (money("13744512001", "0", "1"), "13\xa0744\xa0512\xa0001 USD"),
        (magnitude("count", "900000", of="hommes"), "900\xa0000 hommes"),
        (magnitude("count", "3119", of="morts"), "3119 morts"),
        (magnitude("percent", "12", change="up"), "up 12 %"),
        (magnitude("percent", "30", hedge="approximate"), "about 30 %"),
        (magnitude("money", "2e9", "10e9", hedge="vague", currency="USD"), "roughly 2 to 10 bn USD"),
        (magnitude("money", "42", currency="EUR", per="MWh"), "42 EUR per MWh"),
        (magnitude("quantity", "120", unit="kilometer / hour"), "120 kilometer/hour"),
        (magnitude("temperature", "-7", unit="degree_Celsius"), "-7 °C"),
        (magnitude("ordinal", "3"), "no. 3"),
        (magnitude("age", "43", unit="year"), "43 years old"),
        (magnitude("duration", "1", unit="year"), "1 year"),
        (magnitude("duration", None, "2", unit="year", high_open=True), "less than 2 years"),
        (Magnitude("ratio", Fraction(1, 3), Fraction(1, 3), (Fraction(1, 3),) * 2), "1/3"),
        (Fact(truth=True), "yes"),
        (Fact(category="non contraignant"), "non contraignant"),
        (year(2015), "2015"),
        (replace(year(2030), relation="by"), "by 2030"),
        (replace(year(2019), anchored=False), "2019 (relative to an unknown date)"),
    ],
)
def test_values_read_as_people_write_them(value: Magnitude | Period | Fact, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("granularity", "first", "last", "text"),
    [
        ("day", "2024-05-13", "2024-05-13", "2024-05-13"),
        ("month", "2024-05-01", "2024-05-31", "2024-05"),
        ("quarter", "2024-07-01", "2024-09-30", "2024-Q3"),
        ("decade", "1970-01-01", "1979-12-31", "1970s"),
        ("range", "2024-05-01", "2024-06-02", "2024-05-01 to 2024-06-02"),
    ],
)
def test_periods_keep_their_granularity(granularity: str, first: str, last: str, text: str) -> None:
    box = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert value_text(Period(*box, granularity, box)) == text  # type: ignore[arg-type]


def test_intervals_show_which_ends_are_open() -> None:
    assert interval_text(MORE) == "(13, ∞) bn USD"
    assert interval_text(replace(MORE, low_open=False)) == "[13, ∞) bn USD"
    assert interval_text(THIRTEEN) == "[12.5, 13.5] bn USD"
    assert interval_text(year(2015)) == "[2015-01-01, 2015-12-31]"


def test_a_scaled_figure_also_has_all_its_digits() -> None:
    assert value_title(THIRTEEN) == "13 bn USD (13\xa0000\xa0000\xa0000)"
    assert value_title(magnitude("count", "12", of="x")) == "12 x"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_figure_is_short_and_never_fails(number: Decimal) -> None:
    assert len(digits(number)) < 60
    assert len(value_text(Magnitude("number", number, number, (number, number)))) < 80


@given(st.text(st.characters(), max_size=50))
def test_cleaned_text_holds_nothing_harmful(text: str) -> None:
    for shown in (clean(text), name(text)):
        assert not harmful(shown)
        assert "\n" not in shown
        assert not any(chr(code) in shown for code in INVISIBLE)


@given(st.text(max_size=50), st.integers(1, 60))
def test_clipping_keeps_the_limit(text: str, limit: int) -> None:
    assert len(clip(text, limit)) <= max(limit, 1)
    if len(text) <= limit:
        assert clip(text, limit) == text

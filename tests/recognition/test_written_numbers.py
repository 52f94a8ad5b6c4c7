"""Numbers read back: as CLDR formats them in each locale, and as number words."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

import claimcheck
from claimcheck.model import Magnitude

LOCALES = {"fr": "fr", "fr_CH": "fr", "fr_CA": "fr", "en": "en", "en_IN": "en", "en_GB": "en"}
WORDS = {"fr": "fr", "fr_BE": "fr", "fr_CH": "fr", "en": "en"}


def read(text: str, language: str) -> list[Magnitude]:
    found = claimcheck.recognize(text, language=language, published=datetime.date(2026, 3, 1))
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
    return [mention.value for mention in found if isinstance(mention.value, Magnitude)]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=80, deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**12, places=2).filter(lambda value: value > 0)
    | st.integers(10_000, 10**15).map(Decimal)
)
def test_formatted_numbers_read_back(locale: str, value: Decimal) -> None:
    text = format_decimal(value, locale=locale, format="#,##0.##" if locale != "en_IN" else "#,##,##0.##")
    found = read(f"{text} €", LOCALES[locale])
    assert [one.low for one in found] == [value] or value in {
        Fraction(reading.low)
        for mention in claimcheck.recognize(f"{text} €", language=LOCALES[locale])
        for reading in mention.readings
        if isinstance(reading, Magnitude) and reading.low is not None
    }


@pytest.mark.parametrize("spelling", WORDS)
@settings(max_examples=120, deadline=None)
@given(st.integers(2, 1000) | st.integers(1000, 10**6) | st.integers(10**6, 10**15))
def test_number_words_read_back(spelling: str, value: int) -> None:
    text = num2words(value, lang=spelling)
    assert [(one.low, one.high) for one in read(text, WORDS[spelling])] == [(value, value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1 234 567,5", "fr"),
        ("1\u00a0234\u00a0567,5", "fr"),
        ("1\u202f234\u202f567,5", "fr"),
        ("1\u2009234\u2009567,5", "fr"),
        ("1.234.567,5", "fr"),
        ("1'234'567,5", "fr"),
        ("1\u2019234\u2019567.5", "fr"),
        ("1,234,567.5", "en"),
        ("12,34,567.5", "en"),
        ("1.234.567,5", "en"),
    ],
)
def test_every_grouping_is_one_number(text: str, language: str) -> None:
    assert len(read(text, language)) == 1
    assert read(text, language)[0].low in (Decimal("1234567.5"),)


def test_a_dotted_thousand_keeps_both_readings() -> None:
    [mention] = claimcheck.recognize("1.234 euros", language="fr")
    assert isinstance(mention.value, Magnitude)
    assert mention.value.low == 1234
    assert [other.low for other in mention.readings if isinstance(other, Magnitude)] == [Decimal("1.234")]


@pytest.mark.parametrize("text", ["\u22125 °C", "-5 °C", "moins 5 °C", "- 5 °C"])
def test_signs(text: str) -> None:
    [value] = read(text, "fr")
    assert (value.kind, value.low) == ("temperature", -5)

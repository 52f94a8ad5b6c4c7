"""Assertions come back from bytes exactly as they were."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Assertion, Context, Fact, Magnitude, Period, Span
from claimcheck.store import codec

texts = st.text(max_size=12)
maybe_text = st.none() | texts
decimals = st.decimals(allow_nan=False, allow_infinity=False)
numbers = decimals | st.fractions()
maybe_number = st.none() | numbers
days = st.none() | st.dates() | st.datetimes().map(lambda time: time.replace(fold=0))
spans = st.builds(Span, st.integers(0), st.integers(0), st.integers(1), st.integers(1), maybe_text)
magnitudes = st.builds(
    Magnitude,
    kind=st.sampled_from(["money", "count", "ratio"]),
    low=maybe_number,
    high=maybe_number,
    interval=st.tuples(maybe_number, maybe_number),
    low_open=st.booleans(),
    exponent=st.integers(-30, 30),
    hedge=st.sampled_from(["none", "vague"]),
    unit=maybe_text,
    change=st.sampled_from([None, "up"]),
    assumed=st.booleans(),
    factor=numbers,
    offset=numbers,
)
periods = st.builds(
    Period, days, days, st.sampled_from(["day", "minute"]), st.tuples(days, days), st.booleans()
)
facts = st.builds(Fact, st.none() | st.booleans(), maybe_text)
values = magnitudes | periods | facts
weights = st.dictionaries(texts, st.floats(0, 1) | st.just(1), max_size=4)
contexts = st.builds(
    Context,
    tokens=weights,
    entities=weights,
    head=maybe_text,
    scope=st.frozensets(texts, max_size=3),
    cues=st.frozensets(texts, max_size=3),
    times=st.lists(periods, max_size=2).map(tuple),
)
assertions = st.builds(
    Assertion,
    source=texts,
    path=maybe_text,
    span=spans,
    quote=texts,
    sentence=texts,
    value=values,
    also=st.lists(spans, max_size=2).map(tuple),
    subject=maybe_text,
    as_of=st.none() | periods,
    status=st.sampled_from(["done", "denied"]),
    polarity=st.booleans(),
    readings=st.lists(values, max_size=2).map(tuple),
    context=contexts,
)


@given(st.lists(assertions, max_size=4))
def test_every_assertion_comes_back_exactly(items: list[Assertion]) -> None:
    back = codec.decode(codec.encode(items))
    assert back == items
    for new, old in zip(back, items, strict=True):
        assert repr(new.value) == repr(old.value)  # == sees neither a Decimal's exponent nor its type
        assert new.model_dump() == old.model_dump()


def test_one_of_each_kind_of_number() -> None:
    numbers = [Decimal("1.30E+10"), Decimal("-0"), Decimal("1.0"), Fraction(1, 3), Fraction(2), None]
    values = [Magnitude(kind="ratio", low=n, high=n, interval=(n, None)) for n in numbers]
    items = [Assertion("a", None, Span(0, 1), "q", "s", value) for value in values]
    for new, old in zip(codec.decode(codec.encode(items)), items, strict=True):
        assert isinstance(new.value, Magnitude)
        assert repr(new.value) == repr(old.value)


def test_lone_surrogates_and_times_come_back() -> None:
    minute = datetime.datetime(2024, 1, 23, 10, 5)
    period = Period(minute, datetime.date(2024, 1, 23), "minute", (minute, None))
    item = Assertion("a", None, Span(0, 1), "\ud800", "é\0", period)
    assert codec.decode(codec.encode([item])) == [item]


@given(st.binary(max_size=60))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(codec.DecodeError):
        codec.decode(data)


def test_cut_and_foreign_content_is_refused() -> None:
    import zlib

    data = codec.encode([Assertion("a", None, Span(0, 1), "q", "s", Fact(True))])
    with pytest.raises(codec.DecodeError):
        codec.decode(data[:-3])
    for text in (b"[[1]]", b"7", b'{"a": 1}', b"[null]", b"[" * 100_000):
        with pytest.raises(codec.DecodeError):
            codec.decode(zlib.compress(text))

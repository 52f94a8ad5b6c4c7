from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from stamped import (
    CELSIUS,
    COUNT,
    DAYS,
    FAHRENHEIT,
    KM,
    METRE,
    MILE,
    MONEY,
    MONTHS,
    PERCENT,
    YEARS,
    at_least,
    between,
    clock,
    figure,
    less_than,
    more_than,
    period,
    several,
    year,
)  # fmt: skip

from claimcheck import values
from claimcheck.model import Fact
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families import judgement as family

LIMITS = default_rulebook().get(family.Judgement)
EURO = MONEY | {"currency": "EUR"}
NUMBER = {"kind": "number", "dimension": "number"}
RATIO = {"kind": "ratio", "dimension": "share"}
AGE = {"kind": "age", "unit": "year", "dimension": "calendar", "factor": Decimal(12)}


def until(day, granularity="day"):
    return period(None, day, granularity, relation="until")


CASES = [
    # plain figures
    (figure("13e9"), figure("13000e6"), "equal"),
    (figure("13e9"), figure("13.75e9"), "disjoint"),
    (figure("13.7e9"), figure("13.75e9"), "rounding"),
    (figure("13.75e9"), figure("13.8e9"), "rounding"),
    (figure("13.7e9"), figure("13.8e9"), "disjoint"),
    (figure("1.34e9"), figure("1.342e9"), "rounding"),
    (figure("1e6"), figure("600e3"), "disjoint"),
    (figure("100000", COUNT), figure("98000", COUNT), "rounding"),
    (figure("3100", COUNT), figure("3119", COUNT), "rounding"),
    (figure("12", COUNT), figure("13", COUNT), "disjoint"),
    (figure("12", COUNT), figure("12", NUMBER), "equal"),
    (figure("14200", COUNT), figure("14.2e3", NUMBER), "equal"),
    # bounds
    (more_than("13e9"), figure("13e9"), "within-bound"),
    (more_than("13e9"), figure("13.75e9"), "within-bound"),
    (more_than("12", COUNT), figure("12", COUNT), "bound-broken"),
    (at_least("12", COUNT), figure("12", COUNT), "within-bound"),
    (more_than("200", COUNT), figure("207", COUNT), "within-bound"),
    (less_than("55000", COUNT), figure("120832", COUNT), "bound-broken"),
    (more_than("10", COUNT), figure("900", COUNT), "far-bound"),
    (more_than("10", COUNT), more_than("11", COUNT), "within-bound"),
    (more_than("10", COUNT), more_than("900", COUNT), "far-bound"),
    (more_than("10", COUNT), more_than("10", COUNT), "equal"),
    (more_than("10", COUNT), less_than("15", COUNT), "within-bound"),
    (more_than("15", COUNT), less_than("10", COUNT), "bound-broken"),
    (more_than("10", COUNT), less_than("10", COUNT), "bound-broken"),
    (less_than("50", PERCENT), figure("48", PERCENT), "within-bound"),
    # ranges
    (between("12e9", "14e9"), figure("13e9"), "within-bound"),
    (between("12e9", "14e9"), figure("16e9"), "disjoint"),
    (between("12e9", "14e9"), between("13e9", "15e9"), "overlap"),
    (between("12e9", "14e9"), between("12e9", "14e9"), "equal"),
    (between("12e9", "14e9"), more_than("13e9"), "within-bound"),
    # hedges
    (figure("30", PERCENT, "about"), figure("30", PERCENT), "approximation"),
    (figure("30", PERCENT, "about"), figure("30", PERCENT, "about"), "equal"),
    (figure("30", PERCENT, "about"), figure("32", PERCENT), "approximation"),
    (figure("30", PERCENT, "about"), figure("34", PERCENT), "near"),
    (figure("30", PERCENT, "about"), figure("60", PERCENT), "disjoint"),
    (figure("900e3", COUNT, "nearly"), figure("850e3", COUNT), "approximation"),
    (several("1e9"), figure("3e9"), "vague"),
    (several("1e9"), figure("13e9"), "vague"),
    (several("1e9"), figure("3e6"), "disjoint"),
    (several("1e9"), several("1e9"), "vague"),
    # nothing against something
    (figure("0", COUNT), figure("50e6", COUNT), "zero-against-some"),
    (figure("0", COUNT), more_than("50e6", COUNT), "zero-against-some"),
    (figure("0", COUNT), several("1", COUNT), "zero-against-some"),
    (figure("0", COUNT), figure("0", COUNT), "equal"),
    (figure("0", COUNT), less_than("5", COUNT), "far-bound"),
    (figure("0", CELSIUS), figure("5", CELSIUS), "disjoint"),
    # units and kinds
    (figure("1.3", KM), figure("1300", METRE), "equal"),
    (figure("13", MILE), figure("21", KM), "rounding"),
    (figure("13", MILE), figure("25", KM), "disjoint"),
    (figure("-7", CELSIUS), figure("19.4", FAHRENHEIT), "equal"),
    (figure("1/3", RATIO), figure("33", PERCENT), "rounding"),
    (figure("1/2", RATIO), figure("50", PERCENT), "equal"),
    (figure("1/3", RATIO), figure("1/3", RATIO), "equal"),
    (figure("2", PERCENT), figure("2", {"kind": "points", "dimension": "points"}), "other-dimension"),
    (figure("3", KM), figure("3"), "other-dimension"),
    (figure("13e9"), figure("13e9", EURO), "other-currency"),
    (figure("42", EURO, per="megawatt_hour"), figure("42", EURO), "equal"),
    (figure("42", EURO, per="megawatt_hour"), figure("57", EURO), "disjoint"),
    (figure("42", EURO, per="megawatt_hour"), figure("570", EURO), "other-scope"),
    (figure("42", EURO, per="megawatt_hour"), figure("42", EURO, per="year"), "other-scope"),
    (figure("12", PERCENT, change="up"), figure("12", PERCENT, change="down"), "opposite"),
    (figure("12", PERCENT, change="up"), figure("12", PERCENT, change="up"), "equal"),
    (figure("12", PERCENT, change="up"), figure("12", PERCENT), "equal"),
    (figure("12", PERCENT, change="up"), figure("40", PERCENT), "change-level"),
    (figure("12", PERCENT, change="up"), figure("15", PERCENT), "disjoint"),
    # durations
    (figure("2", YEARS), figure("24", MONTHS), "equal"),
    (figure("1", YEARS), figure("15", MONTHS), "disjoint"),
    (figure("1", YEARS), figure("365", DAYS), "rounding"),
    (figure("1", MONTHS), figure("28", DAYS), "rounding"),
    (figure("1", MONTHS), figure("31", DAYS), "rounding"),
    (figure("1", MONTHS), figure("45", DAYS), "disjoint"),
    (figure("43", AGE), figure("43", YEARS), "equal"),
    (figure("43", AGE), figure("6", YEARS), "other-dimension"),
    (figure("43", AGE), figure("44", AGE), "disjoint"),
    # periods
    (year(2015), year(2015), "equal"),
    (year(2015), year(2018), "disjoint"),
    (year(2024), period("2024-05-21", "2024-05-31", "month"), "inside"),
    (period("2024-05-12", granularity="day"), period("2024-05-13", granularity="day"), "disjoint"),
    (period("2024-05-12", granularity="day"), period("2024-05-01", "2024-05-31", "month"), "inside"),
    (period("2024-06-21", "2024-09-22", "season"), period("2024-07-01", "2024-09-30", "quarter"), "overlap"),
    (period("2024-05-21", "2024-05-31", "month"), period("2024-05-01", "2024-05-31", "month"), "inside"),
    (period("2024-05-01", "2024-05-07", "week"), period("2024-05-05", "2024-05-11", "week"), "disjoint"),
    (period("2015-01-01", "2018-12-31", "range"), year(2016), "within-bound"),
    (year(2018, within=("2017-01-01", "2019-12-31")), year(2019), "approximation"),
    (year(2018, within=("2017-01-01", "2019-12-31")), year(2021), "disjoint"),
    (year(2015, relation="since"), year(2015), "within-bound"),
    (year(2015, relation="since"), year(2019), "far-bound"),
    (year(2018, relation="since"), year(2015), "bound-broken"),
    (year(2015, relation="since"), year(2018, relation="since"), "far-bound"),
    # An end that is named is no loose bound: of two neighbouring days only one can be meant.
    (until("2026-01-20"), until("2026-01-27"), "far-bound"),
    (until("2026-01-20"), until("2026-01-31", "month"), "within-bound"),
    (until("2026-01-20"), until("2026-02-28", "month"), "far-bound"),
    (year(2030, relation="before"), year(2029), "within-bound"),
    (year(2030, relation="before"), year(2030), "bound-broken"),
    (year(2030, relation="by"), year(2030), "within-bound"),
    (year(2030, relation="by"), year(2031, relation="after"), "bound-broken"),
    (period("2015-01-01", None, "range"), year(2015), "within-bound"),
    (year(2015, anchored=False), year(2015), "unanchored"),
    (clock(4, 17, anchored=False), clock(4, 17, day=2), "equal"),
    (clock(4, 17, anchored=False), clock(4, 47, day=2), "disjoint"),
    (clock(4, 17, anchored=False), year(2015), "unanchored"),
    (year(2015), figure("2015", NUMBER), "other-dimension"),
    # facts
    (Fact(truth=True), Fact(truth=True), "same-fact"),
    (Fact(truth=True), Fact(truth=False), "opposite"),
    (Fact(category="Binding"), Fact(category="binding"), "same-fact"),
    (Fact(category="binding"), Fact(category="non-binding"), "other-category"),
    (Fact(truth=True), Fact(category="binding"), "other-dimension"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "name"), CASES)
def test_the_relation_of_two_values_and_of_the_same_swapped(a, b, name):
    found = values.relate(a, b, LIMITS)
    assert found.name == name
    assert values.relate(b, a, LIMITS) == found
    assert values.relation_name(a, b, LIMITS) == name
    assert values.may_agree(a, b, LIMITS) == found.agrees == (name in values.AGREEING)


def test_the_relations_that_rule_files_may_name_are_the_ones_there_are():
    assert get_args(family.RelationName) == get_args(values.RelationName)


def test_the_gap_is_between_the_intervals_and_relative_to_the_smaller():
    found = values.relate(figure("13.75e9"), figure("13e9"), LIMITS)
    assert found.gap == Decimal(245_000_000)
    assert round(found.relative, 4) == Decimal("0.0181")
    assert not found.same_precision


def test_the_gap_of_figures_of_one_precision_is_between_the_figures():
    found = values.relate(figure("13.7e9"), figure("13.8e9"), LIMITS)
    assert (found.gap, found.same_precision) == (Decimal(100_000_000), True)


@pytest.mark.parametrize(("a", "b", "days"), [(year(2015), year(2016), 1), (year(2015), year(2017), 367)])
def test_the_gap_of_periods_is_in_days(a, b, days):
    found = values.relate(a, b, LIMITS)
    assert (found.gap, found.relative) == (days, None)


@pytest.mark.parametrize(
    ("a", "b", "code", "text"),
    [
        ("13e9", "13.75e9", "truncation", "13.75 truncates to 13"),
        ("13.7e9", "13.79e9", "truncation", "13.79 truncates to 13.7"),
        ("1375", "1300", "truncation", "1375 truncates to 1300"),
        ("13.75e9", "13.75e6", "scale-slip", "the figures differ by a factor of exactly 1000"),
        ("13", "1.3", "scale-slip", "the figures differ by a factor of exactly 10"),
        ("3e9", "3e6", "scale-slip", "the figures differ by a factor of exactly 1000"),
    ],
)
def test_hints_at_how_two_figures_may_have_come_apart(a, b, code, text):
    hints = values.relate(figure(a), figure(b), LIMITS).hints
    assert (code, text) in [(hint.code, hint.text) for hint in hints]


@pytest.mark.parametrize(
    ("a", "b"), [("13e9", "14.2e9"), ("2", "20"), ("13e9", "12.75e9"), ("13.75e9", "13.76e6")]
)
def test_no_hint_at_a_mere_difference(a, b):
    assert values.relate(figure(a), figure(b), LIMITS).hints == ()


def test_an_assumed_currency_is_told_where_it_matters():
    bare, named = figure("13e9", assumed=True), figure("13e9")
    assert [h.code for h in values.relate(bare, named, LIMITS).hints] == ["assumed-currency"]
    assert [h.code for h in values.relate(bare, figure("13e9", EURO), LIMITS).hints] == ["assumed-currency"]
    assert values.relate(bare, bare, LIMITS).hints == ()


def test_the_normal_form_does_not_tell_how_a_value_was_written():
    assert values.normal_form(figure("1.3", KM)) == values.normal_form(figure("1300", METRE))
    assert values.normal_form(figure("50", PERCENT)) == values.normal_form(figure("1/2", RATIO))
    assert values.normal_form(figure("13e9")) == values.normal_form(figure("13000e6"))
    distinct = [
        figure("13e9"), figure("13e9", EURO), more_than("13e9"), at_least("13e9"), less_than("13e9"),
        figure("13e9", hedge="about"), figure("13e9", per="year"), figure("13e9", change="up"),
        year(2015), year(2015, relation="since"), Fact(truth=True), Fact(truth=False),
        figure("12", MONTHS), figure("12", COUNT),
    ]  # fmt: skip
    assert len({values.normal_form(value) for value in distinct}) == len(distinct)


def test_values_that_may_agree_share_their_blocking_key():
    for a, b, _ in CASES:
        if values.may_agree(a, b, LIMITS):
            assert values.blocking_key(a) == values.blocking_key(b)


def test_magnitudes_beyond_the_default_precision_stay_exact():
    long = "1234567890123456789012345678901"
    other = replace(figure(long), low=Decimal(long) + 1, high=Decimal(long) + 1)
    assert values.relate(figure(long), other, LIMITS).name == "disjoint"
    assert values.base_interval(figure("1/3", RATIO)) == values.base_interval(
        figure("1/3", RATIO, factor=Fraction(1))
    )

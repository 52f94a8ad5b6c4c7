"""Dates and periods: what they name, from when they count, and what is none."""

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.model import Mention, Period

PUBLISHED = datetime.date(2024, 5, 15)  # a Wednesday
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2039, 12, 31))
SHIFTED = {
    "fr": (
        "hier",
        "avant-hier",
        "demain",
        "il y a trois jours",
        "dans deux semaines",
        "il y a deux semaines",
    ),
    "en": ("yesterday", "tomorrow", "three days ago", "two weeks ago", "in 5 days", "the day after tomorrow"),
}
TEXT = "le la du au 1er 3 13 2015 15/02 mars lundi prochain fin mi - à , . / de il y a deux ans entre et T3"
WORDS = st.sampled_from(TEXT.split())


def periods(text: str, language: str, published: datetime.date | None = PUBLISHED) -> list[Mention]:
    found = claimcheck.recognize(text, language=language, published=published)
    return [mention for mention in found if isinstance(mention.value, Period)]


def box(text: str, language: str, published: datetime.date | None = PUBLISHED) -> tuple[str, ...]:
    [mention] = periods(text, language, published)
    data = mention.value.model_dump()
    return tuple(str(data[key]) for key in ("earliest", "latest", "relation"))


@pytest.mark.parametrize("length", ["full", "long", "medium", "short"])
@pytest.mark.parametrize("language", ["fr", "en"])
@given(day=DAYS)
@settings(max_examples=40, deadline=None)
def test_every_date_that_babel_writes_reads_back(language: str, length: str, day: datetime.date) -> None:
    if length == "short" and language == "en" and not 2010 <= day.year < 2040:
        day = day.replace(year=2010 + day.year % 29, day=min(day.day, 28))
    written = format_date(day, length, locale=language)
    assert box(written, language) == (day.isoformat(), day.isoformat(), "in"), written


@pytest.mark.parametrize("language", ["fr", "en"])
@given(published=DAYS, days=st.integers(-400, 400), index=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_shifted_publication_shifts_what_counts_from_it(
    language: str, published: datetime.date, days: int, index: int
) -> None:
    text = SHIFTED[language][index]
    step = datetime.timedelta(days=days)
    [here], [there] = periods(text, language, published), periods(text, language, published + step)
    assert isinstance(here.value, Period)
    assert isinstance(there.value, Period)
    assert here.value.earliest is not None
    assert here.value.earliest + step == there.value.earliest


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_mentions_that_quote_it(text: str) -> None:
    for language in ("fr", "en"):
        for mention in claimcheck.recognize(text, language=language, published=PUBLISHED):
            assert text[mention.start : mention.end] == mention.text
            value = mention.value
            if isinstance(value, Period) and value.earliest and value.latest:
                assert value.earliest <= value.latest


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le contrat court jusqu'en juin 2030.", ("None", "2030-06-30", "until")),
        ("fr", "Il sera signé d'ici la fin de l'année.", ("None", "2024-12-31", "by")),
        ("fr", "Il l'a promis dans les deux ans.", ("2024-05-15", "2026-05-15", "by")),
        ("fr", "Ce sera fait dans deux ans.", ("2026-01-01", "2026-12-31", "in")),
        ("fr", "Il dirige la société depuis 2021.", ("2021-01-01", "None", "since")),
        ("fr", "Le site a fermé avant mars 2020.", ("None", "2020-02-29", "before")),
        ("fr", "Le chantier a duré de mars à juin 2024.", ("2024-03-01", "2024-06-30", "in")),
        ("fr", "Il a été publié entre 2007 et 2016.", ("2007-01-01", "2016-12-31", "in")),
        ("fr", "Le festival a lieu du 13 au 15 juillet.", ("2024-07-13", "2024-07-15", "in")),
        ("fr", "Le résultat du T3 2024 a déçu.", ("2024-07-01", "2024-09-30", "in")),
        ("fr", "C'était au XXe siècle.", ("1900-01-01", "1999-12-31", "in")),
        ("fr", "Le groupe est né dans les années 1970.", ("1970-01-01", "1979-12-31", "in")),
        ("fr", "Le drame date de 201X.", ("2010-01-01", "2019-12-31", "in")),
        ("fr", "La réunion est fixée à lundi en huit.", ("2024-05-27", "2024-05-27", "in")),
        ("en", "It was founded in 2015.", ("2015-01-01", "2015-12-31", "in")),
        ("en", "The deal will close by the end of 2024.", ("None", "2024-12-31", "by")),
        ("en", "Sales fell in the third quarter of 2023.", ("2023-07-01", "2023-09-30", "in")),
        ("en", "It has grown since March 2020.", ("2020-03-01", "None", "since")),
        ("en", "The talks will resume next Tuesday.", ("2024-05-21", "2024-05-21", "in")),
        ("en", "Shops close on the first Monday of August 2024.", ("2024-08-05", "2024-08-05", "in")),
        ("en", "It ran from March to June 2024.", ("2024-03-01", "2024-06-30", "in")),
    ],
)
def test_what_a_time_names(language: str, text: str, expected: tuple[str, ...]) -> None:
    assert box(text, language) == expected


def test_years_ago_name_the_year_and_reach_to_its_neighbours() -> None:
    [mention] = periods("Il y a six ans, le groupe investissait.", "fr")
    assert isinstance(mention.value, Period)
    assert mention.value.earliest == datetime.date(2018, 1, 1)
    assert mention.value.interval == (datetime.date(2017, 1, 1), datetime.date(2019, 12, 31))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le moulin a ouvert en 2016. Le journal en a parlé mardi."),
        ("en", "Founded in 1998, the mill was sold on Monday."),
        ("fr", "Le moulin a ouvert en 2016. Il a fermé le 12."),
    ],
)
def test_a_year_that_was_told_places_no_weekday_and_no_day_of_a_month(language: str, text: str) -> None:
    year, day = periods(text, language, None)
    assert isinstance(year.value, Period)
    assert year.value.anchored
    assert isinstance(day.value, Period)
    assert not day.value.anchored


@pytest.mark.parametrize("text", ["hier", "la semaine prochaine", "il y a six ans", "le 5 juillet"])
def test_without_publication_a_relative_time_is_not_anchored(text: str) -> None:
    [mention] = periods(f"Il a démissionné {text}.", "fr", None)
    assert isinstance(mention.value, Period)
    assert not mention.value.anchored
    assert mention.value.earliest is None
    assert mention.value.latest is None


def test_the_next_day_counts_from_the_day_that_the_text_told() -> None:
    first, second = periods("Il est arrivé le 3 mars 2021. Il est reparti le lendemain.", "fr", None)
    assert isinstance(first.value, Period)
    assert isinstance(second.value, Period)
    assert second.value.anchored
    assert second.value.earliest == datetime.date(2021, 3, 4)


def test_a_clock_time_belongs_to_its_day() -> None:
    [mention] = periods("Le train est parti lundi 13 mai à 7 h 12.", "fr")
    data = mention.value.model_dump()
    assert (data["earliest"], data["granularity"]) == ("2024-05-13T07:12", "minute")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le prix est de 13,75 euros."),
        ("fr", "Il y avait 2030 personnes dans la salle."),
        ("fr", "L'équipe a gagné 3-2."),
        ("fr", "La firme de Sam Altman a répondu."),
        ("fr", "Le chapitre 12 compte 2 015 mots."),
        ("en", "It may take a second."),
        ("en", "They sat and watched the protesters march."),
        ("en", "She won 6-4 in front of 2015 people."),
        ("en", "The ratio was 3:2."),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert periods(text, language) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_long_run_of_dates_costs_linear_time(language: str) -> None:
    text = "3/3/2015 - 2015 " * 4000
    assert len(periods(text, language)) > 1000

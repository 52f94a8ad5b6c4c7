"""Whole texts: what time, scope and distance keep apart, and what one document says more or less exactly."""

import datetime

import pytest

from claimcheck import Source, check

DAY = datetime.date(2025, 5, 11)


def verdicts(
    one: str, other: str, *, kind: str, language: str = "en", later: int = 0
) -> set[tuple[str, str]]:
    """Verdicts and bases on figures of that kind; the second text is published so many days `later`."""
    days = DAY, DAY + datetime.timedelta(later)
    sources = [
        Source(id=id, text=text, language=language, published=day)
        for id, text, day in zip("ab", (one, other), days, strict=True)
    ]
    return {(found.verdict, found.basis) for found in check(sources).findings if found.kind == kind}


def test_a_bound_does_not_agree_with_the_figure_of_a_later_day() -> None:
    bound = "Rescuers in Tamaro said more than 1,500 people were injured in the earthquake."
    figure = "In Tamaro, 1,870 people were injured in the earthquake, rescuers said."
    assert verdicts(bound, figure, kind="count") == {("agreement", "bound")}
    assert not verdicts(bound, f"By Monday, {figure[0].lower()}{figure[1:]}", kind="count", later=1)


def test_an_aim_of_a_year_to_come_is_set_against_no_figure_of_today() -> None:
    today = "À Brivans, la part du bio dans les cantines atteint 31 %, selon la mairie de Brivans."
    aim = "À Brivans, la part du bio dans les cantines atteindra 45 % en 2028, selon la mairie de Brivans."
    found = verdicts(today, aim, kind="percent", language="fr")
    assert ("contradiction", "disjoint") not in found
    assert ("contradiction", "disjoint") in verdicts(
        today, aim.replace(" en 2028", "").replace("atteindra", "atteint"), kind="percent", language="fr"
    )


def test_one_document_may_say_a_thing_more_and_less_exactly() -> None:
    headline = "Medvane hack: intruders stayed in the network for 32 days.\n\n"
    loose = "The intruders stayed in the network of Medvane for over 32 days, the company said."
    other = "The intruders stayed in the network of Medvane for 23 days, the company said."
    assert ("contradiction", "bound") in verdicts(headline + loose, other, kind="duration")


@pytest.mark.parametrize(("figure", "told"), [("5,100", False), ("40", True)])
def test_figures_far_apart_are_of_two_things(figure: str, told: bool) -> None:
    one = "The new moon of Tethra, found by Sagan, has a diameter of 32 kilometres."
    other = f"The moon of Tethra, found by Sagan, has a diameter of {figure} kilometres."
    assert bool(verdicts(one, other, kind="quantity")) is told


def test_a_scale_word_taken_for_the_next_one_is_not_too_far() -> None:
    one = "Orlane has invested $13 million in the Tethra plant in Brivans."
    other = "Orlane has invested $13 billion in the Tethra plant in Brivans."
    assert ("contradiction", "disjoint") in verdicts(one, other, kind="money")


def test_what_is_denied_of_one_is_said_of_another_without_a_contradiction() -> None:
    said = "Le pont de Morvans rouvrira en mai 2026."
    assert not check([said, "Le pont de Lormay ne rouvrira pas en mai 2026."]).contradictions
    assert check([said, "Le pont de Morvans ne rouvrira pas en mai 2026."]).contradictions


def test_what_one_leaves_to_the_other_is_no_contradiction() -> None:
    left = "Le site, repris par Valoren et Brivex, rouvre. Les actionnaires de Valoren auront 58 % du site."
    right = "Brivex et Valoren reprennent le site. Les actionnaires de Brivex auront 42 % du site."
    dispute = "Brivex et Valoren reprennent le site. Les actionnaires de Valoren auront 42 % du site."
    assert not check([left, right]).contradictions
    assert [found.kind for found in check([left, dispute]).contradictions] == ["percent"]

"""When statements hold, and whose account a figure is: what sets two texts against each other."""

import datetime

import pytest

from claimcheck import Source, check, extract

DAY = datetime.date(2026, 1, 5)


def found(one: str, other: str, kind: str = "fact") -> set[tuple[str, str]]:
    sources = [
        Source(id=id, text=text, published=DAY + datetime.timedelta(later))
        for later, (id, text) in enumerate((("a", one), ("b", other)))
    ]
    return {(one.verdict, one.basis) for one in check(sources).findings if one.kind == kind}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La piscine de Morvans rouvrira le 3 mars.", "La piscine de Morvans sera fermée jusqu'au 3 mars."),
        ("The Morvale pool will reopen on 3 March.", "The Morvale pool will stay closed until 3 March."),
        ("Le pont de Morvans est fermé depuis mardi.", "Le pont de Morvans rouvrira samedi."),
        ("La tour de Morvans sera abattue en 2028.", "La tour de Morvans n'a pas encore été abattue."),
        ("The Morvale tower will be pulled down in 2028.", "The Morvale tower has not yet been pulled down."),
        ("Velmora did not join the cartel in 2023.", "Velmora joined the cartel in 2024."),
        ("Le lycée Lestrade de Morvans ne fermera pas.", "Le lycée Darsy de Morvans fermera en mai."),
        ("The mayor of Morvale has resigned.", "The mayor of Lestrade has not resigned."),
        ("L'abattoir de Morvans fermera en mai.", "L'abattoir de Lestrade ne fermera pas."),
    ],
)
def test_what_is_so_at_another_time_or_of_another_thing_contradicts_nothing(one: str, other: str) -> None:
    assert not found(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La piscine de Morvans sera ouverte le 3 mars.", "La piscine de Morvans sera fermée le 3 mars."),
        ("Velmora did not join the cartel in 2023.", "Velmora joined the cartel in 2023."),
        ("Le lycée Lestrade de Morvans ne fermera pas.", "Le lycée Lestrade fermera en mai."),
        ("La tour de Morvans a été abattue.", "La tour de Morvans n'a pas encore été abattue."),
    ],
)
def test_what_is_so_at_the_same_time_does(one: str, other: str) -> None:
    assert ("contradiction", "opposite") in found(one, other)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "Selon FO, 62 % des postiers étaient en grève jeudi à Morvans. La direction annonce 21 %.",
            "Jeudi, 21 % des postiers de Morvans ont fait grève selon la direction, 62 % selon FO.",
            "percent",
        ),
        (
            "Police counted 7,000 marchers in Morvale on Sunday; unions claimed 16,000.",
            "According to unions, 16,000 people marched in Morvale on Sunday, 7,000 according to police.",
            "count",
        ),
    ],
)
def test_two_documents_that_give_both_accounts_do_not_contradict_each_other(
    one: str, other: str, kind: str
) -> None:
    assert "contradiction" not in {verdict for verdict, _ in found(one, other, kind)}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Les ventes de Velmora s'élèvent à 312 millions d'euros, contre 287 millions en 2024.", [0, 2024]),
        ("Velmora had sales of 312 million pounds, compared with 287 million in 2024.", [0, 2024]),
        ("Sales rose to 312 million pounds in 2025, up from 287 million pounds in 2024.", [2025, 2024]),
        ("Le musée de Morvans achète une toile du XVIIe siècle estimée à 3 millions d'euros.", [0]),
        ("Thieves took nineteenth-century clocks worth 7.5 million pounds.", [0]),
        ("Au XVIIe siècle, le port rapportait 3 millions d'euros.", [1600]),
        ("La toile du XVIIe siècle achetée à Morvans est estimée à 3 millions d'euros.", [0]),
        ("Durant le XVIIe siècle, le port rapportait 3 millions d'euros.", [1600]),
        ("Le port rapportait 3 millions d'euros durant le XVIIe siècle.", [1600]),
    ],
)
def test_a_year_dates_the_figure_that_it_stands_with(text: str, years: list[int]) -> None:
    said = [one for one in extract(Source(id="a", text=text, published=DAY)) if one.value.kind == "money"]
    assert [one.as_of.earliest.year if one.as_of and one.as_of.earliest else 0 for one in said] == years

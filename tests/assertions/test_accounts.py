"""What a document sets against one another as rival accounts, and what only stands side by side."""

from datetime import date

import pytest

from claimcheck import Source, check, extract


def rivals(text: str, language: str) -> set[frozenset[str]]:
    said = extract(Source(id="a", text=text, language=language, published=date(2025, 3, 4)))
    return {
        frozenset((one.quote, other.quote))
        for one in said
        for other in said
        if one is not other and one.context.rivals and other.context.rivals
    }


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("fr", "Ils étaient 3 100 selon la police, 7 500 d'après les syndicats.", {"3 100", "7 500"}),
        ("fr", "La mairie parle de 40 blessés, les secouristes en ont compté 55.", {"40 blessés", "55"}),
        ("fr", "La sirène n'a pas sonné à 2 h 15 mais à 2 h 45.", {"2 h 15", "2 h 45"}),
        ("en", "The owner puts the spill at 900 tonnes; the port says 1,400.", {"900 tonnes", "1,400"}),
        ("en", "Police counted 3,000 people, organisers claim 8,000.", {"3,000 people", "8,000"}),
    ],
)
def test_two_speakers_of_one_thing(language: str, text: str, pair: set[str]) -> None:
    assert rivals(text, language) == {frozenset(pair)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Selon la police, 3 100 personnes ont défilé et 12 ont été arrêtées."),
        (
            "fr",
            "Le groupe chiffre ses pertes à 42 millions d'euros, auxquels s'ajoute une amende de 9 millions.",
        ),
        ("fr", "La mairie annonce 40 blessés, la préfecture annonce 12 arrestations."),
        ("en", "The port says 1,400 tonnes leaked; the owner expects repairs to take 900 hours."),
        ("en", "Police counted 3,000 people in Leeds and 8,000 in York."),
    ],
)
def test_no_rivals(language: str, text: str) -> None:
    assert rivals(text, language) == set()


def test_who_agrees_with_one_account_contradicts_the_other() -> None:
    report = check(
        [
            Source(
                id="a", text="À Velmora, le cortège a réuni 3 100 personnes, selon la police.", language="fr"
            ),
            Source(
                id="b",
                text="À Velmora, ils étaient 3 100 selon la police, 7 500 d'après les syndicats.",
                language="fr",
            ),
        ]
    )
    (finding,) = report.contradictions
    assert {a.quote for side in finding.sides for a in side.assertions} >= {"3 100 personnes", "7 500"}

"""Bare figures that answer the one before, and those that speak of another thing."""

from datetime import date

import pytest

from claimcheck import Source, extract


def rivals(text: str, language: str) -> set[frozenset[str]]:
    said = extract(Source(id="a", text=text, language=language, published=date(2025, 3, 4)))
    by_form = {one.quote: one.context.rivals for one in said if one.context.rivals}
    return {frozenset((a, b)) for a in by_form for b in by_form if a < b}


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        (
            "fr",
            "La mairie table sur 24 000 visiteurs par jour. Les riverains évoquent plutôt 16 000.",
            {"24 000 visiteurs par jour", "16 000"},
        ),
        (
            "en",
            "The police believe that she was doing 14 knots. Another skipper, who heard her, speaks of 12.5.",
            {"14 knots", "12.5"},
        ),
        (
            "en",
            "Analysts see $3.2 billion. A note from Hollis puts it at $2.4 billion.",
            {"$3.2 billion", "$2.4 billion"},
        ),
    ],
)
def test_a_bare_figure_answers_the_one_before(language: str, text: str, pair: set[str]) -> None:
    assert rivals(text, language) == {frozenset(pair)}


def test_several_bare_figures_answer_in_turn() -> None:
    text = (
        "Le rectorat a recensé 24,6 % de grévistes dans le primaire et 19,1 % au collège. "
        "Le syndicat Usep en revendique respectivement 52 % et 45 %."
    )
    said = {one.quote: one.context.rivals for one in extract(Source(id="a", text=text, language="fr"))}
    assert len(said["24,6 %"]) == len(said["19,1 %"]) == 1
    assert said["24,6 %"] != said["19,1 %"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La mairie table sur 24 000 visiteurs. Les riverains évoquent 16 000 voitures garées."),
        ("fr", "La mairie compte 24 000 visiteurs et 20 000 voitures. Les riverains parlent de 16 000."),
        ("fr", "La mairie compte 24 000 visiteurs. Les riverains parlent de 16."),
        ("en", "The firm employs 4,000 people. The mayor spoke of 3,000 trees that would be planted."),
    ],
)
def test_what_names_a_thing_of_its_own_answers_nothing(language: str, text: str) -> None:
    assert rivals(text, language) == set()

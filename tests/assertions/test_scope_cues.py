"""Words of scope and of how figures stand to others: what they say of a figure, and near misses."""

import pytest

import claimcheck
from claimcheck.assertions import assert_source
from claimcheck.model import Assertion, Source
from claimcheck.rulebook import default_rulebook


def said(language: str, text: str, quote: str) -> Assertion:
    """What is said of the figure that the quote is in."""
    source = Source(id="s", text=text, language=language)
    found = assert_source(source, language, claimcheck.recognize(text, language=language), default_rulebook())
    return next(one for one in found if quote in one.quote and one.value.kind not in ("fact", "category"))


@pytest.mark.parametrize(
    ("language", "text", "quote", "scope"),
    [
        ("fr", "L'usine emploie 300 ouvriers, au nombre desquels 36 apprentis.", "36", "part"),
        ("fr", "On compte 300 blessés, sur lesquels 36 enfants.", "36", "part"),
        ("fr", "La filiale pèse à elle seule 36 millions d'euros.", "36 millions", "part"),
        ("fr", "L'entrée coûte 36 euros par enfant.", "36 euros", "per-unit"),
        ("fr", "Il a vendu 300 000 billets depuis son lancement.", "300 000", "cumulative"),
        ("en", "The plant employs 300 people, among whom 36 interns.", "36", "part"),
        ("en", "The bill of $300m includes $36m in fees.", "$36m", "part"),
        ("en", "All told, 300 people left.", "300", "total"),
        ("en", "Entry costs $36 per child.", "$36", "per-unit"),
        ("en", "It has sold 300,000 copies since its launch.", "300,000", "cumulative"),
        ("es", "Hay 300 heridos, entre los cuales 36 niños.", "36", "part"),
    ],
)
def test_what_a_figure_covers(language: str, text: str, quote: str, scope: str) -> None:
    assert scope in said(language, text, quote).context.scope


@pytest.mark.parametrize(
    ("language", "text", "quote", "scope"),
    [
        ("fr", "L'usine emploie 300 ouvriers et a 36 apprentis.", "36", "part"),
        ("fr", "Le prix est légèrement supérieur à 36 euros.", "36 euros", "light"),
        ("fr", "L'ami de l'enfant a payé 36 euros.", "36 euros", "per-unit"),
        ("en", "The fees came to $36m.", "$36m", "part"),
        ("en", "The price is slightly above $36.", "$36", "light"),
        ("en", "He told all 300 people to leave.", "300", "total"),
    ],
)
def test_what_no_word_says(language: str, text: str, quote: str, scope: str) -> None:
    assert scope not in said(language, text, quote).context.scope


@pytest.mark.parametrize(
    ("language", "text", "quote", "cue", "there"),
    [
        ("fr", "Le taux est de 9 %, il était de 7 % douze mois plus tôt.", "7 %", "previous", True),
        ("fr", "Le bénéfice a atteint 7 % douze mois plus tôt que prévu.", "7 %", "previous", False),
        ("en", "The rate is 9%; it was 7% twelve months earlier.", "7%", "previous", True),
        ("en", "The span came down in less than ten seconds.", "ten seconds", "change", False),
        ("en", "Unemployment fell below 5%.", "5%", "change", False),
    ],
)
def test_how_a_figure_stands_to_others(language: str, text: str, quote: str, cue: str, there: bool) -> None:
    assert (cue in said(language, text, quote).context.cues) is there


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("fr", "Le taux de départs n'atteint pas 10 %.", "10 %"),
        ("fr", "Le taux n'a jamais dépassé la barre des 10 %.", "10 %"),
        ("en", "The rate did not exceed 10%.", "10%"),
        ("es", "La tasa no supera el 10 %.", "10 %"),
    ],
)
def test_a_bound_that_is_told_by_a_negation_is_not_denied(language: str, text: str, quote: str) -> None:
    found = said(language, text, quote)
    assert found.polarity
    assert found.value.interval[1] == 10

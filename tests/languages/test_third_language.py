"""Spanish is data alone: it is read, told from the other languages, and compared with them."""

from __future__ import annotations

import pytest

import claimcheck
from claimcheck.rulebook import built_in, default_rulebook
from claimcheck.rulebook.families import FAMILIES
from claimcheck.sources import detect_language

SPANISH = """\
Microsoft refuerza su alianza con OpenAI

Según el diario La Alameda, Microsoft ha invertido hasta la fecha {} en OpenAI, la empresa que desarrolla
ChatGPT. Hace seis años, la inversión era de mil millones.
"""
FRENCH = "Microsoft a investi 13 milliards de dollars dans OpenAI, la maison mère de ChatGPT."
ENGLISH = "Microsoft has invested $13.75bn in OpenAI, the maker of ChatGPT."


@pytest.mark.parametrize("amount", ["13.750 millones de dólares", "13,75 mil millones de dólares"])
def test_a_spanish_document_agrees_with_the_english_and_contradicts_the_french(amount: str) -> None:
    report = claimcheck.check([SPANISH.format(amount), FRENCH, ENGLISH])
    quotes = [
        (finding.verdict, finding.basis, {said.quote for side in finding.sides for said in side.assertions})
        for finding in report.findings
    ]
    assert ("agreement", "exact", {amount, "$13.75bn"}) in quotes
    assert ("contradiction", "disjoint", {"13 milliards de dollars", amount, "$13.75bn"}) in quotes


def test_as_much_in_two_ways_and_three_languages_is_one_value() -> None:
    texts = [
        "Microsoft ha invertido un billón de euros en OpenAI.",
        "Microsoft a investi 1 000 milliards d'euros dans OpenAI.",
        "Microsoft has invested €1 trillion in OpenAI.",
    ]
    (finding,) = claimcheck.check(texts).findings
    assert finding.verdict == "agreement"
    assert len(finding.sides[0].assertions) == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Microsoft ha invertido 13.000 millones de dólares", "es"),
        ("El precio del trigo baja", "es"),
        ("EL PRECIO DEL TRIGO BAJA", "es"),
        ("Alza del 12 % de los alquileres en un año", "es"),
        ("Incendie de Los Angeles : 5 morts", "fr"),
        ("Selon El Mundo, 3 morts", "fr"),
        ("Microsoft accuse OpenAI de fraude", "fr"),
        ("Un attentat en Irak, de source militaire", "fr"),
        ("Fire in Los Angeles leaves 5 dead", "en"),
        ("a week ago", "en"),
        ("2y ago", "en"),
        ("Le feu a détruit 6 ha, ni plus ni moins", "fr"),
        ("El Niño and La Niña are back", "en"),
    ],
)
def test_small_words_that_languages_share_do_not_mislead(text: str, language: str) -> None:
    assert detect_language(text, default_rulebook()) == language


def test_every_kind_of_file_that_a_language_has_is_there_in_each() -> None:
    stems = {path.stem for path in (built_in() / "fr").glob("*.toml") if ".examples" not in path.name}
    assert stems <= {stem for scope, stem in FAMILIES if scope == "language"}
    for code in default_rulebook().languages:
        assert stems <= {path.stem for path in (built_in() / code).glob("*.toml")}, code

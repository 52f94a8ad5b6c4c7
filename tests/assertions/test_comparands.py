"""Names that are only compared with: what is said of them is not said of the subject."""

import pytest

from claimcheck import Source, check, extract
from claimcheck.assertions.comparands import COMPARED

ENDING = {
    "fr": " Ainsi, selon Orlane et Brivex.",
    "en": " So say Orlane and Brivex.",
    "es": " Así, según Orlane y Brivex.",
}


@pytest.mark.parametrize(
    ("language", "text", "quote", "compared"),
    [
        ("fr", "Son rival Brivex a gagné 430 millions d'euros.", "430 millions d'euros", True),
        (
            "fr",
            "Contrairement à Brivex, qui a perdu 12 millions d'euros, il gagne.",
            "12 millions d'euros",
            True,
        ),
        ("fr", "Son patron Brivex a gagné 430 millions d'euros.", "430 millions d'euros", False),
        ("fr", "Brivex, son rival dit-on, a vendu 40 avions à Orlane.", "40 avions", True),
        ("en", "A day before, rival house Brivex took £141 million.", "£141 million", True),
        ("en", "It undercuts the Brivex, which starts at $899.", "$899", True),
        ("en", "It has more than 40 Brivex jets, and Brivex earned $900.", "$900", False),
        ("en", "Brivex, a unit of Orlane, took £141 million.", "£141 million", False),
        ("es", "Su rival Brivex ganó 430 millones de euros.", "430 millones de euros", True),
    ],
)
def test_a_name_beside_a_word_of_comparison(language: str, text: str, quote: str, compared: bool) -> None:
    said = extract(Source(id="a", text=text + ENDING[language], language=language))
    (figure,) = (one for one in said if one.value.kind != "fact" and quote in one.quote)
    assert figure.context.owners == {"brivex"}
    assert (COMPARED in figure.context.cues) is compared


def test_the_figures_of_a_rival_contradict_none_of_the_subject() -> None:
    one = (
        "Orlane a publié ses comptes. Le bénéfice net d'Orlane atteint 412 millions d'euros, dit Paul Aubrac."
    )
    other = "Après Orlane, son rival Brivex publie. Le bénéfice net de Brivex atteint 430 millions d'euros."
    sources = [Source(id=id, text=text, language="fr") for id, text in (("a", one), ("b", other))]
    assert not check(sources).contradictions

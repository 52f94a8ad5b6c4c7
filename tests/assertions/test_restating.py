"""A figure and the same in other words right behind it are one assertion; two figures stay two."""

import pytest

from claimcheck import Source, extract


def quotes(text: str, language: str) -> list[tuple[str, list[str]]]:
    said = extract(Source(id="a", text=text, language=language))
    return [
        (one.quote, [text[span.start : span.end] for span in one.also])
        for one in said
        if one.value.kind not in ("fact", "period")
    ]


@pytest.mark.parametrize(
    ("language", "text", "one", "other"),
    [
        ("fr", "Près d'un inscrit sur deux (45,3 %) a voté.", "45,3 %", "Près d'un inscrit sur deux"),
        ("en", "Nearly half (48%) of the flats stand empty.", "48%", "Nearly half"),
        ("fr", "La digue a coûté 12,4 millions d'euros, soit plus de 12 millions d'euros.",
         "12,4 millions d'euros", "plus de 12 millions d'euros"),
    ],
)  # fmt: skip
def test_the_more_precise_one_stays(language: str, text: str, one: str, other: str) -> None:
    assert quotes(text, language) == [(one, [other])]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "Le port a perdu 12 % (3 % un an plus tôt).", 2),
        ("en", "It cut 1,200 jobs (300 in Leeds).", 2),
        ("fr", "Il reste 12 bus (8 euros le trajet).", 2),
        ("en", "Nearly 900 jobs (850 in Leeds) will go.", 2),
        ("fr", "Près de 900 emplois (850 à Metz) disparaissent.", 2),
    ],
)
def test_two_figures_stay_two(language: str, text: str, count: int) -> None:
    assert len(quotes(text, language)) == count

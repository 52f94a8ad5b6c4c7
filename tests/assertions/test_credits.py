"""Who a whole text is ascribed to by its last lines, and texts that come from one place."""

import pytest

from claimcheck import Source, check, extract


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("fr", "Le viaduc a coûté 312 millions d'euros.\n\nSource\u00a0: Insee", "Insee"),
        ("fr", "Le viaduc a coûté 312 millions d'euros (source : Insee).", "Insee"),
        ("en", "The bridge cost $312 million.\n\n(Reporting by Jane Corvat)", "Jane Corvat"),
        ("en", "The bridge cost $312 million.\nSource: the ministry of works", None),
        ("es", "El viaducto costó 312 millones de euros.\n\nFuente: Efe", "Efe"),
        ("fr", "Source d'énergie, le viaduc a coûté 312 millions d'euros.", None),
        ("fr", "Source : Insee\n\n" + "Le viaduc est long.\n" * 9 + "Il a coûté 312 millions d'euros.", None),
        ("fr", "Selon Brivex, le viaduc a coûté 312 millions d'euros.\n\nSource : Insee", "Brivex"),
    ],
)
def test_a_credit_stands_for_the_whole_text(language: str, text: str, who: str | None) -> None:
    said = [one for one in extract(Source(id="a", text=text, language=language)) if one.value.kind == "money"]
    assert [one.attribution for one in said] == [who]


def test_two_texts_with_one_credit_are_one_origin() -> None:
    texts = (
        "À Brivans, le viaduc a coûté 312 millions d'euros au département.\n\nSource : Insee",
        "Le viaduc de Brivans aura coûté 312 millions d'euros, a-t-on appris mardi.\n\nSource : Insee",
    )
    report = check([Source(id=id, text=text, language="fr") for id, text in zip("ab", texts, strict=True)])
    (found,) = (finding for finding in report.agreements if finding.kind == "money")
    assert found.sides[0].origins == 1
    assert "shared-origin" in {note.code for note in found.notes}

import time

import pytest

from claimcheck import Source, extract
from claimcheck.assertions.text import TextLayer
from claimcheck.assertions.words import words_of
from claimcheck.rulebook import default_rulebook


def layer(text: str, language: str = "fr", spans: tuple[tuple[int, int], ...] = ()) -> TextLayer:
    return TextLayer(text, words_of(default_rulebook(), language), spans)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "Le bilan date de janv. 2024. Il a changé depuis.", 2),
        ("fr", "M. Durand a parlé. « Rien ! » a-t-il dit.", 2),
        ("fr", "Titre sans point\nUne phrase complète.", 2),
        ("fr", "Une ligne longue qu'un éditeur de texte a coupée au milieu d'une\nphrase comme celle-ci.", 1),
        ("en", "It struck at 4 p.m. on Sunday. Mr. Hall was away.", 2),
        ("en", "J. Smith left. Prices rose 3.5 percent.", 2),
    ],
)
def test_sentences(language: str, text: str, count: int) -> None:
    assert len(layer(text, language).sentences) == count


def test_no_break_inside_a_mention() -> None:
    text = "It opens at 8 p.m. Entry is free."
    start = text.index("8")
    assert len(layer(text, "en").sentences) == 2
    assert len(layer(text, "en", ((start, len(text)),)).sentences) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("investir", "investissement", "investi", "investissements")),
        ("fr", ("supprimer", "supprimés", "supprimera", "supprimées")),
        ("fr", ("augmentation", "augmenter", "augmentera")),
        ("en", ("employ", "employed", "employs", "employment")),
        ("en", ("destroyed", "destroys", "destroy")),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, words: tuple[str, ...]) -> None:
    table = words_of(default_rulebook(), language)
    assert len({table.stem(word) for word in words}) == 1


def test_different_words_keep_different_stems() -> None:
    table = words_of(default_rulebook(), "fr")
    assert table.stem("poste") != table.stem("postuler")
    assert table.stem("morts") != table.stem("mortier")


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("fr", "Hier, la Banque de Lorvane a prêté à Milène Corvat. Corvat a refusé.", ["milene corvat"]),
        ("fr", "Le Comité Olympique Vallien (COV) paie. Pour le COV, tout va.", ["comite olympique vallien"]),
        ("en", "Sales of the Zeta 4 rose. Fans like the Zeta 4 Pro.", ["zeta 4 pro"]),
        ("en", "On Monday, in March, Mr Brandt left.", ["brandt"]),
        ("fr", "Plusieurs milliers de gens. Les milliers de gens.", []),
    ],
)  # fmt: skip
def test_names(language: str, text: str, keys: list[str]) -> None:
    found = layer(text, language)
    assert [name.key for name in found.names_in(len(found.sentences) - 1) if name.sure] == keys


def test_a_capital_at_the_opening_proves_nothing() -> None:
    found = layer("Engineers left. Brivex sold it to Brivex.", "en")
    assert [(n.key, n.sure) for n in found.names_in(0)] == [("engineers", False)]
    assert {(n.key, n.sure) for n in found.names_in(1)} == {("brivex", True)}


def test_pronouns_and_referents_point_back() -> None:
    found = layer("Le groupe recule. Il perd 3 %. Un groupe naît.", "fr")
    assert [token.lower for token in found.referents(0)] == ["groupe"]
    assert found.opens_with_pronoun(1)
    assert not found.referents(2)


def test_an_unknown_language_still_gives_tokens() -> None:
    found = layer("Kaksi 34 sanaa.", "xx")
    assert [token.mark for token in found.tokens(0).words] == ["w", "d", "w", "p"]


@pytest.mark.parametrize("text", ["(" * 60_000, "A. " * 30_000, "Aa " * 30_000, "\n" * 60_000, "a-" * 40_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    found = layer(text)
    for index in range(len(found.sentences)):
        found.names_in(index)
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    "unit",
    [
        "le groupe a investi 3 millions d'euros à Lyon en 2023, ",
        "selon Xavier, ",
        "Il perd 3 %. ",
        "Oslo (OS) ",
    ],
)
def test_a_line_without_end_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        source = Source(id="line", text=unit * (size // len(unit)), language="fr")
        began = time.process_time()
        extract(source)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(160_000) < 4 * 4 * seconds(40_000) + 1

"""What assertions know of a figure. Mentions are made by hand, so that recognition may change."""

import datetime
from decimal import Decimal

import pytest

from claimcheck.assertions import assert_source
from claimcheck.model import Assertion, Magnitude, Mention, Period, Source, Value
from claimcheck.rulebook import default_rulebook


def amount(value: str, kind: str = "money", **more: object) -> Magnitude:
    number = Decimal(value)
    given: dict[str, object] = {"money": {"currency": "EUR", "dimension": "money"}}.get(kind, {})  # type: ignore[assignment]
    fields = {"low": number, "high": number, "interval": (number, number), **given, **more}
    return Magnitude(kind=kind, **fields)  # type: ignore[arg-type]


def year(value: int) -> Period:
    first, last = datetime.date(value, 1, 1), datetime.date(value, 12, 31)
    return Period(first, last, "year", (first, last))


def read(text: str, *figures: tuple[str, Value], language: str = "fr") -> list[Assertion]:
    mentions, at = [], 0
    for quote, value in figures:
        at = text.index(quote, at)
        mentions.append(Mention(at, at + len(quote), quote, "test", value))
        at += len(quote)
    source = Source(id="s", text=text, language=language)
    return assert_source(source, language, mentions, default_rulebook())


def test_a_figure_knows_where_it_stands() -> None:
    text = "Titre.\nLe budget de Lorvane atteint 12 millions d'euros."
    (found,) = read(text, ("12 millions d'euros", amount("12000000")))
    assert text[found.span.start : found.span.end] == found.quote == "12 millions d'euros"
    assert (found.span.line, found.span.column) == (2, 30)
    assert found.sentence == "Le budget de Lorvane atteint 12 millions d'euros."


@pytest.mark.parametrize(
    ("language", "text", "quote", "owner"),
    [
        ("fr", "Hier, Brivex a perdu 3 % et Altona a suivi.", "3 %", "brivex"),
        ("fr", "Le chiffre d'affaires de Brivex bondit de 3 % face à Altona.", "3 %", "brivex"),
        ("fr", "On a vu Altona, puis Brivex, dont la marge est de 3 %.", "3 %", "brivex"),
        ("fr", "Face à lui, Milène Corvat, 43 ans, sourit.", "43 ans", "milene corvat"),
        ("en", "The vote went to Altona, with 3% for Brivex in the east.", "3%", "brivex"),
    ],
)
def test_grammar_ties_a_figure_to_its_owner(language: str, text: str, quote: str, owner: str) -> None:
    padding = {"fr": " Ainsi, Brivex et Altona et Corvat.", "en": " So, Brivex and Altona."}[language]
    (found,) = read(text + padding, (quote, amount("3", "percent")), language=language)
    assert found.context.owners == {owner}


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "He noted 17 cracks in the steel.", "17 cracks"),
        ("en", "The mayor said 17 cracks were found.", "17 cracks"),
        ("fr", "La presse a compté 17 fissures.", "17 fissures"),
        ("fr", "On est loin de l’objectif de 17 fissures.", "17 fissures"),
    ],
)
def test_words_that_share_the_letters_of_small_words_are_none(language: str, text: str, quote: str) -> None:
    (found,) = read(text, (quote, amount("17", "count", of=quote[3:])), language=language)
    assert found.polarity
    assert found.status != "estimated"


def test_a_name_at_the_head_of_a_sentence_is_told_by_the_clause_about_it() -> None:
    (found,) = read("Orlane, qui a perdu 3 % hier, se tait.", ("3 %", amount("3", "percent")))
    assert (found.subject, found.context.owners) == ("Orlane", {"?orlane"})
    (found,) = read("Hier, une perte de 3 % a surpris.", ("3 %", amount("3", "percent")))
    assert found.subject is None


def test_a_speaker_owns_nothing() -> None:
    (found,) = read("Selon Brivex, le trafic recule de 3 %. Chez Brivex.", ("3 %", amount("3", "percent")))
    assert found.attribution == "Brivex"
    assert not found.context.owners


def test_an_entity_is_carried_over_from_the_sentence_before() -> None:
    text = "Hier, Brivex a publié ses comptes. Le groupe perd 3 millions d'euros."
    (found,) = read(text, ("3 millions d'euros", amount("3000000")))
    assert found.subject == "Brivex"
    assert found.context.entities["brivex"] == 1.0


def test_the_subject_of_the_clause_outweighs_what_is_near() -> None:
    text = "La dette de la commune, longtemps cachée aux élus du canton, dépasse 12 millions d'euros."
    (found,) = read(text, ("12 millions d'euros", amount("12000000")))
    tokens = found.context.tokens
    assert tokens["#debt"] > tokens.get("canton", 0.0)


def test_contrast_keeps_the_words_of_the_figure_before() -> None:
    text = "Le club a vendu 300 billets, contre 280 en 2023."
    first, second = read(
        text, ("300", amount("300", "count")), ("280", amount("280", "count")), ("2023", year(2023))
    )
    assert "previous" in second.context.cues
    assert "previous" not in first.context.cues
    assert second.context.tokens["billet"] > 0
    assert second.as_of == year(2023)


def test_contrast_between_rivals_is_no_earlier_value() -> None:
    text = "Elle obtient 52 % des voix, contre 48 % au sortant."
    _, second = read(text, ("52 %", amount("52", "percent")), ("48 %", amount("48", "percent")))
    assert "previous" not in second.context.cues


@pytest.mark.parametrize(
    ("language", "text", "quote", "scope"),
    [
        ("fr", "Le plan touche 900 agents, dont 200 au siège.", "200", "part"),
        ("fr", "Au total, 900 agents partiront.", "900", "total"),
        ("fr", "Le forfait coûte 20 euros par mois.", "20 euros", "per-month"),
        ("en", "The plan hits 900 clerks, of whom 200 work here.", "200", "part"),
        ("en", "He has 31 goals in his career.", "31", "career"),
    ],
)
def test_scope(language: str, text: str, quote: str, scope: str) -> None:
    (found,) = read(text, (quote, amount("200", "count")), language=language)
    assert scope in found.context.scope


def test_the_unit_of_a_duration_is_no_rate() -> None:
    (found,) = read("She got 72 months in jail.", ("72 months", amount("72", "duration")), language="en")
    assert not found.context.scope


@pytest.mark.parametrize(
    ("language", "text", "quote", "status"),
    [
        ("fr", "La région prévoit de verser 3 millions d'euros.", "3 millions d'euros", "planned"),
        ("fr", "Le parquet a requis 3 ans contre lui.", "3 ans", "requested"),
        ("fr", "La facture est estimée à 3 millions d'euros.", "3 millions d'euros", "estimated"),
        ("fr", "La région a versé 3 millions d'euros.", "3 millions d'euros", "done"),
        ("en", "Prosecutors sought 3 years.", "3 years", "requested"),
        ("en", "The firm plans to spend $3 million.", "$3 million", "planned"),
    ],
)
def test_status(language: str, text: str, quote: str, status: str) -> None:
    (found,) = read(text, (quote, amount("3")), language=language)
    assert found.status == status


@pytest.mark.parametrize(
    ("language", "text", "polarity"),
    [
        ("fr", "Le préfet n'a pas recensé 500 départs.", False),
        ("fr", "Le préfet a recensé 500 départs.", True),
        ("fr", "Le total n'a pas dépassé 500 départs.", True),
        ("fr", "Il n'y a pas moins de 500 départs.", True),
        ("en", "The firm did not pay 500 dollars.", False),
        ("en", "There were not more than 500 of them.", True),
    ],
)
def test_a_denied_figure_is_not_asserted(language: str, text: str, polarity: bool) -> None:
    (found,) = read(text, ("500", amount("500", "count")), language=language)
    assert found.polarity is polarity
    assert (found.status == "denied") is not polarity


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("fr", "Nous et nos 214 partenaires utilisons des cookies.", "214"),
        ("fr", "Un vrai paragraphe.\nÀ lire aussi : 214 recettes.", "214"),
        ("fr", "Publié le 3 mai, 214 partages", "214"),
        ("fr", "Un vrai paragraphe.\nPour aller plus loin\nLes 214 secrets du parc", "214"),
        ("en", "Join over 214 subscribers and sign up for our newsletter.", "214"),
    ],
)
def test_boilerplate_asserts_nothing(language: str, text: str, quote: str) -> None:
    assert read(text, (quote, amount("214", "count")), language=language) == []


def test_a_number_inside_a_name_is_no_figure() -> None:
    text = "The new Zeta 4 sells well."
    assert read(text, ("4", amount("4", "number")), language="en") == []


def test_an_article_is_no_count() -> None:
    assert read("Il a signé un accord.", ("un accord", amount("1", "count", of="accord"))) == []


def test_the_same_said_twice_is_one_assertion() -> None:
    text = "La ville doit 112 millions d'euros.\nSa dette est de 112 millions d'euros."
    value = amount("112000000")
    (found,) = read(text, ("112 millions d'euros", value), ("112 millions d'euros", value))
    assert [text[span.start : span.end] for span in found.also] == ["112 millions d'euros"]


def test_two_equal_figures_of_one_sentence_stay_two() -> None:
    text = "Brivex verse 112 millions d'euros, Altona 112 millions d'euros."
    value = amount("112000000")
    assert len(read(text, ("112 millions d'euros", value), ("112 millions d'euros", value))) == 2


def test_a_bare_amount_takes_the_currency_before_it() -> None:
    text = "Il faut 44 milliards d'euros, dont 30 milliards cette année."
    _, second = read(
        text, ("44 milliards d'euros", amount("44e9")), ("30 milliards", amount("30e9", "number"))
    )
    assert isinstance(second.value, Magnitude)
    assert (second.value.kind, second.value.currency) == ("money", "EUR")


def test_a_year_is_said_where_it_is_the_verbs_own_time() -> None:
    (founded,) = read("Créée en 2015, la société grandit.", ("2015", year(2015)))
    assert "event-time" in founded.context.cues
    *_, again, _ = read(
        "Élu pour la première fois en 2015, il a 3 voisins.",
        ("première", amount("1", "ordinal")),
        ("2015", year(2015)),
        ("3", amount("3", "count")),
    )
    assert "event-time" in again.context.cues


@pytest.mark.parametrize(
    "text",
    [
        "En 2015, le parc valait 3 % du budget.",
        "Le déficit de 3 % du produit intérieur brut en 2015 a surpris.",
        "Le club a vendu 3 % de moins, contre 2015.",
        "Elle a reçu 3 % de livraisons en 2015.",
    ],
)
def test_a_year_that_only_scopes_a_figure_is_no_assertion_of_its_own(text: str) -> None:
    figures = sorted(
        [("3 %", amount("3", "percent")), ("2015", year(2015))], key=lambda one: text.index(one[0])
    )
    (found,) = read(text, *figures)
    assert found.quote == "3 %"
    assert found.as_of == year(2015)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "En 2015, un accident avait fait 3 % de pertes."),
        ("fr", "En 2015, Brivex avait vendu 3 % de ses parts."),
        ("en", "In 2015, a quake cost 3 % of all homes."),
    ],
)
def test_a_year_at_the_head_of_what_happened_in_it_is_said(language: str, text: str) -> None:
    said, _ = read(text, ("2015", year(2015)), ("3 %", amount("3", "percent")), language=language)
    assert "lone-time" in said.context.cues


def test_a_deadline_or_a_month_that_scopes_a_figure_stays_an_assertion() -> None:
    by = Period(None, datetime.date(2030, 12, 31), "year", (None, datetime.date(2030, 12, 31)), True, "by")
    first, last = datetime.date(2024, 5, 1), datetime.date(2024, 5, 31)
    month = Period(first, last, "month", (first, last))
    for quote, value in (("d'ici 2030", by), ("en mai 2024", month)):
        found = read(
            f"Elle supprime 3 % des postes {quote}.", ("3 %", amount("3", "percent")), (quote, value)
        )
        assert [said.quote for said in found] == ["3 %", quote]


def test_an_unknown_language_is_read_without_rules() -> None:
    (found,) = read("Yhtiö maksoi 500 euroa.", ("500 euroa", amount("500")), language="xx")
    assert found.status == "done"


def test_cents_are_of_the_currency_that_their_sentence_names() -> None:
    hong_kong, cents = amount("5.6", currency="HKD"), amount("0.2", currency="USD", assumed=True)
    text = "The fare is HK$5.60, up 20 cents. In New York it rose 30 cents."
    found = read(text, ("HK$5.60", hong_kong), ("20 cents", cents), ("30 cents", cents), language="en")
    values = [said.value for said in found]
    assert [value.currency for value in values if isinstance(value, Magnitude)] == ["HKD", "HKD", "USD"]

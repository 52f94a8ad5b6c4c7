import pytest

from claimcheck.assertions import layers_of
from claimcheck.assertions.statements import state_source
from claimcheck.model import Assertion, Fact, Role, Source
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import default_rulebook


def state(text: str, language: str = "fr") -> list[Assertion]:
    return state_source(Source(id="a", text=text), language, default_rulebook())


def truths(text: str, language: str = "fr") -> list[bool | None]:
    found = [said.value for said in state(text, language)]
    return [value.truth for value in found if isinstance(value, Fact) and value.category is None]


def denied(text: str, language: str = "fr") -> frozenset[str]:
    (said,) = state(text, language)
    return said.context.denied


@pytest.mark.parametrize(
    ("language", "text", "truth"),
    [
        ("fr", "Le conseil a signé le traité hier.", True),
        ("fr", "Le conseil n'a pas signé le traité.", False),
        ("fr", "Le conseil n'a jamais signé de traité.", False),
        ("fr", "Aucun conseil n'a signé le traité.", False),
        ("fr", "Le maire dément avoir signé le traité.", False),
        ("fr", "Il est faux que le maire ait signé le traité.", False),
        ("fr", "Le conseil n'a signé que deux traités.", True),
        ("fr", "Le conseil n'a pas seulement signé le traité.", True),
        ("fr", "Le maire ne dément pas avoir signé le traité.", True),
        ("fr", "Le viaduc le plus haut jamais construit enjambe la vallée.", True),
        ("en", "The council signed the treaty yesterday.", True),
        ("en", "The council did not sign the treaty.", False),
        ("en", "The council never signed the treaty.", False),
        ("en", "The mayor denied signing the treaty.", False),
        ("en", "The council not only signed the treaty.", True),
    ],
)
def test_truth_of_a_clause(language: str, text: str, truth: bool) -> None:
    assert truths(text, language) == [truth]


def test_polarity_follows_truth_and_the_span_quotes_the_clause() -> None:
    text = "Titre du journal local\n\nLe conseil n'a pas signé le traité."
    said = state(text)[-1]
    assert said.polarity is False
    assert text[said.span.start : said.span.end] == said.quote == "Le conseil n'a pas signé le traité."
    assert (said.span.line, said.span.column) == (3, 1)


def test_the_scope_of_a_negation_ends_with_its_clause() -> None:
    found = denied("Le maire n'a pas signé le traité, et la presse applaudit.")
    assert any(word.startswith("sign") for word in found)
    assert not any(word.startswith(("press", "applau", "maire")) for word in found)


def test_a_negated_verb_of_thinking_negates_what_is_thought() -> None:
    thought = denied("Le maire ne croit pas que le pont soit fissuré.")
    told = denied("Le maire n'a pas annoncé que le pont était fissuré.")
    assert any(word.startswith("fiss") for word in thought)
    assert not any(word.startswith("fiss") for word in told)


def test_a_contrast_makes_two_statements() -> None:
    assert truths("Le maire a signé le traité, mais le préfet n'a pas approuvé le budget.") == [True, False]


def test_opposites_are_one_word_with_two_signs() -> None:
    (up,), (down,) = state("Le chômage augmente en Lorvanie."), state("Le chômage baisse en Lorvanie.")
    shared = set(up.context.tokens) & set(down.context.tokens)
    (opposite,) = shared & down.context.denied
    assert opposite not in up.context.denied


def test_a_denied_opposite_is_affirmed() -> None:
    (said,) = state("Le chômage ne baisse pas en Lorvanie.")
    (up,) = state("Le chômage augmente en Lorvanie.")
    (rise,) = {word for word in up.context.tokens if word in said.context.tokens and word.startswith("~")}
    assert rise not in said.context.denied


@pytest.mark.parametrize("text", ["", "   \n", "12 %", "?!", "Oui."])
def test_nothing_is_stated_without_words(text: str) -> None:
    assert state(text) == []


def test_hostile_text_takes_no_long_time() -> None:
    assert len(state("ne pas ni " * 20_000)) <= 1


@pytest.mark.parametrize(
    ("language", "text", "category"),
    [
        ("fr", "Velmora et Orsec ont signé un accord non contraignant.", "non-binding"),
        ("fr", "L'accord signé n'est pas contraignant.", "non-binding"),
        ("fr", "L'accord signé est juridiquement contraignant.", "binding"),
        ("en", "Velmora signed a non-binding agreement.", "non-binding"),
    ],
)
def test_categories_of_a_predicate(language: str, text: str, category: str) -> None:
    found = [said for said in state(text, language) if said.predicate == "agreement-status"]
    assert [said.value for said in found] == [Fact(category=category)]


def test_an_agreement_that_was_never_made_has_no_category() -> None:
    assert not [said for said in state("Aucun accord contraignant n'a été signé.") if said.predicate]


def test_a_noun_negates_no_more_than_its_own() -> None:
    found = denied("Le tunnel provoque un manque d'oxygène et une panne du convoi.")
    assert any(word.startswith("oxyg") for word in found)
    assert not any(word.startswith(("panne", "convo")) for word in found)


def test_a_predicate_needs_its_own_words_nearby() -> None:
    assert not [said for said in state("Les horaires de la crèche sont contraignants.") if said.predicate]


@pytest.mark.parametrize(
    "text",
    [
        "Le PDG de Velmora, Jeanne Corvat, a parlé hier.",
        "Jeanne Corvat, PDG de Velmora, a parlé hier.",
    ],
)
def test_who_leads_a_company(text: str) -> None:
    (found,) = [said for said in state(text) if said.predicate == "chief-executive"]
    assert (found.subject, found.value) == ("velmora", Fact(category="jeanne corvat"))


def test_none_of_them_and_without_are_two_negations() -> None:
    found = denied("Aucun tunnel n'est livré sans éclairage.")
    assert any(word.startswith("tunnel") for word in found)
    assert not any(word.startswith("eclair") for word in found)


@pytest.mark.parametrize(
    ("text", "attribution", "status"),
    [
        ("Selon le préfet, le pont de Lorvanie est fermé.", "le préfet", "done"),
        ("Jeanne Corvat affirme que le pont de Lorvanie est fermé.", "Jeanne Corvat", "done"),
        ("Le pont de Lorvanie pourrait fermer.", None, "estimated"),
        ("La région souhaite fermer le pont de Lorvanie.", None, "planned"),
        ("Si la crue monte, le pont de Lorvanie ferme.", None, "conditional"),
    ],
)
def test_who_says_it_and_how_it_stands(text: str, attribution: str | None, status: str) -> None:
    (said,) = state(text)
    assert (said.attribution, said.status) == (attribution, status)


def roles(text: str, language: str = "fr") -> list[Role]:
    (said,) = state(text, language)
    return [role for role in said.context.roles if not role.kind.startswith("named:")]


def test_the_two_ways_to_tell_a_relation_are_one() -> None:
    (one,) = roles("Darsy a succédé à Lestrade.")
    (same,) = roles("Lestrade a précédé Darsy.")
    (swapped,) = roles("Lestrade a succédé à Darsy.")
    assert one == same
    assert (one.anchor, one.filler) == (swapped.filler, swapped.anchor)


def test_by_whom_is_part_of_what_was_done() -> None:
    (role,) = roles("Le pont de Lorvanie a été détruit par la crue du fleuve.")
    assert role.kind == "part:agent"
    assert {"crue"} <= role.filler
    assert not role.filler & role.anchor


def test_a_word_of_the_same_stem_is_no_form_of_an_opposite() -> None:
    (said,) = state("Le directeur a fermement gagné la guerre au profit des habitants.")
    assert {key for key in said.context.tokens if key.startswith("~")} == {"~win", "~profit"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le conseil ne signera pas le traité avant lundi."),
        ("en", "The council did not sign the treaty until Monday."),
    ],
)
def test_not_before_a_day_is_so_from_then_on(language: str, text: str) -> None:
    assert truths(text, language) == [True]


def test_what_is_asked_is_not_denied() -> None:
    found = denied("Le maire n'a pas indiqué combien de pompiers étaient arrivés.")
    assert not any(word.startswith("pompi") for word in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les habitants qui n'ont pas payé la taxe partiront."),
        ("fr", "Si la crue n'est pas annoncée, le pont de Lorvanie reste ouvert."),
        ("en", "The residents who did not pay the tax will leave."),
    ],
)
def test_what_is_told_in_passing_is_no_denial(language: str, text: str) -> None:
    (said,) = state(text, language)
    assert "negation" not in said.context.cues


def test_another_verb_behind_and_is_not_denied() -> None:
    found = denied("Le maire n'a pas signé le traité et a vendu le stade.")
    assert not any(word.startswith("stad") for word in found)


def test_a_date_is_denied_by_nothing() -> None:
    text = "Le maire n'a pas signé le traité en octobre 2022."
    source, rules = Source(id="a", text=text), default_rulebook()
    layers = layers_of(source, "fr", recognize_source(source, "fr", rules), rules)
    (said,) = state_source(source, "fr", rules, layers)
    assert not any(word.startswith(("octo", "2022")) for word in said.context.denied)

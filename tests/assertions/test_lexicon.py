"""Concepts are found in any inflection of their words, and in nothing that only looks like one."""

from dataclasses import replace

import pytest

from claimcheck.assertions.lexicon import UNKNOWN, Lexicon, find_concepts
from claimcheck.assertions.words import APOSTROPHES, TOKEN, words_of
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.dictionary import compile_dictionary
from claimcheck.rulebook.families.concepts import Concept
from claimcheck.rulebook.families.inflection import InflectionRules

BOOK = default_rulebook()


def lexicon(code: str, **words: list[str]) -> Lexicon:
    rows = tuple(Concept(id=name, words=tuple(found)) for name, found in words.items())
    return Lexicon(compile_dictionary(rows, BOOK.languages[code].get(InflectionRules)))


@pytest.mark.parametrize(
    ("code", "lemma", "forms"),
    [
        ("fr", "augmenter", "augmente augmentait augmenteront augmentées augmentant"),
        ("fr", "acheter", "achète achetait achètera achetés"),
        ("fr", "commencer", "commençait commence commencé"),
        ("fr", "maintenir", "maintient maintenus maintiendra"),
        ("fr", "interdire", "interdit interdisent interdite"),
        ("fr", "atteindre", "atteint atteignait atteignent"),
        ("fr", "percevoir", "perçu perçoit percevait"),
        ("fr", "ouvrir", "ouvre ouvert ouvertes"),
        ("fr", "directeur", "directrice directeurs directrices"),
        ("fr", "journal", "journaux"),
        ("fr", "salarié", "salariées salariés"),
        ("en", "stop", "stopped stopping stops"),
        ("en", "charge", "charged charging charges"),
        ("en", "carry", "carries carried carrying"),
        ("en", "steal", "stole stolen stealing"),
        ("en", "woman", "women"),
        ("en", "organise", "organized organising"),
        ("en", "labor", "labour labours"),
        ("es", "contar", "cuenta contaron contado"),
        ("es", "elección", "elecciones"),
    ],
)
def test_a_form_leads_to_its_lemma(code: str, lemma: str, forms: str) -> None:
    known = lexicon(code, it=[lemma])
    assert {form: known.lemmas(form) for form in forms.split()} == dict.fromkeys(forms.split(), (lemma,))


@pytest.mark.parametrize(
    ("code", "lemma", "others"),
    [
        ("fr", "départ", "département départager"),
        ("fr", "vent", "vente ventes"),
        ("fr", "marché", "marche"),
        ("fr", "port", "porte portes"),
        ("en", "tree", "treated treat trees-only"),
        ("en", "build", "builder"),
    ],
)
def test_words_of_one_stem_are_told_apart(code: str, lemma: str, others: str) -> None:
    known = lexicon(code, it=[lemma])
    assert [other for other in others.split() if known.lemmas(other)] == []


def found(text: str, code: str, known: Lexicon) -> list[tuple[int, int, str]]:
    words = words_of(BOOK, code)
    tokens = [words.known[form] for form in TOKEN.findall(text) if form not in APOSTROPHES]
    return find_concepts([replace(token, lexicon=known, concepts=UNKNOWN) for token in tokens])


def test_the_longest_phrase_wins_over_its_parts() -> None:
    known = lexicon("fr", pupil=["élève"], amount=["s'élever à"])
    assert found("La note s'élève à douze", "fr", known) == [(2, 5, "amount")]
    assert found("Une élève de Brest", "fr", known) == [(1, 2, "pupil")]


def test_a_listed_form_wins_over_what_it_may_be_inflected_from() -> None:
    known = lexicon("en", house=["building"], make=["build"])
    assert found("the building", "en", known) == [(1, 2, "house")]
    assert found("they built", "en", known) == [(1, 2, "make")]


def test_any_text_has_lemmas() -> None:
    known = lexicon("fr", it=["été"])
    assert known.lemmas("") == known.lemmas("é") == known.lemmas("x" * 64) == ()

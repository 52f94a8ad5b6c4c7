"""What recognition keeps, or does not look at, to be fast changes nothing in what it finds."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.recognition import _cascade
from claimcheck.recognition.cascade import Cascade
from claimcheck.recognition.digits import DIGITS, FREE, read_digits
from claimcheck.recognition.lexing import PATTERNS, Words, lex, one_of
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.folding import lower

WORDS = {
    "fr": """
        un une deux cent mille million milliards de d' l' la le les des et à entre plus moins environ près
        dollars euros € % km ans an mois heures jours personnes emplois janvier mai 3 7 12 2015 2024 13,75
        1 234 il y a dans depuis dernier prochaine semaine lundi hier fin début tiers demi sur contre passe
        hausse première dizaine plusieurs Boeing sera . , - / : ( ) "
    """,
    "en": """
        a an one two hundred thousand million billion of the and to from between more less about than nearly
        up dollars $ % km years year month hours days people jobs January May 3 7 12 2015 2024 13.75 1,234 5th
        ago in since last next week Monday yesterday end half third quarter rose will be out first dozen
        several Boeing second to by . , - / : ( ) "
    """,
}
LANGUAGES = sorted(WORDS)
PUBLISHED = st.sampled_from([None, datetime.date(2020, 3, 4), datetime.date(2031, 7, 1)])


def texts(language: str) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS[language].split()), max_size=30)
    return words.map(" ".join) | words.map("".join) | words.map("\n".join)


def cascade_of(language: str) -> Cascade:
    found = default_rulebook().derive_for(language, _cascade)
    assert found is not None
    return found


def forget(cascade: Cascade) -> None:
    cascade.numbers.kept.clear()
    cascade.words = Words(cascade.lexicon)
    for stage in cascade.stages:
        stage.cells.clear()
        for rules in stage.rules.values():
            for ready in rules:
                ready.kept.clear()


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=120, deadline=None)
@given(data=st.data(), published=PUBLISHED)
def test_what_was_read_before_changes_nothing(
    language: str, data: st.DataObject, published: datetime.date | None
) -> None:
    text, other = data.draw(texts(language)), data.draw(texts(language))
    cascade = cascade_of(language)
    for before in (text, f"{other} {text}", other):
        claimcheck.recognize(before, language=language, published=datetime.date(2012, 12, 1))
    found = claimcheck.recognize(text, language=language, published=published)
    forget(cascade)
    assert found == claimcheck.recognize(text, language=language, published=published)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_rules_passed_over_would_have_found_nothing(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    cascade = cascade_of(language)
    found = claimcheck.recognize(text, language=language)
    values, anchors = cascade.values, [stage.anchor for stage in cascade.stages]
    try:
        cascade.values = re.compile("(?s).")  # as if a value stood within reach of every rule
        for stage in cascade.stages:
            stage.anchor = one_of(stage.rules)
        assert found == claimcheck.recognize(text, language=language)
    finally:
        cascade.values = values
        for stage, anchor in zip(cascade.stages, anchors, strict=True):
            stage.anchor = anchor


@settings(max_examples=400)
@given(text=st.text(alphabet="0123456789  .,'-/:x%", max_size=30))
def test_a_free_number_is_what_it_is_alone(text: str) -> None:
    for found in re.finditer(FREE, text):
        there, alone = DIGITS.match(text, found.start()), DIGITS.match(found[0])
        assert there is not None
        assert alone is not None
        assert there[0] == alone[0] == found[0]
        assert read_digits(there, ",", ". '") == read_digits(alone, ",", ". '")


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_lexemes_leave_nothing_out(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language) | st.text(max_size=40))
    lexed = lex(text, cascade_of(language).words)
    ends = [0, *map(lexed.end, range(len(lexed.starts)))]
    for end, start in zip(ends, [*lexed.starts, len(text)], strict=True):
        assert end <= start
        assert not lexed.folded[end:start].strip()


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_pieces_are_cut_into_the_tokens_of_their_text(language: str, data: st.DataObject) -> None:
    text = data.draw(
        texts(language) | st.text(max_size=40) | st.text(alphabet="aé²_'-., \n\t\x1c1", max_size=20)
    )
    words = cascade_of(language).words
    forms = [form for piece in PATTERNS["piece"].findall(text) for form in words[piece]]
    assert sum(form.width for form in forms) == len(text)
    tokens = re.findall(rf"[^\W\d_]+|{FREE}|\d+|\S", text)
    assert [form.token for form in forms if form.token.strip()] == [lower(token) for token in tokens]


@pytest.mark.parametrize("language", LANGUAGES)
def test_levels_are_told_in_the_order_of_the_text(language: str) -> None:
    text = {
        "en": "The rate rose to 6.7% from 6.29% last week.",
        "fr": "Le taux est passé de 6,29 % à 6,7 % lundi.",
    }
    found = [mention.start for mention in claimcheck.recognize(text[language], language=language)]
    assert found == sorted(set(found))

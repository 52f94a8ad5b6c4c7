"""The language of a text."""

from __future__ import annotations

import pytest

from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.detection import Detection
from claimcheck.sources import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Microsoft a investi 13 milliards de dollars dans OpenAI.", "fr"),
        ("Microsoft has invested $13bn in OpenAI.", "en"),
        ("Hausse de 12 % des loyers en un an", "fr"),
        ("Rents up 12 % in a year", "en"),
        ("LE PRIX DU BLÉ BAISSE", "fr"),
        ("THE PRICE OF WHEAT FALLS", "en"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert detect_language(text, default_rulebook()) == language


@pytest.mark.parametrize("text", ["", "13 750 000", "le the", "zażółć gęślą jaźń", "😀" * 1000])
def test_without_a_majority_the_first_language_of_the_rulebook_is_taken(text: str) -> None:
    rulebook = default_rulebook()
    assert detect_language(text, rulebook) == next(iter(rulebook.languages))


def test_no_word_counts_for_two_languages() -> None:
    words = [
        word for language in default_rulebook().languages.values() for word in language.get(Detection).words
    ]
    assert len(words) == len(set(words)) > 200
    assert all(word == word.lower() for word in words)


def test_only_the_head_of_a_long_text_is_read() -> None:
    rulebook = default_rulebook()
    assert detect_language("the of and " * 3_000 + "le la les " * 100_000, rulebook) == "en"

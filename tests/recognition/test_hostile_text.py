"""Any text is read, and in time that grows with its length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck

WORDS = [
    "1",
    "12",
    "1 234",
    "1.5",
    ",",
    ".",
    "-",
    "–",
    "'",
    '"',
    "/",
    ":",
    "%",
    "€",
    "$",
    "(",
    ")",
    "½",
    "\n\n",
    " ",
    "deux",
    "cent",
    "mille",
    "million",
    "et",
    "de",
    "à",
    "entre",
    "plus de",
    "environ",
    "un",
    "une",
    "demi",
    "ans",
    "heures",
    "km",
    "°C",
    "tiers",
    "three",
    "hundred",
    "and",
    "a",
    "half",
    "of",
    "the",
    "to",
    "between",
    "more than",
    "about",
    "years",
    "old",
    "from",
    "x",
    "e",
    "^",
    "M",
    "bn",
    "second",
    "in",
    "June",
    "mai",
    "2024",
]
PARTS = st.lists(st.sampled_from(WORDS), max_size=25)
PIECES = [
    "1 2 3 ",
    "12 345 678 ",
    "1,2;",
    "0.1.2.3",
    "12-13-14-",
    "un ",
    "a half of ",
    "and one ",
    "cent mille et ",
    "one hundred and ",
    "plus de entre ",
    "'",
    '5"',
    "$",
    "1/2/",
    "+33 ",
    "(555",
    "a@",
    "aaa.",
    "²",
    "1e9^",
    "1 an et ",
    "\n",
]


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80) | PARTS.map(" ".join) | PARTS.map("".join))
def test_any_text_is_read(language: str, text: str) -> None:
    end = 0
    for mention in claimcheck.recognize(text, language=language):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_time_is_linear(piece: str, language: str) -> None:
    claimcheck.recognize(piece * 10, language=language)

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        begun = time.process_time()
        claimcheck.recognize(text, language=language)
        return time.process_time() - begun

    small, large = seconds(4_000), seconds(32_000)
    assert large < 8 * 4 * max(small, 0.01)

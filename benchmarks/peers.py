"""Recognition beside four well-known packages, on the same text, in CPU seconds of one process.

Each package reads document after document until its seconds are spent; claimcheck then reads the same
documents, as often as it takes to be measured. A package that is not installed is named as such.
"""

from __future__ import annotations

import importlib.metadata
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generate import documents

import claimcheck

Read = Callable[[str], object]
CULTURES = {"fr": "fr-fr", "en": "en-us"}
LEAST = 0.5
"""CPU seconds that claimcheck is measured for at least."""


@dataclass(frozen=True)
class Peer:
    """`make(language)` gives the function that reads one text; it may raise ImportError."""

    name: str
    package: str
    languages: tuple[str, ...]
    make: Callable[[str], Read]


@dataclass(frozen=True)
class Row:
    """Megabytes a CPU second of both on the same `size` bytes; `problem` where there is no figure."""

    peer: str
    language: str
    size: int = 0
    theirs: float = 0.0
    ours: float = 0.0
    problem: str = ""


def recognizers_all(language: str) -> Read:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    culture = CULTURES[language]
    models = (
        recognize_number, recognize_ordinal, recognize_percentage, recognize_age, recognize_currency,
        recognize_dimension, recognize_temperature, recognize_datetime,
    )  # fmt: skip
    return lambda text: [model(text, culture) for model in models]


def recognizers_dates(language: str) -> Read:
    from recognizers_date_time import recognize_datetime

    return lambda text: recognize_datetime(text, CULTURES[language])


def quantulum(language: str) -> Read:
    from quantulum3 import parser

    return lambda text: parser.parse(text)


def dateparser_search(language: str) -> Read:
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=[language])


def number_words(language: str) -> Read:
    from text_to_num import alpha2digit

    return lambda text: alpha2digit(text, language)


BOTH = ("fr", "en")
PEERS = (
    Peer("Recognizers-Text, all models", "recognizers-text-suite", BOTH, recognizers_all),
    Peer("Recognizers-Text, dates", "recognizers-text-date-time", BOTH, recognizers_dates),
    Peer("dateparser, search", "dateparser", BOTH, dateparser_search),
    Peer("quantulum3", "quantulum3", ("en",), quantulum),
    Peer("text2num, number words alone", "text2num", BOTH, number_words),
)


def rows(seconds: float) -> Iterator[Row]:
    """One row for each peer and language; `seconds` is what each of them may take."""
    warnings.filterwarnings("ignore")
    for language in BOTH:
        texts = [source.text for source in documents(2000) if source.language == language]
        for peer in PEERS:
            if language in peer.languages:
                yield _row(peer, language, texts, seconds)


def _row(peer: Peer, language: str, texts: Sequence[str], seconds: float) -> Row:
    try:
        version = importlib.metadata.version(peer.package)
        read = peer.make(language)
        read(texts[0])  # builds the tables
    except ImportError as error:
        return Row(peer.name, language, problem=f"not installed: {error}")
    except Exception as error:  # what a peer does on its own start is its own
        return Row(peer.name, language, problem=f"does not run: {type(error).__name__}: {error}")
    count, spent = 0, 0.0
    began = time.process_time()
    while count < len(texts) and spent < seconds:
        read(texts[count])
        count += 1
        spent = time.process_time() - began
    size = sum(len(text.encode()) for text in texts[:count])
    return Row(f"{peer.name} {version}", language, size, size / spent / 1e6, _ours(texts[:count], language))


def _ours(texts: Sequence[str], language: str) -> float:
    claimcheck.recognize(texts[0], language=language)
    size, spent = 0, 0.0
    began = time.process_time()
    while spent < LEAST:
        for text in texts:
            claimcheck.recognize(text, language=language)
            size += len(text.encode())
        spent = time.process_time() - began
    return size / spent / 1e6

"""Documents → sources → what they say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from claimcheck.errors import ConfigError, Location
from claimcheck.model import Assertion, Mention, Source, Unreadable
from claimcheck.model.frozen import frozen
from claimcheck.pipeline.collecting import collecting_seldom
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.sources import detect_language, read
from claimcheck.sources.detection import primary

if TYPE_CHECKING:
    from claimcheck.alignment import Sketch

__all__ = [
    "Document",
    "Extracted",
    "distinct",
    "extract",
    "extract_source",
    "recognize",
    "said_by",
    "sources_of",
]

Document: TypeAlias = Source | Path | str
"""A source, the path of a file or folder, or a text."""


@frozen
class Extracted:
    """What a comparison needs of a document: the source, whose text may be left out, what it says, and
    the sketch by which copies of its text are known."""

    source: Source
    assertions: tuple[Assertion, ...]
    sketch: Sketch[int]


@collecting_seldom()
def recognize(
    text: str,
    *,
    language: str | None = None,
    published: datetime.date | None = None,
    rulebook: Rulebook | None = None,
) -> list[Mention]:
    """The values in a text, in order. Offsets are code points of `text`, from 0, half-open.

    Relative expressions ("il y a six ans") are anchored on `published`; without it they are not.

    >>> [mention.text for mention in recognize("plus de 13 milliards de dollars", language="fr")]
    ['plus de 13 milliards de dollars']
    """
    rules = rulebook or default_rulebook()
    source = Source(id="text", text=text, language=language, published=published)
    return recognize_source(source, _language(source, rules), rules)


@collecting_seldom()
def extract(source: Document, *, rulebook: Rulebook | None = None) -> list[Assertion]:
    """What a document says, in the order of the text. A folder yields the assertions of all its files.

    Raises SourceError for a path that cannot be read.
    """
    rules = rulebook or default_rulebook()
    sources, unreadable = sources_of([source])
    if unreadable:
        raise ConfigError(unreadable[0].reason, at=Location(unreadable[0].path))
    return [assertion for one in sources for assertion in said_by(one, rules)]


def said_by(source: Source, rules: Rulebook) -> list[Assertion]:
    """What one source says, in the order of its text."""
    from claimcheck.assertions import said_in

    language = _language(source, rules)
    return said_in(source, language, recognize_source(source, language, rules), rules)


@collecting_seldom()
def extract_source(source: Source, rules: Rulebook) -> Extracted:
    """One document on its own: all of the work that does not depend on the others."""
    from claimcheck.alignment import sketch
    from claimcheck.rulebook.families.alignment import AlignmentRules

    return Extracted(source, tuple(said_by(source, rules)), sketch(source.text, rules.get(AlignmentRules)))


def _language(source: Source, rules: Rulebook) -> str:
    return primary(source.language) if source.language else detect_language(source.text, rules)


def sources_of(
    documents: Iterable[Document], language: str | None = None, first: int = 1
) -> tuple[list[Source], list[Unreadable]]:
    """The sources of all these documents, and what could not be read; `language` is that of those that
    name none. Texts are called by their numbers, from `first`."""
    found: list[Source] = []
    unreadable: list[Unreadable] = []
    for number, document in enumerate(documents, first):
        if isinstance(document, Source):
            found.append(document)
        elif isinstance(document, Path):
            reading = read([document], language=language)
            found += reading.sources
            unreadable += reading.unreadable
        else:
            found.append(Source(id=f"text-{number}", text=document, language=language))
    return found, unreadable


def distinct(sources: Sequence[Source]) -> list[Source]:
    """In the order of their ids, so that the order of files changes nothing. Raises for an id twice."""
    known: dict[str, Source] = {}
    for source in sources:
        if known.setdefault(source.id, source) != source:
            raise ConfigError(f"two sources have the id {source.id!r}", hint="give each its own")
    return [known[name] for name in sorted(known)]

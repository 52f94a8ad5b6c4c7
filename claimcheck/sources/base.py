"""What the readers of all formats share: files, limits, notices, and the checks of named fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.model import Source
from claimcheck.model.frozen import frozen

__all__ = [
    "ABOUT",
    "FieldError",
    "File",
    "Found",
    "Limits",
    "Notice",
    "Reader",
    "about",
    "join_blocks",
    "load_bytes",
    "scalar_text",
]

ABOUT = ("title", "publisher", "url", "published", "language")
"""The named fields that a document may state about itself, in every format that can."""

PATTERNS = {
    "day": re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][0-9:.,]{1,20}(?:Z|[+-]\d{2}:?\d{2})?)?\Z", re.A),
    "language": re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}\Z"),
    "surrogates": re.compile("[\ud800-\udfff]"),
}


@frozen
class Limits:
    """What one run reads at most; sizes in bytes. Beyond it a document is refused with a LimitError.

    `document`: a file of text, or one record; `container`: a docx or pdf, which is mostly pictures;
    `text`: what may come out of one container; `pages` of a pdf; `files` and `depth` of a walk.
    """

    document: int = 20_000_000
    container: int = 200_000_000
    text: int = 20_000_000
    pages: int = 5_000
    files: int = 1_000_000
    depth: int = 100


@frozen
class File:
    """A file to read; `name` is its stable name: relative to the root, with forward slashes.

    `data`: its content, where that was read already; texts are then not read from the disk.
    """

    path: Path
    name: str
    data: bytes | None = None


@frozen
class Notice:
    """Something worth telling of a document that was read all the same, e.g. its encoding."""

    path: str
    text: str


Found: TypeAlias = Source | SourceError | Notice


class Reader(Protocol):
    """One format: the sources of a file, and in their place an error for what cannot be read."""

    def __call__(self, file: File, limits: Limits) -> Iterator[Found]: ...


class FieldError(ValueError):
    """A named field has no usable value: what is wrong, and what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def load_bytes(file: File, limit: int) -> bytes:
    """The file's bytes; LimitError beyond `limit`, without reading more than that."""
    data = file.data
    if data is None:
        with file.path.open("rb") as handle:
            data = handle.read(limit + 1)
    if len(data) > limit:
        size = len(data) if file.data is not None else max(len(data), file.path.stat().st_size)
        raise LimitError(
            f"{size / 1e6:.1f} MB is over the limit of {limit / 1e6:g} MB for a document",
            at=Location(file.name),
            hint="split it, or raise the limit",
        )
    if not data:
        raise SourceError(
            "the file is empty", at=Location(file.name), hint="write text into it, or remove it"
        )
    return data


def about(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ABOUT, checked and typed, as arguments of Source; FieldError for a wrong one."""
    known: dict[str, Any] = {}
    for name in ABOUT:
        value = fields.get(name)
        if value is None or value == "":
            continue
        if name == "published":
            known[name] = _day(value)
        elif not isinstance(value, str):
            raise FieldError(f"{name} is no text: {value!r:.80}", f"write {name} as a text in quotes")
        elif name == "language":
            known[name] = _language(value)
        else:
            known[name] = scalar_text(value)
    return known


def scalar_text(text: str) -> str:
    """Text that can be encoded: a lone surrogate, which JSON can spell, becomes U+FFFD."""
    return text if text.isascii() else PATTERNS["surrogates"].sub("\ufffd", text)


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    found = PATTERNS["day"].match(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise FieldError(f"published is no day of the calendar: {value!r:.80} ({error})", DAY_HINT) from None
    raise FieldError(f"published is no date: {value!r:.80}", DAY_HINT)


DAY_HINT = "write the day as YYYY-MM-DD, for example 2024-01-23"


def _language(value: str) -> str:
    if found := PATTERNS["language"].match(value.strip()):
        return found[1].lower()
    raise FieldError(f"language is no code: {value!r:.80}", "write the two letters of ISO 639-1")


def join_blocks(blocks: list[tuple[str, str]]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Blocks `(text, place)` → the body, blocks set apart by a blank line, and its places.

    >>> join_blocks([("One.", "page 1"), ("Two.", "page 2")])
    ('One.\\n\\nTwo.', ((0, 'page 1'), (6, 'page 2')))
    """
    places, offset = [], 0
    for text, place in blocks:
        places.append((offset, place))
        offset += len(text) + 2
    return "\n\n".join(text for text, _ in blocks), tuple(places)

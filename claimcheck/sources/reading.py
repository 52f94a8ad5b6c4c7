"""Paths → sources: each file by the reader of its suffix, one at a time."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from claimcheck.errors import Location, SourceError
from claimcheck.model import Source, Unreadable
from claimcheck.model.frozen import frozen
from claimcheck.sources.base import File, Found, Limits, Notice, Reader
from claimcheck.sources.walking import find_files, unreadable

__all__ = ["FORMATS", "Reading", "is_text", "read", "read_file", "stream"]

FORMATS = {
    ".txt": "text:read_text",
    ".text": "text:read_text",
    ".md": "text:read_markdown",
    ".markdown": "text:read_markdown",
    ".html": "html:read_html",
    ".htm": "html:read_html",
    ".xhtml": "html:read_html",
    ".json": "records:read_json",
    ".jsonl": "records:read_json_lines",
    ".ndjson": "records:read_json_lines",
    ".docx": "docx:read_docx",
    ".pdf": "pdf:read_pdf",
    ".parquet": "parquet:read_parquet",
}
"""Suffix → module of `formats` and its reader. A named file with another suffix is read as plain text."""

Tell: TypeAlias = Callable[[SourceError], object]
Note: TypeAlias = Callable[[Notice], object]


@frozen
class Reading:
    """What was read, in the order of the paths; what could not be, and what is worth telling."""

    sources: list[Source]
    errors: list[SourceError]
    notices: list[Notice]

    @property
    def unreadable(self) -> list[Unreadable]:
        """The errors as the report's coverage lists them."""
        return [
            Unreadable(
                path=str(error.at or ""),
                reason=f"{error.message} ({error.hint})" if error.hint else error.message,
            )
            for error in self.errors
        ]


def read(
    paths: Iterable[str | Path],
    *,
    language: str | None = None,
    limits: Limits | None = None,
    root: Path | None = None,
) -> Reading:
    """All documents of files and folders; a document that cannot be read never stops the others.

    `language` is that of documents that do not name one. Ids are paths relative to `root` (default:
    the working directory) below it, elsewhere as given; a record has its own id or `path#number`.
    """
    reading = Reading([], [], [])
    items = stream(
        paths,
        language=language,
        limits=limits,
        root=root,
        tell=reading.errors.append,
        note=reading.notices.append,
    )
    reading.sources.extend(items)
    return reading


def stream(
    paths: Iterable[str | Path],
    *,
    language: str | None = None,
    limits: Limits | None = None,
    root: Path | None = None,
    tell: Tell | None = None,
    note: Note | None = None,
) -> Iterator[Source]:
    """As `read`, one source at a time, so that memory holds one file (or one record) only.

    Errors go to `tell`; without it the first one is raised. Notices go to `note`.
    """
    bounds = limits or Limits()
    known: dict[str, str] = {}
    for file in find_files(paths, suffixes=frozenset(FORMATS), root=root, limits=bounds):
        for found in (file,) if isinstance(file, SourceError) else read_file(file, bounds):
            if isinstance(found, Source):
                found = _unique(found, known)
            if isinstance(found, SourceError):
                if tell is None:
                    raise found
                tell(found)
            elif isinstance(found, Notice):
                if note is not None:
                    note(found)
            elif language and found.language is None:
                yield found.model_copy(update={"language": language})
            else:
                yield found


def read_file(file: File, limits: Limits | None = None) -> Iterator[Found]:
    """The sources of one file, and in their place errors; raises nothing for a bad document."""
    try:
        yield from _reader(file)(file, limits or Limits())
    except SourceError as error:
        if error.at is None:
            error.at = Location(file.name)
        yield error
    except OSError as error:
        yield unreadable(file.name, error)
    except MemoryError:
        yield SourceError("not enough memory to read it", at=Location(file.name), hint="split it")


def is_text(path: str | Path) -> bool:
    """Whether a file is one document of plain text or Markdown, read whole."""
    return _reader_of(path).startswith("text:")


def _reader_of(path: str | Path) -> str:
    return FORMATS.get(os.path.splitext(path)[1].lower(), FORMATS[".txt"])


def _reader(file: File) -> Reader:
    module, function = _reader_of(file.path).split(":")
    reader: Reader = getattr(importlib.import_module(f"claimcheck.sources.formats.{module}"), function)
    return reader


def _unique(source: Source, known: dict[str, str]) -> Source | SourceError:
    path = source.path or source.id
    if (first := known.get(source.id)) is None:
        known[source.id] = path
        return source
    return SourceError(
        f"the id {source.id!r:.80} stands twice; first in {first}",
        at=Location(path, source.first_line if source.first_line > 1 else None),
        hint="give each record its own id",
    )

"""JSON and JSON lines: records with the fields text, id, title, publisher, url, published, language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.model import Source
from claimcheck.sources.base import FieldError, File, Found, Limits, about, load_bytes, scalar_text
from claimcheck.sources.decoding import MARKS, decode
from claimcheck.sources.formats.text import unify_newlines

__all__ = ["read_json", "read_json_lines", "record_source"]

EXAMPLE = 'write {"text": "…", "published": "2024-01-23"}'


def read_json_lines(file: File, limits: Limits) -> Iterator[Found]:
    """One record a line, read line by line; a broken line is told and the others are read."""
    with file.path.open("rb") as handle:
        number = offset = 0
        while line := handle.readline(limits.document + 1):
            number += 1
            place = Location(file.name, number)
            if len(line) > limits.document:
                yield LimitError(
                    f"a line over {limits.document / 1e6:g} MB", at=place, hint="split the record"
                )
                return
            if number == 1:
                line = _without_mark(line, file.name)
            if line.strip():
                yield _line(line, file.name, number, offset)
            offset += len(line)
    if not number:
        raise SourceError(
            "the file is empty", at=Location(file.name), hint="write records into it, or remove it"
        )


def _without_mark(line: bytes, name: str) -> bytes:
    for mark, encoding in MARKS:
        if line.startswith(mark):
            if encoding != "utf-8":
                raise SourceError(
                    f"{encoding.upper()}, not UTF-8", at=Location(name), hint="save it as UTF-8"
                )
            return line[len(mark) :]
    return line


def _line(line: bytes, name: str, number: int, offset: int) -> Source | SourceError:
    place = Location(name, number)
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        place = Location(name, number, byte=offset + error.start)
        return SourceError(f"not valid UTF-8: {error.reason}", at=place, hint="save it as UTF-8")
    try:
        record = _parse(text.rstrip(), name, number)
    except SourceError as error:
        return error
    return record_source(record, name, f"{name}#{number}", place, f"line {number}", number)


def read_json(file: File, limits: Limits) -> Iterator[Found]:
    """One record, or a list of them."""
    decoded = decode(load_bytes(file, limits.document), file.name)
    data = _parse(decoded.text, file.name, 1)
    if not isinstance(data, list):
        yield record_source(data, file.name, file.name, Location(file.name), None)
        return
    if not data:
        raise SourceError("the list is empty", at=Location(file.name), hint=EXAMPLE)
    for number, record in enumerate(data, 1):
        label = f"record {number}"
        yield record_source(
            record, file.name, f"{file.name}#{number}", Location(f"{file.name}#{number}"), label
        )


def _parse(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = Location(name, line + error.lineno - 1, error.colno)
        raise SourceError(f"not valid JSON: {error.msg}", at=place, hint="mend it, or leave it out") from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "a number with too many digits"
        raise SourceError(
            f"not readable as JSON: {reason}", at=Location(name, line), hint="leave it out"
        ) from None


def record_source(
    record: Any, path: str, default_id: str, place: Location, label: str | None, first_line: int = 1
) -> Source | SourceError:
    """A record's source; `label` names it where lines mean nothing. Fields beyond the named are ignored."""
    if not isinstance(record, Mapping):
        return SourceError(f"no record but {type(record).__name__}", at=place, hint=EXAMPLE)
    text, name = record.get("text"), record.get("id")
    if not isinstance(text, str) or not text.strip():
        known = ", ".join(sorted(str(key)[:40] for key in list(record)[:12])) or "none"
        return SourceError(f"no text in the field 'text'; its fields: {known}", at=place, hint=EXAMPLE)
    if name is not None and not (isinstance(name, str | int) and str(name).strip()):
        return SourceError(
            f"id is no text: {name!r:.80}", at=place, hint="write id as a text, or leave it out"
        )
    try:
        fields = about(record)
    except FieldError as error:
        return SourceError(error.message, at=place, hint=error.hint)
    return Source(
        id=default_id if name is None else scalar_text(str(name)),
        path=path,
        text=unify_newlines(scalar_text(text)),
        first_line=first_line,
        places=((0, label),) if label else (),
        **fields,
    )

"""A report that is asked for again, with nothing changed, is told again as it was.

What it is known by is all that it depends on: the contents and names of the documents, the settings, the
accepted findings and the day on which they may expire, what is written where and how; the index adds the
rules, the version and the code.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.cli.messages import listening, warn
from claimcheck.config import Settings

if TYPE_CHECKING:
    from claimcheck.store.index import Index
    from claimcheck.store.kept import Told

__all__ = ["asked_for", "told_once"]

ASKED = ("match", "kind", "verdict", "engine", "jobs", "cluster")
OWN = frozenset({"text", "records"})
"""Readers of this package that lean on no other; what the others read changes with what is installed."""
Write = Callable[[str, str], object]
Tell = Callable[[Write], int]


def told_once(index: Index | None, asked: Callable[[], bytes | None], write: Write, tell: Tell) -> int:
    """The exit code of `tell`, which is given `write(where, text)`; or what it told the last time is
    written again. `asked` gives what the run depends on; None: it can not be known again."""
    from claimcheck.store.kept import Told

    before = asked() if index is not None else None
    if index is None or before is None:
        return tell(write)
    if (known := index.runs.told(before)) is not None:
        return _again(known, write)
    texts: list[tuple[str, str]] = []

    def heard(where: str, text: str) -> None:
        write(where, text)
        texts.append((where, text))

    with listening(texts):
        code = tell(heard)
    # What was read must be what was asked: documents may change while they are read.
    if asked() == before:
        index.runs.keep_told(before, Told(tuple(texts), code))
    return code


def _again(known: Told, write: Write) -> int:
    for where, text in known.texts:
        if where:
            write(where, text)
        else:
            sys.stderr.write(text)
    return known.code


def asked_for(chosen: Settings, given: Namespace, outputs: Iterable[Any]) -> bytes | None:
    """A hash of all that a report depends on; None where that is out of sight: documents of an address,
    or such as cannot be read. Of a corpus that documents are held against too: reading all of it would
    take longer than the comparison, for which most of it is only recalled."""
    if chosen.against:
        return None
    digest = hashlib.blake2b()
    accepted = _content(chosen.accepted_file) if chosen.accepted_file.exists() else b""
    asked = (
        chosen, bool(given.paths), [getattr(given, name) for name in ASKED], list(outputs), os.getcwd(),
        sys.version, accepted, datetime.date.today() if accepted else None,
    )  # fmt: skip
    digest.update(repr(asked).encode("utf-8", "backslashreplace"))
    try:
        for part in _documents(chosen.paths, given.output or ()):
            digest.update(b"%d\0" % len(part) + part)
    except (OSError, ValueError):
        return None
    return digest.digest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        warn(f"{path}: {error.strerror}")
        return b""


def _documents(paths: Iterable[str], written: Iterable[str]) -> Iterator[bytes]:
    """Names and contents of the documents below these paths, less those that the run writes itself, and
    what is told of those that are none.

    Raises ValueError for an address, OSError for what cannot be read.
    """
    from claimcheck.engines.files import find, is_url
    from claimcheck.errors import SourceError
    from claimcheck.sources import FORMATS, Limits

    foreign = False
    seen = {os.path.realpath(path) for path in written}
    for path in paths:
        if is_url(path):
            raise ValueError(path)
        yield b"path " + os.fsencode(path)
        for found in find([path], Limits(), seen=seen):
            if isinstance(found, SourceError):
                yield str(found).encode("utf-8", "backslashreplace")
                continue
            where, name, _ = found
            yield name.encode("utf-8", "backslashreplace")
            with open(where, "rb", buffering=0) as file:
                yield file.readall()
            reader = FORMATS.get(os.path.splitext(where)[1].lower(), "text:")
            foreign = foreign or reader.partition(":")[0] not in OWN
    if foreign:
        yield "\n".join(_installed()).encode("utf-8", "backslashreplace")


def _installed() -> Iterator[str]:
    """Names and versions of the distributions on the path."""
    for folder in filter(os.path.isdir, sys.path):
        yield from sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))

"""Paths and fsspec URLs → the places of files, in order; a far file is fetched where it is read."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from claimcheck.engines.base import EngineError
from claimcheck.errors import Location, SourceError
from claimcheck.sources import FORMATS, Limits
from claimcheck.sources.walking import find_places

__all__ = ["find", "fsspec", "is_url", "opened", "write_text"]

URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,30}(?:::[^/]{1,200})?://")


def is_url(path: str) -> bool:
    """
    >>> is_url("s3://bucket/news"), is_url("C:/news"), is_url("news")
    (True, False, False)
    """
    return URL.match(path) is not None


Found = tuple[str, str, int] | SourceError
"""Where, name and size of a file; or why there is none."""


def find(
    paths: Iterable[str | Path], limits: Limits, root: Path | None = None, seen: set[str] | None = None
) -> Iterator[Found]:
    """The files below the paths with their sizes in bytes, each path's in order; errors in their place. A
    file is found once, however often it is named; those in `seen` (real paths) are not."""
    known: set[str] = set() if seen is None else seen
    for path in map(str, paths):
        if is_url(path):
            yield from _far(path, limits)
            continue
        for found in find_places([path], suffixes=frozenset(FORMATS), root=root, limits=limits, seen=known):
            yield found if isinstance(found, SourceError) else (*found, _size(found[0]))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _far(url: str, limits: Limits) -> Iterator[Found]:
    """A file, or the documents below a folder; the URL is the name, so that ids say where it is."""
    try:
        system, start = fsspec().core.url_to_fs(url)
        details = system.find(start, detail=True)
        files = sorted((str(path), int(about.get("size") or 0)) for path, about in details.items())
    except EngineError:
        raise
    except Exception as error:  # each file system raises errors of its own
        hint = "check the address and who may read it"
        yield SourceError(f"cannot be listed: {error!s:.200}", at=Location(url), hint=hint)
        return
    single = len(files) == 1 and files[0][0].rstrip("/") == start.rstrip("/")
    known = [f for f in files if single or PurePosixPath(f[0]).suffix.lower() in FORMATS]
    if not known:
        hint = f"read are {', '.join(sorted(FORMATS))}"
        yield SourceError("no document there", at=Location(url), hint=hint)
    for path, size in known[: limits.files]:
        where = system.unstrip_protocol(path)
        yield where, where, size


@contextlib.contextmanager
def opened(url: str, folder: Path) -> Iterator[Path]:
    """The file of a URL as a local one in `folder`, copied piece by piece."""
    path = folder / (PurePosixPath(url).name or "document")
    with fsspec().open(url, "rb") as far, path.open("wb") as near:
        shutil.copyfileobj(far, near, 1 << 20)
    yield path


def write_text(where: str, text: str) -> None:
    """Write a report to a path or an fsspec URL. Raises OSError, whatever the file system's own error."""
    if not is_url(where):
        Path(where).write_text(text, encoding="utf-8", newline="\n", errors="backslashreplace")
        return
    try:
        with fsspec().open(where, "wb") as far:
            far.write(text.encode(errors="backslashreplace"))
    except EngineError:
        raise
    except Exception as error:  # each file system raises errors of its own
        raise OSError(0, f"{error!s:.200}") from None


def fsspec() -> Any:
    try:
        return importlib.import_module("fsspec")
    except ImportError:
        hint = "pip install 'claimcheck-sources[remote]'"
        raise EngineError("reading a URL needs the package fsspec", hint=hint) from None

"""Paths → files: folders walked in order, what is no document left out, what is refused told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.sources.base import File, Limits

__all__ = ["find_files", "find_places", "signature"]

Place: TypeAlias = tuple[str, str]
"""Where a file is, and its stable name."""
Step: TypeAlias = tuple[str, Place | SourceError]
"""What is found, with the real path by which a file is known to be the same."""
TICK = 2.0
"""Seconds: the coarsest clock of a file system in use, that of FAT."""
SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})
REFUSED = {
    **dict.fromkeys(
        (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"),
        ("an archive", "unpack it first"),
    ),
    **dict.fromkeys((".doc", ".odt", ".rtf"), ("not a format that is read", "save it as .docx or .txt")),
    **dict.fromkeys((".epub", ".mobi"), ("not a format that is read", "save it as .html or .txt")),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), ("a table, not a text", "save what it says as .txt")),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("not a format that is read", "save it as .pdf or .txt")),
}


def find_files(
    paths: Iterable[str | Path],
    *,
    suffixes: frozenset[str],
    root: Path | None = None,
    limits: Limits | None = None,
) -> Iterator[File | SourceError]:
    """As `find_places`, ready to be read."""
    for found in find_places(paths, suffixes=suffixes, root=root, limits=limits):
        yield found if isinstance(found, SourceError) else File(Path(found[0]), found[1])


def find_places(
    paths: Iterable[str | Path],
    *,
    suffixes: frozenset[str],
    root: Path | None = None,
    limits: Limits | None = None,
    seen: set[str] | None = None,
) -> Iterator[Place | SourceError]:
    """The files that `paths` name, each once: a file as given, a folder by its documents in order.

    Of a folder only files with one of `suffixes` are taken; hidden files and the folders of tools are
    passed over in silence, archives and other office formats, links out of the folder and links that
    lead nowhere are told. Names are relative to `root` (default: where the process runs) below it.
    What is in `seen`, by its real path, is passed over, and what is found is added.
    """
    bounds = limits or Limits()
    base = Path(os.path.abspath(root or Path.cwd()))
    known = set() if seen is None else seen
    for given in paths:
        if not str(given):
            hint = "is a variable empty? the current folder is named ."
            yield SourceError("the name of a document is empty", at=Location(""), hint=hint)
            continue
        for real, found in _given(Path(given), base, suffixes, bounds):
            if not isinstance(found, SourceError):
                if real in known:
                    continue
                known.add(real)
                if len(known) > bounds.files:
                    yield LimitError(
                        f"more than {bounds.files} files",
                        at=Location(found[1]),
                        hint="check fewer at a time",
                    )
                    return
            yield found


def signature(path: str | Path) -> str:
    """What changes whenever a file is written or replaced, without reading it; empty where it cannot be
    known: of one that has just been written, which may be written again within a tick of its clock."""
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return ""
    if abs(time.time() - about.st_ctime) < TICK:
        return ""
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"


def _name(path: Path, base: Path) -> str:
    """The stable name: below the base relative to it, elsewhere as given."""
    absolute = Path(os.path.abspath(path))
    inside = absolute.is_relative_to(base)
    return _spelled((absolute.relative_to(base) if inside else Path(os.path.normpath(path))).as_posix())


def _spelled(name: str) -> str:
    """A name as text: bytes that are none are escaped."""
    return name if name.isascii() else os.fsencode(name).decode(errors="backslashreplace")


def _given(path: Path, base: Path, suffixes: frozenset[str], limits: Limits) -> Iterator[Step]:
    name = _name(path, base)
    try:
        real = os.path.realpath(path)
        if path.is_dir():
            empty = True
            for step in _walk(_Folder(str(path), name, real, 0), suffixes, limits):
                empty = False
                yield step
            if empty:
                hint = f"read are {', '.join(sorted(suffixes))}"
                yield real, SourceError("the folder holds no document", at=Location(name), hint=hint)
        elif path.is_file():
            yield real, _refused(name) or (str(path), name)
        elif path.is_symlink():
            yield real, _nowhere(name)
        elif path.exists():
            yield real, SourceError("neither a file nor a folder", at=Location(name), hint="name a document")
        else:
            hint = "check the spelling of the path"
            yield real, SourceError("no such file or folder", at=Location(name), hint=hint)
    except (OSError, ValueError) as error:
        yield name, unreadable(name, error)


def unreadable(name: str, error: OSError | ValueError) -> SourceError:
    reason = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
    return SourceError(f"cannot be read: {reason}", at=Location(name), hint="check its path and permissions")


def _nowhere(name: str) -> SourceError:
    return SourceError("a link that leads nowhere", at=Location(name), hint="remove or mend it")


def _refused(name: str) -> SourceError | None:
    known = REFUSED.get(os.path.splitext(name)[1].lower())
    return SourceError(known[0], at=Location(name), hint=known[1]) if known else None


class _Folder(NamedTuple):
    """A folder on the way: as it is opened, as it is called, where it really is. Plain strings, since a
    corpus has files by the ten thousand."""

    path: str
    name: str
    real: str
    depth: int


def _walk(top: _Folder, suffixes: frozenset[str], limits: Limits) -> Iterator[Step]:
    waiting: list[tuple[_Folder, os.DirEntry[str] | None]] = [(top, None)]
    while waiting:
        here, entry = waiting.pop()
        suffix = os.path.splitext(here.path)[1].lower()
        if entry is not None and entry.is_symlink():
            if told := _link(here, top.real, suffix in suffixes):
                yield here.real, told
        elif entry is None or entry.is_dir():
            try:
                waiting.extend(reversed(_entries(here, limits)))
            except LimitError as error:
                yield here.real, error
            except OSError as error:
                yield here.real, unreadable(here.name, error)
        elif suffix in suffixes:
            if entry.is_file():
                yield here.real, (here.path, here.name)
        elif told := _refused(here.name):
            yield here.real, told


def _entries(folder: _Folder, limits: Limits) -> list[tuple[_Folder, os.DirEntry[str]]]:
    if folder.depth > limits.depth:
        raise LimitError(f"more than {limits.depth} folders deep", at=Location(folder.name))
    with os.scandir(folder.path) as entries:
        wanted = sorted(filter(_wanted, entries), key=lambda entry: entry.name)
    name, real = "" if folder.name == "." else f"{folder.name}/", os.path.join(folder.real, "")
    return [
        (_Folder(entry.path, name + _spelled(entry.name), real + entry.name, folder.depth + 1), entry)
        for entry in wanted
    ]


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return entry.name not in SKIPPED and not os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))
    return True


def _link(here: _Folder, inside: str, document: bool) -> SourceError | None:
    """A link within the folder is passed over, since its target is read there; one that leaves is told."""
    target = os.path.realpath(here.path)
    if not os.path.exists(target):
        return _nowhere(here.name) if document else None
    if os.path.commonpath((target, inside)) == inside or not (document or os.path.isdir(target)):
        return None
    hint = "name its target instead"
    return SourceError("a link out of the folder is not followed", at=Location(here.name), hint=hint)

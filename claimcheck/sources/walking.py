"""Paths → files: folders walked in order, what is no document left out, what is refused told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.sources.base import File, Limits

__all__ = ["find_files"]

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
    """The files that `paths` name, each once: a file as given, a folder by its documents in order.

    Of a folder only files with one of `suffixes` are taken; hidden files and the folders of tools are
    passed over in silence, archives and other office formats, links out of the folder and links that
    lead nowhere are told. Names are relative to `root` (default: where the process runs) below it.
    """
    bounds = limits or Limits()
    base = Path(os.path.abspath(root or Path.cwd()))
    seen: set[str] = set()
    count = 0
    for given in paths:
        for found in _given(Path(given), base, suffixes, bounds):
            if isinstance(found, File):
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
                count += 1
                if count > bounds.files:
                    yield LimitError(
                        f"more than {bounds.files} files",
                        at=Location(found.name),
                        hint="check fewer at a time",
                    )
                    return
            yield found


def _name(path: Path, base: Path) -> str:
    """The stable name: below the base relative to it, elsewhere as given; bytes that are no text escaped."""
    absolute = Path(os.path.abspath(path))
    inside = absolute.is_relative_to(base)
    name = (absolute.relative_to(base) if inside else Path(os.path.normpath(path))).as_posix()
    return name if name.isascii() else os.fsencode(name).decode(errors="backslashreplace")


def _given(path: Path, base: Path, suffixes: frozenset[str], limits: Limits) -> Iterator[File | SourceError]:
    name = _name(path, base)
    try:
        if path.is_dir():
            empty = True
            for found in _walk(path, base, suffixes, limits):
                empty = False
                yield found
            if empty:
                yield SourceError(
                    "the folder holds no document",
                    at=Location(name),
                    hint=f"read are {', '.join(sorted(suffixes))}",
                )
        elif path.is_file():
            yield _refused(name) or File(path, name)
        elif path.is_symlink():
            yield SourceError("a link that leads nowhere", at=Location(name), hint="remove or mend it")
        elif path.exists():
            yield SourceError("neither a file nor a folder", at=Location(name), hint="name a document")
        else:
            yield SourceError(
                "no such file or folder", at=Location(name), hint="check the spelling of the path"
            )
    except (OSError, ValueError) as error:
        yield unreadable(name, error)


def unreadable(name: str, error: OSError | ValueError) -> SourceError:
    reason = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
    return SourceError(f"cannot be read: {reason}", at=Location(name), hint="check its path and permissions")


def _refused(name: str) -> SourceError | None:
    known = REFUSED.get(os.path.splitext(name)[1].lower())
    return SourceError(known[0], at=Location(name), hint=known[1]) if known else None


def _walk(top: Path, base: Path, suffixes: frozenset[str], limits: Limits) -> Iterator[File | SourceError]:
    inside = os.path.realpath(top)
    waiting = [(top, 0)]
    while waiting:
        path, depth = waiting.pop()
        name = _name(path, base)
        if depth and path.is_symlink():
            yield from _link(path, name, inside, suffixes)
        elif depth and path.is_file():
            if error := _refused(name):
                yield error
            elif path.suffix.lower() in suffixes:
                yield File(path, name)
        elif path.is_dir():
            if depth > limits.depth:
                yield LimitError(f"more than {limits.depth} folders deep", at=Location(name))
                continue
            try:
                entries = sorted(os.scandir(path), key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                yield unreadable(name, error)
                continue
            waiting.extend((path / entry.name, depth + 1) for entry in entries if _wanted(entry))


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return entry.name not in SKIPPED and not os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))
    return True


def _link(path: Path, name: str, inside: str, suffixes: frozenset[str]) -> Iterator[SourceError]:
    """A link within the folder is passed over, since its target is read there; one that leaves is told."""
    target = os.path.realpath(path)
    if not os.path.exists(target):
        if path.suffix.lower() in suffixes:
            yield SourceError("a link that leads nowhere", at=Location(name), hint="remove or mend it")
    elif os.path.commonpath((target, inside)) != inside and (
        os.path.isdir(target) or path.suffix.lower() in suffixes
    ):
        yield SourceError(
            "a link out of the folder is not followed", at=Location(name), hint="name its target instead"
        )

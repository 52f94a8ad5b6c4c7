"""The documents of a project as the next commit will hold them, and how each is read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from claimcheck.errors import ConfigError
from claimcheck.hook.repository import Repository
from claimcheck.sources import FORMATS, File, find_files, read_file
from claimcheck.sources.base import Found
from claimcheck.sources.reading import is_text
from claimcheck.sources.walking import SKIPPED, signature

__all__ = ["Document", "added", "find_documents", "read_documents"]

STORED_ELSEWHERE = b"version https://git-lfs.github.com/spec/"
"""How a pointer begins that git keeps in place of a large file; the file itself is in the work tree."""


class Document(NamedTuple):
    """A file of the corpus. `name` is its stable name, `content` git's name of what it holds; without
    one it is no part of the commit and read from the disk. `signature` changes with the content."""

    name: str
    path: str
    signature: str
    content: str | None = None


def find_documents(repository: Repository, paths: Iterable[str]) -> dict[str, Document]:
    """The documents at or below `paths`, by path: those that git knows, else those on the disk.

    A folder that git knows counts as the commit will hold it, without the files that are not added yet.
    """
    found: dict[str, Document] = {}
    for path in paths:
        relative = os.path.relpath(path, repository.folder)
        listed = repository.listing(relative)
        folders: dict[str, bool] = {}
        for name, content in listed.items():
            if name[name.rfind(".") :].lower() not in FORMATS and name != relative:
                continue
            folder, _, last = name.rpartition("/")
            if (seen := folders.get(folder)) is None:
                # What holds for one file of a folder holds for all of them, but for those in hiding.
                seen = folders[folder] = _is_document(f"{folder}/a.txt" if folder else "a.txt", relative)
            if (seen and last[0] != "." and last not in SKIPPED) or name == relative:
                found[name] = Document(_stable(name), name, content, content)
        if not listed:
            found.update(_on_disk(path, repository.folder))
    return found


def _is_document(path: str, below: str) -> bool:
    """As a walk over the folder `below` would have it; a file named by itself is read whatever it is."""
    if path == below:
        return True
    inner = path if below == os.curdir else path[len(below) + 1 :]
    if inner[inner.rfind(".") :].lower() not in FORMATS:
        return False
    return not (inner.startswith(".") or "/." in inner) and SKIPPED.isdisjoint(inner.split("/"))


def _on_disk(path: str, root: Path) -> dict[str, Document]:
    if not os.path.lexists(path):
        raise ConfigError(f"no such file or folder: {path}", hint="mend paths in [tool.claimcheck]")
    return {
        os.path.relpath(file.path, root): _from_disk(file.path, file.name)
        for file in find_files([path], suffixes=frozenset(FORMATS), root=root)
        if isinstance(file, File)
    }


def added(
    files: Iterable[str], documents: Mapping[str, Document], corpus: Iterable[str]
) -> dict[str, Document]:
    """Of these files the documents that belong below `corpus`, but that git does not know yet."""
    roots = list(corpus)
    return {
        path: _from_disk(Path(path), _stable(path))
        for path in files
        if path not in documents
        and os.path.isfile(path)
        and not os.path.islink(path)
        and any(_belongs(path, root) for root in roots)
    }


def _belongs(path: str, root: str) -> bool:
    return os.path.commonpath((os.path.abspath(path), os.path.abspath(root))) == os.path.abspath(
        root
    ) and _is_document(path, root)


def _from_disk(path: Path, name: str) -> Document:
    """A file of the work tree or from outside the repository."""
    return Document(name, str(path), signature(path))


def _stable(path: str) -> str:
    """As `claimcheck report` names it, so that both speak of the same source."""
    return path if path.isascii() else os.fsencode(path).decode(errors="backslashreplace")


def read_documents(
    repository: Repository, documents: Iterable[Document]
) -> Iterator[tuple[Document, list[Found]]]:
    """What is found in each document, one at a time: sources, errors in their place, notices."""
    ordered = list(documents)
    contents = repository.contents([document.content for document in ordered if document.content])
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as folder:
        for document in ordered:
            file = File(Path(document.path), document.name)
            if document.content:
                data = next(contents)
                if not data.startswith(STORED_ELSEWHERE):
                    file = _held(data, file, Path(folder))
            yield document, list(read_file(file))
    contents.close()


def _held(data: bytes, file: File, folder: Path) -> File:
    """What git holds of a file: texts as they are, other formats as a file that their reader opens."""
    if is_text(file.path):
        return File(file.path, file.name, data)
    place = Path(folder, f"document{file.path.suffix}")
    place.write_bytes(data)
    return File(place, file.name)

"""The compiled rulebook on disk, keyed by the hash of the rules and the version of the package.

Unpickling is restricted to the rulebook's own plain types, so that a planted file can run nothing.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib
import io
import os
import pickle
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimcheck import __version__
from claimcheck.rulebook.book import LOCK, Language, Rulebook

__all__ = ["cache_directory", "load", "save"]

ALLOWED = {
    ("builtins", "frozenset"), ("builtins", "set"), ("builtins", "complex"),
    ("decimal", "Decimal"), ("fractions", "Fraction"), ("datetime", "date"),
}  # fmt: skip

SUM = hashlib.sha256().digest_size
KEPT = 20
"""Compiled rulebooks on disk."""


def cache_directory() -> Path:
    """The user's cache directory for this package: $CLAIMCHECK_CACHE, else XDG's, else ~/.cache."""
    if chosen := os.environ.get("CLAIMCHECK_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "claimcheck"


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in ALLOWED:
            return super().find_class(module, name)
        if module.startswith("claimcheck.rulebook.") and "." not in name:
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a rulebook")


def _read(data: bytes) -> Any:
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand new objects and no garbage: a third of the time
    try:
        return _Unpickler(io.BytesIO(data)).load()
    finally:
        if collecting:
            gc.enable()


class Packed(Mapping[type[Any], Any]):
    """The families of a language as a run needs them: each is read from its bytes when it is asked for."""

    def __init__(self, families: Mapping[type[Any], Any]) -> None:
        self._bytes = {family: pickle.dumps(rules, protocol=5) for family, rules in families.items()}
        self._read: dict[type[Any], Any] = {}

    def __getitem__(self, family: type[Any]) -> Any:
        if family not in self._read:
            with LOCK:
                if family not in self._read:
                    self._read[family] = _read(self._bytes[family])
        return self._read[family]

    def __iter__(self) -> Iterator[type[Any]]:
        return iter(self._bytes)

    def __len__(self) -> int:
        return len(self._bytes)

    def __contains__(self, family: object) -> bool:
        return family in self._bytes


def _path(key: str) -> Path:
    return cache_directory() / f"rulebook-{__version__}-{STAMP}-{key[:32]}.pickle"


def _schema_stamp() -> str:
    """Changes with the modules that say how a compiled rulebook looks, so that an old one is not read."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    stamps = "".join(f"{file.name}{(stat := file.stat()).st_size}{stat.st_mtime_ns}" for file in files)
    return hashlib.sha256(stamps.encode()).hexdigest()[:12]


STAMP = _schema_stamp()
"""Taken when the package is imported: files that change later are not what this process compiles with."""


def load(key: str) -> Rulebook | None:
    """The cached rulebook, or None: a missing, damaged or foreign file is as good as none."""
    try:
        data = _path(key).read_bytes()
        if hashlib.sha256(data[SUM:]).digest() != data[:SUM]:
            return None
        found = _read(data[SUM:])
    except Exception:
        return None
    return found if isinstance(found, Rulebook) and found.digest == key else None


def save(key: str, rulebook: Rulebook) -> None:
    """Written aside and renamed, so that a reader sees all or nothing; a full disk is no error here."""
    path = _path(key)
    # Read lazily, a damaged part would be found out too late: the file begins with a checksum.
    languages = {code: Language(code, Packed(found.families)) for code, found in rulebook.languages.items()}
    data = pickle.dumps(replace(rulebook, languages=languages, _derived={}), protocol=5)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
        _forget_old(path.parent)


def _forget_old(directory: Path) -> None:
    """Keep the newest files alone: each change of a rule leaves one."""
    files = sorted(directory.glob("rulebook-*.pickle"), key=lambda file: file.stat().st_mtime_ns)
    for file in files[:-KEPT]:
        file.unlink(missing_ok=True)

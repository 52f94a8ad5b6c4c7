"""The file of the index: opened, created once, and set aside when it is broken or foreign."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from claimcheck.errors import Location, StoreError

__all__ = ["LAYOUT", "TABLES", "describe", "is_broken", "open_database", "patiently", "set_aside"]

T = TypeVar("T")

APPLICATION = 0x636C6D63  # "clmc"
LAYOUT = 6
BUSY_SECONDS = 5.0
ATTEMPTS = 6
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
WAITING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
PRIMARY = 0xFF  # sqlite's extended codes carry the primary one in their low byte

SCHEMA = (
    "CREATE TABLE entries (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, source TEXT NOT NULL,"
    " count INTEGER NOT NULL, day INTEGER NOT NULL, words TEXT NOT NULL, sketch BLOB, data BLOB NOT NULL)",
    "CREATE INDEX entries_day ON entries (day)",
    # All that is asked of a whole corpus, so that its rows, which are large, need not be read.
    "CREATE INDEX entries_corpus ON entries (digest, count, day)",
    "CREATE TABLE keys (key INTEGER, entry INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID",
    "CREATE TABLE files (name TEXT PRIMARY KEY, signature TEXT NOT NULL, digests BLOB NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE results (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data BLOB NOT NULL)",
    "CREATE TABLE tellings (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data BLOB NOT NULL)",
)
TABLES = ("entries", "keys", "files", "results", "tellings")


class _ForeignError(Exception): ...


def open_database(path: Path) -> tuple[sqlite3.Connection, StoreError | None]:
    """The connection, and an error to tell of where a broken or foreign file had to be set aside.

    Raises StoreError where there can be no database. The switch to WAL and the tables are made once,
    under a lock that the kernel drops with the process.
    """
    try:
        with contextlib.suppress(sqlite3.Error, _ForeignError):
            if path.exists() and (ready := _connect(path)) is not None:
                return ready, None
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _locked(path.with_name(path.name + ".lock"), path):
            return _open_locked(path)
    except (sqlite3.Error, OSError) as error:
        raise describe(error, path) from None


def _open_locked(path: Path) -> tuple[sqlite3.Connection, StoreError | None]:
    problem: StoreError | None = None
    try:
        ready = patiently(lambda: _connect(path))
    except (sqlite3.DatabaseError, _ForeignError) as error:
        if isinstance(error, sqlite3.Error) and not is_broken(error):
            raise
        problem = set_aside(path, error)
        ready = None
    return ready if ready is not None else patiently(lambda: _create(path)), problem


def _connect(path: Path) -> sqlite3.Connection | None:
    """A connection to a database that is ready; None where there is none yet."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not (application or tables):
            connection.close()
            return None
        if application != APPLICATION:
            raise _ForeignError("it is a database of another program")
        if layout != LAYOUT:
            raise _ForeignError("it is of another version of this program")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path) -> sqlite3.Connection:
    """The stamp goes in with the tables, in one transaction: a file is ready or empty."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def patiently(action: Callable[[], T]) -> T:
    """`action()`, again after a growing pause while another process holds the database."""
    for attempt in range(ATTEMPTS):
        try:
            return action()
        except sqlite3.OperationalError as error:
            if _code(error) not in WAITING or attempt == ATTEMPTS - 1:
                raise
            time.sleep(random.uniform(0.5, 1) * 0.05 * 2**attempt)
    raise AssertionError("unreachable")


@contextlib.contextmanager
def _locked(lock: Path, path: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # a system without it: the retries have to do
        yield
        return
    with lock.open("w") as handle:
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise StoreError(
                        "another process holds the index", at=Location(str(path)), hint="try again later"
                    ) from None
                time.sleep(random.uniform(0.005, 0.02))
        yield


def set_aside(path: Path, error: Exception) -> StoreError:
    """Rename a broken or foreign file, with its journal, to the first free name; the error to tell."""
    number = 1
    while (aside := path.with_name(f"{path.name}.aside-{number}")).exists():
        number += 1
    place, message = Location(str(path)), f"not a usable index: {error}"
    try:
        os.replace(path, aside)
    except FileNotFoundError:  # another process was faster
        return StoreError(message, at=place, hint="set aside and built anew")
    except OSError as failure:
        hint = f"remove it: it cannot be set aside ({failure.strerror})"
        return StoreError(message, at=place, hint=hint)
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.replace(f"{path}{suffix}", f"{aside}{suffix}")
    return StoreError(message, at=place, hint=f"set aside as {aside.name} and built anew")


def is_broken(error: Exception) -> bool:
    return isinstance(error, sqlite3.Error) and _code(error) in BROKEN


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & PRIMARY


def describe(error: Exception, path: Path) -> StoreError:
    """What happened, and what a user can do about it."""
    if isinstance(error, OSError):
        reason, hint = error.strerror or str(error), "choose another place, or run without the index"
    else:
        reason = str(error)
        code = _code(error) if isinstance(error, sqlite3.Error) else 0
        hint = {
            sqlite3.SQLITE_FULL: "make room on the disk, or run without the index",
            sqlite3.SQLITE_IOERR: "is the disk full? make room, or run without the index",
            sqlite3.SQLITE_BUSY: "another process is writing; try again later",
            sqlite3.SQLITE_READONLY: "make it writable, or choose another place",
        }.get(code, "choose another place, or run without the index")
    return StoreError(f"the index cannot be used: {reason}", at=Location(str(path)), hint=hint)

"""An index looked after: what it holds, whether it is whole, and how it is emptied."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from claimcheck.model.frozen import frozen
from claimcheck.store import codec
from claimcheck.store.database import TABLES

__all__ = ["Stats", "check", "clear", "stats"]


@frozen
class Stats:
    """What an index holds; `size` in bytes on the disk."""

    path: str
    documents: int
    assertions: int
    keys: int
    size: int


def check(database: sqlite3.Connection) -> list[str]:
    """What is wrong with the file, in words; empty: nothing. Reads all of it."""
    found = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    for source, data in database.execute("SELECT source, data FROM entries"):
        try:
            codec.decode(data)
        except codec.DecodeError as error:
            found.append(f"{source}: {error}")
    orphans = "SELECT count(*) FROM keys WHERE entry NOT IN (SELECT id FROM entries)"
    (count,) = database.execute(orphans).fetchone()
    return [*found, f"{count} keys belong to no document"] if count else found


def clear(database: sqlite3.Connection) -> None:
    """Forget everything and give the space back."""
    database.execute("BEGIN IMMEDIATE")
    for table in TABLES:
        database.execute(f"DELETE FROM {table}")
    database.execute("COMMIT")
    database.execute("VACUUM")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def stats(database: sqlite3.Connection, path: Path) -> Stats:
    documents, assertions = database.execute(
        "SELECT count(*), coalesce(sum(count), 0) FROM entries"
    ).fetchone()
    (keys,) = database.execute("SELECT count(*) FROM keys").fetchone()
    files = (Path(f"{path}{suffix}") for suffix in ("", "-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    return Stats(str(path), documents, assertions, keys, size)

"""What is written into the index, a batch at a time and each batch in one transaction."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field

from claimcheck.model.frozen import frozen

__all__ = ["Batch", "Entry", "write_batch"]

DOCUMENTS = 256
BYTES = 4_000_000
SECONDS = 1.0
"""After so many documents or bytes, or so long, what was learned is written: no more is lost by a kill."""
KEEP_DAYS = 30


@frozen
class Entry:
    """One document: the hash of its content, its id, its encoded assertions, its blocking keys hashed, its
    words by lines, the sketch of its text where it is known."""

    digest: bytes
    source: str
    count: int
    data: bytes
    keys: tuple[int, ...]
    words: str = ""
    sketch: bytes | None = None


@dataclass(slots=True)
class Batch:
    """What is yet to be written. `used`: row ids of entries that this run has met; `today`: a day number."""

    today: int
    entries: list[Entry] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    used: list[int] = field(default_factory=list)
    size: int = 0
    begun: float = field(default_factory=time.monotonic)

    def __bool__(self) -> bool:
        return bool(self.entries or self.files or self.used)

    @property
    def full(self) -> bool:
        late = time.monotonic() - self.begun >= SECONDS
        return late or len(self.entries) >= DOCUMENTS or self.size >= BYTES

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.size += len(entry.data)


def write_batch(database: sqlite3.Connection, batch: Batch) -> None:
    """All of the batch or nothing; raises sqlite3.Error."""
    database.execute("BEGIN IMMEDIATE")
    try:
        for entry in batch.entries:
            number = _write_entry(database, entry, batch.today)
            database.executemany(
                "INSERT OR IGNORE INTO keys VALUES (?, ?)", ((key, number) for key in entry.keys)
            )
        database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", batch.files)
        database.executemany(
            "UPDATE entries SET day = ? WHERE id = ?", ((batch.today, number) for number in batch.used)
        )
        _prune(database, batch.today - KEEP_DAYS)
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _write_entry(database: sqlite3.Connection, entry: Entry, today: int) -> int:
    values = (entry.source, entry.count, today, entry.words, entry.sketch, entry.data)
    row = database.execute("SELECT id FROM entries WHERE digest = ?", (entry.digest,)).fetchone()
    if row is not None:
        database.execute(
            "UPDATE entries SET source = ?, count = ?, day = ?, words = ?, sketch = ?, data = ? WHERE id = ?",
            (*values, row[0]),
        )
        return int(row[0])
    done = database.execute(
        "INSERT INTO entries (source, count, day, words, sketch, data, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*values, entry.digest),
    )
    return int(done.lastrowid or 0)


def _prune(database: sqlite3.Connection, before: int) -> None:
    """Entries that no run has used for a month go, and with them their keys and the memory of their files."""
    if database.execute("DELETE FROM entries WHERE day < ?", (before,)).rowcount:
        database.execute("DELETE FROM keys WHERE entry NOT IN (SELECT id FROM entries)")

"""Which entries of an index others can meet: the queries over blocking keys, within a selected corpus."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

__all__ = ["candidates", "frequencies", "hashed", "select", "words"]


def hashed(key: str) -> int:
    """64 bits of a blocking key, as sqlite's integers have them; a collision costs a look, no error."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def select(database: sqlite3.Connection, wanted: set[bytes], selected: bool) -> tuple[int, bool]:
    """Note the entries of the run's corpus, unless they are all there is and none were `selected` before:
    how many of them there are, and whether the queries have to be narrowed to them."""
    if not selected:
        known = {row[0] for row in database.execute("SELECT digest FROM entries")}
        if wanted == known:
            return len(wanted), False
    database.execute("CREATE TEMP TABLE IF NOT EXISTS selected (entry INTEGER PRIMARY KEY)")
    database.execute("BEGIN")
    database.execute("DELETE FROM selected")
    database.executemany(
        "INSERT OR IGNORE INTO selected SELECT id FROM entries WHERE digest = ?",
        ((key,) for key in wanted),
    )
    database.execute("COMMIT")
    return int(database.execute("SELECT count(*) FROM selected").fetchone()[0]), True


def candidates(database: sqlite3.Connection, keys: Iterable[str], narrowed: bool) -> dict[bytes, str]:
    """The entries that share at least one of these keys: their digests and source ids."""
    query = (
        "SELECT DISTINCT entries.digest, entries.source FROM keys JOIN entries ON entries.id = keys.entry"
        f" WHERE keys.key IN (SELECT value FROM json_each(?)){_narrow(narrowed)} ORDER BY entries.source"
    )
    return dict(database.execute(query, (json.dumps([hashed(key) for key in keys]),)).fetchall())


def frequencies(
    database: sqlite3.Connection, keys: Iterable[str], most: int, narrowed: bool
) -> dict[str, int]:
    """In how many entries each key stands, counted up to `most` (-1: all); those in none are left out."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM keys WHERE key = ?{_narrow(narrowed)} LIMIT ?)"
    counts = {key: database.execute(query, (hashed(key), most)).fetchone()[0] for key in keys}
    return {key: count for key, count in counts.items() if count}


def words(database: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, frozenset[str]]:
    """The words that entries were kept with, by their digests."""
    query = "SELECT words FROM entries WHERE digest = ?"
    found = ((key, database.execute(query, (key,)).fetchone()) for key in keys)
    return {key: frozenset(row[0].split("\n")) if row[0] else frozenset() for key, row in found if row}


def _narrow(narrowed: bool) -> str:
    return " AND keys.entry IN (SELECT entry FROM selected)" if narrowed else ""

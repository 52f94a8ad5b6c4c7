"""Which entries of an index others can meet: the queries over blocking keys, within a selected corpus."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["DIGEST", "Scope", "Selected", "candidates", "frequencies", "hashed", "select", "words"]

DIGEST = 16
"""Bytes of the digest by which an entry is found."""


class Scope(NamedTuple):
    """What queries over keys are about. Entries that other rules or other code made have other keys, so
    that however many there are none is met: `prefix` begins the digests of this run's, `salt` goes into
    their keys. `narrow` leaves out those of them that are no part of the run's corpus."""

    prefix: bytes
    salt: int
    narrow: str = ""

    def salted(self, keys: Iterable[int]) -> tuple[int, ...]:
        return tuple([key ^ self.salt for key in keys])


class Selected(NamedTuple):
    """A corpus in the index: how many entries it has and how many assertions these hold, and the row ids of
    those that were last marked as used before the day asked for."""

    scope: Scope
    entries: int = 0
    assertions: int = 0
    idle: Sequence[int] = ()


def hashed(key: str) -> int:
    """64 bits of a blocking key, as sqlite's integers have them; a collision costs a look, no error."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def select(database: sqlite3.Connection, wanted: set[bytes], scope: Scope, since: int) -> Selected:
    """Those of the run's corpus that there are, and the scope narrowed to them.

    They are listed in a table of this connection, or the others where these are fewer: most often a
    corpus is nearly all that an index holds.
    """
    inside: list[int] = []
    outside: list[int] = []
    idle: list[int] = []
    said = 0
    last = scope.prefix + b"\xff" * DIGEST
    mine = "SELECT id, digest, count, day FROM entries WHERE digest BETWEEN ? AND ?"
    for number, digest, count, day in database.execute(mine, (scope.prefix, last)):
        if digest not in wanted:
            outside.append(number)
            continue
        inside.append(number)
        said += count
        if day < since:
            idle.append(number)
    fewer, how = (inside, "IN") if len(inside) < len(outside) else (outside, "NOT IN")
    database.execute("CREATE TEMP TABLE IF NOT EXISTS selected (entry INTEGER PRIMARY KEY)")
    database.execute("BEGIN")
    database.execute("DELETE FROM selected")
    database.executemany("INSERT INTO selected VALUES (?)", ((number,) for number in fewer))
    database.execute("COMMIT")
    narrow = f" AND keys.entry {how} (SELECT entry FROM selected)" if outside else ""
    return Selected(scope._replace(narrow=narrow), len(inside), said, idle)


def candidates(database: sqlite3.Connection, keys: Iterable[str], scope: Scope) -> dict[bytes, str]:
    """The entries that share at least one of these keys: their digests and source ids."""
    query = (
        "SELECT DISTINCT entries.digest, entries.source FROM keys JOIN entries ON entries.id = keys.entry"
        f" WHERE keys.key IN (SELECT value FROM json_each(?)){scope.narrow} ORDER BY entries.source"
    )
    wanted = json.dumps(scope.salted(map(hashed, keys)))
    return dict(database.execute(query, (wanted,)).fetchall())


def frequencies(database: sqlite3.Connection, keys: Iterable[str], most: int, scope: Scope) -> dict[str, int]:
    """In how many entries each key stands, counted up to `most` (-1: all); those in none are left out."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM keys WHERE key = ?{scope.narrow} LIMIT ?)"
    names = list(keys)
    salted = scope.salted(map(hashed, names))
    counts = {
        name: database.execute(query, (key, most)).fetchone()[0]
        for name, key in zip(names, salted, strict=True)
    }
    return {key: count for key, count in counts.items() if count}


def words(database: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, frozenset[str]]:
    """The words that entries were kept with, by their digests."""
    query = "SELECT words FROM entries WHERE digest = ?"
    found = ((key, database.execute(query, (key,)).fetchone()) for key in keys)
    return {key: frozenset(row[0].split("\n")) if row[0] else frozenset() for key, row in found if row}

"""The index: what unchanged documents assert, so that they need no second reading.

Entries are found by the hash of everything that their assertions depend on, never by name; so one
index serves any number of projects, and an entry can be missing or superfluous but not stale.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from claimcheck import __version__
from claimcheck.errors import StoreError
from claimcheck.model import Assertion, Report, Source
from claimcheck.store import codec
from claimcheck.store.database import patiently
from claimcheck.store.handle import Handle
from claimcheck.store.results import decode_report, encode_report
from claimcheck.store.writing import Batch, Entry, write_batch

__all__ = ["Index", "Stats"]

DIGEST = 16
RESULTS = 8
"""Reports that are kept."""
T = TypeVar("T")
META = ("id", "path", "title", "publisher", "url", "language", "published", "first_line", "places")


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds; `size` in bytes on the disk."""

    path: str
    documents: int
    assertions: int
    keys: int
    size: int


class Index:
    """Assertions by content, in one sqlite file that several processes may use at a time.

    `stamp` names what else the assertions depend on: the rulebook's digest. Version and code of this
    package are added. When the file cannot be used, `tell` is called once with a StoreError, and the
    run goes on without: `get` finds nothing and `put` keeps nothing. `check`, `clear` and `stats`
    raise instead. For one thread of one process; not to be carried over a fork.
    """

    def __init__(
        self, path: str | Path, stamp: str = "", *, tell: Callable[[StoreError], object] | None = None
    ) -> None:
        self._handle = Handle(Path(path), tell)
        self._stamp = f"{__version__}\0{_code_stamp()}\0{stamp}".encode()
        self._stamp_digest = hashlib.blake2b(self._stamp, digest_size=DIGEST).hexdigest()
        self._today = int(time.time() // 86_400)
        self._batch = Batch(self._today)
        self._selected = False

    @property
    def problem(self) -> StoreError | None:
        """Why the index is not in use; None: it is."""
        return self._handle.problem

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def key(self, source: Source) -> bytes:
        """The hash of all that the assertions of `source` depend on; 16 bytes."""
        digest = hashlib.blake2b(self._stamp, digest_size=DIGEST)
        digest.update(repr([getattr(source, name) for name in META]).encode("utf-8", "backslashreplace"))
        digest.update(b"\0" + source.text.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def get(self, source: Source) -> list[Assertion] | None:
        """What is known to be asserted by exactly this source; None: not known."""
        key = self.key(source)
        return self.load([key]).get(key)

    def packed(self, source: Source) -> bytes | None:
        """As `get`, for `codec.decode`; whether it is whole is checked."""
        key = self.key(source)
        return self._read([key], codec.whole).get(key)

    def load(self, keys: Iterable[bytes]) -> dict[bytes, list[Assertion]]:
        """The assertions of several entries, by their keys; unknown ones are left out."""
        return self._read(keys, codec.decode)

    def _read(self, keys: Iterable[bytes], decode: Callable[[bytes], T]) -> dict[bytes, T]:
        def read(database: sqlite3.Connection) -> dict[bytes, T]:
            found: dict[bytes, T] = {}
            for key in keys:
                row = database.execute(
                    "SELECT id, day, data FROM entries WHERE digest = ?", (key,)
                ).fetchone()
                if row is None:
                    continue
                try:
                    found[key] = decode(row[2])
                except codec.DecodeError:  # as good as missing: it will be put anew
                    continue
                if row[1] < self._today:
                    self._batch.used.append(row[0])
            return found

        return self._handle.attempt(read, {})

    def put(
        self,
        source: Source,
        assertions: Sequence[Assertion],
        keys: Iterable[str] = (),
        words: Iterable[str] = (),
    ) -> None:
        """Keep the assertions of `source`, with the blocking keys under which `candidates` finds it, and
        words that `words` gives back without reading the assertions.

        Written in batches; what is not yet flushed when the process is killed is not there next time.
        """
        if not self._handle.usable:
            return
        hashes = tuple(sorted({_hash(key) for key in keys}))
        data, kept = codec.encode(assertions), "\n".join(sorted(words))
        self._batch.add(Entry(self.key(source), source.id, len(assertions), data, hashes, kept))
        if self._batch.full:
            self.flush()

    def result(self, keys: Iterable[bytes], asked: str) -> Report | None:
        """The report on exactly these sources, by their keys, as it was asked for; None: not known."""
        digest = self._digest_of(keys, asked)
        query = "SELECT data FROM results WHERE digest = ?"
        row = self._handle.attempt(lambda database: database.execute(query, (digest,)).fetchone(), None)
        try:
            return decode_report(row[0]) if row else None
        except codec.DecodeError:
            return None

    def keep_result(self, keys: Iterable[bytes], asked: str, report: Report) -> None:
        """Keep a report for `result`; of the last few runs alone."""
        values = (self._digest_of(keys, asked), encode_report(report))

        def write(database: sqlite3.Connection) -> None:
            database.execute("INSERT OR REPLACE INTO results (digest, data) VALUES (?, ?)", values)
            last = "SELECT id FROM results ORDER BY id DESC LIMIT ?"
            database.execute(f"DELETE FROM results WHERE id NOT IN ({last})", (RESULTS,))

        self.flush()
        self._handle.attempt(lambda database: patiently(lambda: write(database)), None)

    def _digest_of(self, keys: Iterable[bytes], asked: str) -> bytes:
        digest = hashlib.blake2b(self._stamp + asked.encode("utf-8", "surrogatepass"), digest_size=DIGEST)
        for key in sorted(keys):
            digest.update(key)
        return digest.digest()

    def remember(self, name: str, signature: str, keys: Sequence[bytes]) -> None:
        """Keep which entries a file gave, so that it need not be read while its signature stands."""
        if self._handle.usable:
            self._batch.files.append((name, self._stamped(signature), b"".join(keys)))

    def recall(self, signatures: Mapping[str, str]) -> dict[str, list[bytes]]:
        """Of files by name and signature those that stand unchanged, with the keys of their entries."""
        stamp, query = self._stamped(""), "SELECT name, signature, digests FROM files"
        some = " WHERE name IN (SELECT value FROM json_each(?))"

        def read(database: sqlite3.Connection) -> dict[str, list[bytes]]:
            (files,) = database.execute("SELECT count(*) FROM files").fetchone()
            if files < 2 * len(signatures):
                rows = database.execute(query)
            else:
                rows = database.execute(query + some, (json.dumps(list(signatures)),))
            return {
                name: [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)]
                for name, signature, digests in rows
                if name in signatures and signature == stamp + signatures[name]
            }

        return self._handle.attempt(read, {})

    def _stamped(self, signature: str) -> str:
        """What older rules or code made of a file is not recalled."""
        return f"{self._stamp_digest} {signature}"

    def select(self, keys: Iterable[bytes]) -> int:
        """Narrow `candidates` and `frequencies` to these entries, the run's corpus; how many there are."""

        def write(database: sqlite3.Connection) -> int:
            wanted = set(keys)
            known = {row[0] for row in database.execute("SELECT digest FROM entries")}
            if wanted == known and not self._selected:
                return len(wanted)  # all there is
            database.execute("CREATE TEMP TABLE IF NOT EXISTS selected (entry INTEGER PRIMARY KEY)")
            database.execute("BEGIN")
            database.execute("DELETE FROM selected")
            database.executemany(
                "INSERT OR IGNORE INTO selected SELECT id FROM entries WHERE digest = ?",
                ((key,) for key in wanted),
            )
            database.execute("COMMIT")
            self._selected = True
            return int(database.execute("SELECT count(*) FROM selected").fetchone()[0])

        self.flush()
        return self._handle.attempt(write, 0)

    def candidates(self, keys: Iterable[str]) -> dict[bytes, str]:
        """The entries that share at least one of these blocking keys: their keys and source ids."""
        query = (
            "SELECT DISTINCT entries.digest, entries.source FROM keys JOIN entries ON entries.id = keys.entry"
            f" WHERE keys.key IN (SELECT value FROM json_each(?)){self._narrowed()} ORDER BY entries.source"
        )
        hashes = json.dumps([_hash(key) for key in keys])
        self.flush()
        return self._handle.attempt(lambda database: dict(database.execute(query, (hashes,)).fetchall()), {})

    def words(self, keys: Iterable[bytes]) -> dict[bytes, frozenset[str]]:
        """The words that entries were kept with, by their keys."""
        query = "SELECT words FROM entries WHERE digest = ?"

        def read(database: sqlite3.Connection) -> dict[bytes, frozenset[str]]:
            found = ((key, database.execute(query, (key,)).fetchone()) for key in keys)
            return {
                key: frozenset(row[0].split("\n")) if row[0] else frozenset() for key, row in found if row
            }

        return self._handle.attempt(read, {})

    def frequencies(self, keys: Iterable[str], most: int = -1) -> dict[str, int]:
        """In how many entries each of these blocking keys stands; those in none are left out.

        Where it suffices to know that they are many, counting ends at `most`.
        """
        query = f"SELECT count(*) FROM (SELECT 1 FROM keys WHERE key = ?{self._narrowed()} LIMIT ?)"
        self.flush()

        def read(database: sqlite3.Connection) -> dict[str, int]:
            counts = {key: database.execute(query, (_hash(key), most)).fetchone()[0] for key in keys}
            return {key: count for key, count in counts.items() if count}

        return self._handle.attempt(read, {})

    def _narrowed(self) -> str:
        return " AND keys.entry IN (SELECT entry FROM selected)" if self._selected else ""

    def flush(self) -> None:
        """Write what is pending, all of it or nothing."""
        batch, self._batch = self._batch, Batch(self._today)
        if batch:
            self._handle.attempt(lambda database: patiently(lambda: write_batch(database, batch)), None)

    def close(self) -> None:
        """Flush and close; called twice, it does nothing more."""
        self.flush()
        self._handle.close()

    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty: nothing. Reads all of it."""

        def read(database: sqlite3.Connection) -> list[str]:
            found = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
            for source, data in database.execute("SELECT source, data FROM entries"):
                try:
                    codec.decode(data)
                except codec.DecodeError as error:
                    found.append(f"{source}: {error}")
            return found

        return self._handle.strictly(read)

    def clear(self) -> None:
        """Forget everything and give the space back."""

        def write(database: sqlite3.Connection) -> None:
            self._batch = Batch(self._today)
            database.execute("BEGIN IMMEDIATE")
            for table in ("entries", "keys", "files", "results"):
                database.execute(f"DELETE FROM {table}")
            database.execute("COMMIT")
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        self._handle.strictly(lambda database: patiently(lambda: write(database)))

    def stats(self) -> Stats:
        self.flush()

        def read(database: sqlite3.Connection) -> Stats:
            documents, assertions = database.execute(
                "SELECT count(*), coalesce(sum(count), 0) FROM entries"
            ).fetchone()
            (keys,) = database.execute("SELECT count(*) FROM keys").fetchone()
            files = (Path(f"{self._handle.path}{suffix}") for suffix in ("", "-wal"))
            size = sum(file.stat().st_size for file in files if file.exists())
            return Stats(str(self._handle.path), documents, assertions, keys, size)

        return self._handle.strictly(read)


def _hash(key: str) -> int:
    """64 bits of a blocking key, as sqlite's integers have them; a collision costs a look, no error."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@functools.cache
def _code_stamp() -> str:
    """Changes with this package's modules, so that a developer never meets what older code made."""
    files = sorted(Path(__file__).resolve().parent.parent.rglob("*.py"))
    stamps = "".join(f"{file}{(stat := file.stat()).st_size}{stat.st_mtime_ns}" for file in files)
    return hashlib.sha256(stamps.encode()).hexdigest()[:16]

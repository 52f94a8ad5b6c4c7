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
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from claimcheck import __version__
from claimcheck.errors import StoreError
from claimcheck.model import Assertion, Source
from claimcheck.store import codec, meeting, upkeep
from claimcheck.store.database import patiently
from claimcheck.store.handle import Handle
from claimcheck.store.kept import Kept
from claimcheck.store.meeting import DIGEST, Scope
from claimcheck.store.upkeep import Stats
from claimcheck.store.writing import Batch, Entry, write_batch

__all__ = ["Index", "Learned", "Packed", "Stats", "learned"]

STAMPED = 4
"""Bytes of the stamp that the digests of its entries begin with."""
IDLE_DAYS = 7
"""A corpus of which little is read is marked as used so seldom: it is many rows."""
MANY = 1_000
"""Files that are looked for all at a time, rather by reading the list of all that are remembered."""
T = TypeVar("T")
META = ("id", "path", "title", "publisher", "url", "language", "published", "first_line", "places")


class Packed(NamedTuple):
    """What an entry holds: assertions for `codec.decode`, and the sketch of the text where it is known."""

    said: bytes
    sketch: bytes | None


class Learned(NamedTuple):
    """What an entry keeps of a document: the number of its assertions, these encoded, its blocking keys
    hashed, its words by lines."""

    size: int
    data: bytes
    keys: tuple[int, ...]
    words: str


def learned(assertions: Sequence[Assertion], keys: Iterable[str] = (), words: Iterable[str] = ()) -> Learned:
    """What `Index.keep` needs of a document, made in any process."""
    hashes = tuple(sorted({meeting.hashed(key) for key in keys}))
    return Learned(len(assertions), codec.encode(assertions), hashes, "\n".join(sorted(words)))


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
        stamped = hashlib.blake2b(self._stamp, digest_size=DIGEST).digest()
        self._stamp_digest = stamped.hex()
        self._scope = Scope(stamped[:STAMPED], int.from_bytes(stamped[:8], "big", signed=True))
        self._today = int(time.time() // 86_400)
        self._batch = Batch(self._today)
        self.runs = Kept(self._handle, self._stamp, DIGEST)

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
        digest = hashlib.blake2b(self._stamp, digest_size=DIGEST - STAMPED)
        digest.update(repr([getattr(source, name) for name in META]).encode("utf-8", "backslashreplace"))
        digest.update(b"\0" + source.text.encode("utf-8", "surrogatepass"))
        return self._scope.prefix + digest.digest()

    def get(self, source: Source) -> list[Assertion] | None:
        """What is known to be asserted by exactly this source; None: not known."""
        key = self.key(source)
        return self.load([key]).get(key)

    def packed(self, key: bytes) -> Packed | None:
        """An entry, not yet decoded; whether it is whole is checked."""
        return self._read([key], lambda data, sketch: Packed(codec.whole(data), codec.unsealed(sketch))).get(
            key
        )

    def load(self, keys: Iterable[bytes]) -> dict[bytes, list[Assertion]]:
        """The assertions of several entries, by their keys; unknown ones are left out."""
        return self._read(keys, lambda data, _: codec.decode(data))

    def _read(self, keys: Iterable[bytes], decode: Callable[[bytes, bytes | None], T]) -> dict[bytes, T]:
        def read(database: sqlite3.Connection) -> dict[bytes, T]:
            found: dict[bytes, T] = {}
            for key in keys:
                row = database.execute(
                    "SELECT id, day, data, sketch FROM entries WHERE digest = ?", (key,)
                ).fetchone()
                if row is None:
                    continue
                try:
                    found[key] = decode(row[2], row[3])
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
        sketch: bytes | None = None,
    ) -> None:
        """Keep the assertions of `source`, with the blocking keys under which `candidates` finds it, words
        that `words` gives back without reading the assertions, and the sketch of the text for `packed`.

        Written in batches; what is not yet flushed when the process is killed is not there next time.
        """
        self.keep(source, learned(assertions, keys, words), sketch)

    def keep(self, source: Source, what: Learned, sketch: bytes | None = None) -> None:
        """Like `put`, of what another process has made ready."""
        if not self._handle.usable:
            return
        sealed = sketch and codec.sealed(sketch)
        size, data, keys, words = what
        self._batch.add(
            Entry(self.key(source), source.id, size, data, self._scope.salted(keys), words, sealed)
        )
        if self._batch.full:
            self.flush()

    @staticmethod
    def place(folder: Path, name: str, language: str | None) -> str:
        """The name under which a file of a project is remembered, whatever a run calls it."""
        return f"{folder}\n{name}\n{language or ''}"

    def remember(self, name: str, signatures: Iterable[str], keys: Sequence[bytes]) -> None:
        """Keep which entries a file gave, so that it need not be read while one of its signatures stands;
        those of it that are empty, and what was known of the file before, are forgotten."""
        if self._handle.usable:
            kept = "\n".join(self._stamped(one) for one in signatures if one)
            self._batch.files.append((name, kept, b"".join(keys)))

    def recall(self, signatures: Mapping[str, str]) -> dict[str, list[bytes]]:
        """Of files by name and signature those that stand unchanged, with the keys of their entries."""
        stamp, query = self._stamped(""), "SELECT name, signature, digests FROM files"
        some = " WHERE name IN (SELECT value FROM json_each(?))"

        def read(database: sqlite3.Connection) -> dict[str, list[bytes]]:
            many = len(signatures) >= MANY
            if many and database.execute("SELECT count(*) FROM files").fetchone()[0] < 2 * len(signatures):
                rows = database.execute(query)
            else:
                rows = database.execute(query + some, (json.dumps(list(signatures)),))
            return {
                name: [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)]
                for name, signature, digests in rows
                if name in signatures and stamp + signatures[name] in signature.split("\n")
            }

        return self._handle.attempt(read, {})

    def _stamped(self, signature: str) -> str:
        """What older rules or code made of a file is not recalled."""
        return f"{self._stamp_digest} {signature}"

    def select(self, keys: Iterable[bytes]) -> tuple[int, int]:
        """Narrow `candidates` and `frequencies` to these entries, the run's corpus; how many there are, and
        how many assertions they hold."""
        self.flush()
        wanted, before = set(keys), self._scope

        def narrow(database: sqlite3.Connection) -> meeting.Selected:
            return meeting.select(database, wanted, before, self._today - IDLE_DAYS)

        found = self._handle.attempt(narrow, meeting.Selected(before))
        self._scope = found.scope
        self._batch.used += found.idle
        return found.entries, found.assertions

    def candidates(self, keys: Iterable[str]) -> dict[bytes, str]:
        """The entries that share at least one of these blocking keys: their keys and source ids."""
        self.flush()
        return self._handle.attempt(lambda database: meeting.candidates(database, keys, self._scope), {})

    def words(self, keys: Iterable[bytes]) -> dict[bytes, frozenset[str]]:
        """The words that entries were kept with, by their keys."""
        return self._handle.attempt(lambda database: meeting.words(database, keys), {})

    def frequencies(self, keys: Iterable[str], most: int = -1) -> dict[str, int]:
        """In how many entries each of these blocking keys stands; those in none are left out.

        Where it suffices to know that they are many, counting ends at `most`.
        """
        self.flush()
        return self._handle.attempt(
            lambda database: meeting.frequencies(database, keys, most, self._scope), {}
        )

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
        return self._handle.strictly(upkeep.check)

    def clear(self) -> None:
        """Forget everything and give the space back."""
        self._batch = Batch(self._today)
        self._handle.strictly(lambda database: patiently(lambda: upkeep.clear(database)))

    def stats(self) -> Stats:
        self.flush()
        return self._handle.strictly(lambda database: upkeep.stats(database, self._handle.path))


@functools.cache
def _code_stamp() -> str:
    """Changes with this package's modules, so that a developer never meets what older code made."""
    files = sorted(Path(__file__).resolve().parent.parent.rglob("*.py"))
    stamps = "".join(f"{file}{(stat := file.stat()).st_size}{stat.st_mtime_ns}" for file in files)
    return hashlib.sha256(stamps.encode()).hexdigest()[:16]

"""What an index keeps of whole runs: the last reports, and what the last runs told."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from claimcheck.model import Report
from claimcheck.store import codec
from claimcheck.store.database import patiently
from claimcheck.store.handle import Handle
from claimcheck.store.results import decode_report, encode_report

__all__ = ["Kept", "Told"]

T = TypeVar("T")
LAST = {"results": 8, "tellings": 4}
"""Runs of which something is kept, by its table."""
LARGEST = 64_000_000
"""Compressed bytes beyond which nothing is kept of a run."""


class Told(NamedTuple):
    """All that a run told: a text and where it went, a path, "-" for standard output or "" for standard
    error, in their order; and the exit code."""

    texts: tuple[tuple[str, str], ...]
    code: int


class Kept:
    """Found by the digest of all that they depend on; `stamp` is hashed into each."""

    def __init__(self, handle: Handle, stamp: bytes, size: int) -> None:
        self._handle, self._stamp, self._size = handle, stamp, size

    def report(self, keys: Iterable[bytes], asked: str) -> Report | None:
        """The report on exactly these entries as it was asked for; None: not known."""
        return self._found("results", self._digest(keys, asked), decode_report)

    def keep_report(self, keys: Iterable[bytes], asked: str, report: Report) -> None:
        if self._handle.usable:
            self._keep("results", self._digest(keys, asked), encode_report(report))

    def told(self, asked: bytes) -> Told | None:
        """What a run told that was asked exactly this; None: not known."""
        return self._found("tellings", self._digest((), asked.hex()), _decode_told)

    def keep_told(self, asked: bytes, told: Told) -> None:
        if self._handle.usable:
            self._keep("tellings", self._digest((), asked.hex()), _encode_told(told))

    def _digest(self, keys: Iterable[bytes], asked: str) -> bytes:
        digest = hashlib.blake2b(self._stamp + asked.encode("utf-8", "surrogatepass"), digest_size=self._size)
        digest.update(b"".join(sorted(keys)))
        return digest.digest()

    def _found(self, table: str, digest: bytes, decode: Callable[[bytes], T]) -> T | None:
        query = f"SELECT data FROM {table} WHERE digest = ?"
        row = self._handle.attempt(lambda database: database.execute(query, (digest,)).fetchone(), None)
        try:
            return decode(row[0]) if row else None
        except codec.DecodeError:
            return None

    def _keep(self, table: str, digest: bytes, data: bytes) -> None:
        if len(data) > LARGEST:
            return

        def write(database: sqlite3.Connection) -> None:
            database.execute(f"INSERT OR REPLACE INTO {table} (digest, data) VALUES (?, ?)", (digest, data))
            last = f"SELECT id FROM {table} ORDER BY id DESC LIMIT ?"
            database.execute(f"DELETE FROM {table} WHERE id NOT IN ({last})", (LAST[table],))

        self._handle.attempt(lambda database: patiently(lambda: write(database)), None)


def _encode_told(told: Told) -> bytes:
    """A line of JSON that says where each text goes and how long it is, then the texts."""
    texts = [text.encode("utf-8", "surrogatepass") for _, text in told.texts]
    head = [told.code, [[where, len(text)] for (where, _), text in zip(told.texts, texts, strict=True)]]
    return zlib.compress(b"\n".join((json.dumps(head).encode(), b"".join(texts))), codec.LEVEL)


def _decode_told(data: bytes) -> Told:
    try:
        head, _, body = codec.inflated_bytes(data).partition(b"\n")
        code, lengths = json.loads(head)
        texts, begin = [], 0
        for where, length in lengths:
            texts.append((where, body[begin : begin + length].decode("utf-8", "surrogatepass")))
            begin += length
    except (ValueError, TypeError) as error:
        raise codec.DecodeError(f"not readable as what a run told: {error!s:.200}") from None
    return Told(tuple(texts), code)

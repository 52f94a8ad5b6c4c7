"""A whole run on an engine: paths → batches → assertions → report, the texts never all in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.engines.base import Engine
from claimcheck.engines.files import find, is_url
from claimcheck.engines.gathering import ChangedError, Gathered
from claimcheck.engines.local import Local
from claimcheck.engines.packing import Form, Packed, unpack
from claimcheck.engines.work import Chunk, Extraction, Item, Place, Recalled, Result, share_rules
from claimcheck.errors import Location, SourceError
from claimcheck.model import Report, Source
from claimcheck.model.frozen import frozen
from claimcheck.pipeline import Extracted, collecting_seldom
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.sources import File, Limits, Notice, read_file

if TYPE_CHECKING:
    from claimcheck.engines.remembering import Remembering
    from claimcheck.store.index import Index

__all__ = ["Outcome", "check", "extract"]

CHUNK = 100_000
"""Bytes of documents a batch: well under a second of work, so that the last one keeps nobody waiting."""
FILES = 64
RECORDS = frozenset({".jsonl", ".ndjson", ".parquet"})
"""Formats that hold many documents and are read piece by piece."""


@frozen
class Outcome:
    """A run: its report, its sources (without text where there was too much, and without those of an indexed
    corpus that nothing can meet), what went wrong."""

    report: Report
    sources: tuple[Source, ...]
    errors: tuple[SourceError, ...]
    notices: tuple[Notice, ...]


def extract(
    paths: Iterable[str | Path],
    *,
    engine: Engine | None = None,
    rulebook: Rulebook | None = None,
    language: str | None = None,
    limits: Limits | None = None,
    root: Path | None = None,
    index: Index | None = None,
) -> Iterator[Item]:
    """What each document says, in the order of the paths, and errors in the place of documents.

    `paths` may be fsspec URLs. Ids are checked: of two documents with one id the second is an error.
    What `index` knows is not extracted again, and what it does not know it learns.
    """
    rules, bounds = rulebook or default_rulebook(), limits or Limits()
    share_rules(rules)
    worker = engine or Local()
    task = Extraction(rules.digest, rules.directories[1:], language, bounds)
    memory = _memory(index, task, rules, root)
    for item in _items(worker, task, _chunks(paths, bounds, root), memory):
        if isinstance(item, Packed):
            item = Extracted(item.source, unpack([item.said], "coded"), item.sketch)
        assert not isinstance(item, Recalled)
        yield item


def _memory(index: Index | None, task: Extraction, rules: Rulebook, root: Path | None) -> Remembering | None:
    if index is None:
        return None
    from claimcheck.engines.remembering import Remembering

    return Remembering(index, task, rules, root or Path.cwd())


def _items(
    worker: Engine,
    task: Extraction,
    chunks: Iterator[Chunk],
    memory: Remembering | None,
    *,
    recalling: bool = False,
) -> Iterator[Result | Recalled]:
    known: dict[str, str] = {}
    batches: Iterator[Iterable[Result | Recalled]] = (
        worker.map(task, chunks)
        if memory is None
        else map(memory.known, worker.map(task, memory.unknown(chunks, recalling=recalling)))
    )
    for items in batches:
        for item in items:
            yield item if isinstance(item, SourceError | Notice) else _unique(item, known)


@collecting_seldom()
def check(
    paths: Iterable[str | Path],
    *,
    against: Iterable[str | Path] = (),
    engine: Engine | None = None,
    rulebook: Rulebook | None = None,
    language: str | None = None,
    within: bool = True,
    limits: Limits | None = None,
    root: Path | None = None,
    progress: Callable[[int], object] | None = None,
    index: Index | None = None,
    leave_out: Iterable[str | Path] = (),
) -> Outcome:
    """The report on the documents below `paths`; the same, byte for byte, whatever the engine.

    With `against`, they are checked against that corpus only: of one that `index` knows what they can meet
    is loaded, and the texts of which the files stand as they were are not read. `progress` is told the
    documents done. The files of `leave_out`, which the run may write, are no documents.
    """
    rules, bounds = rulebook or default_rulebook(), limits or Limits()
    share_rules(rules)
    worker, mine, named = engine or Local(), list(paths), list(against)
    form: Form | None = None
    if worker.workers > 1:
        form = "pickled" if index is None else "coded"
    task = Extraction(rules.digest, rules.directories[1:], language, bounds, form)

    def run(recalling: bool) -> Outcome:
        memory = _memory(index, task, rules, root)
        gathered = Gathered(form, memory)
        focus: frozenset[str] | None = None
        seen = {os.path.realpath(path) for path in leave_out}
        for places, corpus in ((mine, False), (named, True)):
            if corpus and named:
                focus = frozenset(gathered.sources)
            chunks = _chunks(places, bounds, root, seen)
            for item in _items(worker, task, chunks, memory, recalling=recalling and corpus):
                gathered.add(item)
                if progress:
                    progress(gathered.count)
        report = gathered.report(rules, focus, within, worker)
        return Outcome(report, gathered.shown(), tuple(gathered.errors), tuple(gathered.notices))

    try:
        # What is recalled was read within the usual limits.
        return run(recalling=limits is None)
    except ChangedError:
        return run(recalling=False)


def _unique(item: Extracted | Packed | Recalled, known: dict[str, str]) -> Result | Recalled:
    if isinstance(item, Recalled):
        if item.place.name in known:
            raise ChangedError  # to tell of it, it must be read
        known[item.place.name] = item.place.name
        return item
    name, path, line = item.source.id, item.source.path or item.source.id, item.source.first_line
    first = known.get(name)
    if first is None:
        known[name] = path
        return item
    at = Location(path, line if line > 1 else None)
    what = f"the id {name!r:.80} stands twice; first in {first}"
    return SourceError(what, at=at, hint="give each record its own id")


def _chunks(
    paths: Iterable[str | Path], limits: Limits, root: Path | None, seen: set[str] | None = None
) -> Iterator[Chunk]:
    """Small files together; a large one of records read here and cut, unless it is far away."""
    places: list[Place] = []
    size = 0
    for found in find(paths, limits, root, seen):
        if isinstance(found, SourceError):
            if places:
                yield Chunk(places=tuple(places))
            yield Chunk(read=(found,))
            places, size = [], 0
            continue
        where, name, bytes_ = found
        cut = bytes_ > CHUNK and not is_url(where) and PurePath(where).suffix.lower() in RECORDS
        if places and (cut or size + bytes_ > CHUNK or len(places) == FILES):
            yield Chunk(places=tuple(places))
            places, size = [], 0
        if cut:
            yield from _cut(File(Path(where), name), limits)
        else:
            places.append(Place(where, name))
            size += bytes_
    if places:
        yield Chunk(places=tuple(places))


def _cut(file: File, limits: Limits) -> Iterator[Chunk]:
    read: list[Source | SourceError | Notice] = []
    size = 0
    for found in read_file(file, limits):
        read.append(found)
        size += len(found.text) if isinstance(found, Source) else 0
        if size > CHUNK:
            yield Chunk(read=tuple(read))
            read, size = [], 0
    if read:
        yield Chunk(read=tuple(read))

"""A whole run on an engine: paths → batches → assertions → report, the texts never all in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.engines.base import Engine
from claimcheck.engines.files import find, is_url
from claimcheck.engines.local import Local
from claimcheck.engines.work import Chunk, Comparison, Extraction, Item, Place, findings_of, share_rules
from claimcheck.errors import Location, SourceError
from claimcheck.model import Assertion, Report, Source, Unreadable
from claimcheck.model.sharing import Sharing
from claimcheck.pipeline import Compared, Extracted, Part, collecting_seldom, compare
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.sources import File, Limits, Notice, read_file

if TYPE_CHECKING:
    from claimcheck.alignment import Sketch
    from claimcheck.store.index import Index

__all__ = ["Outcome", "check", "extract"]

CHUNK = 100_000
"""Bytes of documents a batch: well under a second of work, so that the last one keeps nobody waiting."""
FILES = 64
COMPARED = 1_000
"""Assertions a batch of stories."""
KEPT = 50_000_000
"""Characters of text that are kept for showing quotes in their context; further texts are let go."""
RECORDS = frozenset({".jsonl", ".ndjson", ".parquet"})
"""Formats that hold many documents and are read piece by piece."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run: its report, its sources (without text where there was too much), what went wrong."""

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
    known: dict[str, str] = {}
    for items in _mapped(worker, task, _chunks(paths, bounds, root), rules, index):
        for item in items:
            yield _unique(item, known) if isinstance(item, Extracted) else item


def _mapped(
    worker: Engine, task: Extraction, chunks: Iterator[Chunk], rules: Rulebook, index: Index | None
) -> Iterator[Iterable[Item]]:
    if index is None:
        return worker.map(task, chunks)
    from claimcheck.engines.remembering import Remembering

    memory = Remembering(index, task, rules)
    return map(memory.known, worker.map(task, memory.unknown(chunks)))


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
) -> Outcome:
    """The report on the documents below `paths`; the same, byte for byte, whatever the engine.

    With `against`, they are checked against that corpus only. `progress` is told the documents done.
    """
    rules = rulebook or default_rulebook()
    named = list(against)
    gathered = Gathered()
    reading = partial(
        extract, engine=engine, rulebook=rules, language=language, limits=limits, root=root, index=index
    )
    for item in reading(paths):
        gathered.add(item)
        if progress:
            progress(len(gathered.sources))
    focus = frozenset(gathered.sources) if named else None
    if named:
        known = set(gathered.sources)
        for item in reading(named):
            if not (isinstance(item, Extracted) and item.source.id in known):
                gathered.add(item)
    report = gathered.report(rules, focus, within, engine or Local())
    return Outcome(report, gathered.shown(), tuple(gathered.errors), tuple(gathered.notices))


class Gathered:
    """What a run keeps of its documents."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.assertions: list[Assertion] = []
        self.sketches: dict[str, Sketch[int]] = {}
        self.errors: list[SourceError] = []
        self.notices: list[Notice] = []
        self._texts: dict[str, str] | None = {}
        self._sharing = Sharing()
        self._size = 0

    def add(self, item: Item) -> None:
        if isinstance(item, SourceError):
            self.errors.append(item)
        elif isinstance(item, Notice):
            self.notices.append(item)
        else:
            source = item.source
            self.sources[source.id] = source.model_copy(update={"text": ""})
            self.sketches[source.id] = item.sketch
            for said in item.assertions:
                self._sharing.share(said)
            self.assertions += item.assertions
            self._keep(source)

    def _keep(self, source: Source) -> None:
        self._size += len(source.text)
        if self._size > KEPT:
            self._texts = None
        elif self._texts is not None:
            self._texts[source.id] = source.text

    def report(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
        task = Comparison(rules.digest, rules.directories[1:])

        def run(parts: Iterable[Part]) -> Iterator[Compared]:
            sent: deque[tuple[Part, ...]] = deque()

            def batches() -> Iterator[tuple[Part, ...]]:
                for batch in _batches(parts):
                    sent.append(batch)
                    yield batch

            for found in worker.map(task, batches()):
                yield from findings_of(found, sent.popleft())

        return compare(
            [self.sources[name] for name in sorted(self.sources)],
            self.assertions,
            rulebook=rules,
            focus=focus,
            within=within,
            unreadable=unreadable(self.errors),
            sketches=self.sketches,
            run=run if worker.workers > 1 else None,
        )

    def shown(self) -> tuple[Source, ...]:
        texts = self._texts or {}
        return tuple(
            source.model_copy(update={"text": texts[name]}) if name in texts else source
            for name, source in sorted(self.sources.items())
        )


def _batches(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """Small stories together."""
    batch: list[Part] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += len(part.story.assertions)
        if size >= COMPARED:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def unreadable(errors: Iterable[SourceError]) -> list[Unreadable]:
    """As the coverage of a report lists them, each once."""
    found = (
        Unreadable(
            path=str(error.at or ""),
            reason=f"{error.message} ({error.hint})" if error.hint else error.message,
        )
        for error in errors
    )
    return list(dict.fromkeys(found))


def _unique(item: Extracted, known: dict[str, str]) -> Item:
    source = item.source
    path = source.path or source.id
    first = known.get(source.id)
    if first is None:
        known[source.id] = path
        return item
    at = Location(path, source.first_line if source.first_line > 1 else None)
    what = f"the id {source.id!r:.80} stands twice; first in {first}"
    return SourceError(what, at=at, hint="give each record its own id")


def _chunks(paths: Iterable[str | Path], limits: Limits, root: Path | None) -> Iterator[Chunk]:
    """Small files together; a large one of records read here and cut, unless it is far away."""
    places: list[Place] = []
    size = 0
    for found in find(paths, limits, root):
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

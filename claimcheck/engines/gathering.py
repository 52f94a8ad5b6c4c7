"""What a run keeps of its documents until they are compared."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.engines.base import Engine
from claimcheck.engines.work import Comparison, Item, findings_of
from claimcheck.errors import SourceError
from claimcheck.model import Assertion, Report, Source, Unreadable
from claimcheck.model.sharing import Sharing
from claimcheck.pipeline import Compared, Extracted, Part, compare
from claimcheck.rulebook import Rulebook
from claimcheck.sources import Notice

if TYPE_CHECKING:
    from claimcheck.alignment import Sketch
    from claimcheck.store.index import Index

__all__ = ["Gathered", "Recalled", "unreadable"]

COMPARED = 1_000
"""Assertions a batch of stories."""
KEPT = 50_000_000
"""Characters of text that are kept for showing quotes in their context; further texts are let go."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A document that was extracted before: its assertions as an index keeps them."""

    source: Source
    packed: bytes
    sketch: Sketch[int]

    def extracted(self) -> Extracted:
        from claimcheck.store.codec import decode

        return Extracted(self.source, tuple(decode(self.packed)), self.sketch)


class Gathered:
    """What a run keeps of its documents."""

    def __init__(self, index: Index | None = None) -> None:
        self.sources: dict[str, Source] = {}
        self._said: list[tuple[Assertion, ...] | bytes] = []
        self.sketches: dict[str, Sketch[int]] = {}
        self.errors: list[SourceError] = []
        self.notices: list[Notice] = []
        self._texts: dict[str, str] | None = {}
        self._sharing = Sharing()
        self._size = 0
        self._index = index
        self._keys: list[bytes] = []

    def add(self, item: Item | Recalled) -> None:
        if isinstance(item, SourceError):
            self.errors.append(item)
        elif isinstance(item, Notice):
            self.notices.append(item)
        else:
            source = item.source
            self.sources[source.id] = source.model_copy(update={"text": ""})
            self.sketches[source.id] = item.sketch
            if isinstance(item, Recalled):
                self._said.append(item.packed)
            else:
                self._said.append(self._shared(item.assertions))
            if self._index is not None:
                self._keys.append(self._index.key(source))
            self._keep(source)

    def _keep(self, source: Source) -> None:
        self._size += len(source.text)
        if self._size > KEPT:
            self._texts = None
        elif self._texts is not None:
            self._texts[source.id] = source.text

    def report(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
        """The report; with an index that of the last runs, where nothing has changed since."""
        if self._index is None:
            return self._compare(rules, focus, within, worker)
        bad = [(one.path, one.reason) for one in unreadable(self.errors)]
        asked = repr((within, None if focus is None else sorted(focus), bad))
        report = self._index.runs.report(self._keys, asked)
        if report is None:
            report = self._compare(rules, focus, within, worker)
            self._index.flush()
            self._index.runs.keep_report(self._keys, asked, report)
        return report

    def assertions(self) -> list[Assertion]:
        """All of them, those from an index unpacked."""
        found: list[Assertion] = []
        for number, said in enumerate(self._said):
            if isinstance(said, bytes):
                from claimcheck.store.codec import decode

                said = self._shared(decode(said))
            self._said[number] = ()
            found += said
        return found

    def _shared(self, said: Sequence[Assertion]) -> tuple[Assertion, ...]:
        for one in said:
            self._sharing.share(one)
        return tuple(said)

    def _compare(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
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
            self.assertions(),
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

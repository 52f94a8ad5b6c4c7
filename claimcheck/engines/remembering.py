"""Documents on their way to an engine, less those whose assertions an index already knows."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.alignment import document_keys, document_names, sketch
from claimcheck.engines.files import is_url
from claimcheck.engines.gathering import Recalled
from claimcheck.engines.work import Chunk, Extraction, Item
from claimcheck.model import Source
from claimcheck.pipeline import Extracted
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules
from claimcheck.sources import File, read_file
from claimcheck.store.index import Index

__all__ = ["Remembering"]


@dataclass(slots=True)
class Remembering:
    """Use `unknown` on the batches before an engine has them, and `known` on each of its results.

    Local files are then read in this process, since their text is what they are known by.
    """

    index: Index
    task: Extraction
    rules: Rulebook
    _plans: deque[list[Recalled | None]] = field(default_factory=deque)

    def unknown(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """The batches with what is yet to be extracted, and with files that are far away."""
        for chunk in chunks:
            plan: list[Recalled | None] = []
            rest = []
            near = [place for place in chunk.places if not is_url(place.where)]
            read = (
                found
                for place in near
                for found in read_file(File(Path(place.where), place.name), self.task.limits)
            )
            for found in (*chunk.read, *read):
                source = self.task.spoken(found) if isinstance(found, Source) else None
                said = self._recall(source) if source is not None else None
                plan.append(said)
                if said is None:
                    rest.append(source or found)
            self._plans.append(plan)
            far = tuple(place for place in chunk.places if is_url(place.where))
            yield Chunk(read=tuple(rest), places=far)

    def _recall(self, source: Source) -> Recalled | None:
        packed = self.index.packed(source)
        if packed is None:
            return None
        if packed.sketch is not None:
            return Recalled(source, packed.said, array("I", packed.sketch))
        return Recalled(source, packed.said, sketch(source.text, self.rules.get(AlignmentRules)))

    def known(self, items: Iterable[Item]) -> Iterator[Item | Recalled]:
        """All items of a batch in their order; what was extracted anew is kept."""
        new = iter(items)
        for said in self._plans.popleft():
            if said is not None:
                yield said
            elif (item := next(new, None)) is not None:
                yield self._kept(item)
        for item in new:
            yield self._kept(item)

    def _kept(self, item: Item) -> Item:
        if isinstance(item, Extracted):
            keys, names = document_keys(item.source.id, item.assertions), document_names(item.assertions)
            self.index.put(item.source, item.assertions, keys, names, item.sketch.tobytes())
        return item

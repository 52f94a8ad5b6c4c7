"""Documents on their way to an engine, less those whose assertions an index already knows."""

from __future__ import annotations

import contextlib
import hashlib
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from claimcheck.alignment import sketch
from claimcheck.engines.files import is_url
from claimcheck.engines.packing import Packed, learned_from
from claimcheck.engines.work import Chunk, Extraction, Place, Result
from claimcheck.errors import SourceError
from claimcheck.model import Source
from claimcheck.pipeline import Extracted
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules
from claimcheck.sources import File, read_file
from claimcheck.sources.base import Found, load_bytes
from claimcheck.sources.reading import is_text
from claimcheck.store.index import Index

__all__ = ["Remembering"]


class _Planned(NamedTuple):
    """A document of a batch: what is known of it, and under which name, as which content of git's and by
    which key its file is remembered."""

    said: Packed | None = None
    file: tuple[str, str, bytes] | None = None


@dataclass(slots=True)
class Remembering:
    """Use `unknown` on the batches before an engine has them, and `known` on each of its results.

    Local files are then read in this process, since their text is what they are known by.
    """

    index: Index
    task: Extraction
    rules: Rulebook
    root: Path
    _plans: deque[list[_Planned]] = field(default_factory=deque)

    def unknown(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """The batches with what is yet to be extracted, and with files that are far away."""
        for chunk in chunks:
            plan: list[_Planned] = []
            rest = []
            read = (pair for place in chunk.places if not is_url(place.where) for pair in self._read(place))
            for found, content in (*((one, "") for one in chunk.read), *read):
                source = self.task.spoken(found) if isinstance(found, Source) else None
                plan.append(self._planned(source, content) if source is not None else _Planned())
                if plan[-1].said is None:
                    rest.append(source or found)
            self._plans.append(plan)
            far = tuple(place for place in chunk.places if is_url(place.where))
            yield Chunk(read=tuple(rest), places=far)

    def _read(self, place: Place) -> Iterator[tuple[Found, str]]:
        """What is found in a file; of a text, with the name that git gives such a content."""
        file, content = File(Path(place.where), place.name), ""
        if is_text(file.path):
            with contextlib.suppress(SourceError, OSError):
                data = load_bytes(file, self.task.limits.document)
                file, content = File(file.path, file.name, data), _name_of(data)
        for found in read_file(file, self.task.limits):
            yield found, content

    def _planned(self, source: Source, content: str) -> _Planned:
        key = self.index.key(source)
        name = self.index.place(self.root, source.id, self.task.language)
        file = (name, content, key) if content else None
        kept = self.index.packed(key)
        if kept is None:
            return _Planned(file=file)
        if kept.sketch is not None:
            return _Planned(Packed(source, kept.said, array("I", kept.sketch)), file)
        found = sketch(source.text, self.rules.get(AlignmentRules))
        return _Planned(Packed(source, kept.said, found), file)

    def known(self, items: Iterable[Result]) -> Iterator[Result]:
        """All items of a batch in their order; what was extracted anew is kept."""
        new = iter(items)
        for said, file in self._plans.popleft():
            item = said or next(new, None)
            if item is None:
                continue
            if said is None:
                self._keep(item)
            if file is not None and isinstance(item, Extracted | Packed):
                self.index.remember(file[0], file[1], [file[2]])
            yield item
        for item in new:
            self._keep(item)
            yield item

    def _keep(self, item: Result) -> None:
        if isinstance(item, Extracted | Packed):
            new = learned_from(item) if isinstance(item, Extracted) else item.learned
            if new is not None:
                self.index.keep(item.source, new, item.sketch.tobytes())


def _name_of(data: bytes) -> str:
    """The name of a content in git, by which the hook meets it again without reading it."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

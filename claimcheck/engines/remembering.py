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
from claimcheck.engines.work import Chunk, Extraction, Place, Recalled, Result
from claimcheck.errors import SourceError
from claimcheck.model import Source
from claimcheck.pipeline import Extracted
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules
from claimcheck.sources import File, read_file
from claimcheck.sources.base import Found, load_bytes
from claimcheck.sources.reading import is_text
from claimcheck.sources.walking import signature
from claimcheck.store.index import Index

__all__ = ["Remembering"]


class _File(NamedTuple):
    """The name under which a text is remembered, and the signatures that it is known by: of its content, as
    git names it, and of the file."""

    name: str
    signatures: tuple[str, str]


class _Planned(NamedTuple):
    """A document of a batch: what is known of it, and how its file is remembered and by which key."""

    said: Packed | Recalled | None = None
    file: _File | None = None
    key: bytes = b""


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

    def unknown(self, chunks: Iterable[Chunk], *, recalling: bool = False) -> Iterator[Chunk]:
        """The batches with what is yet to be extracted, and with files that are far away. With `recalling`
        texts whose files stand as they were are not read at all."""
        for chunk in chunks:
            plan: list[_Planned] = []
            rest = []
            for found, file in self._found(chunk, recalling):
                if isinstance(found, Recalled):
                    plan.append(_Planned(found))
                    continue
                source = self.task.spoken(found) if isinstance(found, Source) else None
                plan.append(self._planned(source, file) if source is not None else _Planned())
                if plan[-1].said is None:
                    rest.append(source or found)
            self._plans.append(plan)
            yield Chunk(read=tuple(rest), places=tuple(one for one in chunk.places if is_url(one.where)))

    def _found(self, chunk: Chunk, recalling: bool) -> Iterator[tuple[Found | Recalled, _File | None]]:
        """All that is in a batch and not far away, in its order."""
        places = [place for place in chunk.places if not is_url(place.where)]
        recalled = self._recalled(places) if recalling else {}
        for found in chunk.read:
            yield found, None
        for place in places:
            if place.where in recalled:
                yield recalled[place.where], None
            else:
                yield from self._read(place)

    def _recalled(self, places: Iterable[Place]) -> dict[str, Recalled]:
        """Of these texts those that the index knows by their files, by where they are."""
        names = {self._name(place): place for place in places if is_text(place.where)}
        known = self.index.recall({name: signature(place.where) for name, place in names.items()})
        return {
            names[name].where: Recalled(names[name], keys[0])
            for name, keys in known.items()
            if len(keys) == 1
        }

    def _name(self, place: Place) -> str:
        return self.index.place(self.root, place.name, self.task.language)

    def _read(self, place: Place) -> Iterator[tuple[Found, _File | None]]:
        """What is found in a file; of a text, with what it is remembered by. A file of which there is
        something to tell is read anew each time."""
        file = File(Path(place.where), place.name)
        if not is_text(file.path):
            yield from ((found, None) for found in read_file(file, self.task.limits))
            return
        before, content = signature(place.where), ""
        with contextlib.suppress(SourceError, OSError):
            data = load_bytes(file, self.task.limits.document)
            file, content = File(file.path, file.name, data), _name_of(data)
        read = list(read_file(file, self.task.limits))
        marks = _File(self._name(place), (content, before if len(read) == 1 else ""))
        yield from ((found, marks if content else None) for found in read)

    def _planned(self, source: Source, file: _File | None) -> _Planned:
        key = self.index.key(source)
        return _Planned(self._kept(source, key), file, key)

    def _kept(self, source: Source, key: bytes) -> Packed | None:
        kept = self.index.packed(key)
        if kept is None:
            return None
        if kept.sketch is not None:
            return Packed(source, kept.said, array("I", kept.sketch))
        return Packed(source, kept.said, sketch(source.text, self.rules.get(AlignmentRules)))

    def read(self, recalled: Recalled) -> Packed | None:
        """A document that was only recalled; None: its file or its entry is no longer what it was."""
        place = recalled.place
        for found in read_file(File(Path(place.where), place.name), self.task.limits):
            source = self.task.spoken(found) if isinstance(found, Source) else None
            if source is not None and self.index.key(source) == recalled.key:
                return self._kept(source, recalled.key)
        return None

    def known(self, items: Iterable[Result]) -> Iterator[Result | Recalled]:
        """All items of a batch in their order; what was extracted anew is kept."""
        new = iter(items)
        for said, file, key in self._plans.popleft():
            item = said or next(new, None)
            if item is None:
                continue
            if said is None:
                self._keep(item)
            if file is not None and isinstance(item, Extracted | Packed):
                self.index.remember(*file, [key])
            yield item
        for item in new:
            self._keep(item)
            yield item

    def _keep(self, item: Result | Recalled) -> None:
        if isinstance(item, Extracted | Packed):
            new = learned_from(item) if isinstance(item, Extracted) else item.learned
            if new is not None:
                self.index.keep(item.source, new, item.sketch.tobytes())


def _name_of(data: bytes) -> str:
    """The name of a content in git, by which the hook meets it again without reading it."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

"""What a worker does with a batch of documents; nothing here knows where it runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from claimcheck.engines.files import is_url, opened
from claimcheck.engines.packing import Form, Packed, packed
from claimcheck.errors import ClaimcheckError, ConfigError, Location, SourceError
from claimcheck.model import Source
from claimcheck.model.frozen import frozen
from claimcheck.pipeline import Extracted, extract_source
from claimcheck.rulebook import Rulebook, load_rulebook
from claimcheck.sources import File, Limits, Notice, read_file

__all__ = ["Chunk", "Extraction", "Item", "Place", "Recalled", "Result", "rules_of"]

Item: TypeAlias = Extracted | SourceError | Notice
"""What comes of a document: what it says, an error in its place, or a remark on it."""
Result: TypeAlias = Item | Packed


@frozen
class Place:
    """A file to read: `where` is a path or an fsspec URL, `name` its stable name in the report."""

    where: str
    name: str


class Recalled(NamedTuple):
    """A file that need not be read: where it is, and the key in an index of the only entry that it gave. The
    id of its source is the name of its place."""

    place: Place
    key: bytes


@frozen
class Chunk:
    """A batch of documents: what was already read, then files that the worker reads."""

    read: tuple[Source | SourceError | Notice, ...] = ()
    places: tuple[Place, ...] = ()


@frozen
class Extraction:
    """documents → assertions. The rules are those of `directories`, whose hash must be `digest`.

    `language` is that of documents that name none. With `form` what they say comes packed.
    """

    digest: str
    directories: tuple[str, ...] = ()
    language: str | None = None
    limits: Limits = field(default_factory=Limits)
    form: Form | None = None

    def __call__(self, chunk: Chunk) -> list[Result]:
        rules = rules_of(self.digest, self.directories)
        return [self._item(found, rules) for found in self._read(chunk)]

    def lost(self, chunk: Chunk, reason: str) -> list[Result]:
        hint = "leave it out, or check it by itself"
        names = [place.name for place in chunk.places]
        lost: list[Result] = []
        for found in chunk.read:
            if isinstance(found, Source):
                names.append(found.id)
            else:
                lost.append(found)
        return lost + [SourceError(reason, at=Location(name), hint=hint) for name in names]

    def _read(self, chunk: Chunk) -> Iterator[Source | SourceError | Notice]:
        yield from chunk.read
        for place in chunk.places:
            if not is_url(place.where):
                yield from read_file(File(Path(place.where), place.name), self.limits)
                continue
            try:
                with tempfile.TemporaryDirectory() as folder, opened(place.where, Path(folder)) as path:
                    yield from read_file(File(path, place.name), self.limits)
            except (OSError, ValueError) as error:
                hint = "check the address and who may read it"
                yield SourceError(f"cannot be read: {error!s:.200}", at=Location(place.name), hint=hint)

    def spoken(self, source: Source) -> Source:
        """The source with the run's language, where it names none."""
        if self.language and source.language is None:
            return source.model_copy(update={"language": self.language})
        return source

    def _item(self, found: Source | SourceError | Notice, rules: Rulebook) -> Result:
        if not isinstance(found, Source):
            return found
        try:
            said = extract_source(self.spoken(found), rules)
            return packed(said, self.form) if self.form else said
        except SourceError as error:
            error.at = error.at or Location(found.path or found.id)
            return error
        except ClaimcheckError:
            raise
        except Exception as error:  # one document must not end a run over a million
            what = f"a mistake in claimcheck itself: {type(error).__name__}: {error!s:.200}"
            return SourceError(what, at=Location(found.path or found.id), hint="please report it")


_RULES: dict[str, Rulebook] = {}


def rules_of(digest: str, directories: tuple[str, ...]) -> Rulebook:
    """The rulebook of a run, loaded once a process. Raises ConfigError where this machine's differs."""
    if (known := _RULES.get(digest)) is None:
        known = load_rulebook(*directories)
        if known.digest != digest:
            hint = "install the same version of claimcheck, and the same --rules, on every worker"
            raise ConfigError("a worker's rules are not those of the run", hint=hint)
        _RULES[digest] = known
    return known


def share_rules(rulebook: Rulebook) -> None:
    """Let tasks that run in this process use a rulebook that is already there."""
    _RULES[rulebook.digest] = rulebook

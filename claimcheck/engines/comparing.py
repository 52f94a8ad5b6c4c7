"""A comparison on several workers: its parts are cut here and worked on there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.engines.base import Engine, EngineError
from claimcheck.engines.packing import (
    Form,
    Outline,
    Packed,
    outline,
    pack_findings,
    unpack,
    unpack_findings,
)
from claimcheck.engines.work import rules_of
from claimcheck.model import Assertion, Report, Unreadable
from claimcheck.model.frozen import frozen
from claimcheck.model.pickling import travels
from claimcheck.pipeline import Compared, Part, compare_part, parts_of, report_of
from claimcheck.rulebook import Rulebook

if TYPE_CHECKING:
    from claimcheck.alignment import Surroundings

__all__ = ["Comparison", "Outlining", "compare_on"]

COMPARED = 1_000
"""Assertions a batch of parts."""
OUTLINED = 100
"""Documents a batch whose outlines are to be found."""


@travels
@frozen
class Sent:
    """A part of the corpus on its way: `part` without assertions, and all that its documents say, packed."""

    part: Part
    said: tuple[bytes, ...]

    def opened(self, form: Form) -> Part:
        story = replace(self.part.story, assertions=unpack(self.said, form))
        return replace(self.part, story=story)


@frozen
class Comparison:
    """assertions → findings, for some parts at a time. The rules are those of `directories`, whose hash
    must be `digest`; the result is for `unpack_findings`."""

    digest: str
    directories: tuple[str, ...] = ()
    form: Form = "pickled"

    def __call__(self, parts: tuple[Sent, ...]) -> bytes:
        rules = rules_of(self.digest, self.directories)
        return pack_findings([compare_part(sent.opened(self.form), rules) for sent in parts])

    def lost(self, parts: tuple[Sent, ...], reason: str) -> bytes:
        """A report without these findings would look like a pass, so there is none."""
        sources = parts[0].part.sources
        hint = "give the workers more memory, or check fewer documents at a time"
        raise EngineError(
            f"the comparison of {sources[0].id if sources else '?'} and others: {reason}", hint=hint
        )


@frozen
class Outlining:
    """Documents as an index keeps them → their outlines."""

    def __call__(self, documents: Sequence[bytes]) -> list[Outline]:
        return [outline(unpack([said], "coded")) for said in documents]

    def lost(self, documents: Sequence[bytes], reason: str) -> list[Outline]:
        raise EngineError(f"reading documents from the index: {reason}", hint="run again with --no-index")


def compare_on(
    worker: Engine,
    documents: dict[str, Packed],
    rulebook: Rulebook,
    form: Form,
    *,
    focus: frozenset[str] | None,
    within: bool,
    unreadable: Sequence[Unreadable],
    counts: tuple[int, int] | None = None,
    around: Callable[[Iterable[Assertion]], Surroundings] | None = None,
) -> Report:
    """The report on documents that are packed, by their ids; here only their outlines are looked at. Each is
    let go when it is on its way. Where they are a part of a corpus, `counts` are its documents and its
    assertions, and `around` tells what must be known of it, given what is compared."""
    outlines = _outlines(worker, documents)
    sources = [documents[name].source for name in sorted(documents)]
    said = [known.said for known in outlines.values() if known.said is not None]
    sketches = {name: one.sketch for name, one in documents.items()}
    near = around(said) if around else None
    parts = parts_of(sources, said, rulebook, focus=focus, sketches=sketches, around=near)
    task = Comparison(rulebook.digest, rulebook.directories[1:], form)
    counts = counts or (len(documents), sum(known.size for known in outlines.values()))
    results = worker.map(task, _batches(parts, documents, outlines))
    found: Iterator[Compared] = (one for data in results for one in unpack_findings(data))
    return report_of(found, counts, rulebook, within=within, unreadable=unreadable)


def _outlines(worker: Engine, documents: Mapping[str, Packed]) -> dict[str, Outline]:
    """Of all documents in their order; those that came from an index are found by the workers."""
    names = [name for name, one in documents.items() if one.outline is None]
    batches = (
        [documents[name].said for name in names[at : at + OUTLINED]] for at in range(0, len(names), OUTLINED)
    )
    found = (known for batch in worker.map(Outlining(), batches) for known in batch)
    new = dict(zip(names, found, strict=True))
    return {name: one.outline or new[name] for name, one in documents.items()}


def _batches(
    parts: Iterable[Part], documents: dict[str, Packed], outlines: Mapping[str, Outline]
) -> Iterator[tuple[Sent, ...]]:
    """Small parts together."""
    batch: list[Sent] = []
    size = 0
    for part in parts:
        names = [known.source for known in part.story.assertions]
        bare = replace(part, story=replace(part.story, assertions=()))
        batch.append(Sent(bare, tuple(documents.pop(name).said for name in names)))
        size += sum(outlines[name].size for name in names)
        if size >= COMPARED:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)

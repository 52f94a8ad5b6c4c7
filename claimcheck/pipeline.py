"""The only place where the stages are chained: text → mentions → assertions → comparisons → report."""

from __future__ import annotations

import contextlib
import datetime
import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from claimcheck import __version__
from claimcheck.errors import ConfigError, Location
from claimcheck.model import (
    Assertion,
    Coverage,
    Finding,
    Mention,
    Report,
    Run,
    Source,
    Unreadable,
)
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.sources import detect_language, read

if TYPE_CHECKING:
    from claimcheck.alignment import Sketch, Story, Surroundings

__all__ = [
    "Compared",
    "Document",
    "Extracted",
    "Part",
    "check",
    "collecting_seldom",
    "compare",
    "compare_part",
    "extract",
    "extract_source",
    "recognize",
]

Document: TypeAlias = Source | Path | str
"""A source, the path of a file or folder, or a text."""
Progress: TypeAlias = Callable[[int, int], object]


COLLECT = (50_000, 20, 100)
"""Thresholds of Python's collector: it looks for cycles 70 times as seldom as by default."""


@contextlib.contextmanager
def collecting_seldom() -> Iterator[None]:
    """For work that keeps millions of small records, none in a cycle: looking at them again and again
    takes a third of the time. A collector that is off, or as patient already, is left alone."""
    before = gc.get_threshold()
    if 0 < before[0] < COLLECT[0]:
        gc.set_threshold(*COLLECT)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a comparison needs of a document: the source, whose text may be left out, what it says, and
    the sketch by which copies of its text are known."""

    source: Source
    assertions: tuple[Assertion, ...]
    sketch: Sketch[int]


@collecting_seldom()
def recognize(
    text: str,
    *,
    language: str | None = None,
    published: datetime.date | None = None,
    rulebook: Rulebook | None = None,
) -> list[Mention]:
    """The values in a text, in order. Offsets are code points of `text`, from 0, half-open.

    Relative expressions ("il y a six ans") are anchored on `published`; without it they are not.

    >>> [mention.text for mention in recognize("plus de 13 milliards de dollars", language="fr")]
    ['plus de 13 milliards de dollars']
    """
    rules = rulebook or default_rulebook()
    source = Source(id="text", text=text, language=language, published=published)
    return recognize_source(source, _language(source, rules), rules)


@collecting_seldom()
def extract(source: Document, *, rulebook: Rulebook | None = None) -> list[Assertion]:
    """What a document says, in the order of the text. A folder yields the assertions of all its files.

    Raises SourceError for a path that cannot be read.
    """
    rules = rulebook or default_rulebook()
    sources, unreadable = _sources([source])
    if unreadable:
        raise ConfigError(unreadable[0].reason, at=Location(unreadable[0].path))
    return [assertion for one in sources for assertion in _extract(one, rules)]


def _extract(source: Source, rules: Rulebook) -> list[Assertion]:
    from claimcheck.assertions import said_in

    language = _language(source, rules)
    return said_in(source, language, recognize_source(source, language, rules), rules)


@collecting_seldom()
def extract_source(source: Source, rules: Rulebook) -> Extracted:
    """One document on its own: all of the work that does not depend on the others."""
    from claimcheck.alignment import sketch
    from claimcheck.rulebook.families.alignment import AlignmentRules

    return Extracted(source, tuple(_extract(source, rules)), sketch(source.text, rules.get(AlignmentRules)))


@collecting_seldom()
def check(
    sources: Iterable[Document],
    *,
    rulebook: Rulebook | None = None,
    against: Iterable[Document] = (),
    unreadable: Sequence[Unreadable] = (),
    language: str | None = None,
    within: bool = True,
    progress: Progress | None = None,
) -> Report:
    """Where the sources agree and disagree.

    With `against`, the sources are checked against that corpus, not the corpus against itself.
    `language` is that of documents that do not name one; else it is detected. `progress(done, total)`
    is called after each document. A path that cannot be read is listed in the coverage.
    """
    rules = rulebook or default_rulebook()
    mine, bad = _sources(sources, language)
    corpus, worse = _sources(against, language)
    everything = _distinct([*mine, *corpus])
    assertions: list[Assertion] = []
    for done, source in enumerate(everything, 1):
        assertions += _extract(source, rules)
        if progress:
            progress(done, len(everything))
    focus = frozenset(source.id for source in mine) if corpus else None
    return compare(
        everything, assertions, rulebook=rules, focus=focus, within=within,
        unreadable=(*unreadable, *bad, *worse),
    )  # fmt: skip


@collecting_seldom()
def compare(
    sources: Sequence[Source],
    assertions: Sequence[Assertion],
    *,
    rulebook: Rulebook,
    focus: frozenset[str] | None = None,
    within: bool = True,
    unreadable: Sequence[Unreadable] = (),
    sketches: Mapping[str, Sketch[int]] | None = None,
    around: Surroundings | None = None,
    run: Callable[[Iterable[Part]], Iterable[Compared]] | None = None,
) -> Report:
    """The report on assertions already extracted. With `focus`, only findings with one of these sources.

    With `sketches`, those of all sources by id, their texts are not needed. With `around`, the sources
    are a part of that corpus: `focus` and all that it can meet. `run` works on the parts of the corpus
    wherever it likes (`compare_part`) and gives the results in any order.
    """
    from claimcheck.alignment import shared_origins, stories
    from claimcheck.judgement import in_order
    from claimcheck.judgement.origins import published_by
    from claimcheck.rulebook.families.alignment import AlignmentRules

    rules = rulebook.get(AlignmentRules)
    bare = {s.id: s.model_copy(update={"text": ""}) if s.text else s for s in sources}
    told: Iterable[Story] = stories(assertions, rules, around, focus)
    if focus is not None:
        told = [one for one in told if not focus.isdisjoint(said.source for said in one.assertions)]
        # Of a corpus that is not compared with itself, origins are those among what is compared.
        near = {said.source for one in told for said in one.assertions}
    copying = [source for source in sources if focus is None or source.id in near]
    origins = published_by(copying, rulebook, shared_origins(copying, rules, sketches))
    parts = (_part(story, bare, origins, focus) for story in told)
    findings: list[Finding] = []
    met = 0
    bounded: Counter[str] = Counter()
    for compared in run(parts) if run else (compare_part(part, rulebook) for part in parts):
        met += compared.met
        bounded.update(compared.bounded)
        findings += (finding for finding in compared.findings if within or not finding.within)
    kept = in_order(findings)
    return Report(
        run=Run(version=__version__, rulebook=f"sha256:{rulebook.digest}", sources=len(sources)),
        findings=tuple(kept),
        coverage=_coverage(len(sources), len(assertions), met, kept, unreadable, bounded),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """All that the findings of one story depend on: its sources without their texts, and which source
    each of them copies."""

    story: Story
    sources: tuple[Source, ...]
    origins: Mapping[str, str]
    focus: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings of one story; `met`: how many of its assertions met at least one other; `bounded`: how
    many did not meet all that they could, by the bound."""

    findings: tuple[Finding, ...]
    met: int
    bounded: Mapping[str, int] = field(default_factory=dict)


def _part(
    story: Story, sources: Mapping[str, Source], origins: Mapping[str, str], focus: frozenset[str] | None
) -> Part:
    names = sorted({said.source for said in story.assertions})
    return Part(
        story,
        tuple(sources[name] for name in names if name in sources),
        {name: origins[name] for name in names if name in origins},
        None if focus is None else focus.intersection(names),
    )


def compare_part(part: Part, rulebook: Rulebook) -> Compared:
    """One story on its own: all of the comparison that does not depend on the others."""
    from claimcheck.alignment import align
    from claimcheck.alignment.facts import align_facts
    from claimcheck.judgement import judge

    story, sources, focus = part.story, part.sources, part.focus
    figures = [said for said in story.assertions if said.value.kind != "fact"]
    facts = [said for said in story.assertions if said.value.kind == "fact"]
    alignment = align(figures, rulebook, sources=sources, focus=focus, around=story.around)
    aligned = alignment.comparisons
    stated = align_facts(facts, rulebook, aligned)
    published = {source.id: source.published for source in sources if source.published}
    findings = [
        finding
        for comparisons in (aligned, stated)
        for finding in judge(comparisons, rulebook, origins=part.origins, published=published)
    ]
    met = {
        (side.source, side.span.start, side.span.end)
        for comparison in (*aligned, *stated)
        if comparison.veto is None
        for side in (
            comparison.left, comparison.right, *comparison.left_peers, *comparison.right_peers,
        )
    }  # fmt: skip
    if focus is not None:
        findings = [found for found in findings if not focus.isdisjoint(_sources_of(found))]
    return Compared(tuple(findings), len(met), alignment.bounded)


def _sources_of(finding: Finding) -> set[str]:
    return {said.source for side in finding.sides for said in side.assertions}


def _coverage(
    sources: int,
    assertions: int,
    met: int,
    findings: Sequence[Finding],
    unreadable: Sequence[Unreadable],
    bounded: Mapping[str, int],
) -> Coverage:
    verdicts = Counter(finding.verdict for finding in findings)
    reasons = Counter(finding.basis for finding in findings if finding.verdict == "undecided")
    return Coverage(
        sources=sources,
        assertions=assertions,
        compared=met,
        agreements=verdicts["agreement"],
        contradictions=verdicts["contradiction"],
        undecided=dict(sorted(reasons.items())),
        unreadable=tuple(unreadable),
        bounded=dict(sorted(bounded.items())),
    )


def _language(source: Source, rules: Rulebook) -> str:
    return source.language or detect_language(source.text, rules)


def _sources(
    documents: Iterable[Document], language: str | None = None
) -> tuple[list[Source], list[Unreadable]]:
    found: list[Source] = []
    unreadable: list[Unreadable] = []
    for number, document in enumerate(documents, 1):
        if isinstance(document, Source):
            found.append(document)
        elif isinstance(document, Path):
            reading = read([document], language=language)
            found += reading.sources
            unreadable += reading.unreadable
        else:
            found.append(Source(id=f"text-{number}", text=document, language=language))
    return found, unreadable


def _distinct(sources: Sequence[Source]) -> list[Source]:
    """In the order of their ids, so that the order of files changes nothing. Raises for an id twice."""
    known: dict[str, Source] = {}
    for source in sources:
        if known.setdefault(source.id, source) != source:
            raise ConfigError(f"two sources have the id {source.id!r}", hint="give each its own")
    return [known[name] for name in sorted(known)]

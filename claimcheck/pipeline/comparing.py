"""What documents say → what is compared, in parts → the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.model import Assertion, Coverage, Finding, Report, Run, Source, Unreadable
from claimcheck.model.frozen import frozen
from claimcheck.model.pickling import travels
from claimcheck.pipeline.collecting import collecting_seldom
from claimcheck.rulebook import Rulebook

if TYPE_CHECKING:
    from claimcheck.alignment import Sketch, Story, Surroundings

__all__ = ["Compared", "Part", "compare", "compare_part", "parts_of", "report_of"]


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
    counts: tuple[int, int] | None = None,
) -> Report:
    """The report on assertions already extracted. With `focus`, only findings with one of these sources.

    With `sketches`, those of all sources by id, their texts are not needed. With `around`, the sources
    are a part of that corpus: `focus` and all that it can meet; `counts`: its sources and assertions.
    """
    parts = parts_of(sources, assertions, rulebook, focus=focus, sketches=sketches, around=around)
    results = (compare_part(part, rulebook) for part in parts)
    counts = counts or (len(sources), len(assertions))
    return report_of(results, counts, rulebook, within=within, unreadable=unreadable)


def parts_of(
    sources: Sequence[Source],
    assertions: Sequence[Assertion],
    rulebook: Rulebook,
    *,
    focus: frozenset[str] | None = None,
    sketches: Mapping[str, Sketch[int]] | None = None,
    around: Surroundings | None = None,
) -> Iterator[Part]:
    """What is compared, in parts that can be worked on in any order and place (`compare_part`)."""
    from claimcheck.alignment import shared_origins, stories
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
    return (_part(story, bare, origins, focus) for story in told)


def report_of(
    results: Iterable[Compared],
    counts: tuple[int, int],
    rulebook: Rulebook,
    *,
    within: bool = True,
    unreadable: Sequence[Unreadable] = (),
) -> Report:
    """The report on all parts of a corpus. `counts`: its sources and its assertions."""
    from claimcheck.judgement import in_order

    findings: list[Finding] = []
    met = 0
    bounded: Counter[str] = Counter()
    for compared in results:
        met += compared.met
        bounded.update(compared.bounded)
        findings += (finding for finding in compared.findings if within or not finding.within)
    kept = in_order(findings)
    return Report(
        run=Run(version=__version__, rulebook=f"sha256:{rulebook.digest}", sources=counts[0]),
        findings=tuple(kept),
        coverage=_coverage(*counts, met, kept, unreadable, bounded),
    )


@travels
@frozen
class Part:
    """All that the findings of one story depend on: its sources without their texts, and which source
    each of them copies."""

    story: Story
    sources: tuple[Source, ...]
    origins: Mapping[str, str]
    focus: frozenset[str] | None = None


@travels
@frozen
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

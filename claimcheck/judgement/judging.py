"""`judge`: comparisons → findings, in an order that does not depend on the input's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from claimcheck.judgement.findings import Background, findings_of
from claimcheck.judgement.gathering import Gathered, Members, gather
from claimcheck.judgement.origins import agencies
from claimcheck.judgement.rules import Judged, Known, compile_table, judge_pair
from claimcheck.model import Comparison, Finding
from claimcheck.rulebook import Rulebook

__all__ = ["in_order", "judge"]

VERDICTS = ("contradiction", "undecided", "agreement")
"""The order in which findings get their ids."""
PRINTED = ("contradiction", "agreement", "undecided")


def judge(
    comparisons: Iterable[Comparison],
    rulebook: Rulebook,
    *,
    origins: Mapping[str, str] | None = None,
    published: Mapping[str, datetime.date] | None = None,
) -> list[Finding]:
    """Judge each comparison by rules/judgement.toml and gather the verdicts of each group.

    `origins` maps a source's id to that of the source it copies or cites, `published` to its date.
    Pairs that are not compared are not judged. Contradictions come first, probable ones before
    possible ones, those within one document last.
    """
    table = rulebook.derive(compile_table)
    groups: dict[int, list[Judged]] = {}
    related: Known = {}
    comparisons = list(comparisons)
    for comparison in comparisons:
        if (judged := judge_pair(comparison, table, related)) is not None:
            groups.setdefault(comparison.group, []).append(judged)
    members = Members()
    gathered = [found for group in groups.values() for found in gather(group, table.settings, members)]
    known = Background(table.settings, origins or {}, published or {}, rulebook.derive(agencies))
    return _findings(gathered, known)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of several groups as a report prints them, by verdict, certainty and place."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    places = sorted(
        tuple(sorted((said.source, said.span.start, said.span.end) for said in side.assertions))
        for side in finding.sides
    )
    possible = finding.certainty == "possible"
    return PRINTED.index(finding.verdict), finding.within, possible, places, finding.basis, finding.id


def _findings(gathered: list[Gathered], known: Background) -> list[Finding]:
    gathered.sort(key=lambda item: (VERDICTS.index(item.verdict), item.within, _first(item)))
    built = list(zip(gathered, findings_of(gathered, known), strict=True))
    built.sort(key=_printed)
    return [finding for _, finding in built]


def _printed(pair: tuple[Gathered, Finding]) -> tuple[object, ...]:
    item, finding = pair
    possible = finding.certainty == "possible"
    return PRINTED.index(finding.verdict), finding.within, possible, _first(item)


def _first(item: Gathered) -> tuple[object, ...]:
    places = sorted(tuple(member.place for member in side) for side in item.sides)
    return (*places, item.basis, item.certainty or "")

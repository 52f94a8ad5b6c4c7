"""Assertions and reports as flat tables: for CSV, dataframes and notebooks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from claimcheck.model.claims import Assertion
from claimcheck.model.values import Magnitude

if TYPE_CHECKING:
    from claimcheck.model.findings import Finding, Report

__all__ = ["COLUMNS", "FINDING_COLUMNS", "assertion_row", "finding_rows", "notebook"]

COLUMNS = (
    "source", "path", "line", "column", "place", "start", "end", "quote", "kind", "low", "high",
    "interval_low", "interval_high", "unit", "hedge", "subject", "predicate", "as_of_earliest",
    "as_of_latest", "status", "polarity", "attribution",
)  # fmt: skip
FINDING_COLUMNS = (
    "finding", "verdict", "basis", "certainty", "within", "accepted", "topic", "side", *COLUMNS,
)  # fmt: skip
UNSEEN = ("Cc", "Cf", "Cs")
LONGEST = 200
SHOWN = 200


def assertion_row(said: Assertion) -> tuple[Any, ...]:
    """COLUMNS of one assertion: magnitudes as exact texts in `unit`, times as ISO days.

    `unit` is a currency code, a unit of measure or the counted noun; a fact has none, and its truth
    or category stands in `low`.
    """
    value = said.value
    data = value.model_dump("json")
    low, high = data.get("interval", (None, None))
    if value.kind == "fact":
        first = last = data.get("category") or str(data.get("truth")).lower()
    elif value.kind == "period":
        first, last = data["earliest"], data["latest"]
    else:
        first, last = data["low"], data["high"]
    unit = (value.currency or value.unit or value.of) if isinstance(value, Magnitude) else None
    as_of = said.as_of.model_dump("json") if said.as_of else {}
    return (
        said.source, said.path, said.span.line, said.span.column, said.span.place, said.span.start,
        said.span.end, said.quote, value.kind, first, last, low, high, unit, data.get("hedge"),
        said.subject, said.predicate, as_of.get("earliest"), as_of.get("latest"), said.status,
        said.polarity, said.attribution,
    )  # fmt: skip


def finding_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    """FINDING_COLUMNS of every assertion of every finding; sides count from 1."""
    for finding in report.findings:
        lead = (
            finding.id, finding.verdict, finding.basis, finding.certainty, finding.within,
            finding.accepted, finding.topic,
        )  # fmt: skip
        for number, side in enumerate(finding.sides, 1):
            for said in side.assertions:
                yield (*lead, number, *assertion_row(said))


def notebook(report: Report) -> str:
    """An HTML table of the findings, one a row: what a notebook shows for a report."""
    cover = report.coverage
    caption = (
        f"{cover.sources} sources, {cover.assertions} assertions, {cover.compared} compared: "
        f"{cover.contradictions} contradictions, {cover.agreements} agreements, "
        f"{sum(cover.undecided.values())} undecided"
    )
    rows = "".join(_row(finding) for finding in report.findings[:SHOWN])
    hidden = len(report.findings) - SHOWN
    more = f"<p>and {hidden} more findings</p>" if hidden > 0 else ""
    head = "".join(f"<th>{word}</th>" for word in ("verdict", "topic", "who says what", "id"))
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{more}"
    )


def _row(finding: Finding) -> str:
    quotes = "<br>".join(
        f"{_safe(said.quote)} <small>({_safe(said.path or said.source)}:{said.span.line})</small>"
        for side in finding.sides
        for said in side.assertions[:10]
    )
    tags = ", ".join(tag for tag in (finding.basis, finding.certainty, finding.accepted) if tag)
    cells = (
        f"{finding.verdict} <small>{_safe(tags)}</small>", _safe(finding.topic), quotes,
        f"<code>{_safe(finding.id)}</code>",
    )  # fmt: skip
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _safe(text: str) -> str:
    """Escaped and short; control, bidi and invisible characters are shown."""
    shown = (
        f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in UNSEEN else char for char in text[:LONGEST]
    )
    return f"<bdi>{escape(''.join(shown))}{'…' if len(text) > LONGEST else ''}</bdi>"

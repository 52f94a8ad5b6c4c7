"""The report as CSV: one row for each assertion of each finding."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Report, Source
from claimcheck.reports.assertions import COLUMNS, csv_rows, row

__all__ = ["render"]

LEADING = ("finding", "verdict", "basis", "certainty", "within", "accepted", "topic", "side")


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    rows: list[Iterable[object]] = [(*LEADING, *COLUMNS)]
    for finding in report.findings:
        lead = (
            finding.id, finding.verdict, finding.basis, finding.certainty, finding.within,
            finding.accepted, finding.topic,
        )  # fmt: skip
        for number, side in enumerate(finding.sides, 1):
            rows += [(*lead, number, *row(said).values()) for said in side.assertions]
    return csv_rows(rows)

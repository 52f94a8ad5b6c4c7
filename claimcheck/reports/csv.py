"""The report as CSV: one row for each assertion of each finding."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Report, Source
from claimcheck.model.tables import FINDING_COLUMNS, finding_rows
from claimcheck.reports.assertions import csv_rows

__all__ = ["render"]


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    return csv_rows([FINDING_COLUMNS, *finding_rows(report)])

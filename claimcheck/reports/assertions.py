"""Assertions, one a line: for people, as JSON lines, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from claimcheck.model import Assertion
from claimcheck.model.tables import COLUMNS, assertion_row
from claimcheck.reports import quotes
from claimcheck.reports.display import clean, clip, harmful, name, value_text
from claimcheck.reports.json import dumps

__all__ = ["HEADERS", "RENDERERS", "cell", "csv_rows"]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 2_000


def cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, harmless to print.

    >>> cell("=1+1"), cell("-7"), cell(None)
    ("'=1+1", '-7', '')
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = clip(name(value) if harmful(value.replace("\n", " ")) else clean(value), LONGEST)
    number = text.removeprefix("-").replace(".", "", 1).replace("/", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA) and not number else text


def csv_rows(rows: Iterable[Iterable[Any]]) -> str:
    """Rows as RFC 4180 writes them, but for the line feed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([cell(value) for value in line] for line in rows)
    return out.getvalue()


def as_text(found: Iterable[Assertion]) -> str:
    """`place: value  “quote”  subject · predicate`."""
    lines = []
    for said in found:
        about = " · ".join(clip(clean(part), 80) for part in (said.subject, said.predicate) if part)
        quote = clip(clean(said.quote), 120)
        whom = quotes.who(said, {})
        parts = [f"{quotes.place(said)}: {value_text(said.value)}", f"“{quote}”", about, whom]
        lines.append("  ".join(part for part in parts if part) + "\n")
    return "".join(lines)


def as_jsonl(found: Iterable[Assertion]) -> str:
    return "".join(dumps(said.model_dump()) + "\n" for said in found)


def as_csv(found: Iterable[Assertion]) -> str:
    return csv_rows(assertion_row(said) for said in found)


RENDERERS: Mapping[str, Callable[[Iterable[Assertion]], str]] = {
    "text": as_text,
    "jsonl": as_jsonl,
    "csv": as_csv,
}
HEADERS: Mapping[str, str] = {"csv": ",".join(COLUMNS) + "\n"}

"""Report → text, json, html, markdown, sarif, github, csv: one module each, imported when used."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ConfigError

if TYPE_CHECKING:
    from claimcheck.model import Report, Source

__all__ = ["FORMATS", "SUFFIXES", "format_of", "render_report"]

FORMATS = ("text", "json", "html", "markdown", "sarif", "github", "csv")
SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".sarif": "sarif",
    ".csv": "csv",
}


def format_of(path: str) -> str | None:
    """The format that the suffix of a file names; None for an unknown one.

    >>> format_of("out/report.sarif.json"), format_of("a.html"), format_of("a.doc")
    ('sarif', 'html', None)
    """
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes[-2:]]
    if suffixes == [".sarif", ".json"]:
        return "sarif"
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def render_report(report: Report, form: str, *, sources: Iterable[Source] = (), **options: Any) -> str:
    """The report in one of FORMATS. `sources` give quotes their context, publisher and date.

    Raises ConfigError for an unknown format.
    """
    if form not in FORMATS:
        raise ConfigError(f"unknown format {form!r}", hint=f"known: {', '.join(FORMATS)}")
    module = importlib.import_module(f"claimcheck.reports.{form}")
    text: str = module.render(report, sources=sources, **options)
    return text

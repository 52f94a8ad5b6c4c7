"""The report for a terminal, in the manner of a compiler's diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimcheck.model import Finding, Report, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip
from claimcheck.reports.layout import STYLES, diagnostic, quoted, remark, styled, text, wrapped

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["render"]

NARROWEST = 40
SHOWN = 6


def render(
    report: Report, *, sources: Iterable[Source] = (), width: int = 100, color: bool = False, hidden: int = 0
) -> str:
    """`hidden`: how many findings a filter left out. With `color`, ANSI styles."""
    found = quotes.by_id(sources)
    width = max(width, NARROWEST)
    lines: list[Text] = []
    for topic, findings in wording.by_topic(report):
        lines += _topic(topic, findings, found, width)
    if hidden:
        lines += [text(f"{hidden} further findings are hidden by the filters", "dim"), text("")]
    lines += wrapped(wording.closing(report), "bold", "", width)
    return styled(lines, width, color)


def _topic(topic: str, findings: list[Finding], sources: quotes.Sources, width: int) -> list[Text]:
    lines = [text(clip(clean(topic), width), "bold underline"), text("")]
    previous = ""
    for finding in findings:
        short = finding.verdict == "agreement" or finding.accepted is not None
        if previous and not (short and previous == finding.verdict):
            lines.append(text(""))
        lines += _brief(finding, sources, width) if short else _full(finding, sources, width)
        previous = finding.verdict
    lines.append(text(""))
    return lines


def _full(finding: Finding, sources: quotes.Sources, width: int) -> list[Text]:
    lines = diagnostic(finding, width)
    for side in finding.sides:
        for said in side.assertions[:SHOWN]:
            lines += quoted(said, sources, width, STYLES[finding.verdict])
        if len(side.assertions) > SHOWN:
            lines.append(text(f"  ┆ and {len(side.assertions) - SHOWN} more", "dim"))
    lines += remark("why", wording.why(finding), width)
    for note in finding.notes:
        lines += remark("note", f"{clip(clean(note.text), 400)} ({clip(clean(note.code), 40)})", width)
    for number, step in enumerate(wording.next_steps(finding)):
        lines += remark("next" if number == 0 else "or", step, width)
    return lines


def _brief(finding: Finding, sources: quotes.Sources, width: int) -> list[Text]:
    lines = diagnostic(finding, width)
    if finding.accepted is not None:
        lines += remark("accepted", clip(clean(finding.accepted), 300), width)
    said = [one for side in finding.sides for one in side.assertions]
    for one in said[:SHOWN]:
        quote = quotes.excerpt(one, sources, 0).quote
        lines += wrapped(f"  {quotes.place(one)}  “{clip(quote, 80)}”", "", "      ", width)
    if len(said) > SHOWN:
        lines.append(text(f"  and {len(said) - SHOWN} more", "dim"))
    return lines

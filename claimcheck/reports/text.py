"""The report for a terminal, in the manner of a compiler's diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from claimcheck.model import Assertion, Finding, Report, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip, interval_text, plural, value_title
from claimcheck.reports.layout import STYLES, diagnostic, quoted, remark, styled, text, wrapped

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["render"]

NARROWEST = 40
Topics: TypeAlias = list[tuple[str, list[Finding]]]
SHOWN = 6


def render(
    report: Report, *, sources: Iterable[Source] = (), width: int = 100, color: bool = False, hidden: int = 0,
    most: int | None = None,
) -> str:  # fmt: skip
    """`hidden`: how many findings a filter left out; `most`: how many agreements are shown before the rest is
    only counted. With `color`, ANSI styles."""
    found = quotes.by_id(sources)
    width = max(width, NARROWEST)
    lines: list[Text] = []
    topics, folded = _fold(wording.by_topic(report), most)
    for topic, findings in topics:
        lines += _topic(topic, findings, found, width)
    if folded:
        more = f"{plural(folded, 'further agreement')}: --verdict agreement shows all of them"
        lines += [text(more, "dim"), text("")]
    if hidden:
        lines += [text(f"{hidden} further findings are hidden by the filters", "dim"), text("")]
    lines += wrapped(wording.closing(report), "bold", "", width)
    return styled(lines, width, color)


def _fold(topics: Topics, most: int | None) -> tuple[Topics, int]:
    """The topics with at most so many agreements, and how many are left out."""
    if most is None:
        return topics, 0
    kept: Topics = []
    left = most
    folded = 0
    for topic, findings in topics:
        shown = []
        for finding in findings:
            if finding.verdict != "agreement" or left > 0:
                shown.append(finding)
                left -= finding.verdict == "agreement"
            else:
                folded += 1
        if shown:
            kept.append((topic, shown))
    return kept, folded


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
        shown = side.assertions[:SHOWN]
        for said, following in zip_longest(shown, shown[1:]):
            # Quotes that mean the same have their meaning printed once, below the last of them.
            new = following is None or _meaning(following) != _meaning(said)
            new = new and not wording.both_affirm(finding)
            lines += quoted(said, sources, width, STYLES[finding.verdict], meaning=new)
        if len(side.assertions) > SHOWN:
            lines.append(text(f"  ┆ and {len(side.assertions) - SHOWN} more", "dim"))
    lines += remark("why", wording.why(finding), width)
    for note in finding.notes:
        lines += remark("note", f"{clip(clean(note.text), 400)} ({clip(clean(note.code), 40)})", width)
    for number, step in enumerate(wording.next_steps(finding)):
        lines += remark("next" if number == 0 else "or", step, width)
    return lines


def _meaning(said: Assertion) -> tuple[str, str]:
    return value_title(said.value), interval_text(said.value)


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

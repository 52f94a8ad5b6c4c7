"""The whole derivation of one finding, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimcheck.model import Finding, Source
from claimcheck.reports import derivation, quotes, wording
from claimcheck.reports.display import clean, clip
from claimcheck.reports.layout import STYLES, diagnostic, quoted, remark, styled, text, wrapped

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["render"]

BAR = 24
LABEL = 24


def render(finding: Finding, *, sources: Iterable[Source] = (), width: int = 100, color: bool = False) -> str:
    """Both sentences with their spans marked, what was understood of each, the terms of the score as a
    waterfall, the rule that decided, and what would change the verdict."""
    known = quotes.by_id(sources)
    lines = [text(clip(clean(finding.topic), width), "bold underline"), *diagnostic(finding, width)]
    lines += remark("id", clean(finding.id), width)
    lines += remark("why", wording.why(finding), width)
    lines += remark("rule", f"{clip(clean(finding.rule or '-'), 80)}: decides on {finding.verdict}", width)
    for note in finding.notes:
        lines += remark("note", f"{clip(clean(note.text), 400)} ({clip(clean(note.code), 40)})", width)
    if finding.accepted is not None:
        lines += remark("accepted", clip(clean(finding.accepted), 400), width)
    for number, side in enumerate(finding.sides, 1):
        lines += [text(""), text(f"side {number}" if len(finding.sides) > 1 else "all agree", "bold")]
        for said in side.assertions:
            lines += quoted(said, known, width, STYLES[finding.verdict], meaning=False)
            for key, fact in derivation.facts(said):
                lines += wrapped(f"  │ {key:<11} {clip(clean(fact), 300)}", "dim", "  │ " + " " * 12, width)
    if finding.evidence:
        lines += [text(""), text("why they are held to be the same", "bold")]
        lines += _waterfall(finding, width)
    lines += [text(""), text("what would change the verdict", "bold")]
    for point in derivation.turning_points(finding):
        lines += wrapped(f"  - {clip(clean(point), 400)}", "", "    ", width)
    return styled(lines, width, color)


def _waterfall(finding: Finding, width: int) -> list[Text]:
    steps = derivation.waterfall(finding.evidence)
    marks = [0.0, *(step.after for step in steps)]
    low, scale = min(marks), (max(marks) - min(marks)) or 1.0
    bar = BAR if width >= 80 else 0
    rows: list[Text] = []
    for step in steps:
        rows += _row(step.evidence.term, step.evidence.weight, step.before, step.after, low, scale, bar)
        detail = clip(clean(step.evidence.detail), 300)
        room = width - len(rows[-1]) - 2
        if detail and bar and room >= min(len(detail), 20):
            rows[-1].append(f"  {clip(detail, room)}", style="dim")
        elif detail:
            rows += wrapped(f"    {detail}", "dim", "    ", width)
    total = _row("score", marks[-1], 0.0, marks[-1], low, scale, bar)
    total[0].stylize("bold")
    return rows + total


def _row(
    term: str, weight: float, before: float, after: float, low: float, scale: float, bar: int
) -> list[Text]:
    start, end = sorted((round((before - low) / scale * bar), round((after - low) / scale * bar)))
    block = " " * start + ("█" if weight >= 0 else "░") * max(end - start, 1 if bar else 0)
    line = text(f"  {clip(clean(term), LABEL - 2):<{LABEL - 2}} {weight:+7.2f}  {block:<{bar + 1}}")
    line.stylize("green" if weight >= 0 else "red", LABEL)
    return [line]

"""The report for a terminal, in the manner of a compiler's diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimcheck.model import Assertion, Finding, Report, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip, exact, interval_text, value_title

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["render", "styled"]

STYLES = {"contradiction": "bold red", "undecided": "bold yellow", "agreement": "bold green"}
MARGIN = 4
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
        lines += [_text(f"{hidden} further findings are hidden by the filters", "dim"), _text("")]
    lines += _wrapped(wording.closing(report), "bold", "", width)
    return styled(lines, width, color)


def styled(lines: Iterable[Text], width: int, color: bool) -> str:
    """Lines of rich text as a string; without `color` as plain text."""
    from io import StringIO

    from rich.console import Console

    if not color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    console = Console(
        file=StringIO(), force_terminal=True, width=width, color_system="standard", highlight=False
    )
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    return capture.get()


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(text, style=style)


def _topic(topic: str, findings: list[Finding], sources: quotes.Sources, width: int) -> list[Text]:
    lines = [_text(clip(clean(topic), width), "bold underline"), _text("")]
    previous = ""
    for finding in findings:
        short = finding.verdict == "agreement" or finding.accepted is not None
        if previous and not (short and previous == finding.verdict):
            lines.append(_text(""))
        lines += _brief(finding, sources, width) if short else _full(finding, sources, width)
        previous = finding.verdict
    lines.append(_text(""))
    return lines


def _head(finding: Finding, width: int) -> list[Text]:
    from rich.text import Text

    tags = [finding.certainty, "within one document" if finding.within else None]
    tag = "".join(f", {tag}" for tag in tags if tag)
    lead = f"{finding.verdict}[{clean(finding.basis)}{tag}]"
    lines = _wrapped(f"{lead}: {clip(wording.headline(finding), 300)}", "bold", "  ", width)
    styled_head = Text(lines[0].plain, style="bold")
    styled_head.stylize(STYLES[finding.verdict], 0, len(lead))
    return [styled_head, *lines[1:]]


def _full(finding: Finding, sources: quotes.Sources, width: int) -> list[Text]:
    lines = _head(finding, width)
    for side in finding.sides:
        for said in side.assertions[:SHOWN]:
            lines += _quote(said, sources, width, STYLES[finding.verdict])
        if len(side.assertions) > SHOWN:
            lines.append(_text(f"  ┆ and {len(side.assertions) - SHOWN} more", "dim"))
    lines += _remark("why", wording.why(finding), width)
    for note in finding.notes:
        lines += _remark("note", f"{clip(clean(note.text), 400)} ({clip(clean(note.code), 40)})", width)
    for number, step in enumerate(wording.next_steps(finding)):
        lines += _remark("next" if number == 0 else "or", step, width)
    return lines


def _brief(finding: Finding, sources: quotes.Sources, width: int) -> list[Text]:
    lines = _head(finding, width)
    if finding.accepted is not None:
        lines += _remark("accepted", clip(clean(finding.accepted), 300), width)
    said = [one for side in finding.sides for one in side.assertions]
    for one in said[:SHOWN]:
        quote = quotes.excerpt(one, sources, 0).quote
        lines += _wrapped(f"  {quotes.place(one)}  “{clip(quote, 80)}”", "", "      ", width)
    if len(said) > SHOWN:
        lines.append(_text(f"  and {len(said) - SHOWN} more", "dim"))
    return lines


def _remark(label: str, text: str, width: int) -> list[Text]:
    lines = _wrapped(f"  = {label}: {text}", "", "      ", width)
    lines[0].stylize("cyan", 2, 4 + len(label) + 1)
    return lines


def _quote(said: Assertion, sources: quotes.Sources, width: int, style: str) -> list[Text]:
    """Place, sentence with the span underlined, typed value."""
    whom = quotes.who(said, sources)
    head = _wrapped(f"  ┌─ {quotes.place(said)}" + (f" · {whom}" if whom else ""), "", "  │    ", width)
    head[0].stylize("blue", 2, 4)
    lines = [*head, *_underlined(quotes.excerpt(said, sources, max(width, 80)), width, style)]
    meaning = value_title(said.value)
    if not exact(said.value):
        meaning += f", compatible with {interval_text(said.value)}"
    return [*lines, *_wrapped(f"  │ {meaning}", "dim", "  │   ", width)]


def _underlined(part: quotes.Excerpt, width: int, style: str) -> list[Text]:
    """The excerpt wrapped to the width, with a row of carets below what belongs to the span."""
    from rich.cells import cell_len

    text = f"{part.before}{part.quote}{part.after}"
    first, last = len(part.before), len(part.before) + len(part.quote)
    lines: list[Text] = []
    for start, end in _breaks(text, width - MARGIN):
        row = _text(f"  │ {text[start:end]}")
        row.stylize("blue", 2, 3)
        lines.append(row)
        left, right = max(start, first), min(end, last)
        if left < right:
            row.stylize("bold", left - start + MARGIN, right - start + MARGIN)
            carets = "^" * cell_len(text[left:right].rstrip())
            under = _text(f"  │ {' ' * cell_len(text[start:left])}{carets}")
            under.stylize("blue", 2, 3)
            under.stylize(style, len(under) - len(carets))
            lines.append(under)
    return lines


def _wrapped(text: str, style: str, indent: str, width: int) -> list[Text]:
    """`text` as lines of at most `width` cells, those after the first behind `indent`."""
    pieces = _breaks(text, width, len(indent))
    return [_text((indent if n else "") + text[a:b], style) for n, (a, b) in enumerate(pieces)] or [_text("")]


def _breaks(text: str, width: int, indent: int = 0) -> list[tuple[int, int]]:
    """Where the lines of wrapped `text` start and end: at spaces, inside a word only if it is too long."""
    from rich.cells import cell_len

    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        room = width if not lines else width - indent
        end = start
        used = 0
        while end < len(text) and (used := used + cell_len(text[end])) <= room:
            end += 1
        end = max(end, start + 1)
        if end < len(text) and (space := text.rfind(" ", start + 1, end + 1)) > start + room // 3:
            lines.append((start, space))
            start = space + 1
        else:
            lines.append((start, end))
            start = end
    return lines

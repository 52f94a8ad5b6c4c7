"""What terminal reports are made of: heads, quotes with their span underlined, remarks, wrapped lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimcheck.model import Assertion, Finding
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip, exact, interval_text, value_title

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["STYLES", "diagnostic", "quoted", "remark", "styled", "text", "wrapped"]

STYLES = {"contradiction": "bold red", "undecided": "bold yellow", "agreement": "bold green"}
MARGIN = 4


def styled(lines: Iterable[Text], width: int, color: bool) -> str:
    """Lines of rich text as a string; without `color` as plain text."""
    if not color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    from io import StringIO

    from rich.console import Console

    console = Console(
        file=StringIO(), force_terminal=True, width=width, color_system="standard", highlight=False
    )
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    return capture.get()


def text(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(words, style=style)


def diagnostic(finding: Finding, width: int) -> list[Text]:
    """`verdict[basis, certainty]: this against that`."""
    from rich.text import Text

    tags = [finding.certainty, "within one document" if finding.within else None]
    tag = "".join(f", {tag}" for tag in tags if tag)
    lead = f"{finding.verdict}[{clean(finding.basis)}{tag}]"
    lines = wrapped(f"{lead}: {clip(wording.headline(finding), 300)}", "bold", "  ", width)
    styled_head = Text(lines[0].plain, style="bold")
    styled_head.stylize(STYLES[finding.verdict], 0, len(lead))
    return [styled_head, *lines[1:]]


def remark(label: str, words: str, width: int) -> list[Text]:
    """`  = label: words`."""
    lines = wrapped(f"  = {label}: {words}", "", "      ", width)
    lines[0].stylize("cyan", 2, 4 + len(label) + 1)
    return lines


def quoted(
    said: Assertion, sources: quotes.Sources, width: int, style: str, *, meaning: bool = True
) -> list[Text]:
    """Place, sentence with the span underlined and, with `meaning`, the typed value."""
    whom = quotes.who(said, sources)
    head = wrapped(f"  ┌─ {quotes.place(said)}" + (f" · {whom}" if whom else ""), "", "  │    ", width)
    head[0].stylize("blue", 2, 4)
    lines = [*head, *_underlined(quotes.excerpt(said, sources, max(width, 80)), width, style)]
    if not meaning:
        return lines
    value = value_title(said.value)
    if not exact(said.value):
        value += f", compatible with {interval_text(said.value)}"
    return [*lines, *wrapped(f"  │ {value}", "dim", "  │   ", width)]


def _underlined(part: quotes.Excerpt, width: int, style: str) -> list[Text]:
    """The excerpt wrapped to the width, with a row of carets below what belongs to the span."""
    from rich.cells import cell_len

    sentence = f"{part.before}{part.quote}{part.after}"
    first, last = len(part.before), len(part.before) + len(part.quote)
    lines: list[Text] = []
    for start, end in _breaks(sentence, width - MARGIN):
        row = text(f"  │ {sentence[start:end]}")
        row.stylize("blue", 2, 3)
        lines.append(row)
        left, right = max(start, first), min(end, last)
        if left < right:
            row.stylize("bold", left - start + MARGIN, right - start + MARGIN)
            carets = "^" * cell_len(sentence[left:right].rstrip())
            under = text(f"  │ {' ' * cell_len(sentence[start:left])}{carets}")
            under.stylize("blue", 2, 3)
            under.stylize(style, len(under) - len(carets))
            lines.append(under)
    return lines


def wrapped(line: str, style: str, indent: str, width: int) -> list[Text]:
    """`line` as lines of at most `width` cells, those after the first behind `indent`."""
    pieces = _breaks(line, width, len(indent))
    return [text((indent if n else "") + line[a:b], style) for n, (a, b) in enumerate(pieces)] or [text("")]


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

"""The open contradictions as workflow commands of GitHub Actions: an annotation on each side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.model import Assertion, Finding, Report, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip, name, value_text

__all__ = ["command", "render"]

LEVELS = {"probable": "error", "possible": "warning"}
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = DATA | {":": "%3A", ",": "%2C"}


def command(level: str, message: str, **properties: str | int) -> str:
    """One workflow command, escaped as GitHub's own toolkit does.

    >>> command("error", "50 %\\nno", file="a,b.txt", line=3)
    '::error file=a%2Cb.txt,line=3::50 %25%0Ano'
    """
    pairs = ",".join(f"{key}={_escaped(str(value), PROPERTY)}" for key, value in properties.items())
    return f"::{level}{' ' + pairs if pairs else ''}::{_escaped(message, DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    known = quotes.by_id(sources)
    lines = [
        line
        for finding in report.contradictions
        if finding.accepted is None
        for line in _annotations(finding, known)
    ]
    lines += [
        command("error", f"{clean(file.reason)}", file=clip(name(file.path), 400))
        for file in report.coverage.unreadable
    ]
    lines.append(command("notice", wording.closing(report)))
    return "".join(f"{line}\n" for line in lines)


def _annotations(finding: Finding, sources: quotes.Sources) -> Iterator[str]:
    level = (
        "notice" if finding.within or not finding.gates else LEVELS.get(finding.certainty or "", "warning")
    )
    firsts = [side.assertions[0] for side in finding.sides]
    title = clip(f"{clean(finding.topic)}: {wording.headline(finding)}", 200)
    for number, said in enumerate(firsts):
        others = [one for index, one in enumerate(firsts) if index != number]
        rows = [_said(one, sources) for one in (said, *others)]
        rows += [f"why: {wording.why(finding)}", *(f"note: {clean(note.text)}" for note in finding.notes)]
        rows += wording.next_steps(finding)
        place = {"line": said.span.line, "col": said.span.column} if not said.span.place else {}
        message = "\n".join(clip(row, 500) for row in rows)
        yield command(level, message, file=clip(name(said.path or said.source), 400), **place, title=title)


def _said(said: Assertion, sources: quotes.Sources) -> str:
    part = quotes.excerpt(said, sources, 120)
    return f"{quotes.place(said)}: {value_text(said.value)} “{part.before}[{part.quote}]{part.after}”"

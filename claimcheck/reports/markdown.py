"""The report as GitHub's Markdown, for pull requests: text of documents can start nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.model import Assertion, Finding, Report, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip, name, plural, value_title

__all__ = ["code", "escape", "render"]

SHOWN = 20
PATTERNS = {
    "punctuation": re.compile(r"[\\`*_{}\[\]#|~!$^]"),
    "link": re.compile(r"://|(?<=www)\.", re.I),
    "backticks": re.compile(r"`{1,1000}"),
}
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """Prose without any markup, link or mention.

    >>> escape("*a* <b> @me")
    '\\\\*a\\\\* &lt;b&gt; @<!-- -->me'
    """
    text = PATTERNS["punctuation"].sub(lambda found: "\\" + found[0], clean(text))
    text = "".join(ENTITIES.get(character, character) for character in text)
    text = PATTERNS["link"].sub(lambda found: "\\" + found[0], text)
    return text.replace("@", "@<!-- -->")


def code(text: str) -> str:
    """A code span, whatever back-ticks are in it.

    >>> code("a`b")
    '``a`b``'
    """
    text = name(text)
    fence = "`" * (max((len(run) for run in PATTERNS["backticks"].findall(text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    known = quotes.by_id(sources)
    lines = ["## Where the sources disagree", "", escape(wording.closing(report)), ""]
    topics = wording.by_topic(report)
    calm = [(topic, found) for topic, found in topics if all(map(_quiet, found))]
    for topic, findings in topics:
        if all(map(_quiet, findings)):
            continue
        lines += [f"### {escape(clip(topic, 200))}", ""]
        quiet = list(filter(_quiet, findings))
        for finding in findings:
            if finding not in quiet:
                lines += [*_finding(finding, known), ""]
        if quiet:
            lines += [f"<details><summary>{_summary(quiet)}</summary>", ""]
            for finding in quiet:
                lines += [*_finding(finding, known), ""]
            lines += ["</details>", ""]
    if calm:
        # One fold for all: a pull request is read for what is wrong.
        every = [finding for _, findings in calm for finding in findings]
        lines += [f"<details><summary>{_summary(every)}</summary>", ""]
        for topic, findings in calm:
            lines += [f"### {escape(clip(topic, 200))}", ""]
            for finding in findings:
                lines += [*_finding(finding, known), ""]
        lines += ["</details>", ""]
    if report.coverage.unreadable:
        lines += ["### Not read", ""]
        lines += [
            f"- {code(clip(file.path, 200))}: {escape(clip(file.reason, 300))}"
            for file in report.coverage.unreadable
        ]
        lines.append("")
    return "\n".join(lines)


def _quiet(finding: Finding) -> bool:
    return finding.verdict == "agreement" or finding.accepted is not None


def _summary(quiet: list[Finding]) -> str:
    agreements = sum(finding.verdict == "agreement" for finding in quiet)
    parts = [plural(agreements, "agreement")] if agreements else []
    if len(quiet) > agreements:
        parts.append(f"{len(quiet) - agreements} accepted")
    return ", ".join(parts)


def _finding(finding: Finding, sources: quotes.Sources) -> Iterator[str]:
    tags = [finding.basis, finding.certainty or "", "within one document" if finding.within else ""]
    about = escape(", ".join(tag for tag in tags if tag))
    yield f"**{finding.verdict}** ({about}): {escape(wording.headline(finding))} {code(finding.id)}"
    yield ""
    for side in finding.sides:
        yield from (_quote(said, sources) for said in side.assertions[:SHOWN])
        if len(side.assertions) > SHOWN:
            yield f"- and {len(side.assertions) - SHOWN} more"
    yield ""
    remarks = [f"Why: {escape(wording.why(finding))}."]
    remarks += [f"Note: {escape(clip(note.text, 400))}." for note in finding.notes]
    if finding.accepted is not None:
        remarks.append(f"Accepted: {escape(clip(finding.accepted, 400))}.")
    yield "<br>\n".join(remarks)


def _quote(said: Assertion, sources: quotes.Sources) -> str:
    part = quotes.excerpt(said, sources, 160)
    whom = quotes.who(said, sources)
    about = f" ({escape(whom)})" if whom else ""
    # The marks stand outside of white space, or they would be no emphasis.
    quote = escape(part.quote.strip()) or "…"
    text = f"{escape(part.before)}<b>{quote}</b>{escape(part.after)}"
    return f"- {code(quotes.place(said))}{about}: {text} → {escape(value_title(said.value))}"

"""A part of a report: by text, kind and verdict. Its coverage stays that of the whole run."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from claimcheck.model import Finding, Report, Source
from claimcheck.reports import quotes

__all__ = ["select"]


def select(
    report: Report,
    sources: Iterable[Source] = (),
    match: str | None = None,
    kinds: Collection[str] | None = None,
    verdicts: Collection[str] | None = None,
) -> Report:
    """The findings of these kinds and verdicts that hold `match`, whatever its case and accents, in
    their topic, sentences, paths, publishers or attributions. None asks for nothing."""
    wanted = _folded(match) if match else None
    known = quotes.by_id(sources)
    findings = tuple(
        finding
        for finding in report.findings
        if (not kinds or finding.kind in kinds)
        and (not verdicts or finding.verdict in verdicts)
        and (wanted is None or any(wanted in _folded(text) for text in _texts(finding, known)))
    )
    return report.model_copy(update={"findings": findings})


def _texts(finding: Finding, sources: quotes.Sources) -> Iterator[str]:
    yield finding.topic
    yield finding.id
    for side in finding.sides:
        for said in side.assertions:
            source = sources.get(said.source)
            publisher = (source.publisher or "") if source else ""
            yield from (said.sentence, said.path or said.source, said.attribution or "", publisher)


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in spread if not unicodedata.combining(character))

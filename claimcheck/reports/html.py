"""The report as one self-contained page: readable without script, nothing fetched, everything escaped."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claimcheck.model import Assertion, Finding, Report, Source
from claimcheck.model.frozen import frozen
from claimcheck.reports import derivation, quotes, wording
from claimcheck.reports.axes import axes
from claimcheck.reports.display import (
    clean,
    clip,
    exact,
    interval_text,
    name,
    plural,
    value_text,
    value_title,
)

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render"]

WEB = ("https://", "http://")


@frozen
class Quoted:
    """An assertion as the page shows it."""

    said: Assertion
    excerpt: quotes.Excerpt
    place: str
    who: str
    label: str
    language: str | None
    url: str | None
    title: str | None
    facts: list[tuple[str, str]]


@frozen
class Drop:
    """One bar of the waterfall, in per cent of the width."""

    term: str
    detail: str
    weight: str
    left: float
    width: float
    rises: bool


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    """One HTML page. A finding is addressed by `#ID`."""
    known = quotes.by_id(sources)
    style, script = _part("style.css"), _part("script.js")
    page = _environment().get_template("report.html.j2")
    return page.render(
        report=report,
        topics=[(topic, axes(found), found) for topic, found in wording.by_topic(report)],
        closing=wording.closing(report),
        kinds=sorted({finding.kind for finding in report.findings}),
        names=_names(report),
        quoted=lambda said: _quoted(said, known),
        waterfall=_waterfall,
        sources_of=_sources_of,
        wording=wording,
        derivation=derivation,
        style=_trusted(style),
        script=_trusted(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("claimcheck.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.filters |= {
        "prose": lambda text: clip(clean(text), 2_000),
        "exact": exact,
        "interval": interval_text,
        "plural": plural,
        "value": value_text,
        "value_title": value_title,
    }
    return made


def _harmless(output: Any) -> Any:
    """The last step before escaping: no value of any kind brings a control or bidi character along."""
    from markupsafe import Markup

    return name(output) if isinstance(output, str) and not isinstance(output, Markup) else output


def _part(file: str) -> str:
    return files("claimcheck.reports").joinpath("page", file).read_text(encoding="utf-8")


def _trusted(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _quoted(said: Assertion, sources: quotes.Sources) -> Quoted:
    source = sources.get(said.source)
    url = source.url if source else None
    return Quoted(
        said,
        quotes.excerpt(said, sources),
        quotes.place(said),
        quotes.who(said, sources),
        clip(clean((source.publisher if source else None) or said.path or said.source), 60),
        source.language if source else None,
        url if url and url.startswith(WEB) else None,
        clip(clean(source.title), 200) if source and source.title else None,
        [(key, clip(clean(text), 400)) for key, text in derivation.facts(said)],
    )


def _names(report: Report) -> list[str]:
    return sorted({found for finding in report.findings for found in _sources_of(finding)})


def _sources_of(finding: Finding) -> list[str]:
    """The paths of a finding's documents, as the filter lists them."""
    paths = {said.path or said.source for side in finding.sides for said in side.assertions}
    return sorted(clip(name(path), 200) for path in paths)


def _waterfall(finding: Finding) -> list[Drop]:
    steps = derivation.waterfall(finding.evidence)
    if not steps:
        return []
    marks = [0.0, *(step.after for step in steps)]
    low, scale = min(marks), (max(marks) - min(marks)) or 1.0
    rows = [(step.evidence.term, step.evidence.detail, step.before, step.after) for step in steps]
    rows.append(("score", "the sum", 0.0, marks[-1]))
    return [
        Drop(
            clip(clean(term), 80),
            clip(clean(detail), 300),
            f"{after - before:+.2f}",
            round((min(before, after) - low) / scale * 100, 2),
            max(round(abs(after - before) / scale * 100, 2), 0.5),
            after >= before,
        )
        for term, detail, before, after in rows
    ]

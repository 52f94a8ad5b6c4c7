"""The contradictions as SARIF 2.1.0 (OASIS standard), for code scanning and editors.

Agreements and undecided findings are left out, for viewers show every result as something to mend: an
undecided one cannot be mended, and would reopen with every run. Their number stands in the coverage, a
property of the run. Accepted contradictions are suppressed results, those within one document or decided by a
rule that gates nothing are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from claimcheck.model import Assertion, Finding, Report, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.display import clean, clip, value_text
from claimcheck.reports.json import dumps

__all__ = ["render"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"probable": "error", "possible": "warning"}
LINKED = 5
HELP = "Read the quotes. Mend the document that is wrong, or accept both: claimcheck accept ID --reason TEXT."
PATTERN = re.compile(r"[\[\]()\\]")
FINGERPRINT = "claimcheck/v1"


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    known = quotes.by_id(sources)
    found = report.contradictions
    rules = sorted({finding.basis for finding in found})
    run = {
        "tool": {
            "driver": {
                "name": "claimcheck",
                "semanticVersion": report.run.version,
                "rules": [_rule(basis) for basis in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.coverage.unreadable,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"{clean(file.path)}: {clean(file.reason)}"}}
                    for file in report.coverage.unreadable
                ],
            }
        ],
        "results": [_result(finding, rules.index(finding.basis), known) for finding in found],
        "properties": {
            "rulebook": report.run.rulebook,
            "coverage": report.coverage.model_dump(mode="json", exclude={"unreadable"}),
        },
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=True) + "\n"


def _rule(basis: str) -> dict[str, Any]:
    return {
        "id": f"contradiction/{clean(basis)}",
        "shortDescription": {
            "text": f"Sources contradict each other: {wording.WHY.get(basis, clean(basis))}."
        },
        "help": {"text": HELP},
        "defaultConfiguration": {"level": "error"},
    }


def _result(finding: Finding, index: int, sources: quotes.Sources) -> dict[str, Any]:
    said = [one for side in finding.sides for one in side.assertions]
    text = f"{clean(finding.topic)}: {wording.headline(finding)}; {wording.why(finding)}"
    notes = "".join(f" Note: {clean(note.text)}." for note in finding.notes)
    result: dict[str, Any] = {
        "ruleId": f"contradiction/{clean(finding.basis)}",
        "ruleIndex": index,
        "level": "note"
        if finding.within or not finding.gates
        else LEVELS.get(finding.certainty or "", "warning"),
        "message": {"text": clip(f"{text}.{notes}", 2_000) + _links(said)},
        "locations": [_location(one, sources) for one in said[:1]],
        "relatedLocations": [
            {"id": number, **_location(one, sources)} for number, one in enumerate(said[1:], 1)
        ],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "properties": {"certainty": finding.certainty, "kind": finding.kind, "within": finding.within},
    }
    if finding.accepted is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": clean(finding.accepted)}
        ]
    return result


def _links(said: list[Assertion]) -> str:
    """Links to the related locations by their ids: viewers show those that the message names."""
    links = [
        f"[{PATTERN.sub(' ', clip(quotes.place(one), 120))}]({number})"
        for number, one in enumerate(said[1 : LINKED + 1], 1)
    ]
    return f" See also {', '.join(links)}." if links else ""


def _location(said: Assertion, sources: quotes.Sources) -> dict[str, Any]:
    part = quotes.excerpt(said, sources)
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(said.path or said.source)}}
    whom = quotes.who(said, sources)
    about = f" ({whom})" if whom else ""
    location: dict[str, Any] = {"physicalLocation": place}
    if said.span.place:
        location["logicalLocations"] = [{"name": clean(said.span.place)}]
    else:
        place["region"] = {
            "startLine": said.span.line,
            "startColumn": said.span.column,
            "snippet": {"text": f"{part.before}{part.quote}{part.after}"},
        }
        if "\n" not in said.quote:
            place["region"]["endColumn"] = said.span.column + len(said.quote)
    location["message"] = {"text": f"{value_text(said.value)}: “{part.quote}”{about}"}
    return location


def _uri(path: str) -> str:
    """A path as a URI reference: relative ones stay so, with forward slashes."""
    pure = PurePath(path)
    text = quote(pure.as_posix().encode("utf-8", "surrogatepass"), safe="/")
    return f"file://{'' if text.startswith('/') else '/'}{text}" if pure.is_absolute() else text

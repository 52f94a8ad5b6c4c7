"""Report ↔ bytes, for the index: the report of a corpus that did not change is made once."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any

from claimcheck.model import (
    Assertion,
    Context,
    Coverage,
    Evidence,
    Finding,
    Gap,
    Note,
    Report,
    Run,
    Side,
    Unreadable,
)
from claimcheck.store import codec

__all__ = ["decode_report", "encode_report"]

BARE = Context()
"""What alignment knew of an assertion is not kept: no report tells of it."""
PLAIN = (
    "id",
    "verdict",
    "basis",
    "certainty",
    "rule",
    "within",
    "accepted",
    "kind",
    "topic",
    "pairs",
    "gates",
)


def encode_report(report: Report) -> bytes:
    numbers: dict[int, int] = {}
    said: list[Assertion] = []
    for finding in report.findings:
        for side in finding.sides:
            for one in side.assertions:
                if numbers.setdefault(id(one), len(said)) == len(said):
                    said.append(replace(one, context=BARE))
    data = [
        report.run.model_dump(),
        report.coverage.model_dump(),
        [_finding(finding, numbers) for finding in report.findings],
    ]
    kept = codec.encode(said)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return len(kept).to_bytes(8, "big") + kept + zlib.compress(text, codec.LEVEL)


def _finding(finding: Finding, numbers: dict[int, int]) -> list[Any]:
    sides = [
        [
            next(n for n, one in enumerate(side.assertions) if one.value == side.value),
            side.interval,
            side.origins,
            [numbers[id(one)] for one in side.assertions],
        ]
        for side in finding.sides
    ]
    return [
        [getattr(finding, name) for name in PLAIN],
        sides,
        [finding.gap.absolute, finding.gap.relative] if finding.gap else None,
        [[term.term, term.weight, term.detail] for term in finding.evidence],
        [[note.code, note.text] for note in finding.notes],
    ]


def decode_report(data: bytes) -> Report:
    """What `encode_report` was given, less the contexts. Raises DecodeError for anything else."""
    size = 8 + int.from_bytes(data[:8], "big")
    said = codec.decode(data[8:size])
    try:
        run, coverage, findings = json.loads(codec.inflated(data[size:]))
        return Report(
            run=Run(**run),
            findings=tuple(_found(row, said) for row in findings),
            coverage=Coverage(
                **coverage | {"unreadable": tuple(Unreadable(**one) for one in coverage["unreadable"])}
            ),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise codec.DecodeError(f"not readable as a report: {error!s:.200}") from None


def _found(row: list[Any], said: list[Assertion]) -> Finding:
    plain, sides, gap, evidence, notes = row
    known = dict(zip(PLAIN, plain, strict=True))
    return Finding(
        **known | {"pairs": tuple(known["pairs"])},
        sides=tuple(
            Side(
                value=said[numbers[first]].value,
                interval=tuple(interval),
                origins=origins,
                assertions=tuple(said[number] for number in numbers),
            )
            for first, interval, origins, numbers in sides
        ),
        gap=Gap(absolute=gap[0], relative=gap[1]) if gap else None,
        evidence=tuple(Evidence(*term) for term in evidence),
        notes=tuple(Note(code=code, text=text) for code, text in notes),
    )

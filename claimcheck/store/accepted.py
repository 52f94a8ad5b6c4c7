"""Accepted contradictions: a TOML file, one pair a line, sorted, so that two branches merge line by line.

[pairs]
"3f2a…" = { reason = "corrected on 3 May", expires = 2026-12-01, about = "13 bn USD | 13.75 bn USD" }
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimcheck.errors import Location, StoreError
from claimcheck.model import Finding, Report
from claimcheck.model.frozen import frozen

__all__ = ["Acceptance", "Applied", "accept", "apply", "load", "save"]

HEADER = """\
# Contradictions that may stand, as `claimcheck accept` wrote them: one pair of statements a line.
[pairs]
"""
BETWEEN, WITHIN, ANYONE = " ~ ", " | ", "* | "
KEYS = {"reason": str, "expires": datetime.date, "about": str}


@frozen
class Acceptance:
    """Why one pair may stand, and until which day inclusive. `about` is for the reader of the file."""

    reason: str
    expires: datetime.date | None = None
    about: str = ""


@frozen
class Applied:
    """The report with its accepted findings marked; the pairs whose entry has expired, and those stale:
    no finding of this report has them."""

    report: Report
    expired: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def load(path: Path) -> dict[str, Acceptance]:
    """The accepted pairs; none without a file. Raises StoreError with the place of a mistake."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"cannot be read: {error}", at=Location(str(path))) from None
    except tomllib.TOMLDecodeError as error:
        hint = "mend the line, or remove it and accept the finding again"
        raise StoreError(f"not valid TOML: {error}", at=Location(str(path)), hint=hint) from None
    pairs = data.get("pairs", {})
    if not isinstance(pairs, dict) or set(data) - {"pairs"}:
        raise StoreError("only the table [pairs] is known here", at=Location(str(path), 1))
    return {pair: _acceptance(path, text, pair, entry) for pair, entry in pairs.items()}


def _acceptance(path: Path, text: str, pair: str, entry: Any) -> Acceptance:
    if (
        isinstance(entry, dict)
        and entry.keys() <= KEYS.keys()
        and all(type(value) is KEYS[key] for key, value in entry.items())
        and entry.get("reason", "").strip()
    ):
        return Acceptance(**entry)
    starts = (f"{pair} ", f"{pair}=", _quoted(pair))
    line = next((n for n, row in enumerate(text.splitlines(), 1) if row.lstrip().startswith(starts)), None)
    hint = 'write { reason = "…" }, with expires = YYYY-MM-DD where it shall end'
    raise StoreError(f"the entry of {pair!r:.80} is not valid", at=Location(str(path), line), hint=hint)


def save(path: Path, accepted: Mapping[str, Acceptance]) -> None:
    """Written aside and renamed, so that a reader sees all or nothing. Raises StoreError."""
    rows = [f"{_quoted(pair)} = {_entry(accepted[pair])}\n" for pair in sorted(accepted)]
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(HEADER + "".join(rows))
            os.chmod(aside, 0o644)
            os.replace(aside, path)
        except BaseException:
            os.unlink(aside)
            raise
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", at=Location(str(path))) from None


def _entry(entry: Acceptance) -> str:
    parts = [f"reason = {_quoted(entry.reason)}"]
    if entry.expires:
        parts.append(f"expires = {entry.expires.isoformat()}")
    if entry.about:
        parts.append(f"about = {_quoted(entry.about)}")
    return f"{{ {', '.join(parts)} }}"


def _quoted(text: str) -> str:
    """A TOML basic string in ASCII, so that nothing in it can act: JSON's, but for what TOML writes
    otherwise."""
    sound = text.encode("utf-8", "replace").decode()
    escaped = "".join(f"\\U{ord(c):08X}" if ord(c) > 0xFFFF else json.dumps(c)[1:-1] for c in sound)
    return '"' + escaped.replace("\x7f", "\\u007F") + '"'


def accept(known: Mapping[str, Acceptance], finding: Finding, entry: Acceptance) -> dict[str, Acceptance]:
    """`known` with every pair of `finding`."""
    return {**known, **dict.fromkeys(finding.pairs, entry)}


def apply(report: Report, accepted: Mapping[str, Acceptance], today: datetime.date) -> Applied:
    """Mark the contradictions of which every pair is accepted, with the reasons.

    A finding with very many members has a key for each member and value in place of each pair; it is
    covered by an accepted pair of that member with that value, and two members so accepted are a pair.
    """
    expired = {pair for pair, entry in accepted.items() if entry.expires and entry.expires < today}
    seen = {pair for finding in report.findings for pair in finding.pairs}
    open_to = {pair: entry.reason for pair, entry in accepted.items() if pair not in expired}
    wide = {half: open_to[pair] for pair in sorted(open_to, reverse=True) for half in _halves(pair)}
    findings = tuple(_marked(finding, open_to, wide) for finding in report.findings)
    unseen = accepted.keys() - seen
    if unseen:
        told = {half for pair in seen for half in _halves(pair)}
        unseen = {pair for pair in unseen if pair not in told and seen.isdisjoint(_halves(pair))}
    return Applied(
        report.model_copy(update={"findings": findings}),
        expired=tuple(sorted(expired & seen)),
        stale=tuple(sorted(unseen)),
    )


def _halves(pair: str) -> tuple[str, ...]:
    """Each statement of a pair against the other's value, as findings with very many members have it;
    none where names make that ambiguous."""
    one, *rest = pair.split(BETWEEN)
    if len(rest) != 1 or rest[0].startswith(ANYONE):
        return ()
    return tuple(
        f"{said}{BETWEEN}{ANYONE}{other.rpartition(WITHIN)[2]}"
        for said, other in ((one, rest[0]), (rest[0], one))
    )


def _marked(finding: Finding, reasons: Mapping[str, str], wide: Mapping[str, str]) -> Finding:
    if finding.verdict != "contradiction" or not finding.pairs:
        return finding
    found: list[str] = []
    for pair in finding.pairs:
        if (reason := reasons.get(pair)) is not None or (reason := wide.get(pair)) is not None:
            found.append(reason)
        elif (halves := _halves(pair)) and reasons.keys() >= set(halves):
            found += (reasons[half] for half in halves)
        else:
            return finding
    return finding.model_copy(update={"accepted": _joined(found)})


def _joined(reasons: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(reasons))

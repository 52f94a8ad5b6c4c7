"""`claimcheck explain` and `claimcheck accept`: one finding of a run."""

from __future__ import annotations

import difflib
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from claimcheck.cli import running
from claimcheck.cli.messages import print_line
from claimcheck.errors import ConfigError

if TYPE_CHECKING:
    from claimcheck.model import Finding, Report

__all__ = ["accept", "explain", "find"]

LISTED = 8


def find(report: Report, wanted: str) -> Finding:
    """The finding whose id is `wanted` or alone begins with it. Raises ConfigError."""
    found = [finding for finding in report.findings if finding.id.startswith(wanted.lower())]
    exact = [finding for finding in found if finding.id == wanted.lower()]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    if found and wanted:
        hint = f"these do: {', '.join(finding.id for finding in found[:LISTED])}"
        raise ConfigError(f"{len(found)} findings begin with {wanted!r}", hint=hint)
    near = difflib.get_close_matches(wanted, [finding.id for finding in report.findings], n=1)
    hint = f"did you mean {near[0]}?" if near else "give the same documents as to `claimcheck report`"
    raise ConfigError(f"no finding {wanted!r} in these documents", hint=hint)


def explain(given: Namespace) -> int:
    from claimcheck.cli.report import terminal

    outcome = running.check(running.settings(given), given)
    finding = find(outcome.report, given.id)
    if given.format == "json":
        from claimcheck.reports.json import dumps

        sys.stdout.write(dumps(finding, indent=True) + "\n")
    else:
        from claimcheck.reports.explain import render

        sys.stdout.write(render(finding, sources=outcome.sources, **terminal()))
    return 2 if outcome.unreadable else 0


def accept(given: Namespace) -> int:
    from claimcheck.reports.wording import headline
    from claimcheck.store import accepted

    if not given.reason.strip():
        raise ConfigError("the reason is empty", hint="say why the contradiction may stand")
    chosen = running.settings(given)
    outcome = running.check(chosen, given)
    finding = find(outcome.report, given.id)
    if finding.verdict != "contradiction":
        hint = "only a contradiction can be accepted"
        raise ConfigError(f"{finding.id} is no contradiction but {finding.verdict}", hint=hint)
    path = chosen.accepted_file
    entry = accepted.Acceptance(given.reason.strip(), given.expires, headline(finding)[:200])
    accepted.save(path, accepted.accept(accepted.load(path), finding, entry))
    until = f" until {given.expires}" if given.expires else ""
    print_line(f"accepted{until}: {headline(finding)}; written to {path}")
    return 2 if outcome.unreadable else 0

"""`claimcheck report`: one run, any number of outputs."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from claimcheck.cli import running
from claimcheck.cli.indexing import indexed
from claimcheck.cli.messages import print_errors, print_line
from claimcheck.errors import ConfigError, Location
from claimcheck.reports import SUFFIXES, format_of, render_report

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.model import Report

__all__ = ["exit_code", "gates", "report", "terminal"]

STANDARD = "-"
"""Standard output in the place of a path."""
AGREEMENTS = 20
"""Agreements shown on standard output before the rest is only counted."""


def report(given: Namespace) -> int:
    """Check, show, write, and tell by the exit code what came of it."""
    from claimcheck.cli.retelling import Write, asked_for, told_once

    outputs = _outputs(given)
    chosen = running.settings(given)
    running.paths(chosen)
    book = running.rulebook(chosen)
    ways = [(path, form, terminal(path is None) if form == "text" else {}) for path, form in outputs]
    with indexed(given, book) as index:

        def tell(write: Write) -> int:
            outcome = running.compared(chosen, given, book, index)
            return _tell(outcome, chosen, given, outputs, write)

        return told_once(index, lambda: asked_for(chosen, given, ways), _write, tell)


def _tell(
    outcome: running.Outcome,
    chosen: Settings,
    given: Namespace,
    outputs: Sequence[tuple[str | None, str]],
    write: Callable[[str, str], object],
) -> int:
    from claimcheck.reports.selection import select

    shown = select(outcome.report, outcome.sources, given.match, given.kind, given.verdict)
    hidden = len(outcome.report.findings) - len(shown.findings)
    for path, form in outputs:
        options = _text_options(path is None, hidden, given) if form == "text" else {}
        write(path or STANDARD, render_report(shown, form, sources=outcome.sources, **options))
    if (None, "text") not in outputs:
        from claimcheck.reports.wording import closing

        print_line(closing(outcome.report))
    return exit_code(outcome.report, outcome.unreadable, chosen.fail_on or "never", chosen.allow_empty)


def _text_options(standard: bool, hidden: int, given: Namespace) -> dict[str, Any]:
    """On the screen a long list of agreements is cut, unless they were asked for."""
    most = None if given.verdict or not standard else AGREEMENTS
    return terminal(standard) | {"hidden": hidden, "most": most}


def _outputs(given: Namespace) -> list[tuple[str | None, str]]:
    """Where each format goes; None is standard output. `--format` is also that of files without a
    known suffix, and then not printed."""
    outputs: list[tuple[str | None, str]] = []
    spare = given.format
    for path in given.output or ():
        if path == STANDARD:
            continue
        form = format_of(path) or given.format
        if form is None:
            hint = f"end its name in {', '.join(SUFFIXES)}, or add --format"
            raise ConfigError("the suffix names no format", at=Location(path), hint=hint)
        if format_of(path) is None:
            spare = None
        outputs.append((path, form))
    if spare or not outputs or STANDARD in (given.output or ()):
        outputs.insert(0, (None, given.format or "text"))
    return outputs


def terminal(standard: bool = True) -> dict[str, Any]:
    """Width and colour of standard output: colour on a terminal without NO_COLOR (no-color.org), or
    where FORCE_COLOR is set; 100 columns in a file or pipe."""
    screen = standard and sys.stdout.isatty()
    color = standard and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns if screen or os.environ.get("COLUMNS") else 100
    return {"width": width, "color": bool(color and (screen or os.environ.get("FORCE_COLOR")))}


def _write(path: str, text: str) -> None:
    if path == STANDARD:
        sys.stdout.write(text)
        return
    from claimcheck.engines.files import write_text

    try:
        write_text(path, text)
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", at=Location(path)) from None


def gates(found: Report, level: str) -> bool:
    """Whether a contradiction at or above `level` is open: neither accepted nor within one document, nor
    decided by a rule that gates nothing."""
    wanted = {"probable": ("probable",), "possible": ("probable", "possible"), "never": ()}[level]
    return any(
        finding.certainty in wanted and finding.gates and finding.accepted is None and not finding.within
        for finding in found.contradictions
    )


def exit_code(found: Report, unreadable: bool, fail_on: str, allow_empty: bool) -> int:
    """0, 1 or 2 as the command line promises; tells on stderr what is easily overlooked."""
    if not found.coverage.compared and not allow_empty:
        hint = "name at least two documents on the same things, or allow it with --allow-empty"
        print_errors("nothing was compared", hint)
        return 2
    if unreadable:
        return 2
    return int(gates(found, fail_on))

"""Errors and remarks on stderr, as compilers print them: `error: path:line:column: what`, `hint: …`."""

from __future__ import annotations

import sys

from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.reports.characters import name

__all__ = ["print_error", "print_errors", "print_line", "warn"]


def print_line(text: str) -> None:
    print(text, file=sys.stderr)


def print_error(error: ClaimcheckError) -> None:
    """The error with its place and hint; for a rule error also the further ones of the run."""
    place = f"{error.at}: " if error.at else ""
    print_errors(f"{place}{error.message}", error.hint)
    if isinstance(error, RuleError):
        for further in error.errors:
            print_error(further)


def print_errors(what: str, hint: str | None = None) -> None:
    print_line(f"error: {name(what)}")
    if hint:
        print_line(f"hint: {name(hint)}")


def warn(what: str, hint: str | None = None) -> None:
    print_line(f"warning: {name(what)}")
    if hint:
        print_line(f"hint: {name(hint)}")

"""Errors and remarks on stderr, as compilers print them: `error: path:line:column: what`, `hint: …`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.reports.characters import name

__all__ = ["listening", "print_error", "print_errors", "print_line", "warn"]

_listeners: list[list[tuple[str, str]]] = []


@contextlib.contextmanager
def listening(heard: list[tuple[str, str]]) -> Iterator[None]:
    """Add to `heard` what is printed here in the meantime, as `("", text)`."""
    _listeners.append(heard)
    try:
        yield
    finally:
        _listeners.remove(heard)


def print_line(text: str) -> None:
    print(text, file=sys.stderr)
    for heard in _listeners:
        heard.append(("", f"{text}\n"))


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

"""The error tree: every message tells the place, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ClaimcheckError",
    "ConfigError",
    "LimitError",
    "Location",
    "RuleError",
    "SourceError",
    "StoreError",
]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: line and column from 1, byte offset from 0; what is unknown is None."""

    path: str | None = None
    line: int | None = None
    column: int | None = None
    byte: int | None = None

    def __str__(self) -> str:
        """
        >>> str(Location("a.toml", line=3, column=7))
        'a.toml:3:7'
        """
        parts = [self.path or "<text>"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        place = ":".join(parts)
        return place if self.byte is None else f"{place} (byte {self.byte})"


class ClaimcheckError(Exception):
    """Base of all errors of this package.

    `code` is stable and greppable, `hint` says what to do; `str()` joins place, message and hint.
    """

    code = "error"

    def __init__(self, message: str, *, at: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.at, self.hint = message, at, hint

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")


class SourceError(ClaimcheckError):
    """A document cannot be read; the other documents of the run are still checked."""

    code = "source"


class LimitError(SourceError):
    """A document is larger, deeper or denser in mentions than the limits allow."""

    code = "limit"


class RuleError(ClaimcheckError):
    """A rule file is wrong. `errors` holds further ones of the same run."""

    code = "rule"

    def __init__(
        self,
        message: str,
        *,
        at: Location | None = None,
        hint: str | None = None,
        errors: tuple[RuleError, ...] = (),
    ) -> None:
        super().__init__(message, at=at, hint=hint)
        self.errors = errors


class ConfigError(ClaimcheckError):
    """The command line or `[tool.claimcheck]` asks for something that cannot be."""

    code = "config"


class StoreError(ClaimcheckError):
    """The index or the file of accepted findings cannot be used."""

    code = "store"

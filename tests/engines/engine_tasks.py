"""Tasks that square, fail, or end the process that works on them."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import ConfigError


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Square:
    def __call__(self, batch: int) -> int:
        return batch**2

    def lost(self, batch: int, reason: str) -> int:
        raise AssertionError(reason)


@dataclass(frozen=True)
class Failing(Square):
    def __call__(self, batch: int) -> int:
        raise ConfigError("a worker's rules are not those of the run", hint="mend it")


@dataclass(frozen=True)
class Deadly:
    """Every worker that takes batch 3 dies."""

    def __call__(self, batch: int) -> int | str:
        if batch == 3:
            _end()
        return batch

    def lost(self, batch: int, reason: str) -> int | str:
        return f"{batch} lost: {reason}"


@dataclass(frozen=True)
class Suicidal(Square):
    """The first worker that takes `batch` dies; `mark` remembers it."""

    mark: str
    batch: int

    def __call__(self, batch: int) -> int:
        if batch == self.batch and not Path(self.mark).exists():
            Path(self.mark).touch()
            _end()
        return batch

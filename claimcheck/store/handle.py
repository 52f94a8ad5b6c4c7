"""A database that a run can do without: opened once, given up once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from claimcheck.errors import Location, StoreError
from claimcheck.store.database import describe, is_broken, open_database, set_aside

__all__ = ["Handle"]

T = TypeVar("T")


class Handle:
    """The open file, or `problem`: why there is none. `tell` hears of it once, whenever it happens."""

    def __init__(self, path: Path, tell: Callable[[StoreError], object] | None = None) -> None:
        self.path = path
        self.problem: StoreError | None = None
        self._tell = tell
        self._database: sqlite3.Connection | None = None
        try:
            self._database, warning = open_database(path)
        except StoreError as error:
            self.problem = warning = error
        if warning is not None and tell is not None:
            tell(warning)

    @property
    def usable(self) -> bool:
        return self._database is not None

    def attempt(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """`action`, or `otherwise` once the database is given up."""
        try:
            return self.strictly(action)
        except StoreError as error:
            if self.problem is None:
                self.problem = error
                if self._tell is not None:
                    self._tell(error)
            return otherwise

    def strictly(self, action: Callable[[sqlite3.Connection], T]) -> T:
        """`action`; a StoreError where the database fails, is gone or was closed."""
        if self._database is None:
            raise self.problem or StoreError("the index is closed", at=Location(str(self.path)))
        try:
            return action(self._database)
        except sqlite3.Error as error:
            self.close()
            raise (set_aside(self.path, error) if is_broken(error) else describe(error, self.path)) from None

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

"""The index of unchanged documents, in the user's cache directory; `claimcheck index` looks after it."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli.messages import print_errors, print_line, warn

if TYPE_CHECKING:
    from claimcheck.errors import StoreError
    from claimcheck.rulebook import Rulebook
    from claimcheck.store.index import Index

__all__ = ["index", "indexed", "place"]


def place() -> Path:
    """Where the index is: in $CLAIMCHECK_CACHE, else the user's cache directory; a file for each layout, so
    that two versions of this program do not set aside each other's."""
    from claimcheck.rulebook.cache import cache_directory
    from claimcheck.store.database import LAYOUT

    return cache_directory() / f"index-{LAYOUT}.sqlite"


@contextlib.contextmanager
def indexed(given: Namespace, book: Rulebook) -> Iterator[Index | None]:
    """The index of a run; None with --no-index and, after a warning, where there can be none."""
    from claimcheck.store.index import Index

    if not given.index:
        yield None
        return
    with Index(place(), book.digest, tell=_tell) as found:
        yield found if found.problem is None else None


def _tell(problem: StoreError) -> None:
    where = f"{problem.at}: " if problem.at else ""
    warn(f"{where}{problem.message}", problem.hint)


def index(given: Namespace) -> int:
    """Show, check or clear the index. 2: it is damaged or cannot be used."""
    from claimcheck.store.index import Index

    path = place()
    if not path.exists():
        print(f"{path}: there is no index yet")
        return 0
    with Index(path, tell=_tell) as found:
        if given.word == "clear":
            found.clear()
            print(f"{path}: cleared")
            return 0
        problems = found.check() if given.word == "check" else []
        for problem in problems:
            print_errors(f"{path}: {problem}")
        stats = found.stats()
    if problems:
        print_line("hint: claimcheck index clear; what is lost is read again when it is needed")
    print(f"{path}")
    print(f"{stats.documents} documents, {stats.assertions} assertions, {stats.size / 1e6:.1f} MB")
    return 2 if problems else 0

"""What report, explain and accept share: settings, documents, the run, the accepted findings."""

from __future__ import annotations

import datetime
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from claimcheck.cli.indexing import indexed
from claimcheck.cli.messages import print_error, warn
from claimcheck.cli.progress import Progress
from claimcheck.config import Settings, load_settings
from claimcheck.errors import ConfigError
from claimcheck.model.frozen import frozen

if TYPE_CHECKING:
    from claimcheck.engines import Engine
    from claimcheck.model import Report, Source
    from claimcheck.rulebook import Rulebook
    from claimcheck.store.index import Index

__all__ = ["Outcome", "check", "compared", "engine", "paths", "rulebook", "settings"]


@frozen
class Outcome:
    """A run: its report with accepted findings marked, and what its quotes were taken from."""

    report: Report
    sources: tuple[Source, ...]
    unreadable: bool


def settings(given: Namespace) -> Settings:
    """`[tool.claimcheck]` with the arguments laid over it; a list named in the arguments replaces it."""
    from dataclasses import replace

    names = ("paths", "against", "rules", "language", "fail_on", "allow_empty")
    asked: dict[str, Any] = {name: value for name in names if (value := getattr(given, name, None))}
    for name, value in asked.items():
        asked[name] = tuple(value) if isinstance(value, list) else value
    return replace(load_settings(), **asked)


def rulebook(chosen: Settings) -> Rulebook:
    from claimcheck.rulebook import default_rulebook, load_rulebook

    book = load_rulebook(*chosen.rules) if chosen.rules else default_rulebook()
    from claimcheck.sources.detection import primary

    if chosen.language and primary(chosen.language) not in book.languages:
        hint = f"known: {', '.join(book.languages)}"
        raise ConfigError(f"no rules for the language {chosen.language!r}", hint=hint)
    return book


def paths(chosen: Settings) -> tuple[str, ...]:
    """The documents of a run. Raises ConfigError where none are named."""
    if chosen.paths:
        return chosen.paths
    hint = 'name files or folders, or write paths = ["texts"] in [tool.claimcheck] of pyproject.toml'
    raise ConfigError("no documents named", hint=hint)


def engine(given: Namespace) -> Engine:
    """Where the pipeline runs: this process, unless --jobs or --engine say otherwise."""
    from claimcheck.engines import open_engine

    jobs = getattr(given, "jobs", None)
    name = getattr(given, "engine", None) or ("processes" if jobs and jobs > 1 else "local")
    return open_engine(name, jobs=jobs, cluster=getattr(given, "cluster", None))


def check(chosen: Settings, given: Namespace) -> Outcome:
    """Read and compare the documents that the settings name."""
    paths(chosen)
    book = rulebook(chosen)
    with indexed(given, book) as index:
        return compared(chosen, given, book, index)


def compared(chosen: Settings, given: Namespace, book: Rulebook, index: Index | None) -> Outcome:
    """Read and compare the documents; each that cannot be read is told, and the others go on. What the
    command writes is none of them."""
    from claimcheck.engines import check as compare

    with engine(given) as worker, Progress("documents") as progress:
        found = compare(
            paths(chosen),
            against=chosen.against,
            engine=worker,
            rulebook=book,
            language=chosen.language,
            root=chosen.root.resolve(),
            leave_out=getattr(given, "output", None) or (),
            progress=progress,
            index=index,
        )
    for error in found.errors:
        print_error(error)
    for notice in found.notices:
        warn(f"{notice.path}: {notice.text}")
    return Outcome(_accepted(found.report, chosen, bool(given.paths)), found.sources, bool(found.errors))


def _accepted(report: Report, chosen: Settings, partial: bool) -> Report:
    """The report with the accepted findings marked. Entries that belong to none are told of only where
    the whole project is checked, for a part of its documents has a part of its findings."""
    from claimcheck.store import accepted

    path = chosen.accepted_file
    applied = accepted.apply(report, accepted.load(path), datetime.date.today())
    for pair in applied.expired:
        warn(f"{path}: the acceptance of {pair} has expired", "accept the finding again, or mend a document")
    if applied.stale and not partial:
        count = len(applied.stale)
        what = "1 entry no longer belongs" if count == 1 else f"{count} entries no longer belong"
        warn(f"{path}: {what} to a finding of these documents: {', '.join(applied.stale[:5])}")
    return applied.report

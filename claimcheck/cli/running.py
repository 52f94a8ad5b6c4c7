"""What report, explain and accept share: settings, documents, the run, the accepted findings."""

from __future__ import annotations

import datetime
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimcheck.cli.messages import print_error, warn
from claimcheck.cli.progress import Progress
from claimcheck.config import Settings, load_settings
from claimcheck.errors import ConfigError

if TYPE_CHECKING:
    from claimcheck.model import Report, Source
    from claimcheck.rulebook import Rulebook
    from claimcheck.sources import Reading

__all__ = ["Outcome", "check", "documents", "rulebook", "settings"]


@dataclass(frozen=True, slots=True)
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
    if chosen.language and chosen.language not in book.languages:
        hint = f"known: {', '.join(book.languages)}"
        raise ConfigError(f"no rules for the language {chosen.language!r}", hint=hint)
    return book


def documents(paths: Sequence[str], chosen: Settings) -> Reading:
    """The documents below `paths`; each that cannot be read is told, and the others go on."""
    from claimcheck.sources import read

    if not paths:
        hint = 'name files or folders, or write paths = ["texts"] in [tool.claimcheck] of pyproject.toml'
        raise ConfigError("no documents named", hint=hint)
    reading = read(paths, language=chosen.language)
    for error in reading.errors:
        print_error(error)
    for notice in reading.notices:
        warn(f"{notice.path}: {notice.text}")
    return reading


def check(chosen: Settings) -> Outcome:
    from claimcheck.model import Unreadable
    from claimcheck.pipeline import check as compare

    book = rulebook(chosen)
    reading = documents(chosen.paths, chosen)
    sources, unreadable = reading.sources, list[Unreadable](reading.unreadable)
    against: list[Source] = []
    if chosen.against:
        corpus = documents(chosen.against, chosen)
        known = {source.id for source in sources}
        against = [source for source in corpus.sources if source.id not in known]
        unreadable += [bad for bad in corpus.unreadable if bad not in unreadable]
    with Progress("reading") as progress:
        report = compare(sources, rulebook=book, against=against, unreadable=unreadable, progress=progress)
    return Outcome(_accepted(report, chosen), (*sources, *against), bool(unreadable))


def _accepted(report: Report, chosen: Settings) -> Report:
    from claimcheck.store import accepted

    path = chosen.accepted_file
    applied = accepted.apply(report, accepted.load(path), datetime.date.today())
    for pair in applied.expired:
        warn(f"{path}: the acceptance of {pair} has expired", "accept the finding again, or mend a document")
    if applied.stale:
        count = len(applied.stale)
        what = "1 entry no longer belongs" if count == 1 else f"{count} entries no longer belong"
        warn(f"{path}: {what} to a finding of these documents: {', '.join(applied.stale[:5])}")
    return applied.report

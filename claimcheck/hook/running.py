"""`claimcheck hook`: the staged documents against the corpus, before they are committed."""

from __future__ import annotations

import datetime
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.cli import running
from claimcheck.cli.indexing import indexed
from claimcheck.cli.messages import print_errors, warn
from claimcheck.hook.documents import Document, added, find_documents
from claimcheck.hook.repository import Repository
from claimcheck.model.frozen import frozen

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.hook.corpus import Corpus
    from claimcheck.model import Finding, Report, Source
    from claimcheck.store.accepted import Acceptance

__all__ = ["hook"]

DEFAULT = "seeds"
"""Where the documents are when the project does not say."""
TOLD = 10


@frozen
class Job:
    """What is to be checked. `corpus`: the paths that the project names; `staged`: paths of documents."""

    chosen: Settings
    repository: Repository
    corpus: tuple[str, ...]
    documents: Mapping[str, Document]
    staged: tuple[str, ...]
    known: Mapping[str, Acceptance]


def hook(given: Namespace) -> int:
    """0: nothing speaks against the commit; 1: a new contradiction; 2: configuration or acceptances."""
    job = _job(given)
    if not job.staged and not job.known and not job.chosen.rules:
        return 0
    book = running.rulebook(job.chosen)
    if not job.staged and not job.known:
        return 0
    from claimcheck.cli.progress import Progress
    from claimcheck.hook.corpus import Corpus

    with indexed(given, book) as index:
        corpus = Corpus(job.repository, job.documents, job.staged, book, index, job.chosen.language)
        with Progress("documents") as progress:
            report, sources = corpus.check(progress)
        return _told(job, corpus, report, sources)


def _job(given: Namespace) -> Job:
    from claimcheck.store import accepted

    chosen = running.settings(given)
    named_files = [os.path.abspath(name) for name in given.files or ()]
    # Documents are named as `claimcheck report` names them, from the folder of the project.
    if chosen.root.is_absolute() and os.path.realpath(chosen.root) != os.path.realpath(os.curdir):
        Repository(Path.cwd()).enter(chosen.root)
    repository = Repository(Path.cwd())
    named = (*chosen.against, *chosen.paths)
    corpus = tuple(os.path.relpath(path) for path in named or (chosen.root.resolve() / DEFAULT,))
    begun = bool(named) or os.path.lexists(corpus[0]) or bool(repository.listing(corpus[0]))
    documents = find_documents(repository, corpus) if begun else {}
    if given.files:
        files = [os.path.relpath(name) for name in named_files]
        for name in files:
            if not os.path.lexists(name):
                warn(f"{name}: no such file", "name the documents to be checked")
        for name, document in added(files, documents, corpus).items():
            warn(f"{document.name}: not staged; the work tree's content is checked")
            documents[name] = document
    else:
        files = repository.staged()
    staged = tuple(sorted({name for name in files if name in documents}))
    return Job(chosen, repository, corpus, documents, staged, accepted.load(chosen.accepted_file))


def _told(job: Job, corpus: Corpus, report: Report, sources: Sequence[Source]) -> int:
    from claimcheck.store import accepted

    for error in corpus.errors[:TOLD]:
        warn(str(error.at or "") + f": {error.message}", error.hint)
    if len(corpus.errors) > TOLD:
        warn(f"and {len(corpus.errors) - TOLD} further documents that cannot be read")
    today = datetime.date.today()
    applied = accepted.apply(report, job.known, today)
    stale = _stale(job, corpus)
    _tell_acceptances(job, applied.expired)
    for finding in _remarks(applied.report, job.chosen.fail_on or "probable"):
        from claimcheck.hook.printing import brief

        warn(brief(finding))
    stops = _stops(applied.report, job.chosen.fail_on or "probable")
    _print_stops(stops, job, sources)
    if job.staged and not report.coverage.compared:
        many = len(job.documents) > 1
        what = "nothing was compared" if many else "the first document: there is nothing to compare it with"
        warn(what, "a document is compared with those of the corpus that speak of the same things")
    return 2 if stale else int(bool(stops))


def _stale(job: Job, corpus: Corpus) -> bool:
    """Tell of acceptances of which a figure is gone; whether there are any."""
    if not job.known:
        return False
    from claimcheck.hook.known import sources_of, stale_pairs

    missing = stale_pairs(job.known, corpus.statements(sources_of(job.known)))
    for pair, what in missing.items():
        about = f" ({job.known[pair].about})" if job.known[pair].about else ""
        print_errors(
            f"{job.chosen.accepted_file}: stale acceptance{about}: {what}", f"remove the line {pair!r}"
        )
    return bool(missing)


def _tell_acceptances(job: Job, expired: Iterable[str]) -> None:
    path = job.chosen.accepted_file
    for pair in expired:
        warn(f"{path}: the acceptance of {pair} has expired", "accept the finding again, or mend a document")
    if job.known and job.repository.unstaged(str(path)):
        warn(f"{path} has changes that are not staged", f"git add {os.path.relpath(path)}")


def _stops(report: Report, level: str) -> list[Finding]:
    from claimcheck.cli.report import gates

    return [
        one for one in report.contradictions if gates(report.model_copy(update={"findings": (one,)}), level)
    ]


def _remarks(report: Report, level: str) -> list[Finding]:
    """What is worth knowing and stops nothing."""
    stops = {finding.id for finding in _stops(report, level)}
    return [one for one in report.contradictions if one.id not in stops and one.accepted is None]


def _print_stops(stops: Sequence[Finding], job: Job, sources: Sequence[Source]) -> None:
    if not stops:
        return
    from claimcheck.cli.report import terminal
    from claimcheck.hook.printing import accept_line, full

    print("The documents to be committed contradict what is there:\n")
    for finding in stops:
        involved = job.staged if len(job.staged) <= TOLD else _involved(finding, job)
        line = accept_line(finding, involved, job.corpus)
        sys.stdout.write(full(finding, sources, line, **terminal()))


def _involved(finding: Finding, job: Job) -> tuple[str, ...]:
    paths = {said.path for side in finding.sides for said in side.assertions}
    return tuple(name for name in job.staged if job.documents[name].name in paths)

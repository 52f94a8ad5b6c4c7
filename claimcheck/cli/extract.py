"""`claimcheck extract`: what each document asserts."""

from __future__ import annotations

import sys
from argparse import Namespace

from claimcheck.cli import running
from claimcheck.cli.messages import print_error, print_errors, warn
from claimcheck.cli.progress import Progress
from claimcheck.errors import SourceError

__all__ = ["extract"]


def extract(given: Namespace) -> int:
    """Each document is printed as soon as it is read, so that a pipe sees the first at once."""
    from claimcheck.engines import extract as items_of
    from claimcheck.reports import assertions
    from claimcheck.sources import Notice

    chosen = running.settings(given)
    named = running.paths(chosen)
    book = running.rulebook(chosen)
    render = assertions.RENDERERS[given.format]
    read, failed = 0, False
    sys.stdout.write(assertions.HEADERS.get(given.format, ""))
    with running.engine(given) as worker, Progress("documents") as progress:
        for item in items_of(named, engine=worker, rulebook=book, language=chosen.language):
            if isinstance(item, SourceError):
                print_error(item)
                failed = True
            elif isinstance(item, Notice):
                warn(f"{item.path}: {item.text}")
            else:
                sys.stdout.write(render(item.assertions))
                read += 1
                progress(read)
    if not read and not failed:
        print_errors("no documents found", "name files or folders with .txt, .md, .html or .json documents")
        failed = True
    return 2 if failed else 0

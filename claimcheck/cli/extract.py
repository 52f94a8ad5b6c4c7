"""`claimcheck extract`: what each document asserts."""

from __future__ import annotations

import sys
from argparse import Namespace

from claimcheck.cli import running
from claimcheck.cli.messages import print_errors
from claimcheck.cli.progress import Progress
from claimcheck.errors import ClaimcheckError

__all__ = ["extract"]


def extract(given: Namespace) -> int:
    """Each document is printed before the next is begun, so that a pipe sees the first at once."""
    from claimcheck.cli.messages import print_error
    from claimcheck.pipeline import extract as assertions_of
    from claimcheck.reports import assertions

    chosen = running.settings(given)
    book = running.rulebook(chosen)
    reading = running.documents(chosen.paths, chosen)
    failed = bool(reading.errors)
    render = assertions.RENDERERS[given.format]
    sys.stdout.write(assertions.HEADERS.get(given.format, ""))
    with Progress("reading") as progress:
        for number, source in enumerate(reading.sources):
            progress(number, len(reading.sources))
            try:
                sys.stdout.write(render(assertions_of(source, rulebook=book)))
            except ClaimcheckError as error:
                print_error(error)
                failed = True
    if not reading.sources and not failed:
        print_errors("no documents found", "name files or folders with .txt, .md, .html or .json documents")
        failed = True
    return 2 if failed else 0

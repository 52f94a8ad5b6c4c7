"""The only place where the stages are chained: text → mentions → assertions → comparisons → report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from claimcheck.model import Assertion, Report, Source, Unreadable
from claimcheck.pipeline.collecting import COLLECT, collecting_seldom
from claimcheck.pipeline.comparing import Compared, Part, compare, compare_part, parts_of, report_of
from claimcheck.pipeline.extracting import (
    Document,
    Extracted,
    distinct,
    extract,
    extract_source,
    recognize,
    said_by,
    sources_of,
)
from claimcheck.rulebook import Rulebook, default_rulebook

__all__ = [
    "COLLECT",
    "Compared",
    "Document",
    "Extracted",
    "Part",
    "check",
    "collecting_seldom",
    "compare",
    "compare_part",
    "extract",
    "extract_source",
    "parts_of",
    "recognize",
    "report_of",
]

Progress: TypeAlias = Callable[[int, int], object]


@collecting_seldom()
def check(
    sources: Iterable[Document],
    *,
    rulebook: Rulebook | None = None,
    against: Iterable[Document] = (),
    unreadable: Sequence[Unreadable] = (),
    language: str | None = None,
    within: bool = True,
    progress: Progress | None = None,
) -> Report:
    """Where the sources agree and disagree.

    With `against`, the sources are checked against that corpus, not the corpus against itself.
    `language` is that of documents that do not name one; else it is detected. `progress(done, total)`
    is called after each document. A path that cannot be read is listed in the coverage. Raises TypeError
    for one document where a list is wanted.
    """
    rules = rulebook or default_rulebook()
    for given in (sources, against):
        if isinstance(given, str | bytes | Path | Source | Mapping):
            raise TypeError(f"documents are given as a list, not as one {type(given).__name__}")
    asked = list(sources)
    mine, bad = sources_of(asked, language)
    corpus, worse = sources_of(against, language, len(asked) + 1)
    everything = distinct([*mine, *corpus])
    assertions: list[Assertion] = []
    for done, source in enumerate(everything, 1):
        assertions += said_by(source, rules)
        if progress:
            progress(done, len(everything))
    focus = frozenset(source.id for source in mine) if corpus else None
    return compare(
        everything, assertions, rulebook=rules, focus=focus, within=within,
        unreadable=(*unreadable, *bad, *worse),
    )  # fmt: skip

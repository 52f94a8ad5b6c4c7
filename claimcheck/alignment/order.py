"""The order in which assertions are looked at, where an order decides between equals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claimcheck.model import Assertion

__all__ = ["by_content"]


def by_content(assertions: Iterable[Assertion]) -> list[Assertion]:
    """By what their documents say, then by place: what documents are called changes nothing, unless two say
    the same throughout."""
    documents: dict[str, list[Assertion]] = defaultdict(list)
    for said in assertions:
        documents[said.source].append(said)
    told = []
    for source, found in documents.items():
        found.sort(key=lambda said: (said.span.start, said.span.end))
        told.append(([(said.sentence, said.span.start, said.span.end) for said in found], source))
    return [said for _, source in sorted(told) for said in documents[source]]

"""Who a statement comes from: agencies, and outlets that copy one another (rules/origins.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimcheck.judgement.topics import fold
from claimcheck.model import Source
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.entities import OriginRules

__all__ = ["agencies", "origin_of_name", "published_by"]


def agencies(rulebook: Rulebook) -> Mapping[str, str]:
    """Each name of an agency, folded → the agency's id."""
    rules = rulebook.get(OriginRules)
    return {fold(name).strip(): row.id for row in rules.agency for name in (row.id, *row.names)}


def origin_of_name(name: str, known: Mapping[str, str]) -> str:
    """The origin that a name stands for: its agency, else the name itself."""
    folded = fold(name).strip()
    if folded in known:
        return known[folded]
    words = f" {folded} "
    return next((agency for form, agency in known.items() if f" {form} " in words), folded)


def published_by(sources: Iterable[Source], rulebook: Rulebook, copied: Mapping[str, str]) -> dict[str, str]:
    """`copied` (source id → id of the source it repeats), with sources whose publishers copy one another
    or that an agency publishes under one origin."""
    known = rulebook.derive(agencies)
    groups = {
        fold(name).strip(): f"copies of {row.id}"
        for row in rulebook.get(OriginRules).copies
        for name in row.publishers
    }
    found: dict[str, str] = {}
    for source in sources:
        publisher = fold(source.publisher or "").strip()
        if publisher in known:
            found[source.id] = f"attributed to {known[publisher]}"
        elif publisher in groups:
            found[source.id] = groups[publisher]
    return {name: found.get(first, first) for name, first in copied.items()} | found

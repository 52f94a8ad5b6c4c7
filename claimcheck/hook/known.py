"""Acceptances that have nothing left to stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimcheck.model import Assertion, Fact
from claimcheck.values import normal_form

__all__ = ["sources_of", "stale_pairs"]

BETWEEN, WITHIN, ANYONE = " ~ ", " | ", "*"
FACT = "fact "


def sources_of(pairs: Iterable[str]) -> set[str]:
    """The ids of the sources that accepted pairs name."""
    return {source for pair in pairs for source, _ in _statements(pair)}


def stale_pairs(pairs: Iterable[str], said: Mapping[str, Sequence[Assertion]]) -> dict[str, str]:
    """The pairs of which a statement is no longer made, each with what is missing.

    A pair that still stands, but that this run did not compare, is not stale.
    """
    forms = {source: {normal_form(one.value) for one in assertions} for source, assertions in said.items()}
    facts = {source for source, assertions in said.items() if any(_is_fact(one) for one in assertions)}
    missing = {}
    for pair in pairs:
        for source, form in _statements(pair):
            if source not in forms:
                missing[pair] = f"{source} is no longer a document of the corpus"
            elif form not in forms[source] and not (form.startswith(FACT) and source in facts):
                missing[pair] = f"{source} no longer says {form}"
    return missing


def _is_fact(assertion: Assertion) -> bool:
    return isinstance(assertion.value, Fact)


def _statements(pair: str) -> list[tuple[str, str]]:
    """Source and normal form of the two sides; none where names make that ambiguous. Of a pair with
    whoever says the other value, there is one."""
    sides = [side.rpartition(WITHIN) for side in pair.split(BETWEEN)]
    return [(source, form) for source, _, form in sides if source != ANYONE] if len(sides) == 2 else []

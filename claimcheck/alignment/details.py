"""What `explain` prints beside a term: the words, names or scopes that bear it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from claimcheck.alignment.entries import Entry
from claimcheck.model import Evidence, quickly

__all__ = ["evidence"]

DETAIL = 4
"""How many words are named."""


LEAST, DIGITS = 0.005, 3
"""What weighs less is not printed; digits of what is."""

new_evidence = quickly(Evidence)


def evidence(
    terms: Mapping[str, float], weights: Mapping[str, float], a: Entry, b: Entry
) -> tuple[Evidence, ...]:
    """Weight times value of each term, in the order of the terms."""
    found = []
    for name, value in terms.items():
        weight = weights[name] * value
        if weight >= LEAST or weight <= -LEAST:
            telling = TELLING.get(name)
            if telling is None:
                found.append(plain_evidence(name, weight))
            else:
                found.append(new_evidence(name, round(weight, DIGITS), telling(name, a, b)))
    return tuple(found)


@lru_cache(maxsize=4096)
def plain_evidence(name: str, weight: float) -> Evidence:
    """Many pairs have the same terms: one record stands for those without a detail."""
    return new_evidence(name, round(weight, DIGITS))


def _tokens(_: str, a: Entry, b: Entry) -> str:
    other = b.tokens
    common = [(-w if w < other[t] else -other[t], t) for t, w in a.tokens.items() if t in other]
    return ", ".join([token for _, token in sorted(common)[:DETAIL]])


def _heads(_: str, a: Entry, b: Entry) -> str:
    return " / ".join(dict.fromkeys(h.lstrip("#") for h in (a.head, b.head) if h))


def _entities(_: str, a: Entry, b: Entry) -> str:
    return ", ".join(sorted(a.entities.keys() & b.entities.keys())[:DETAIL])


def _owners(_: str, a: Entry, b: Entry) -> str:
    one, other = ", ".join(sorted(a.owners)), ", ".join(sorted(b.owners))
    return one if one == other else f"{one} / {other}"


def _scopes(name: str, a: Entry, b: Entry) -> str:
    scopes = a.assertion.context.scope, b.assertion.context.scope
    return ", ".join(sorted(scopes[0] & scopes[1] if name == "same-scope" else scopes[0] ^ scopes[1]))


def _statuses(_: str, a: Entry, b: Entry) -> str:
    return f"{a.assertion.status} / {b.assertion.status}"


TELLING: Mapping[str, Callable[[str, Entry, Entry], str]] = {
    "shared-tokens": _tokens, "same-head": _heads, "other-head": _heads, "shared-entities": _entities,
    "same-owner": _owners, "rival-owner": _owners, "foreign-owner": _owners, "other-owner": _owners,
    "same-scope": _scopes, "other-scope": _scopes, "other-status": _statuses,
}  # fmt: skip
"""What of the two entries bears a term; the names of the others say all."""

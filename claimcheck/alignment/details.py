"""What `explain` prints beside a term: the words, names or scopes that bear it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from claimcheck.alignment.entries import Entry
from claimcheck.model import Evidence, quickly

__all__ = ["evidence"]

DETAIL = 4
"""How many words are named."""


LEAST = 0.005
"""What weighs less is not printed."""

new_evidence = quickly(Evidence)
plain_evidence = lru_cache(maxsize=4096)(new_evidence)
"""Many pairs have the same terms: one record stands for those without a detail."""


def evidence(
    terms: Mapping[str, float], weights: Mapping[str, float], a: Entry, b: Entry
) -> tuple[Evidence, ...]:
    """Weight times value of each term, largest first."""
    found = []
    for name, value in terms.items():
        weight = weights.get(name, 0.0) * value
        if weight >= LEAST or weight <= -LEAST:
            weight = round(weight, 3)
            if telling := _telling(name):
                term = new_evidence(name, weight, telling(name, a, b))
            else:
                term = plain_evidence(name, weight)
            found.append((-abs(weight), name, term))
    return tuple([term for _, _, term in sorted(found)])


@cache
def _telling(name: str) -> Callable[[str, Entry, Entry], str] | None:
    """What of the two entries bears the term; None where its name says all."""
    named = {
        "shared-tokens": _tokens, "same-head": _heads, "other-head": _heads, "shared-entities": _entities,
        "other-status": _statuses,
    }  # fmt: skip
    if name.endswith("-owner"):
        return _owners
    return _scopes if name.endswith("-scope") else named.get(name)


def _tokens(_: str, a: Entry, b: Entry) -> str:
    common = {t: min(w, b.tokens[t]) for t, w in a.tokens.items() if t in b.tokens}
    return ", ".join(sorted(common, key=lambda t: (-common[t], t))[:DETAIL])


def _heads(_: str, a: Entry, b: Entry) -> str:
    return " / ".join(dict.fromkeys(h.lstrip("#") for h in (a.head, b.head) if h))


def _entities(_: str, a: Entry, b: Entry) -> str:
    return ", ".join(sorted(a.entities.keys() & b.entities.keys())[:DETAIL])


def _owners(_: str, a: Entry, b: Entry) -> str:
    return " / ".join(dict.fromkeys(", ".join(sorted(e.owners)) for e in (a, b)))


def _scopes(name: str, a: Entry, b: Entry) -> str:
    scopes = a.assertion.context.scope, b.assertion.context.scope
    return ", ".join(sorted(scopes[0] & scopes[1] if name == "same-scope" else scopes[0] ^ scopes[1]))


def _statuses(_: str, a: Entry, b: Entry) -> str:
    return f"{a.assertion.status} / {b.assertion.status}"

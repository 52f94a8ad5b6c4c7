"""What `explain` prints beside a term: the words, names or scopes that bear it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from claimcheck.alignment.entries import Entry
from claimcheck.model import Evidence

__all__ = ["evidence"]

DETAIL = 4
"""How many words are named."""


LEAST = 0.005
"""What weighs less is not printed."""


def evidence(
    terms: Mapping[str, float], weights: Mapping[str, float], a: Entry, b: Entry
) -> tuple[Evidence, ...]:
    """Weight times value of each term, largest first."""
    found = []
    for name, value in terms.items():
        weight = weights.get(name, 0.0) * value
        if weight >= LEAST or weight <= -LEAST:
            found.append(Evidence(name, round(weight, 3), detail(name, a, b)))
    found.sort(key=_heaviest)
    return tuple(found)


def _heaviest(term: Evidence) -> tuple[float, str]:
    return -abs(term.weight), term.term


def detail(name: str, a: Entry, b: Entry) -> str:
    """What of the two entries bears the term; "" where its name says all."""
    if (telling := _telling(name)) is None:
        return ""
    return telling(name, a, b)


@cache
def _telling(name: str) -> Callable[[str, Entry, Entry], str] | None:
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

"""What `explain` prints beside a term: the words, names or scopes that bear it."""

from __future__ import annotations

from claimcheck.alignment.entries import Entry

__all__ = ["detail"]

DETAIL = 4
"""How many words are named."""


def detail(name: str, a: Entry, b: Entry) -> str:
    """What of the two entries bears the term; "" where its name says all."""
    if name == "shared-tokens":
        common = {t: min(w, b.tokens[t]) for t, w in a.tokens.items() if t in b.tokens}
        return ", ".join(sorted(common, key=lambda t: (-common[t], t))[:DETAIL])
    if name in ("same-head", "other-head"):
        return " / ".join(dict.fromkeys(h.lstrip("#") for h in (a.head, b.head) if h))
    if name == "shared-entities":
        return ", ".join(sorted(a.entities.keys() & b.entities.keys())[:DETAIL])
    if name.endswith("-owner"):
        return " / ".join(dict.fromkeys(", ".join(sorted(e.owners)) for e in (a, b)))
    if name.endswith("-scope"):
        scopes = a.assertion.context.scope, b.assertion.context.scope
        return ", ".join(sorted(scopes[0] & scopes[1] if name == "same-scope" else scopes[0] ^ scopes[1]))
    if name == "other-status":
        return f"{a.assertion.status} / {b.assertion.status}"
    return ""

"""What a value has been asked before: many assertions share one value object."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from claimcheck.model import Value

__all__ = ["by_identity"]

V = TypeVar("V", bound=Value)
R = TypeVar("R")

MOST = 20_000
"""Values remembered; when there are more, all are forgotten."""


def by_identity(asked: Callable[[V], R]) -> Callable[[V], R]:
    """Remembers what a function tells of each value object, which it keeps alive for that long. To look
    up an equal value would take longer than most answers.

    >>> from claimcheck.model import Fact
    >>> fact, truth_of = Fact(truth=True), by_identity(lambda fact: [fact.truth])
    >>> truth_of(fact) is truth_of(fact)
    True
    """
    known: dict[int, tuple[V, R]] = {}

    @wraps(asked)
    def remembered(value: V) -> R:
        found = known.get(id(value))
        if found is None:
            if len(known) >= MOST:
                known.clear()
            found = known[id(value)] = value, asked(value)
        return found[1]

    return remembered

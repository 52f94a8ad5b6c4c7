"""Figures whose currency is left out: "44 milliards d'euros, dont 30 milliards d'économies"."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from claimcheck.model import Magnitude, Mention

__all__ = ["complete"]

LARGE = 1_000_000
"""From here on a bare number near an amount of money is one: nobody counts to a million in passing."""
REACH = 400
"""Code points after an amount of money within which a bare number takes its currency."""
JOINED = 40
"""The same for a number with a noun, which may count things."""


def complete(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in order, bare large numbers after an amount of money turned into money."""
    found: list[Mention] = []
    money: tuple[int, Magnitude] | None = None
    for mention in mentions:
        value = mention.value
        if isinstance(value, Magnitude):
            if value.kind == "money":
                money = mention.end, value
            elif money is not None and _elliptic(value, mention.start - money[0]):
                amount = dataclasses.replace(
                    value, kind="money", currency=money[1].currency, assumed=money[1].assumed, of=None,
                    dimension=money[1].dimension, factor=money[1].factor,
                )  # fmt: skip
                mention = dataclasses.replace(mention, value=amount)
                money = mention.end, amount
        found.append(mention)
    return found


def _elliptic(value: Magnitude, distance: int) -> bool:
    said = value.low if value.low is not None else value.high
    if said is None or not (said >= LARGE or said <= -LARGE):
        return False
    return (value.kind == "number" and distance <= REACH) or (value.kind == "count" and distance <= JOINED)

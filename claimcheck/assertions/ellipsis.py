"""Figures whose unit is left out: "44 milliards d'euros, dont 30", "3 400 hectares, contre 1 200"."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Sequence

from claimcheck.assertions.words import Words
from claimcheck.model import Magnitude, Mention, Number

__all__ = ["complete"]

LARGE = 1_000_000
"""From here on a bare number near an amount of money is one: nobody counts to a million in passing."""
FAR = 400
"""Code points after an amount of money within which a large bare number takes its currency."""
NEAR = 160
"""The same for any bare number, as the next figure after one with a unit, in the same paragraph."""
SAME_SENTENCE = 100
MEASURED = frozenset({"money", "quantity", "percent", "temperature"})
UNITLESS = frozenset({"ordinal", "ratio"})
"""Kinds that say how figures stand to one another: "95 000 euros, le double des 55 000"."""
ACROSS = frozenset({"quantity"})
"""Kinds that reach into the next sentence: "3,500 tonnes … The authority stands by its own 4,200." """
STOP = re.compile(r"[.!?] |\n")
LEAST, MOST = 10, 12
"""A bare number below the first is too common; figures further apart than the second measure two things."""
CLOSE = 4
"""The same where the scale is left out too: "118 millions pour le département, 94 pour l'État"."""


def complete(
    mentions: Sequence[Mention], text: str, money_nouns: Collection[str], words: Words
) -> list[Mention]:
    """Mentions in order, bare numbers turned into what the figure before them measures.

    `money_nouns`: stems of nouns that are counted in money ("450 millions de gains").
    """
    currency = _main_currency(mentions)
    counted = [_said(m.value) for m in mentions if isinstance(m.value, Magnitude) and m.value.kind == "count"]
    found: list[Mention] = []
    last: tuple[int, Magnitude] | None = None
    money: tuple[int, Magnitude] | None = None
    for mention in mentions:
        value = mention.value
        if isinstance(value, Magnitude):
            if (whole := _whole_of(value, mention, mentions, text)) is not None:
                value = dataclasses.replace(value, currency=whole.currency, assumed=whole.assumed)
                mention = dataclasses.replace(mention, value=value)
            between = text[max(0, mention.start - NEAR) if last is None else last[0] : mention.start]
            if full := _completed(value, mention.start, between, last, money, currency, money_nouns, words):
                mention, value = dataclasses.replace(mention, value=full), full
            elif currency is not None and _is_sum(value, counted):
                value = _as(value, currency)
                mention = dataclasses.replace(mention, value=value)
            if value.kind not in UNITLESS:
                last = mention.end, value
            if value.kind == "money":
                money = mention.end, value
        found.append(mention)
    return found


def _whole_of(value: Magnitude, mention: Mention, mentions: Sequence[Mention], text: str) -> Magnitude | None:
    """The amount of its sentence whose currency cents are of: "HK$5.60, up 20 cents"."""
    said = _said(value)
    if value.kind != "money" or not value.assumed or said is None or not 0 < said < 1:
        return None
    near = [
        other.value
        for other in mentions
        if isinstance(other.value, Magnitude) and other.value.kind == "money" and not other.value.assumed
        and abs(other.start - mention.start) <= NEAR
        and not STOP.search(text, *sorted((other.end, mention.end)))
    ]  # fmt: skip
    return near[0] if len({amount.currency for amount in near}) == 1 else None


def _completed(
    value: Magnitude, start: int, between: str,
    last: tuple[int, Magnitude] | None, money: tuple[int, Magnitude] | None, currency: Magnitude | None,
    money_nouns: Collection[str], words: Words,
) -> Magnitude | None:  # fmt: skip
    said = _said(value)
    if said is None or said <= 0:
        return None
    if value.kind == "count" and value.of and said >= LARGE and currency is not None:
        return _as(value, currency) if words.stem(value.of.split(" ")[0]) in money_nouns else None
    if value.kind != "number" or last is None:
        return None
    counted = last[1].kind in ("count", "number")
    if said >= LARGE and money is not None and start - money[0] <= FAR and not counted:
        return _as(value, money[1])
    if last[1].kind not in MEASURED or len(between) > NEAR or said < LEAST:
        return None
    if STOP.search(between) is not None:
        return _like(value, said, last[1]) if last[1].kind in ACROSS and "\n" not in between else None
    return _like(value, said, last[1]) if len(between) <= SAME_SENTENCE else None


def _said(value: Magnitude) -> Number | None:
    return value.low if value.low is not None else value.high


def _is_sum(value: Magnitude, counted: Sequence[Number | None]) -> bool:
    """Whether a bare number is so large that, where amounts of money are told, it can only be one: the
    document counts nothing of about that size."""
    said = _said(value)
    if value.kind != "number" or said is None or said < LARGE:
        return False
    return not any(other and said <= MOST * other and other <= MOST * said for other in counted)


def _like(value: Magnitude, said: Number, mate: Magnitude) -> Magnitude | None:
    """The number in the unit of its mate, in its scale too, where it is about as large."""
    other = _said(mate)
    if other is None or other <= 0:
        return None
    if said <= MOST * other and other <= MOST * said:
        return _as(value, mate)
    shift = mate.exponent // 3 * 3
    scaled = said * 10**shift if shift >= 3 else said
    if mate.kind == "money" and scaled <= CLOSE * other and other <= CLOSE * scaled:
        return _as(_times(value, 10**shift, shift), mate)
    return None


def _times(value: Magnitude, factor: int, shift: int) -> Magnitude:
    def scale(end: Number | None) -> Number | None:
        return None if end is None else end * factor

    low, high = value.interval
    return dataclasses.replace(
        value, low=scale(value.low), high=scale(value.high), interval=(scale(low), scale(high)),
        exponent=value.exponent + shift,
    )  # fmt: skip


def _as(value: Magnitude, mate: Magnitude) -> Magnitude:
    return dataclasses.replace(
        value, kind=mate.kind, currency=mate.currency, assumed=mate.assumed, unit=mate.unit, of=None,
        dimension=mate.dimension, factor=mate.factor, offset=mate.offset,
    )  # fmt: skip


def _main_currency(mentions: Sequence[Mention]) -> Magnitude | None:
    """An amount in the currency that the document names most often."""
    amounts = [m.value for m in mentions if isinstance(m.value, Magnitude) and m.value.kind == "money"]
    if not amounts:
        return None
    most = Counter(amount.currency for amount in amounts).most_common(1)[0][0]
    return next(amount for amount in amounts if amount.currency == most)

"""Makers of amounts of money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from claimcheck.recognition.digits import exponent_of
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.figures import figure, scaled
from claimcheck.recognition.matching import Maker, Match
from claimcheck.recognition.measures import per
from claimcheck.rulebook.families.grammar import Feature

__all__ = ["MONEY_MAKERS"]

CATEGORIES = ("currency-symbol", "currency-code", "currency", "subunit")


def _currency(match: Match) -> Mapping[str, Feature]:
    for category in CATEGORIES:
        if features := match.features("currency", category):
            return features
    return {}


def money(match: Match) -> Draft | None:
    """Roles n, scale, currency (word, code, symbol or subunit), per.

    Arg `priced`: surely money, so that the least amount that the word's features ask for does not matter.
    """
    draft, features = figure(match), _currency(match)
    if draft is None or not features or draft.kind not in ("number", "ratio") or draft.fragile:
        return None
    least = None if match.args.get("priced") else features.get("least")
    if least is not None and (draft.high is None or draft.high < Decimal(str(least))):
        return None
    if features.get("glued") and match.spaced("n", "currency"):
        return None
    rate = per(match)
    if rate is None and match.has("per"):
        return None
    draft = scaled(draft, Decimal(str(features.get("factor", 1))))
    return draft._replace(
        kind="money", currency=str(features["value"]), assumed=bool(features.get("assumed")),
        fragile=False, per=rate,
    )  # fmt: skip


def cents(match: Match) -> Draft | None:
    """Roles v (an amount) and n with its subunit, or bare: "15 dollars et 15 cents", "15 dollars 50"."""
    draft, small = match.draft("v"), figure(match)
    if draft is None or small is None or not isinstance(draft.plain, Decimal) or draft.per:
        return None
    value = small.plain
    if not isinstance(value, Decimal) or value < 0 or draft.scale != 1 or draft.plain != int(draft.plain):
        return None
    if small.kind == "money":
        if small.currency != draft.currency and not small.assumed:
            return None
    elif value != int(value) or value > 99 or draft.kind != "money":
        return None
    else:
        value = value.scaleb(-2)
    if not 0 <= value < 1:
        return None
    total = draft.plain + value
    return draft.at(total, exponent_of(total, -2))


MONEY_MAKERS: Mapping[str, Maker] = {"money": money, "cents": cents}

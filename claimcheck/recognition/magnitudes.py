"""Makers of magnitudes: what a number becomes with its unit, and what hedges, bounds, ranges make of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Period
from claimcheck.recognition.digits import exponent_of
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.matching import Maker, Match, Part

__all__ = ["MAGNITUDE_MAKERS"]


def scaled(draft: Draft, factor: Decimal) -> Draft:
    """The figure times a power of ten, with the precision that was written."""
    if factor == 1:
        return draft
    figure = draft.plain
    if figure is None:
        return draft
    if isinstance(figure, Fraction):
        share = figure * Fraction(factor)
        return draft._replace(low=share, high=share, scale=draft.scale * factor)
    value = figure * factor
    power = factor.adjusted()
    exponent = draft.low_exponent + power if draft.low_exponent < 0 else 0
    exponent = exponent_of(value, exponent)
    return draft._replace(low=value, high=value, low_exponent=exponent, high_exponent=exponent,
        scale=draft.scale * factor,
        readings=tuple(reading * factor for reading in draft.readings if isinstance(reading, Decimal)),
    )  # fmt: skip


def _number(match: Match) -> Draft | None:
    """Role n, times the scale word of role scale."""
    draft = match.draft("n")
    if draft is None:
        return None
    factor = match.feature("scale", "scale-short") or match.feature("scale", "scale")
    return scaled(draft, Decimal(str(factor))) if factor is not None else draft


def number(match: Match) -> Draft | None:
    return _number(match)


def money(match: Match) -> Draft | None:
    """Roles n, scale, currency (word, code or symbol)."""
    draft = _number(match)
    for category in ("currency-symbol", "currency-code", "currency"):
        features = match.features("currency", category)
        if draft is not None and features:
            return draft._replace(kind="money", currency=str(features["value"]),
                assumed=bool(features.get("assumed")), fragile=False,
            )  # fmt: skip
    return None


def quantity(match: Match) -> Draft | None:
    """Roles n, scale, unit; the unit's kind says whether it is a quantity, a temperature or a duration."""
    draft, unit = _number(match), match.feature("unit", "unit")
    if draft is None or unit is None:
        return None
    measure = match.setting.units.measures.get(str(unit))
    kind = measure.kind if measure else "quantity"
    return draft._replace(kind=kind, unit=str(unit), fragile=False)


def share(match: Match) -> Draft | None:
    """Role n; args: kind (percent, points, ratio), factor."""
    draft = _number(match)
    if draft is None:
        return None
    draft = scaled(draft, Decimal(str(match.args.get("factor", 1))))
    return draft._replace(kind=match.args["kind"], fragile=False)  # type: ignore[arg-type]


def count(match: Match) -> Draft | None:
    """Roles n and noun: the noun stands as it is written, in lower case."""
    draft = _number(match)
    if draft is None or draft.fragile:
        return None
    return draft._replace(kind="count", of=match.text("noun").lower())


def bound(match: Match) -> Draft | None:
    """Roles v and bound, whose features say `side` (low, high) and `open`."""
    draft, features = match.draft("v"), match.features("bound", "bound")
    if draft is None or not features:
        return None
    side, is_open = features["side"], bool(features.get("open"))
    if side == "low":
        return draft._replace(high=None, low_open=is_open, fragile=False)
    return draft._replace(low=None, high_open=is_open, fragile=False)


def hedge(match: Match) -> Draft | None:
    """Roles v and hedge, whose value names a row of figures.toml."""
    draft, name = match.draft("v"), match.feature("hedge", "hedge")
    if draft is None or name is None:
        return None
    return draft._replace(hedge="approximate", hedges=(*draft.hedges, str(name)), fragile=False)


def range_(match: Match) -> Draft | None:
    """Roles a and b: the end that has no unit or scale takes the other's."""
    low, high = match.draft("a"), match.draft("b")
    if low is None or high is None or low.low is None or high.high is None:
        return None
    if low.kind == "number" and high.kind != "number":
        if low.scale == 1 and high.scale != 1:
            low = scaled(low, high.scale)
        low = low._replace(
            kind=high.kind,
            unit=high.unit,
            currency=high.currency,
            assumed=high.assumed,
            of=high.of,
            per=high.per,
        )
    elif high.kind == "number" and low.kind != "number":
        high = high._replace(
            kind=low.kind,
            unit=low.unit,
            currency=low.currency,
            assumed=low.assumed,
            of=low.of,
            per=low.per,
        )
    elif low.kind == "number" and low.scale == 1 and high.scale != 1:
        low = scaled(low, high.scale)
    if low.kind != high.kind or (low.unit, low.currency) != (high.unit, high.currency):
        return None
    if low.low is None or high.high is None or not low.low < high.high:
        return None
    return high._replace(low=low.low, low_exponent=low.low_exponent, low_open=False, high_open=False,
        hedges=(*low.hedges, *high.hedges), fragile=False,
    )  # fmt: skip


def from_to(match: Match) -> list[Part] | None:
    """Roles a and b: the level before and the level after, two values and no range."""
    before, after = match.made("a"), match.made("b")
    if before is None or after is None or isinstance(before, Period) or isinstance(after, Period):
        return None
    return [Part(*match.roles["a"], before), Part(*match.roles["b"], after)]


MAGNITUDE_MAKERS: Mapping[str, Maker] = {
    "number": number,
    "money": money,
    "quantity": quantity,
    "share": share,
    "count": count,
    "bound": bound,
    "hedge": hedge,
    "range": range_,
    "from-to": from_to,
}

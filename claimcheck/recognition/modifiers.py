"""Makers of what stands around a value: hedges, bounds, ranges, changes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Hedge
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.figures import scaled
from claimcheck.recognition.matching import Maker, Match, Part
from claimcheck.recognition.timex import When

__all__ = ["MODIFIER_MAKERS"]

CHANGES = ("change", "change-share", "change-after", "change-way")
"""The categories of words that say up or down."""


def _value(match: Match) -> Draft | None:
    """The draft of role v, unless it is a bare article or below arg `least`."""
    draft, least = match.draft("v"), match.args.get("least")
    if draft is None or (draft.fragile and draft.words):
        return None
    return None if least is not None and (draft.low is None or draft.low < int(least)) else draft


def bound(match: Match) -> Draft | None:
    """Roles v and bound, whose features (or the args) say `side` (low, high) and `open`.

    Role `not` is a word that turns it. Feature `level` names a kind that it does
    not bound: a price "from $799".
    """
    draft = _value(match)
    features = match.features("bound", "bound") or match.features("bound", "bound-after") or match.args
    if draft is None or not features or draft.low is None or draft.high is None or draft.hedge == "vague":
        return None
    if features.get("level") == draft.kind:
        return draft
    side, is_open = features["side"], bool(features.get("open"))
    if match.has("not"):
        side, is_open = ("high" if side == "low" else "low"), not is_open
    if hedge := features.get("hedge"):
        draft = draft._replace(hedge="approximate", hedges=(*draft.hedges, str(hedge)))
    if side == "low":
        return draft._replace(high=None, low_open=is_open, fragile=False)
    return draft._replace(low=None, high_open=is_open, fragile=False)


def hedge(match: Match) -> Draft | None:
    """Roles v and hedge, whose value (or arg `hedge`) names a row of figures.toml; `least` is the least
    that it hedges."""
    draft, name = _value(match), match.feature("hedge", "hedge") or match.feature("hedge", "hedge-after")
    name = name or match.args.get("hedge")
    if draft is None or name is None or draft.fragile:
        return None
    least = match.feature("hedge", "hedge", "least")
    if least is not None and (draft.low is None or draft.low < int(least)):
        return None
    level = "vague" if draft.hedge == "vague" else "approximate"
    return draft._replace(hedge=level, hedges=(*draft.hedges, str(name)))  # type: ignore[arg-type]


def _shared(bare: Draft, full: Draft) -> Draft:
    """An end that has no unit or scale of its own takes the other's."""
    if bare.scale == 1 and full.scale >= 100 and bare.high is not None and full.high is not None:
        face = Fraction(full.high) / Fraction(full.scale)
        less, number = Fraction(bare.high) < face, bare.kind == "number"
        if (bare.high < 1000 and (less or number)) or (less and number):
            bare = scaled(bare, full.scale)
    if bare.kind != "number" or full.kind == "number":
        return bare
    return bare._replace(
        kind=full.kind, unit=full.unit, currency=full.currency, assumed=full.assumed, of=full.of, per=full.per
    )


def range_(match: Match) -> Draft | list[Part] | None:
    """Roles a and b: the end that has no unit or scale takes the other's.

    Two bare years are none, nor is a score or number that falls ("3-2", "ISO 3888-2").
    """
    low, high = match.draft("a"), match.draft("b")
    if low is None or high is None or None in (low.low, low.high, high.low, high.high):
        return None
    if low.kind == high.kind == "number" and _yearlike(low) and _yearlike(high):
        return None
    if match.args.get("strict") and high.kind == "number" and low.kind not in ("number", "money"):
        return None
    if (low.fragile and low.words) or (high.fragile and high.words):
        return None
    bare = low.kind == high.kind == "number" and not low.words
    falls = low.low is not None and high.high is not None and low.low >= high.high
    if match.has("tight") and bare and falls and not match.spaced("a", "tight"):
        return [
            Part(*match.roles["a"], low._replace(fragile=True)),
            Part(*match.roles["b"], high._replace(fragile=True)),
        ]
    low = _shared(low, high)
    high = _shared(high, low) if high.kind == "number" else high
    if low.unit != high.unit and low.kind == high.kind:
        low = _converted(low, high, match)
    same = (low.kind, low.unit, low.currency) == (high.kind, high.unit, high.currency)
    if not same or low.low is None or high.high is None or not low.low < high.high:
        return None
    hedges = (*low.hedges, *high.hedges)
    hedge: Hedge = "vague" if "vague" in (low.hedge, high.hedge) else "approximate" if hedges else "none"
    return high._replace(
        low=low.low, low_exponent=low.low_exponent, low_open=False, high_open=False, hedges=hedges,
        hedge=hedge, fragile=False, readings=(), of=high.of or low.of, per=high.per or low.per,
    )  # fmt: skip


def one_or_two(match: Match) -> Draft | None:
    """Role b, two of something behind "one or": "une ou deux semaines"."""
    two = match.draft("b")
    if two is None or two.plain is None or Fraction(two.plain) != 2 * Fraction(two.scale):
        return None
    return two._replace(low=Decimal(two.scale), low_exponent=two.high_exponent)


def both_bounds(match: Match) -> Draft | None:
    """Roles a and b, a lower and an upper bound of one thing: "more than 10 and less than 40"."""
    low, high = match.draft("a"), match.draft("b")
    if low is not None and high is not None and low.low is None:
        low, high = high, low
    if low is None or high is None or low.low is None or high.high is None:
        return None
    if low.high is not None or high.low is not None:
        return None
    low, high = _shared(low, high), _shared(high, low)
    same = (low.kind, low.unit, low.currency) == (high.kind, high.unit, high.currency)
    if not same or low.low is None or high.high is None or not low.low < high.high:
        return None
    return high._replace(low=low.low, low_exponent=low.low_exponent, low_open=low.low_open)


def _converted(low: Draft, high: Draft, match: Match) -> Draft:
    """The lower end in the unit of the upper one: "90 minutes à 2 heures"."""
    measures = match.units.measures
    source, target = measures.get(low.unit or ""), measures.get(high.unit or "")
    if (
        source is None
        or target is None
        or source.dimension != target.dimension
        or source.offset != target.offset
    ):
        return low
    return scaled(low, source.factor / target.factor)._replace(unit=high.unit, scale=Decimal(1))


def _yearlike(draft: Draft) -> bool:
    figure = draft.plain
    return (
        figure is not None
        and 1500 <= figure <= 2100
        and figure == int(figure)
        and draft.scale == 1
        and not draft.words
    )


def from_to(match: Match) -> list[Part] | None:
    """Roles a and b: the level before and the level after, two values and no range."""
    before, after = match.made("a"), match.made("b")
    if before is None or after is None or isinstance(before, When) or isinstance(after, When):
        return None
    if before.fragile or after.fragile:
        return None
    if before.kind == "number":
        before = _shared(before, after)
    return [Part(*match.roles["a"], before), Part(*match.roles["b"], after)]


def change(match: Match) -> Draft | None:
    """Roles v and cue, whose feature `change` (or arg) says up or down.

    Args: `points`, the noun whose counts are percentage points here; `glued`, where no space may stand.
    """
    draft = _value(match)
    features = next(filter(None, (match.features("cue", name) for name in CHANGES)), {})
    way = features.get("change", match.args.get("change"))
    if draft is None or draft.fragile or way is None or draft.kind in ("ordinal", "age"):
        return None
    if match.args.get("glued") and (match.glued_before() or match.spaced("cue", "v")):
        return None
    if draft.kind == "count" and draft.of == match.args.get("points"):
        draft = draft._replace(kind="points", of=None)
    return draft._replace(change=way, tense=str(features.get("tense", "")))  # type: ignore[arg-type]


MODIFIER_MAKERS: Mapping[str, Maker] = {
    "bound": bound,
    "hedge": hedge,
    "range": range_,
    "one-or-two": one_or_two,
    "both-bounds": both_bounds,
    "from-to": from_to,
    "change": change,
}

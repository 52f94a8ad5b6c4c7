"""Makers of fractions: two thirds, half, three and a half, half a million."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Number
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.figures import exact, factor, figure, precise, share_of
from claimcheck.recognition.matching import Maker, Match

__all__ = ["FRACTION_MAKERS"]


def _below(match: Match, role: str) -> Decimal | None:
    """What stands below a fraction's bar: a plural ordinal, a made ordinal or number."""
    value = match.feature(role, "denominator")
    if value is not None:
        return Decimal(str(value))
    draft = match.draft(role)
    return draft.plain if draft is not None and isinstance(draft.plain, Decimal) else None


def _ratio(above: Number | None, below: Number | None) -> Number | None:
    if not isinstance(above, Decimal) or not isinstance(below, Decimal) or below <= 0:
        return None
    if above != int(above) or below != int(below) or below > Decimal(10) ** 18:
        return None
    return exact(Fraction(int(above), int(below)))


def fraction(match: Match) -> Draft | None:
    """Roles n and d; args: `proper` refuses n ≥ d, `tight` spaces, `one` all but n = 1, `least` a smaller d,
    `not` such
    that are names ("9/11").
    """
    above, below = figure(match), _below(match, "d")
    value = _ratio(above.plain if above else None, below)
    if match.has("bar") and f"{match.text('n')}/{match.text('d')}" in str(match.args.get("not", "")).split():
        return None
    if above is None or value is None or below is None or above.plain is None:
        return None
    if match.args.get("proper") and not 0 < above.plain < below:
        return None
    if below < Decimal(str(match.args.get("least", 2))) or (match.args.get("one") and above.plain != 1):
        return None
    if match.args.get("tight") and (match.spaced("n", "bar") or match.spaced("bar", "d")):
        return None
    if match.has("neg"):
        if match.touches_before():
            return None
        value = -value
    return Draft("ratio", value, value, precise(value), precise(value), words=above.words)


def part(match: Match) -> Draft | None:
    """Role f: a word that is a fraction by itself ("la moitié")."""
    share = share_of(match, "f")
    return None if share is None else Draft("ratio", share, share, precise(share), precise(share), words=True)


def mixed(match: Match) -> Draft | None:
    """Roles n and f: "deux et demi", "un million et demi" (the fraction is of the last scale)."""
    draft, share = figure(match), share_of(match, "f")
    if draft is None or share is None or draft.plain is None:
        return None
    unit: Decimal = draft.scale if draft.scale > 1 else Decimal(1)
    if match.has("whole"):
        unit = factor(match, "whole") or unit
    value = exact(abs(Fraction(draft.plain)) + Fraction(share) * Fraction(unit))
    value = -value if draft.plain < 0 else value
    return draft.at(value, precise(value))._replace(readings=(), fragile=False, words=True)


def mixed_ordinal(match: Match) -> Draft | None:
    """Roles n and d: "forty two and a third"."""
    draft, below = figure(match), _below(match, "d")
    if draft is None or draft.plain is None or below is None or below < 3:
        return None
    value = exact(Fraction(draft.plain) + Fraction(1) / Fraction(below))
    return draft.at(value, precise(value))


def product(match: Match) -> Draft | None:
    """Roles f (a fraction) and n or scale: "half a million", "two thirds of a million"."""
    share = figure(match, "f")
    times = factor(match, "s") if match.has("s") else None
    whole = match.draft("n")
    if times is None:
        if whole is None or not isinstance(whole.plain, Decimal) or whole.plain < 10 or _is_year(whole):
            return None
        times = whole.plain
    if share is None or share.plain is None:
        return None
    value = exact(Fraction(share.plain) * Fraction(times))
    return Draft("number", value, value, precise(value), precise(value), scale=times, words=True)


def _is_year(draft: Draft) -> bool:
    """Whether four bare digits are rather a year: "three quarters of 2023"."""
    return draft.scale == 1 and not draft.words and 1900 <= (draft.plain or 0) < 2100


FRACTION_MAKERS: Mapping[str, Maker] = {
    "fraction": fraction,
    "part": part,
    "mixed": mixed,
    "mixed-ordinal": mixed_ordinal,
    "product": product,
}

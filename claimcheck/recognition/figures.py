"""Makers of bare figures: signs, dozens, vague amounts, powers, ordinals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Number
from claimcheck.recognition.digits import exponent_of
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.matching import Maker, Match

__all__ = ["FIGURE_MAKERS", "exact", "factor", "figure", "precise", "scaled", "share_of"]

MAX_POWER = 60


def exact(value: Number) -> Number:
    """A decimal where the fraction has one, so that it mixes with other decimals.

    >>> exact(Fraction(3, 4)), exact(Fraction(1, 3))
    (Decimal('0.75'), Fraction(1, 3))
    """
    if isinstance(value, Decimal):
        return value
    odd = value.denominator
    for prime in (2, 5):
        while odd % prime == 0:
            odd //= prime
    return value if odd > 1 else Decimal(value.numerator) / Decimal(value.denominator)


def precise(value: Number) -> int:
    """The exponent of a figure that no digits write."""
    if isinstance(value, Fraction):
        return 0
    written = value.as_tuple().exponent
    return exponent_of(value, min(written, 0) if isinstance(written, int) else 0)


def scaled(draft: Draft, by: Decimal) -> Draft:
    """The figure (or both ends) times a factor, with the precision that was written."""
    if by == 1:
        return draft
    power = by.adjusted()

    def end(value: Number | None, exponent: int) -> tuple[Number | None, int]:
        if value is None or isinstance(value, Fraction):
            return (None if value is None else exact(value * Fraction(by))), exponent
        written = exponent + power if exponent < 0 or power < 0 else 0
        return value * by, exponent_of(value * by, written)

    low, low_exponent = end(draft.low, draft.low_exponent)
    high, high_exponent = end(draft.high, draft.high_exponent)
    return draft._replace(
        low=low, high=high, low_exponent=low_exponent, high_exponent=high_exponent, scale=draft.scale * by,
        readings=tuple(reading * by for reading in draft.readings if isinstance(reading, Decimal)),
    )  # fmt: skip


def factor(match: Match, role: str) -> Decimal | None:
    """The value of a role's word of scale."""
    for category in ("scale-short", "scale-letter", "scale", "collective", "many", "hundred", "quarantine"):
        value = match.feature(role, category)
        if value is not None:
            return Decimal(str(value))
    return None


def figure(match: Match, role: str = "n") -> Draft | None:
    """The number of a role, a value made before or an article, times the scale word of role `scale`, and the
    fraction of role `plus` more: "une journée et demie".

    Without the role, the rule's arg of its name.
    """
    draft = match.draft(role)
    if draft is None:
        value = match.feature(role, "article") if match.has(role) else match.args.get(role)
        if value is None and (share := share_of(match, role)) is not None:
            draft = Draft("ratio", share, share, words=True)
        if draft is None:
            if value is None:
                return None
            draft = Draft("number", Decimal(str(value)), Decimal(str(value)), words=True)
    if match.has("scale"):
        by = factor(match, "scale")
        features = match.features("scale", "scale-short")
        if by is None or (features.get("joined") and match.spaced(role, "scale")):
            return None
        least, bare = features.get("least_whole"), draft.plain
        if (
            least is not None
            and not match.has("currency")
            and bare is not None
            and bare == int(bare)
            and bare < int(least)
        ):
            return None
        draft = scaled(draft, by)
    return _more(draft, match) if match.has("plus") else draft


def _more(draft: Draft, match: Match) -> Draft | None:
    more = share_of(match, "plus")
    if more is None or draft.plain is None or draft.plain != int(draft.plain):
        return None
    total = exact(Fraction(draft.plain) + Fraction(more))
    return draft.at(total, precise(total))


def share_of(match: Match, role: str) -> Number | None:
    """The fraction of a role: a ratio made before, or a word or sign that is one."""
    draft = match.draft(role)
    if draft is not None:
        return draft.plain if draft.kind == "ratio" else None
    for category in ("fraction", "vulgar"):
        if (text := match.feature(role, category)) is not None:
            return exact(Fraction(str(text)))
    return None


def number(match: Match) -> Draft | None:
    """Roles n and scale."""
    return figure(match)


def signed(match: Match) -> Draft | None:
    """Roles sign and n. A bare "-" must touch the number and nothing before it."""
    draft = figure(match)
    if draft is None or draft.low is None or draft.high is None or draft.low < 0 or draft.fragile:
        return None
    if not match.text("sign")[:1].isalpha() and (
        (match.spaced("sign", "n") and draft.kind != "temperature") or match.glued_before()
    ):
        return None
    low, high = draft.low, draft.high
    return draft._replace(
        low=-high, high=-low, low_exponent=draft.high_exponent, high_exponent=draft.low_exponent,
        readings=(), fragile=False,
    )  # fmt: skip


def negative(match: Match) -> Draft | None:
    """Role n, below zero by the words around it; a bare number is a temperature in arg `unit`."""
    draft = figure(match)
    value = draft.plain if draft else None
    if draft is None or value is None:
        return None
    if draft.kind == "number" and match.args.get("unit"):
        draft = draft._replace(kind="temperature", unit=str(match.args["unit"]), assumed=True)
    return draft.at(-value, draft.low_exponent)


def collective(match: Match) -> Draft | None:
    """Roles n and c, perhaps a scale s: "une dizaine", "trois douzaines", "une centaine de milliers".

    Arg `hedge` stands before the one that c has, "une petite dizaine"; with it c may lack, "une bonne heure".
    """
    draft, size = figure(match), factor(match, "c") if match.has("c") else Decimal(1)
    if draft is None or size is None:
        return None
    if match.has("s"):
        size *= factor(match, "s") or Decimal(1)
    made = scaled(draft, size)
    hedge = match.args.get("hedge") or match.feature("c", "collective", "hedge")
    hedge = hedge or match.feature("c", "quarantine", "hedge")
    made = made._replace(words=True, fragile=False)
    return made if hedge is None else made._replace(hedge="approximate", hedges=(*made.hedges, str(hedge)))


def vague(match: Match) -> Draft | None:
    """Roles v (features low, high), c and s, both scales: "des dizaines de milliers"."""
    features = match.features("v", "vague") if match.has("v") else match.args
    size = Decimal(1)
    for role in ("c", "s"):
        if match.has(role):
            size *= factor(match, role) or Decimal(1)
    low, high = (Decimal(str(features[name])) * size for name in ("low", "high"))
    return Draft(
        "number", low, high, exponent_of(low, 0), exponent_of(high, 0), scale=size, words=True,
        hedge="vague", hedges=("vague",),
    )  # fmt: skip


def point(match: Match) -> Draft | None:
    """Roles a and b around a spoken decimal mark: "1 point 5"."""
    whole, decimals = match.draft("a"), match.text("b")
    if (
        whole is None
        or not isinstance(whole.plain, Decimal)
        or not decimals.isdecimal()
        or len(decimals) > 20
    ):
        return None
    if whole.plain != int(whole.plain):
        return None
    value = whole.plain + Decimal(f"0.{decimals}")
    return whole.at(value, -len(decimals))


def power(match: Match) -> Draft | None:
    """Roles neg, n, sign and e: n · base^e (arg `base`), or n^e without a base."""
    draft, exponent = match.draft("n"), match.draft("e")
    figure_ = draft.plain if draft else None
    raised = exponent.plain if exponent else None
    if draft is None or not isinstance(figure_, Decimal) or raised is None:
        return None
    if (
        raised != int(raised)
        or not -MAX_POWER <= raised <= MAX_POWER
        or (match.has("neg") and match.touches_before())
    ):
        return None
    by = -int(raised) if match.has("sign") and match.text("sign").endswith("-") else int(raised)
    if match.args.get("base") is not None:
        shifted = figure_.scaleb(by)
        exponent_ = exponent_of(shifted, draft.low_exponent + by if draft.low_exponent < 0 else 0)
        return draft.at(-shifted if match.has("neg") else shifted, exponent_)
    if len(str(figure_)) > 12 or (figure_ == 0 and by < 0):
        return None
    value = exact(Fraction(figure_) ** by)
    return draft.at(-value if match.has("neg") else value, 0)


def ordinal(match: Match) -> Draft | None:
    """Role n with its suffix: "3e", "2nd"; roman numerals by the word before them."""
    draft = match.draft("n")
    if draft is not None:
        if (
            not isinstance(draft.plain, Decimal)
            or draft.plain != int(draft.plain)
            or match.spaced("n", "suffix")
        ):
            return None
        return draft._replace(kind="ordinal", fragile=False, words=True)
    value = match.feature("n", "roman")
    return None if value is None else Draft("ordinal", Decimal(str(value)), Decimal(str(value)), words=True)


def ignore(match: Match) -> Draft | None:
    """What looks like a figure here and is none."""
    return Draft("number", Decimal(0), Decimal(0), fragile=True)


FIGURE_MAKERS: Mapping[str, Maker] = {
    "number": number,
    "signed": signed,
    "negative": negative,
    "collective": collective,
    "vague": vague,
    "point": point,
    "power": power,
    "ordinal": ordinal,
    "ignore": ignore,
}

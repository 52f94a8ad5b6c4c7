"""Makers of percentages, points, ratios and multiples."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from claimcheck.recognition.draft import Draft
from claimcheck.recognition.figures import exact, figure, precise, scaled
from claimcheck.recognition.matching import Maker, Match, Part

__all__ = ["SHARE_MAKERS"]

MULTIPLES = ("multiple", "multiple-alone", "multiple-word")
"""The categories of words that say how many times."""


def share(match: Match) -> Draft | None:
    """Role n; args: kind (percent, points, ratio), factor, `below`: what n must be less than."""
    draft = figure(match)
    if draft is None or draft.kind not in ("number", "ratio") or draft.fragile:
        return None
    if "below" in match.args and not (draft.high is not None and draft.high < int(match.args["below"])):
        return None
    draft = scaled(draft, Decimal(str(match.args.get("factor", 1))))
    return draft._replace(kind=match.args["kind"], scale=Decimal(1), fragile=False)  # type: ignore[arg-type]


def out_of(match: Match) -> Draft | list[Part] | None:
    """Roles a and b: "huit sur dix"; a is below b, both whole.

    Above arg `most`, b must be round. A count out of a number that is none of arg `rounds` is two counts
    ("45 bureaux sur 58"), not a ratio, unless a is 1. Of things in arg `not` they are two counts too.
    """
    above, below = figure(match, "a"), figure(match, "b")
    if above is None or below is None:
        return None
    a, b = above.plain, below.plain
    if a is None or b is None or a != int(a) or b != int(b) or not 0 < a < b:
        return None
    if below.kind == "count" and below.of in str(match.args.get("not", "")).split():
        return None
    most = match.args.get("most")
    if most is not None and b > Decimal(str(most)) and (int(b) % 10 or 1900 <= b <= 2100):
        return None
    rounds = match.args.get("rounds")
    if above.kind == "count" and a != 1 and rounds is not None and str(int(b)) not in str(rounds).split():
        return [
            Part(*match.roles["a"], above),
            Part(*match.roles["b"], below._replace(kind="count", of=above.of)),
        ]
    value = exact(Fraction(int(a), int(b)))
    return Draft("ratio", value, value, precise(value), precise(value), words=above.words)


def multiple(match: Match) -> Draft | None:
    """Role n or a word with a factor (role m), or arg `value`: "trois fois plus", "a doublé", "twice".

    Features of m or args: `change`, `hedge` (a row of figures.toml), `side`, where it is a bound,
    `share`: divided by two is down by half.
    """
    draft = figure(match) if match.has("n") else None
    features = {**match.args, **next(filter(None, (match.features("m", name) for name in MULTIPLES)), {})}
    change = features.get("change")
    if draft is None:
        if "value" not in features:
            return None
        value = exact(Fraction(str(features["value"])))
        draft = Draft("ratio", value, value, precise(value), precise(value), words=True)
    if features.get("share") and draft.plain == 2:
        draft = draft.at(Decimal("0.5"), -1)
    draft = draft._replace(kind="ratio", change=change, fragile=False)  # type: ignore[arg-type]
    if (hedge := features.get("hedge")) is not None:
        draft = draft._replace(hedge="approximate", hedges=(*draft.hedges, str(hedge)))
    return draft._replace(high=None, low_open=True) if features.get("side") == "low" else draft


SHARE_MAKERS: Mapping[str, Maker] = {"share": share, "out-of": out_of, "multiple": multiple}

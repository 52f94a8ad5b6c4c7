"""`relate` and the cheaper questions that alignment asks tens of thousands of times a second."""

from __future__ import annotations

from claimcheck.model import Fact, Magnitude, Period, Value
from claimcheck.values import hints, magnitudes
from claimcheck.values.periods import gap_in_days, relate_periods
from claimcheck.values.records import AGREEING, Hint, Limits, Related, RelationName

__all__ = ["may_agree", "relate", "relation_name"]

DIFFERING: frozenset[RelationName] = frozenset({"disjoint", "near", "bound-broken", "zero-against-some"})


def relate(a: Value, b: Value, limits: Limits) -> Related:
    """How two values relate, with no knowledge of who says them; `relate(b, a)` is the same.

    Periods: a gap is in days. Facts have none.
    """
    if isinstance(a, Magnitude) and isinstance(b, Magnitude):
        return _relate_magnitudes(a, b, limits)
    name = relation_name(a, b, limits)
    if name in DIFFERING and isinstance(a, Period) and isinstance(b, Period):
        return Related(name, gap_in_days(a, b), None, a.granularity == b.granularity)
    return Related(name)


def relation_name(a: Value, b: Value, limits: Limits) -> RelationName:
    """The name alone, without gap and hints."""
    if isinstance(a, Magnitude):
        return magnitudes.name_of(a, b, limits) if isinstance(b, Magnitude) else "other-dimension"
    if isinstance(a, Period):
        return relate_periods(a, b, limits) if isinstance(b, Period) else "other-dimension"
    return _relate_facts(a, b) if isinstance(b, Fact) else "other-dimension"


def may_agree(a: Value, b: Value, limits: Limits) -> bool:
    """Whether the two values can both be true of one thing."""
    return relation_name(a, b, limits) in AGREEING


def _relate_magnitudes(a: Magnitude, b: Magnitude, limits: Limits) -> Related:
    ends = x, y = magnitudes.both_ends(a, b, limits)
    name = magnitudes.name_of(a, b, limits, ends)
    found: list[Hint] = []
    if a.assumed or b.assumed:
        found += hints.assumed_currency(a, b)
    if name not in DIFFERING:
        return Related(name, hints=tuple(found))
    found += hints.difference_hints(a, b, x, y, limits)
    gap, relative = magnitudes.gap_of(a, b, x, y)
    return Related(name, gap, relative, magnitudes.same_precision(a, b), tuple(found))


def _relate_facts(a: Fact, b: Fact) -> RelationName:
    if a.category is not None and b.category is not None:
        return "same-fact" if a.category.casefold() == b.category.casefold() else "other-category"
    if a.category is None and b.category is None and a.truth is not None and b.truth is not None:
        return "same-fact" if a.truth == b.truth else "opposite"
    return "other-dimension"

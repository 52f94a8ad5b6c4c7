"""The figures in two statements: whether what one says in numbers cannot hold beside the other's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.model import Magnitude, Period, Value
from claimcheck.values import AGREEING, Limits, RelationName, add, blocking_key, complementary, relation_name
from claimcheck.values.periods import ENDS, same_end

__all__ = ["Figures", "figures_complete", "figures_differ", "figures_of", "same_number"]

Figures = Mapping[str, Sequence[Value]]
"""Values by what they may be compared with."""

TELLING = frozenset({"number", "count", "percent", "ratio", "money", "quantity", "temperature", "age"})
DATED = frozenset({"day", "month", "year"})
OPPOSED: frozenset[RelationName] = frozenset({"disjoint", "bound-broken", "zero-against-some"})


def figures_of(values: Sequence[Value]) -> Figures:
    """Those that tell one statement from another: amounts, and times with their year; no article "un"."""
    found: dict[str, list[Value]] = {}
    for value in values:
        if isinstance(value, Magnitude):
            if value.kind not in TELLING or value.low == value.high == 1:
                continue
        elif not isinstance(value, Period) or not value.anchored or value.granularity not in DATED:
            continue
        found.setdefault(blocking_key(value), []).append(value)
    return found


def figures_differ(left: Figures, right: Figures, limits: Limits) -> bool:
    """Whether some figure of one can be set against one of the other, and none of that sort agrees."""
    return any(_differ(left[key], right[key], limits) for key in left if key in right)


def _differ(left: Sequence[Value], right: Sequence[Value], limits: Limits) -> bool:
    names = {_relation(a, b, limits) for a in left for b in right if _of_one_noun(a, b)}
    if not names & OPPOSED or names & AGREEING:
        return False
    return not _sums(left, right, limits) and not _sums(right, left, limits)


def _sums(parts: Sequence[Value], wholes: Sequence[Value], limits: Limits) -> bool:
    """Whether some whole is what the parts make together."""
    added = [part for part in parts if isinstance(part, Magnitude)]
    total = add(added) if len(added) > 1 else None
    return total is not None and any(relation_name(total, whole, limits) in AGREEING for whole in wholes)


def same_number(left: Figures, right: Figures) -> bool:
    """Whether both speak of as many: what is not so of all 13 000 is not so of 13 000."""
    return any(
        isinstance(a, Magnitude) and isinstance(b, Magnitude) and a.low == a.high == b.low == b.high
        for key in left
        if key in right
        for a in left[key]
        for b in right[key]
    )


def figures_complete(left: Figures, right: Figures) -> bool:
    """Whether a share of one and a share of the other make all of it: 2.9 % are not, 97.1 % are."""
    return any(
        isinstance(a, Magnitude) and isinstance(b, Magnitude) and complementary(a, b)
        for key in left
        if key in right
        for a in left[key]
        for b in right[key]
    )


def _relation(a: Value, b: Value, limits: Limits) -> RelationName:
    """What lasts until one day does not last until another, though each day is before the later one."""
    if isinstance(a, Period) and isinstance(b, Period) and a.relation == b.relation and a.relation in ENDS:
        return "equal" if same_end(a, b) else "disjoint"
    return relation_name(a, b, limits)


def _of_one_noun(a: Value, b: Value) -> bool:
    if isinstance(a, Magnitude) and isinstance(b, Magnitude) and a.of and b.of:
        return a.of == b.of
    return True

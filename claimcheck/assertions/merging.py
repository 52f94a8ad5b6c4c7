"""The same said again in one document is one assertion with further spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from claimcheck.assertions.standing import PREVIOUS
from claimcheck.model import Assertion, Context, Magnitude, replacing
from claimcheck.values import normal_form

__all__ = ["merge"]

SHARED = {0: 1.2, 1: 1.2, 2: 0.4, 3: 0.05}
"""By significant digits, the least shared context (a noisy or of shared tokens) for two equal figures to
be the same said twice: three digits are seldom equal by chance."""
LEAST_SHARED, MOST_SHARED = min(SHARED.values()), max(SHARED.values())
SAME_HEAD = 0.4
SCALED, LARGE = ("money", "count", "number"), 1000

with_changes, with_context = replacing(Assertion), replacing(Context)


def merge(assertions: Sequence[Assertion]) -> list[Assertion]:
    """In order of the first span; the fuller context wins, the others' tokens are added."""
    groups: dict[tuple[str, bool, str], list[list[Assertion]]] = {}
    order: list[list[Assertion]] = []
    for assertion in assertions:
        key = (normal_form(assertion.value), assertion.polarity, _unit(assertion))
        for group in groups.setdefault(key, []):
            if _same(group[0], assertion):
                group.append(assertion)
                break
        else:
            group = [assertion]
            groups[key].append(group)
            order.append(group)
    return [_joined(group) if len(group) > 1 else group[0] for group in order]


def _unit(assertion: Assertion) -> str:
    value = assertion.value
    return (value.of or value.unit or "") if isinstance(value, Magnitude) and value.kind != "count" else ""


def _same(a: Assertion, b: Assertion) -> bool:
    if a.sentence == b.sentence and a.span != b.span:
        # A repeated headline is the same sentence elsewhere; two figures of one sentence are not.
        return abs(a.span.start - b.span.start) > len(a.sentence)
    x, y = a.context, b.context
    if (PREVIOUS in x.cues) != (PREVIOUS in y.cues):
        return False
    if x.owners and y.owners and not x.owners & y.owners:
        return False
    if a.as_of is not None and b.as_of is not None and a.as_of != b.as_of:
        return False
    missing, others = 1.0, y.tokens
    for token, weight in x.tokens.items():
        if token in others:
            missing *= 1 - min(weight, others[token])
    shared = 1 - missing
    if x.head == y.head and x.head is not None:
        shared += SAME_HEAD
    if shared < LEAST_SHARED:
        return False
    return shared >= MOST_SHARED or shared >= SHARED[min(_digits(a), 3)]


def _digits(assertion: Assertion) -> int:
    """Significant digits of the figure; a date counts for two."""
    value = assertion.value
    if not isinstance(value, Magnitude):
        return 2
    said = value.low if value.low is not None else value.high
    digits = len(str(int(abs(Fraction(said)) * 10**6)).strip("0")) if said else 1
    # A large scale ("milliards") tells as much as one more digit.
    large = said is not None and (said >= LARGE or said <= -LARGE)
    return digits + (large and value.kind in SCALED)


def _joined(group: Sequence[Assertion]) -> Assertion:
    first, contexts = group[0], [a.context for a in group]
    context = with_context(
        first.context,
        tokens=_heaviest([context.tokens for context in contexts]),
        entities=_heaviest([context.entities for context in contexts]),
        times=next((context.times for context in contexts if context.times), ()),
        owners=frozenset().union(*[context.owners for context in contexts]),
        rivals=frozenset().union(*[context.rivals for context in contexts]),
    )
    return with_changes(
        first,
        also=tuple([a.span for a in group[1:]]),
        as_of=next((a.as_of for a in group if a.as_of), None),
        attribution=next((a.attribution for a in group if a.attribution), None),
        context=context,
    )


def _heaviest(several: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Of each key its greatest weight."""
    found = dict(several[0])
    for weights in several[1:]:
        for key, weight in weights.items():
            if weight > found.get(key, 0.0):
                found[key] = weight
    return found

"""The same said again in one document is one assertion with further spans."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from claimcheck.model import Assertion, Context, Magnitude
from claimcheck.values import normal_form

__all__ = ["merge"]

SHARED = 0.6
"""Least shared context, as a noisy or of shared tokens, for two equal figures to be the same said twice."""


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
    if x.scope != y.scope or ("previous" in x.cues) != ("previous" in y.cues):
        return False
    if x.owners and y.owners and not x.owners & y.owners:
        return False
    if a.as_of is not None and b.as_of is not None and a.as_of != b.as_of:
        return False
    if a.subject is not None and b.subject is not None and a.subject != b.subject and x.head != y.head:
        return False
    missing = 1.0
    for token, weight in x.tokens.items():
        missing *= 1 - min(weight, y.tokens.get(token, 0.0))
    return 1 - missing >= SHARED and (x.head == y.head or 1 - missing >= 0.9)


def _joined(group: Sequence[Assertion]) -> Assertion:
    first = group[0]
    tokens: dict[str, float] = {}
    entities: dict[str, float] = {}
    for assertion in group:
        for target, weights in ((tokens, assertion.context.tokens), (entities, assertion.context.entities)):
            for key, weight in weights.items():
                target[key] = max(target.get(key, 0.0), weight)
    context: Context = dataclasses.replace(
        first.context,
        tokens=tokens,
        entities=entities,
        times=next((a.context.times for a in group if a.context.times), ()),
        owners=frozenset().union(*(a.context.owners for a in group)),
    )
    return dataclasses.replace(
        first,
        also=tuple(a.span for a in group[1:]),
        as_of=next((a.as_of for a in group if a.as_of), None),
        attribution=next((a.attribution for a in group if a.attribution), None),
        context=context,
    )

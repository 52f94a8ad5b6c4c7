"""When a figure holds: the period of its sentence that scopes it; and periods that are said themselves."""

from __future__ import annotations

from claimcheck.assertions.tables import Tables
from claimcheck.assertions.view import Figure, View
from claimcheck.model import Magnitude, Period

__all__ = ["is_alone", "is_event", "scoping_period"]

REACH = 22
OVER_CLAUSE = 9
CLAUSE = 0.8
"""Boundaries of at most this weight cost a period the way to a figure."""
OVER_FIGURE = 7
LEADING = 4
"""A period within the first words of a sentence scopes all of it."""
EVENT_REACH = 6


def scoping_period(view: View, figure: Figure, tables: Tables) -> Period | None:
    """The period that costs least to reach: words between, clause boundaries and other figures.

    Not one in brackets behind another figure ("186 millions (valeur 2017), 342 aujourd'hui"), nor the
    time of another verb ("Créée en 1962, elle emploie 7 400 personnes").
    """
    best: tuple[int, int] | None = None
    found: Period | None = None
    for other in view.figures:
        value = other.mention.value
        if other is figure or not isinstance(value, Period) or value.granularity == "minute":
            continue
        low, high = (other.end, figure.start) if other.end <= figure.start else (figure.end, other.start)
        if _bracketed_away(view, figure, other) or _other_verbs(view, other, low, high, tables):
            continue
        cost = high - low
        for i in range(low, high):
            boundary = view.boundaries.get(i)
            if boundary is not None and boundary.weight <= CLAUSE and view.tokens[i].lower not in ",()":
                cost += OVER_CLAUSE
        if view.figure_between(low, high):
            cost += OVER_FIGURE
        if other.start < LEADING:
            cost = min(cost, LEADING * 2)
        if cost <= REACH and (best is None or (cost, other.start) < best):
            best, found = (cost, other.start), value
    return found


def _bracketed_away(view: View, figure: Figure, period: Figure) -> bool:
    opened = next((i for i in range(period.start - 1, -1, -1) if view.tokens[i].lower in "()"), None)
    if opened is None or view.tokens[opened].lower != "(" or opened < figure.start < period.start:
        return False
    return figure.start > period.end or view.figure_between(figure.end, opened)


def _other_verbs(view: View, period: Figure, low: int, high: int, tables: Tables) -> bool:
    comma = any(view.tokens[i].lower == "," for i in range(low, high))
    return comma and is_event(view, period, tables)


def is_event(view: View, figure: Figure, tables: Tables) -> bool:
    """Whether a period is the verb's own time ("créée en 2015"), not the setting of other figures."""
    at, steps = figure.start - 1, 0
    while at >= 0 and steps < EVENT_REACH:
        token = view.tokens[at]
        if view.inside[at] >= 0 or token.lower in ",;:(":
            return False
        if token.stem in tables.event_verbs or token.lower in tables.event_verbs:
            return True
        if token.mark == "w" and steps > 2:
            return False
        at, steps = at - 1, steps + 1
    return False


def is_alone(view: View, figure: Figure) -> bool:
    """Whether no figure of the sentence could have the period as its setting: then it is itself what the
    sentence says, if only weakly."""
    return not any(
        isinstance(value := other.mention.value, Magnitude) and value.kind not in ("ordinal", "age")
        for other in view.figures
    )

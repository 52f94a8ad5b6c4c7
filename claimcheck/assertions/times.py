"""When a figure holds: the period of its sentence that scopes it; and periods that are said themselves."""

from __future__ import annotations

from claimcheck.assertions.tables import Tables
from claimcheck.assertions.view import Figure, View
from claimcheck.model import Magnitude, Period, Value

__all__ = ["is_mere_scope", "scoping_period", "time_cue"]

EVENT_TIME, LONE_TIME, SCOPE_TIME = "event-time", "lone-time", "scope-time"
YEARS = frozenset({"year", "decade", "century"})

REACH = 22
OVER_CLAUSE = 9
CLAUSE = 0.8
"""Boundaries of at most this weight cost a period the way to a figure."""
OVER_FIGURE = 7
LEADING = 4
"""A period within the first words of a sentence scopes all of it."""
EVENT_REACH = 6
OPENED_REACH = 8
"""Tokens of the clause after a period at its head in which its verb is looked for."""


def scoping_period(view: View, figure: Figure, tables: Tables) -> Period | None:
    """The period that costs least to reach: words between, clause boundaries and other figures.

    Not one in brackets behind another figure ("186 millions (valeur 2017), 342 aujourd'hui"), nor the
    time of another verb ("Créée en 1962, elle emploie 7 400 personnes").
    """
    if len(view.magnitudes) == len(view.figures):
        return None
    best: tuple[int, int] | None = None
    found: Period | None = None
    for other in view.figures:
        value = other.mention.value
        if other is figure or not isinstance(value, Period) or value.granularity == "minute":
            continue
        low, high = (other.end, figure.start) if other.end <= figure.start else (figure.end, other.start)
        if _of_compared(view, figure, other) or _describes(view, other, tables):
            continue
        if _bracketed_away(view, figure, other) or _other_verbs(view, other, low, high, tables):
            continue
        cost = high - low
        # "up from 287 million" has the word that sets it against the figure before within it.
        for i in range(low, high + (high == figure.start)):
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


def _of_compared(view: View, figure: Figure, period: Figure) -> bool:
    """Whether the period stands behind another figure that this one is only compared with: "312 millions,
    contre 287 millions en 2024"."""
    if period.start < figure.end:
        return False
    against = [
        at
        for at, limit in view.boundaries.items()
        if limit.inherits and limit.weight <= CLAUSE and figure.end <= at < period.start
    ]
    return any(
        other.key == figure.key and other.end <= period.start and at <= other.start
        for at in against
        for other in view.magnitudes
    )


def _describes(view: View, period: Figure, tables: Tables) -> bool:
    """Whether a century only tells what a thing is ("un tableau du XVIIe siècle"): it has no word of time
    or place before it."""
    value = period.mention.value
    if not isinstance(value, Period) or value.granularity != "century" or value.relation != "in":
        return False
    before = range(max(0, period.start - 2), min(period.start + 2, period.end))
    words = [(i, view.tokens[i].lower) for i in before]
    # "Du XVIIe siècle" is the time of a sentence where it opens it, and of a thing behind its noun.
    return not any(
        word in tables.place_links or (word in tables.adjuncts and (i == 0 or word not in tables.head_links))
        for i, word in words
    )


def _other_verbs(view: View, period: Figure, low: int, high: int, tables: Tables) -> bool:
    """Whether it is the time of a verb beyond a comma or an "and"."""
    parted = any(
        view.tokens[i].lower == "," or (i in view.boundaries and view.boundaries[i].inherits)
        for i in range(low, high)
    )
    return parted and _is_event(view, period, tables)


def time_cue(view: View, figure: Figure, tables: Tables) -> str:
    """How a period stands in its sentence: the verb's own time ("créée en 2015"), the time of an event that
    the sentence tells or of no figure (lone), or only the setting of other figures (scope)."""
    if _is_event(view, figure, tables):
        return EVENT_TIME
    return LONE_TIME if _is_alone(view, figure) or _opens_event(view, figure, tables) else SCOPE_TIME


def is_mere_scope(value: Value, cue: str) -> bool:
    """Whether the period says nothing of its own: a year in which figures hold.

    "By 2030", a month or a day say when.
    """
    return (
        cue == SCOPE_TIME
        and isinstance(value, Period)
        and value.relation == "in"
        and (value.granularity in YEARS or _whole_years(value))
    )


def _whole_years(value: Period) -> bool:
    """Whether a range runs from the start of a year to the end of one: "2019-2021"."""
    first, last = value.earliest, value.latest
    if value.granularity != "range" or first is None or last is None:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _is_event(view: View, figure: Figure, tables: Tables) -> bool:
    """Whether a verb or noun of something that happens stands right before the period."""
    at, steps = figure.start - 1, 0
    while at >= 0 and steps < EVENT_REACH:
        token = view.tokens[at]
        if (inside := view.inside[at]) >= 0:
            if not _is_ordinal(view.figures[inside]):
                return False
        elif token.lower in ",;:(":
            return False
        elif _tells_event(view, at, tables):
            return True
        elif token.mark == "w" and steps > 2:
            return False
        at, steps = at - 1, steps + 1
    return False


def _is_ordinal(figure: Figure) -> bool:
    """ "Élu pour la première fois en 2008": the verb's time all the same."""
    return figure.mention.value.kind == "ordinal"


def _tells_event(view: View, at: int, tables: Tables) -> bool:
    token = view.tokens[at]
    if token.stem not in tables.event_verbs and token.lower not in tables.event_verbs:
        return False
    # "4 % du produit intérieur brut", "300 livraisons": what a figure measures or counts happens at no time.
    while at > 0 and view.tokens[at - 1].lower in tables.head_links:
        at -= 1
    return at == 0 or view.inside[at - 1] < 0 or _is_ordinal(view.figures[view.inside[at - 1]])


def _opens_event(view: View, figure: Figure, tables: Tables) -> bool:
    """Whether a period at the head of its sentence dates what the clause goes on to tell: something new
    ("En 2017, un accident …"), or a verb of something that happens before any figure."""
    if figure.start >= LEADING or any(
        view.tokens[i].mark == "w" and view.tokens[i].lower not in tables.event_links
        for i in range(figure.start)
    ):
        return False
    at = figure.end
    if at < len(view.tokens) and view.tokens[at].lower == ",":
        at += 1
    if at < len(view.tokens) and view.tokens[at].lower in tables.indefinite:
        return True
    for i in range(at, min(at + OPENED_REACH, len(view.tokens))):
        if view.inside[i] >= 0 or view.tokens[i].lower in ",;:(":
            return False
        if _tells_event(view, i, tables):
            return True
    return False


def _is_alone(view: View, figure: Figure) -> bool:
    """Whether no figure of the sentence could have the period as its setting: then it is itself what the
    sentence says, if only weakly."""
    return not any(
        isinstance(value := other.mention.value, Magnitude) and value.kind not in ("ordinal", "age")
        for other in view.figures
    )

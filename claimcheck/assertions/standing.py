"""How a figure stands: its scope, its cues (earlier, update, change, denied), its status."""

from __future__ import annotations

import dataclasses

from claimcheck.assertions.view import Figure, View
from claimcheck.model import Magnitude, Status, Value
from claimcheck.rulebook.families.cues import Cue

__all__ = ["CHANGE", "DENIED", "PREVIOUS", "cues_of", "denied_act", "exceeding", "status_of"]

DENIED = "denied"
CHANGE = "change"
EXCEEDS = "exceeds"
PREVIOUS = "previous"
VERSUS = "versus"
PAST_REACH = 5
ACT = 4
"""Words behind a negation in which the verb stands: "n'a pas encore été versée"."""
JOINT = 0.9
"""Boundaries above this weight only join ("and", "to")."""
NOTHING: frozenset[str] = frozenset()
TIMES = ("duration", "age", "period")


def cues_of(view: View, figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """Names of scope and names of cues that hold for the figure."""
    scope: set[str] = set()
    cues: set[str] = set()
    for first, last, meaning in view.cues:
        cue = meaning.cue
        if not _applies(view, figure, first, last, cue):
            continue
        if cue.name == DENIED and first < figure.end and last > figure.start:
            continue  # the value says it already: "n'atteint pas 10 %" is less than 10
        if cue.name == PREVIOUS and not _has_mate(view, figure):
            continue
        if cue.name == VERSUS and _has_mate(view, figure) and _past_follows(view, figure):
            cues.add(PREVIOUS)
        (scope if meaning.scope else cues).add(cue.name)
    value = figure.mention.value
    if isinstance(value, Magnitude):
        if value.change:
            cues.add(CHANGE)
        if value.per and not any(name.startswith("per-") for name in scope):
            scope.add("per-unit")
    return frozenset(scope), frozenset(cues)


def denied_act(view: View, figure: Figure) -> frozenset[str]:
    """What is denied of the figure by the negated verb behind it: "les 300 salariés n'ont pas été payés"
    denies that they were paid. Stem and concepts of the verb; empty where a negation stands before."""
    for first, last, meaning in view.cues:
        cue = meaning.cue
        if cue.name != DENIED or first < figure.end or not _applies(view, figure, first, last, cue):
            continue
        if not cue.reach:
            continue  # the figure is the verb itself: "ne doubleront pas"
        for at in range(last, min(last + ACT, len(view.tokens))):
            if view.tokens[at].mark == "w" and view.inside[at] < 0:
                concepts = {"#" + concept for i, j, concept in view.concepts if i <= at < j}
                return frozenset({view.tokens[at].stem, *concepts})
    return NOTHING


def exceeding(value: Value, cues: frozenset[str], denied: bool) -> Value:
    """ "dépassera 117 %" says more than 117; "n'a pas dépassé 117 %" says at most that."""
    if EXCEEDS not in cues or not isinstance(value, Magnitude) or value.low != value.high:
        return value
    if denied:
        return dataclasses.replace(value, low=None, interval=(None, value.high))
    return dataclasses.replace(value, high=None, low_open=True, interval=(value.low, None))


def _applies(view: View, figure: Figure, first: int, last: int, cue: Cue) -> bool:
    kind = figure.mention.value.kind
    if cue.kinds and kind not in cue.kinds:
        return False
    if cue.name == DENIED:
        if first >= figure.end and cue.clause:
            return _holds(view, figure, first, last, cue.side, cue.reach, False) and not _parted(
                view, figure.end, first
            )
        if kind == "period" and last <= figure.start and cue.side != "after":
            # The time of a negated verb stands behind what it is not done to.
            near = figure.start - last <= cue.reach
            return near and not (cue.clause and view.broken_between(last, figure.start))
    return _holds(view, figure, first, last, cue.side, cue.reach, cue.clause)


def _parted(view: View, low: int, high: int) -> bool:
    """Whether a clause ends among the tokens `[low, high)`; a preposition that may join figures ("to") is
    no end."""
    return any(
        low <= at < high
        and (view.boundaries[at].weight < JOINT or view.tokens[at].lower not in view.adjuncts)
        for at in view.breaks
    )


def _has_mate(view: View, figure: Figure) -> bool:
    """An earlier value is one beside another of its dimension: "9 %, contre 7 %"."""
    return any(other is not figure and other.key == figure.key for other in view.figures)


def _past_follows(view: View, figure: Figure) -> bool:
    """Whether a time stands right after the figure: "contre 12 % en 2023"."""
    end = figure.end + PAST_REACH
    for other in view.figures:
        if figure.end <= other.start <= end and other.mention.value.kind in ("period", "duration"):
            return not view.figure_between(figure.end, other.start)
    return False


def _holds(view: View, figure: Figure, first: int, last: int, side: str, reach: int, clause: bool) -> bool:
    if last <= figure.start:
        if side == "after" or figure.start - last > reach:
            return False
        low, high = last, figure.start
    elif first >= figure.end:
        if side == "before" or first - figure.end > reach:
            return False
        low, high = figure.end, first
    else:
        # The unit of a time ("72 months") says nothing of a rate ("monthly").
        return figure.mention.value.kind not in TIMES
    if view.figure_between(low, high):
        return False
    return not (clause and view.broken_between(low, high))


def status_of(view: View, figure: Figure) -> tuple[Status, bool]:
    """The status that the nearest cue gives, and whether there was one; without one it is done."""
    best: tuple[int, int] | None = None
    found: Status = "done"
    for first, last, meaning in view.statuses:
        cue = meaning.cue
        if first >= figure.end and view.broken_between(figure.end, first):
            # "Zeta, qui a placé 13 milliards, serait disposé à …"
            continue
        if not _holds(view, figure, first, last, cue.side, cue.reach, cue.clause):
            # A verb may reach over other figures that it governs too.
            if last > figure.start or figure.start - last > cue.reach:
                continue
            if view.broken_between(last, figure.start):
                continue
        before = last <= figure.start
        rank = (figure.start - last if before else (first - figure.end) * 2 + 2, first)
        if best is None or rank < best:
            best, found = rank, cue.name
    return found, best is not None

"""Makers of times at a counted distance: two years ago, the last three weeks, three days after Easter."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.recognition.matching import Maker, Match
from claimcheck.recognition.relative import anaphoric, present, steps, unit_of, weekday_of
from claimcheck.recognition.roles import integer
from claimcheck.recognition.tense import speaks_ahead
from claimcheck.recognition.timex import Between, Calendar, Holding, Nth, Offset, Run, Step, Upto, When

__all__ = ["COUNTED_MAKERS"]

MOST = {
    "day": 100_000, "week": 20_000, "fortnight": 9_000, "month": 12_000, "quarter": 4_000, "half": 2_000,
    "workday": 9_999, "workday-6": 9_999,
    "season": 2_000, "semester": 2_000, "year": 5_000, "decade": 500, "century": 50, "millennium": 5,
}  # fmt: skip


def run(match: Match) -> When | None:
    """Roles c, step and u: "les deux dernières années"; args: `aligned`, `from_today`, sign."""
    unit, count = unit_of(match), integer(match, "c")
    sign = int(match.args.get("sign", 0)) or steps(match)
    if unit is None or count is None or not 1 <= count <= MOST.get(unit, 1_000) or sign == 0:
        return None
    node = Run(
        count, unit, 1 if sign > 0 else -1, bool(match.args.get("aligned")),
        bool(match.args.get("from_today")), anaphoric(match),
    )  # fmt: skip
    relation = "by" if match.args.get("deadline") else "in"
    return When(node, relation)  # type: ignore[arg-type]


def offset(match: Match) -> When | None:
    """Roles d, a duration (or c and u), and p, what it counts from; args: sign, anaphoric.

    Args: `deadline` makes of it the end of a stretch, "dans les deux ans"; `relation` is how it lies.
    """
    length = _length(match)
    if length is None:
        return None
    low, high, unit, vague = length
    base = match.when("p")
    if match.has("p") and (base is None or base.relation != "in" or base.node.unit in ("range", "minute")):
        return None
    if unit not in MOST:
        return None
    if match.args.get("ahead") and not speaks_ahead(match.lexed, match.first):
        return None
    if match.args.get("deadline"):
        return When(Run(high, unit, 1, from_today=True, anaphoric=anaphoric(match)), "by")
    node = Offset(
        base.node if base else None, low, high, unit, int(match.args["sign"]), anaphoric(match),
        bool(match.args.get("exact")),
    )  # fmt: skip
    relation = match.feature("rel", "relation") or match.args.get("relation", "in")
    hedge = "vague" if vague else "approximate" if match.has("hedge") else "none"
    return When(node, relation, hedge)  # type: ignore[arg-type]


def _length(match: Match) -> tuple[int, int, str, bool] | None:
    """Least and most of a duration, in whole units of the calendar, and whether it is vague."""
    draft = match.draft("d")
    if draft is not None and draft.unit is not None:
        low, high, unit = draft.low, draft.high, draft.unit
        if low is None or high is None:
            low = high = low if low is not None else high
    else:
        count, found = integer(match, "c"), unit_of(match)
        if count is None or found is None:
            return None
        low = high = count  # type: ignore[assignment]
        unit = found
    if low is None or high is None:
        return None
    vague = draft is not None and draft.hedge == "vague"
    for smaller, factor in (
        ("", 1),
        *{"year": (("month", 12),), "week": (("day", 7),), "month": (("day", 30),)}.get(unit, ()),
    ):
        if low * factor == int(low * factor) and high * factor == int(high * factor):
            counts = int(low * factor), int(high * factor)
            if not 0 <= counts[0] <= counts[1] <= MOST.get(smaller or unit, 0):
                return None
            return *counts, smaller or unit, vague
    return None


def offset_since(match: Match) -> When | None:
    """As offset, for what has lasted or will: "depuis trois mois"; role rel says which."""
    if match.feature("rel", "relation") != "since":
        return None
    return offset(match)


def rest_of(match: Match) -> When | None:
    """Roles rest and p, or u: what is left of the present unit."""
    base = match.when("p")
    node = base.node if base else present(match)
    if not isinstance(node, Step) or node.count != 0 or node.unit == "day":
        return None
    return When(Between(Step("day", 0), node))


def to_now(match: Match) -> When | None:
    """Role a, or u for the present unit, up to the day of publication."""
    start = match.when("a")
    node = start.node if start else present(match)
    if node is None or node.unit == "minute":
        return None
    return When(Upto(node))


def weekday_after(match: Match) -> When | None:
    """Roles w, a weekday, and d: "Monday two weeks from now" is that of the week that lies so far ahead."""
    day, length = match.when("w"), _length(match)
    weekday = weekday_of(day.node) if day and isinstance(day.node, Calendar) else None
    if weekday is None or length is None or length[0] != length[1]:
        return None
    there = Offset(None, length[0], length[1], length[2], 1, exact=True)
    return When(Nth(Holding(there, "week"), 1, "day", weekday))


def lasting(match: Match) -> When | None:
    """Roles p, a day, and d, how long it goes on from there."""
    day, length = match.when("p"), _length(match)
    if (
        day is None
        or length is None
        or (length[0] == 1 and match.has("d"))
        or length[2] not in ("day", "week", "month", "year")
    ):
        return None
    return When(Between(day.node, Offset(day.node, length[1], length[1], length[2], 1)))


def next_to(match: Match) -> When | None:
    """Roles word, anaphoric, and p, the day that it counts from: "le lendemain du 13 février"."""
    word, day = match.when("word"), match.when("p")
    if word is None or day is None or not isinstance(word.node, Step) or not word.node.anaphoric:
        return None
    if day.node.unit != "day" or word.node.unit != "day":
        return None
    count = abs(word.node.count)
    return When(Offset(day.node, count, count, "day", 1 if word.node.count > 0 else -1))


COUNTED_MAKERS: Mapping[str, Maker] = {
    "run": run, "offset": offset, "offset-since": offset_since, "rest-of": rest_of, "to-now": to_now,
    "weekday-after": weekday_after, "lasting": lasting, "next-to": next_to,
}  # fmt: skip

"""Makers of times that count from another: last week, next Tuesday, two years ago."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from claimcheck.model import Granularity
from claimcheck.recognition.calendar import DAYS_IN, MONTHS_IN
from claimcheck.recognition.matching import Maker, Match
from claimcheck.recognition.roles import integer, year_of
from claimcheck.recognition.timex import (
    Between,
    Calendar,
    Holding,
    Named,
    Node,
    Nth,
    Offset,
    Run,
    Step,
    Stretch,
    When,
)

__all__ = ["RELATIVE_MAKERS", "anaphoric", "name_of", "present", "steps", "unit_of", "weekday_of"]


def name_of(match: Match, role: str, year: int | None = None) -> Calendar | None:
    """The month, season, feast or weekday that a role names."""
    for category, unit in (("month", "month"), ("season", "season")):
        if (value := match.feature(role, category)) is not None:
            return Calendar(cast(Granularity, unit), year, int(value))
    if (value := match.feature(role, "feast")) is not None:
        text = str(value)
        if text[0] in "+-":
            return Calendar("day", year, int(text), feast=True)
        month, day = text.split("-")
        return Calendar("day", year, int(month), int(day))
    value = match.feature(role, "weekday")
    value = match.feature(role, "weekday-plural") if value is None else value
    if value is not None and year is None:
        return Calendar("day", weekday=int(value))
    when = match.when(role)
    return (
        when.node
        if when and isinstance(when.node, Calendar) and when.node.year is None and year is None
        else None
    )


def unit_of(match: Match, role: str = "u") -> str | None:
    categories = ("calendar-unit", "calendar-units", "workday")
    value = next((found for name in categories if (found := match.feature(role, name))), None)
    return None if value is None else str(value)


def steps(match: Match) -> int:
    """How far the words of role step lead; args may add to it ("after next")."""
    value = match.feature("step", "step") or match.feature("step", "steps") or 0
    return int(value) + int(match.args.get("add", 0))


def anaphoric(match: Match) -> bool:
    return bool(
        match.args.get("anaphoric")
        or match.feature("step", "step", "anaphoric")
        or match.feature("step", "steps", "anaphoric")
    )


def deictic(match: Match) -> When | None:
    """Role word: its value in days ("hier" -1), or in its `unit`; `anaphoric` for "le lendemain"."""
    features = match.features("word", "deictic")
    if not features:
        return None
    unit = str(features.get("unit", "day"))
    return When(Step(unit, int(features["value"]), bool(features.get("anaphoric"))))


def step(match: Match) -> When | None:
    """Roles step and u: "la semaine prochaine", "this quarter"."""
    unit = unit_of(match)
    if unit is None:
        return None
    return When(Step(unit, steps(match), anaphoric(match)))


def named_step(match: Match) -> When | None:
    """Roles step and n: "mars dernier", "next Tuesday"; with `weeks` a weekday is that of another week."""
    node, count = name_of(match, "n"), steps(match)
    if node is None or (match.features("n", "doubtful") and not match.has("step")):
        return None
    weekday = node.weekday is not None and node.day is None
    weeks = weekday and bool(
        match.feature("step", "step", "weeks") if match.args.get("weeks") is None else match.args["weeks"]
    )
    return When(Named(node, count, anaphoric(match), weeks))


def in_days(match: Match) -> When | None:
    """Roles n, a weekday, and d, days: "lundi en huit" is a week after the coming Monday, "en quinze" two."""
    node, days = name_of(match, "n"), integer(match, "d")
    if node is None or node.weekday is None or days not in (8, 15):
        return None
    return When(Offset(Named(node, 0), days // 7, days // 7, "week", 1))


def count_weekdays(match: Match) -> When | None:
    """Roles c, a number, and n, a weekday: "two Thursdays ago"; args: sign."""
    node, count = name_of(match, "n"), integer(match, "c")
    if node is None or node.weekday is None or count is None or not 1 <= count <= 99:
        return None
    return When(Named(node, int(match.args["sign"]) * count))


def present(match: Match) -> Node | None:
    """Role u: the unit in which the document was published ("la fin de l'année"), or year y."""
    unit = unit_of(match) or match.feature("part", "end-of")
    if unit is None or unit == "day":
        return None
    return Step(str(unit), 0)


def nth(match: Match) -> When | None:
    """The nth weekday (role w), unit (u) or day (neither) of p, of year y, or of the present unit pu.

    Role n is an ordinal, or a word of category step: "the last Friday of October". Args: `sign` -1 counts
    from the end; roles c and u, or d, a duration, say how many units: "the last four months of 2021".
    """
    base = match.when("p")
    node = base.node if base and base.relation == "in" else None
    if node is None and match.has("pu"):
        unit = unit_of(match, "pu")
        node = Step(unit, 0) if unit else None
    if node is None and (year := year_of(match, "y")) is not None:
        node = Calendar("year", year)
    if node is None and match.args.get("month"):
        node = Step("month", 0)
    number = _place(match)
    if node is None or number is None or isinstance(node, Stretch) or node.unit in ("minute", "day"):
        return None
    if not -60 <= number <= 366:
        return None
    count, unit = integer(match, "c") if match.has("c") else 1, unit_of(match) if match.has("u") else "day"
    if (length := match.draft("d")) is not None:
        count, unit = integer(match, "d"), length.unit
    weekday = match.when("w")
    if weekday is not None:
        day = weekday_of(weekday.node)
        return None if day is None else When(Nth(node, number, "day", day))
    if unit is None or not (unit in MONTHS_IN or unit in DAYS_IN) or count is None or not 1 <= count <= 366:
        return None
    if (
        unit in ("quarter", "half")
        and isinstance(node, Calendar)
        and node.unit == "year"
        and node.year
        and number > 0
        and count == 1
    ):
        return (
            When(Calendar(cast(Granularity, unit), node.year, number))
            if number <= (4 if unit == "quarter" else 2)
            else None
        )
    return When(Nth(node, number, unit, count=count))


def run_of(match: Match) -> When | None:
    """Roles a, a run, and p (or pu), what it belongs to: "les quatre derniers mois de 2021"."""
    run, base = match.when("a"), match.when("p")
    unit = unit_of(match, "pu")
    node = base.node if base and base.relation == "in" else Step(unit, 0) if unit else None
    if run is None or not isinstance(run.node, Run) or not run.node.aligned or node is None:
        return None
    if isinstance(node, Stretch) or node.unit in ("minute", "day", "range") or run.node.anaphoric:
        return None
    return When(Nth(node, run.node.sign, run.node.of, count=run.node.count))


def _place(match: Match) -> int | None:
    number = integer(match, "n") if match.has("n") else None
    if number is None:
        weekday = match.when("w")
        if weekday is not None and isinstance(weekday.node, Named):
            number = weekday.node.count
        elif match.has("step"):
            number = steps(match)
        elif match.has("n") or not match.has("w"):
            return None
        else:
            number = 1
    elif match.args.get("sign") == -1:
        number = -number
    return number or None


def weekday_of(node: Node) -> int | None:
    base = node.base if isinstance(node, Named) else node
    if isinstance(base, Calendar) and base.unit == "day" and base.day is None and base.number is None:
        return base.weekday
    return None


def weekday_in(match: Match) -> When | None:
    """Roles w, a weekday, and p, a week (or a day whose week is meant): "mardi de la semaine prochaine"."""
    day, base = match.when("w"), match.when("p")
    weekday = weekday_of(day.node) if day and isinstance(day.node, Calendar) else None
    if weekday is None or base is None or base.relation != "in":
        return None
    if base.node.unit == "week":
        return When(Nth(base.node, 1, "day", weekday))
    return None


def week_of(match: Match) -> When | None:
    """Role p, a day: the week that holds it."""
    day = match.when("p")
    if day is None or day.node.unit != "day":
        return None
    return When(Holding(day.node, "week"))


def days_of(match: Match) -> When | None:
    """Roles a and b, days, and p, their month: "du 4 au 22 de ce mois"."""
    first, last, base = integer(match, "a"), integer(match, "b"), match.when("p")
    if (
        first is None
        or last is None
        or base is None
        or base.node.unit != "month"
        or not 1 <= first < last <= 31
    ):
        return None
    return When(Between(Nth(base.node, first, "day"), Nth(base.node, last, "day")))


RELATIVE_MAKERS: Mapping[str, Maker] = {
    "deictic": deictic,
    "step": step,
    "named-step": named_step,
    "weekday-in-days": in_days,
    "counted-weekday": count_weekdays,
    "nth-of": nth,
    "run-of": run_of,
    "weekday-of": weekday_in,
    "week-of": week_of,
    "days-of": days_of,
}

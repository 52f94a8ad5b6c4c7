"""Makers of dates and clock times: a day or month as it is written, in words or in figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import gcd
from typing import cast

from claimcheck.model import Granularity
from claimcheck.recognition.figures import figure
from claimcheck.recognition.matching import Maker, Match
from claimcheck.recognition.roles import full_year, integer, year_of
from claimcheck.recognition.tense import speaks_ahead
from claimcheck.recognition.timex import Calendar, Clock, When
from claimcheck.rulebook.lexicon import Entry

__all__ = ["DATE_MAKERS", "doubtful"]

SHORT = 60
"""Characters of a text that may be nothing but a date."""


def date(match: Match) -> When | None:
    """Roles d, m, y, w: a day, a month with or without year, a weekday with a day.

    Without `d` it is a month. A month that only looks like one ("may", "mars") is refused unless it
    is written as months are.
    """
    day = integer(match, "d") if match.has("d") else None
    month = match.feature("m", "month")
    weekday = match.feature("w", "weekday")
    year = year_of(match, "y")
    if match.args.get("tight") and not match.tight():
        return None
    if match.args.get("digits") and not match.text("d")[:1].isdecimal():
        return None
    if (match.has("y") and year is None) or (match.has("d") and (day is None or not 1 <= day <= 31)):
        return None
    if day is None and year is None and not match.args.get("sure") and doubtful(match):
        return None
    unit: Granularity = "month" if day is None and month is not None else "day"
    node = Calendar(
        unit, year, None if month is None else int(month), day, None if weekday is None else int(weekday)
    )
    return When(node) if _exists(node) else None


def _exists(node: Calendar) -> bool:
    try:
        if node.year is not None:
            node.of(node.year)
        elif node.number is not None and node.unit == "day":
            node.of(2000)
    except ValueError:
        return False
    return True


def doubtful(match: Match) -> bool:
    """Whether a word that may be none of the calendar stands here as it usually does when it is none."""
    for role in ("m", "w", "n"):
        item = match.item(role)
        if not isinstance(item, Entry) or (features := item.senses.get("doubtful")) is None:
            continue
        at = match.roles[role][0]
        text = match.text(role)
        before = match.lexed.folded[match.lexed.starts[at - 1]] if at else "."
        opens = not before.isalnum() and before not in ",('"
        if alone(match):
            return False
        written = str(features.get("case", ""))
        return not (
            (written == "title" and text.istitle() and not opens)
            or (written == "capital" and text[:1].isupper())
            or (written == "lower" and text.islower())
        )
    return False


def numeric(match: Match) -> When | None:
    """Roles a, b, c with separators s, t: 31/10/1974, 2015-3-3, 9.18.15; two of them: 3/2015, 31/10.

    Args: `spaced` where spaces may stand around separators. Without separators, and where only two
    small figures could as well be a fraction, more proof is asked for.
    """
    parts = [role for role in ("a", "b", "c") if match.has(role)]
    texts = [match.text(role) for role in parts]
    figures = [integer(match, role) for role in parts]
    if None in figures or not all(text.isdecimal() for text in texts) or not _separated(match, parts):
        return None
    numbers = cast(list[int], figures)
    if not _proven(match, texts, numbers):
        return None
    for year, month, day in _orders(texts, match.day_first):
        whole = None if year is None else numbers[year]
        if year is not None and len(texts[year]) != 4:
            whole = full_year(numbers[year], match.published)
        if not 1 <= numbers[month] <= 12 or (whole is not None and not 1000 <= whole < 3000):
            continue
        node = Calendar("month", whole, numbers[month])
        if day is not None:
            node = Calendar("day", whole, numbers[month], numbers[day])
        if _exists(node):
            return When(node)
    return None


def _separated(match: Match, parts: list[str]) -> bool:
    marks = {match.text(role) for role in ("s", "t") if match.has(role)}
    if not marks or match.args.get("spaced") or alone(match):
        return len(marks) < 2
    first, last = match.roles[parts[0]][0], match.roles[parts[-1]][0]
    return len(marks) == 1 and match.unspaced(first, last)


def _proven(match: Match, texts: list[str], numbers: list[int]) -> bool:
    """Whether figures are surely a date: a year among them, a word before, or nothing else in the text."""
    if match.args.get("cue") or any(len(text) == 4 for text in texts):
        return True
    if len(texts) == 3:
        return match.has("s") or numbers[2] > 31 or alone(match)
    if match.has("s") and texts[1].startswith("0") and len(texts[0]) == 2:
        return True
    if match.text("s") == "/" and match.tight() and not any(text.startswith("0") for text in texts):
        above, below = numbers
        if 0 < above < below and (gcd(above, below) == 1 or not speaks_ahead(match.lexed, match.first)):
            return False
        return alone(match) or above < below
    return alone(match)


def _orders(texts: list[str], day_first: bool) -> Iterator[tuple[int | None, int, int | None]]:
    """Places of year, month and day, the likeliest first."""
    if len(texts) == 3:
        if len(texts[0]) == 4:
            yield from ((0, 1, 2), (0, 2, 1))
        else:
            yield from ((2, 1, 0), (2, 0, 1)) if day_first else ((2, 0, 1), (2, 1, 0))
    elif len(texts[0]) == 4:
        yield 0, 1, None
    elif len(texts[1]) == 4:
        yield 1, 0, None
    else:
        yield from ((None, 1, 0), (None, 0, 1)) if day_first else ((None, 0, 1), (None, 1, 0))


def alone(match: Match) -> bool:
    """Whether the text has no other words: a table cell, a query."""
    lexed = match.lexed
    if len(lexed.folded) > SHORT:
        return False
    rest = lexed.folded[: lexed.starts[match.first]] + lexed.folded[lexed.end(match.last - 1) :]
    return not any(len(word) > 2 for word in rest.split())


def clock(match: Match) -> When | None:
    """Roles h, min, half (of the day: its features say the hours to add), word ("noon"); base p: its day."""
    value = match.feature("word", "clock-word")
    if value is not None:
        return When(Clock(int(value)))
    if match.has("n"):
        return _pointed(match)
    hour = integer(match, "h")
    minute = integer(match, "min") if match.has("min") else 0
    if hour is None or minute is None or not 0 <= minute <= 59:
        return None
    add = match.feature("half", "day-half")
    if add is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(add)
    if not 0 <= hour <= 24 or (hour == 24 and minute):
        return None
    if match.has("min") and match.args.get("two") and len(match.text("min")) != 2:
        return None
    return When(Clock((hour % 24) * 60 + minute))


def _pointed(match: Match) -> When | None:
    """Roles n, hours and minutes as one figure, and half: "2.13 am"."""
    time, add = figure(match), match.feature("half", "day-half")
    if time is None or not isinstance(time.plain, Decimal) or time.low_exponent != -2 or add is None:
        return None
    hour, minute = divmod(int(time.plain * 100), 100)
    if not (1 <= hour <= 12 and minute <= 59):
        return None
    return When(Clock((hour % 12 + int(add)) * 60 + minute))


def clock_on_day(match: Match) -> When | None:
    """Roles c, a clock time, and p, its day."""
    time, day = match.when("c"), match.when("p")
    if time is None or day is None or not isinstance(time.node, Clock) or day.node.unit != "day":
        return None
    return When(Clock(time.node.minutes, day.node))


DATE_MAKERS: Mapping[str, Maker] = {
    "date": date, "numeric-date": numeric, "clock": clock, "clock-on-day": clock_on_day,
}  # fmt: skip

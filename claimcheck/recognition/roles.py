"""What makers of periods read in the roles of a match: whole numbers, days of a month, years."""

from __future__ import annotations

import datetime

from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Made
from claimcheck.recognition.matching import Match
from claimcheck.rulebook.lexicon import Entry

__all__ = ["full_year", "integer", "year_of"]

PIVOT = 15
"""A year of two digits lies at most so many years after publication."""
UNDATED = 2025


def integer(match: Match, role: str) -> int | None:
    """The whole number of a role: digits, words, an ordinal, or tens and an ordinal ("twenty first")."""
    if role not in match.roles:
        return None
    total, found = 0, False
    for index in range(*match.roles[role]):
        number = _whole(match.at(index))
        if number is not None:
            total, found = total + number, True
    return total if found else None


def _whole(item: object) -> int | None:
    if isinstance(item, Made) and isinstance(item.value, Draft):
        figure = item.value.plain
        return int(figure) if figure is not None and figure == int(figure) else None
    if isinstance(item, Entry):
        if "article" in item.senses:
            return 1
        for category in ("nth", "half-number", "cardinal"):
            if (features := item.senses.get(category)) is not None and "value" in features:
                return int(features["value"])
    return None


def full_year(short: int, published: datetime.date | None) -> int:
    """The year that two digits stand for.

    >>> full_year(98, None), full_year(24, None), full_year(31, datetime.date(2019, 5, 1))
    (1998, 2024, 2031)
    """
    limit = (published.year if published else UNDATED) + PIVOT
    century = limit - limit % 100
    return century + short if century + short <= limit else century - 100 + short


def year_of(match: Match, role: str, tens: bool = False) -> int | None:
    """The year of a role: four digits, two digits, or words ("nineteen ninety nine", "deux mille deux").

    With `tens` two digits name a decade of the last century but for 00 to 20.
    """
    if role not in match.roles:
        return None
    first, last = match.roles[role]
    numbers = [number for index in range(first, last) if (number := _whole(match.at(index))) is not None]
    if len(numbers) == 2 and 10 <= numbers[0] <= 29 and 0 <= numbers[1] <= 99:
        return numbers[0] * 100 + numbers[1]
    if len(numbers) != 1:
        return None
    if numbers[0] >= 1000:
        return numbers[0] if numbers[0] < 3000 else None
    if numbers[0] > 99 or (len(match.text(role).strip("' .")) < 2):
        return None
    if tens:
        return (2000 if numbers[0] <= 20 else 1900) + numbers[0]
    return full_year(numbers[0], match.published)

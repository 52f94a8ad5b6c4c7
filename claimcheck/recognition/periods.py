"""Makers of periods that are written out: days, months, quarters, years, decades, ranges, clocks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import cast

from claimcheck.model import Granularity
from claimcheck.recognition.counted import COUNTED_MAKERS
from claimcheck.recognition.dates import DATE_MAKERS, doubtful
from claimcheck.recognition.matching import Maker, Match, Part
from claimcheck.recognition.relative import RELATIVE_MAKERS, name_of, present
from claimcheck.recognition.roles import integer, year_of
from claimcheck.recognition.timex import Between, Calendar, Node, Piece, Stretch, When, fill
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import WORD

__all__ = ["PERIOD_MAKERS"]

LIKELY = range(1900, 2100)
"""Years for which a weak cue is enough ("de 2015"); others need a strong one ("en 1815")."""
PAST = range(1700, 1900)
"""Years for which a weak cue is enough where nothing follows that they could count ("de 1868.")."""
LONGEST_RANGE = 400


def year(match: Match) -> When | None:
    """Role y; args: `weak` where the words before are no proof that it is a year."""
    number = integer(match, "y") if match.args.get("literal") else year_of(match, "y")
    if number is None or number > 2999:
        return None
    if match.args.get("literal"):
        return When(Calendar("year", number)) if number > 0 else None
    if match.args.get("weak") and number in PAST and not _followed(match):
        return When(Calendar("year", number))
    if match.args.get("weak") and (number not in LIKELY or _counts(match, number)):
        return None
    if number not in LIKELY and match.roles["y"][1] == match.last and _counts(match, 0):
        return None
    return When(Calendar("year", number))


def _followed(match: Match) -> bool:
    """Whether a word that no rule knows, or a unit, follows."""
    codes = match.lexed.codes
    return match.last < len(codes) and (codes[match.last] == WORD or _counts(match, 0))


def _counts(match: Match, number: int) -> bool:
    """Whether a noun may follow that the figure counts: an unknown word in lower case, or a unit."""
    codes, items = match.lexed.codes, match.lexed.items
    if match.last >= len(codes):
        return False
    item = items[match.last]
    if isinstance(item, Entry):
        return not item.senses.keys().isdisjoint(("unit", "currency", "currency-symbol", "percent", "scale"))
    start = match.lexed.starts[match.last]
    if start == match.lexed.end(match.last - 1):
        return False
    return codes[match.last] == WORD and match.lexed.folded[start].islower() and number % 5 == 0


def numbered(match: Match) -> When | None:
    """Role n counts units (args: unit, `most`) within the year y: T3 2024, week 31, second half of 2019."""
    number, unit = integer(match, "n"), match.args.get("unit") or match.feature("u", "counted-unit")
    year_number = year_of(match, "y")
    most = int(match.args.get("most", 0)) or {"quarter": 4, "half": 2, "week": 53, "month": 12}.get(
        str(unit), 0
    )
    if number is None or not 1 <= number <= most or (match.has("y") and year_number is None):
        return None
    return When(Calendar(cast(Granularity, unit), year_number, number))


def named(match: Match) -> When | None:
    """Role n, a season or a feast, in year y."""
    year_number = year_of(match, "y")
    if match.has("y") and year_number is None:
        return None
    if year_number is None and (doubtful(match) or _surname(match)):
        return None
    node = name_of(match, "n", year_number)
    return When(node) if node else None


def _surname(match: Match) -> bool:
    """Whether a capitalised word follows, as after a first name: "Noël Dupont"."""
    at = match.last
    if at >= len(match.lexed.codes) or match.lexed.codes[at] != WORD or not match.text("n")[:1].isupper():
        return False
    folded, start = match.lexed.folded, match.lexed.starts[at]
    return (
        start == match.lexed.end(at - 1) + 1 and folded[start].isupper() and folded[start : start + 2] != "I "
    )


def decade(match: Match) -> When | list[Part] | None:
    """Role y: 1970, 70, or words; or a word with its value ("seventies").

    Args: `least`, the first that it may be; `role`, where nothing but the role is the decade.
    """
    value = match.feature("y", "decade")
    number = int(value) if value is not None else year_of(match, "y", tens=True)
    if number is None or number % 10 or not int(match.args.get("least", 1000)) <= number < 3000:
        return None
    made = When(Calendar("decade", number))
    return [Part(*match.roles["y"], made)] if match.args.get("role") else made


def century(match: Match) -> When | None:
    """Role n, an ordinal: the 21st century is 2000 to 2099, as people count."""
    number = integer(match, "n") or match.feature("n", "roman")
    if number is None or not 1 < int(number) < 31:
        return None
    return When(Calendar("century", (int(number) - 1) * 100))


def before_era(match: Match) -> When:
    """A year or century before the common era: no day of the calendar, so that nothing is read there."""
    return When(Calendar("year", 0))


def unspecified(match: Match) -> When | None:
    """Role n, three digits before EDTF's X: 201X is a decade."""
    number = integer(match, "n")
    if number is None or not 100 <= number < 300:
        return None
    return When(Calendar("decade", number * 10))


def approximate(match: Match) -> When | None:
    """Role p with EDTF's "~" or "?" behind it, or a hedge before."""
    when = match.when("p")
    if when is None:
        return None
    return When(_stretched(when.node), when.relation, "approximate")


def _stretched(node: Node) -> Node:
    return Stretch(node) if node.unit == "year" else node


def fiscal(match: Match) -> When | None:
    """Role y, and z where it runs over two years: where a fiscal year begins only its issuer knows."""
    first, last = year_of(match, "y"), year_of(match, "z")
    if first is None or (match.has("z") and (last is None or not 0 <= last - first <= 1)):
        return None
    node: Node = Calendar("year", first)
    if last is not None and last != first:
        node = Between(node, Calendar("year", last))
    return When(Stretch(node), hedge="approximate")


def between(match: Match) -> When | None:
    """Roles a and b, periods, days of the month or years (args: what a bare number is)."""
    first, last = (_end(match, role) for role in ("a", "b"))
    if first is None or last is None:
        return None
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if first.unit == last.unit == "year" and not _years(match, first, last):
            return None
        if first.year and last.year and first.of(first.year)[0] > last.of(last.year)[1]:
            return None
    year_role = match.when("p")
    if year_role is not None:
        if (
            not isinstance(year_role.node, Calendar)
            or not isinstance(last, Calendar)
            or last.year is not None
        ):
            return None
        last = dataclasses.replace(last, year=year_role.node.year)
    if "minute" in (first.unit, last.unit) and first.unit != last.unit:
        return None
    return When(Between(first, last))


def _years(match: Match, first: Calendar, last: Calendar) -> bool:
    low, high = first.year or 0, last.year or 0
    if not low < high <= low + LONGEST_RANGE:
        return False
    if not match.args.get("weak"):
        return True
    return (
        low in LIKELY
        and high in LIKELY
        and not (low % 50 == 0 and high % 50 == 0)
        and not _counts(match, 0 if high % 10 == 0 else 1)
    )


def _end(match: Match, role: str) -> Node | None:
    when = match.when(role)
    if when is not None:
        return when.node if when.relation == "in" else None
    if match.args.get("bare") == "year":
        number = year_of(match, role)
        return Calendar("year", number) if number else None
    number = integer(match, role)
    if number is None or not 1 <= number <= 31:
        return None
    month, weekday = match.feature("m", "month"), match.feature(f"{role}_w", "weekday")
    year_number = year_of(match, "y")
    if match.has("y") and year_number is None:
        return None
    return Calendar(
        "day", year_number if month is not None else None, None if month is None else int(month), number,
        None if weekday is None else int(weekday),
    )  # fmt: skip


def years(match: Match) -> list[Part] | None:
    """Roles a, b and c: years in a row."""
    roles = [role for role in ("a", "b", "c") if match.has(role)]
    numbers = [year_of(match, role) for role in roles]
    if any(number is None or number not in LIKELY for number in numbers) or _counts(match, 0):
        return None
    return [
        Part(*match.roles[role], When(Calendar("year", number)))
        for role, number in zip(roles, numbers, strict=True)
    ]


def short_range(match: Match) -> When | None:
    """Roles a, a year, and b, the last two digits of a later one: 2015-16."""
    first, last = year_of(match, "a"), integer(match, "b")
    if first is None or last is None or first not in LIKELY or not match.tight():
        return None
    end = first - first % 100 + last
    if not first < end <= first + 30 or (1 <= last <= 12 and last != first % 100 + 1):
        return None
    return When(Between(Calendar("year", first), Calendar("year", end)))


def both(match: Match) -> list[Part] | None:
    """Roles a (a day) and b (a full date): two dates that share month and year: "le 13 et le 15 juillet"."""
    last, first = match.when("b"), match.when("a")
    day = integer(match, "a") if first is None else getattr(first.node, "day", None)
    if last is None or not isinstance(last.node, Calendar) or not (last.node.number and last.node.day):
        return None
    if day is None or (first is not None and getattr(first.node, "number", None) is not None):
        return None
    one, other = fill(Calendar("day", day=day), last.node)
    return [Part(*match.roles["a"], When(one)), Part(*match.roles["b"], When(other))]


def piece(match: Match) -> When | None:
    """Roles part and p, or u for the present such unit; the part's features say what it covers of each."""
    when, number = match.when("p"), year_of(match, "y")
    node: Node | None = Calendar("year", number) if number else when.node if when else present(match)
    if node is None or (when is not None and when.relation != "in"):
        return None
    unit = node.unit if node.unit != "range" else "year" if isinstance(node, Stretch) else "range"
    spec = match.feature("part", "part", unit) or match.feature("part", "part", "other")
    if spec is None or unit in ("range", "minute", "day"):
        return None
    first, last = str(spec).split("-")
    return When(Piece(node, int(first), int(last)))


def same(match: Match) -> When | None:
    """Role p with words around it that belong to it and add nothing."""
    return match.when("p")


def relation(match: Match) -> When | None:
    """Roles rel, whose value is the relation, and p."""
    when, name = match.when("p"), match.feature("rel", "relation") or match.feature("rel", "onwards")
    if when is None or name is None or when.relation != "in":
        return None
    lean = match.feature("rel", "relation", "lean") or 0
    return When(when.node, name, when.hedge, int(lean))  # type: ignore[arg-type]


def from_then(match: Match) -> When | None:
    """Role p, a time with its year that lies ahead: "savings from 2029"; the past is only where from."""
    when, published = match.when("p"), match.published
    node = when.node if when and when.relation == "in" else None
    if not isinstance(node, Calendar) or not node.year or published is None:
        return None
    return When(node, "since") if node.of(node.year)[0] > published else None


PERIOD_MAKERS: Mapping[str, Maker] = {
    "year": year, "numbered-unit": numbered, "named-time": named,
    "decade": decade, "century": century, "unspecified-decade": unspecified, "before-era": before_era,
    "approximate-time": approximate,
    "fiscal-year": fiscal,
    "time-range": between, "two-dates": both, "years": years, "short-range": short_range,
    "part-of": piece, "same-time": same, "time-relation": relation, "from-then": from_then,
    **DATE_MAKERS,
    **RELATIVE_MAKERS,
    **COUNTED_MAKERS,
}  # fmt: skip

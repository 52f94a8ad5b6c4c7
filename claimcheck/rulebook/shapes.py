"""What patterns can name beside categories of words: the shapes of numbers and of what rules make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

__all__ = ["ATOMS", "BREAK", "OTHER", "WORD", "any_of", "atom", "none_of", "number_shape", "number_shapes"]

WORD, OTHER, BREAK = "w", "x", "\n"
"""Codes of a word that no rule knows, of any other character, and of the end of a paragraph."""

KINDS = (
    "number", "count", "money", "percent", "points", "ratio", "quantity",
    "temperature", "ordinal", "duration", "age",
)  # fmt: skip
GRANULARITIES = (
    "minute", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "range",
)  # fmt: skip


def atom(name: str, state: str = "") -> frozenset[str]:
    """The categories of something made: `money`, `amount`; ranged or modified: `money-range`, `amount-range`.

    >>> sorted(atom("money", "range"))
    ['amount-range', 'money-range']
    """
    base = "period" if name in GRANULARITIES else "amount"
    first = f"{base}-{name}" if base == "period" else name
    tail = f"-{state}" if state else ""
    return frozenset((f"{first}{tail}", f"{base}{tail}"))


ATOMS = tuple(
    atom(name, state) for name in (*KINDS, *GRANULARITIES) for state in ("", "mod", "range", "change")
)


def any_of(codes: Iterable[str]) -> str:
    """A regular expression for one of some codes, in ranges: hundreds of single ones are slow to compile.

    >>> any_of("abcdx"), any_of("a"), any_of("")
    ('[a-dx]', 'a', '(?!)')
    """
    found = frozenset(codes)
    if len(found) < 2:
        return re.escape(*found) if found else "(?!)"
    return f"[{_runs(found)}]"


def none_of(codes: Iterable[str]) -> str:
    """The same for any code but these."""
    return f"[^{runs}]" if (runs := _runs(codes)) else "(?s:.)"


def _runs(codes: Iterable[str]) -> str:
    runs = groupby(enumerate(sorted(set(codes))), lambda at: ord(at[1]) - at[0])
    return "".join(_run([code for _, code in run]) for _, run in runs)


def _run(codes: list[str]) -> str:
    first, last = re.escape(codes[0]), re.escape(codes[-1])
    return f"{first}-{last}" if len(codes) > 2 else first + (last if len(codes) > 1 else "")


def number_shape(value: int | None, length: int, words: bool) -> frozenset[str]:
    """The categories of a number: what a date, an hour or a year could be made of.

    `value` is None unless the number is whole, unsigned and written without groups or a scale;
    `length` counts its digits (0 for words).

    >>> sorted(number_shape(7, 2, False))
    ['day', 'digits', 'digits-2', 'hour', 'int', 'minute', 'month-number', 'number']
    """
    found = {"number", "words" if words else "digits"}
    if value is not None:
        found.add("int")
        if 1 <= value <= 31:
            found.add("day")
        if 1 <= value <= 12:
            found.add("month-number")
        if 0 <= value <= 24:
            found.add("hour")
        if 0 <= value <= 59:
            found.add("minute")
        if not words and length == 2:
            found.add("digits-2")
        if not words and length == 4:
            found.add("digits-4")
        if 1000 <= value <= 2999 and (words or length == 4):
            found.add("year")
    return frozenset(found)


def number_shapes() -> list[frozenset[str]]:
    """Every shape there is, in a fixed order."""
    shapes = {number_shape(None, 0, words): None for words in (False, True)}
    for value in (*range(100), 100, 999, 1000, 2999, 3000, 9999, 10000):
        for length in {len(str(value)), 2, 4, 5}:
            if length >= len(str(value)):
                shapes[number_shape(value, length, False)] = None
        shapes[number_shape(value, 0, True)] = None
    return list(shapes)

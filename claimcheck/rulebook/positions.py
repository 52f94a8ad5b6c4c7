"""Where in a TOML file a value stands, so that an error can show the place in the user's rule file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from claimcheck.errors import Location

__all__ = ["find_below", "locate", "syntax_location"]

HEADER = re.compile(r"\s{0,40}(\[\[?)\s{0,40}([^\[\]\n]{1,200})\]\]?")
KEY = re.compile(r"\s{0,40}([A-Za-z0-9_-]{1,100}|\"[^\"\n]{1,100}\")\s{0,40}=\s{0,40}")
DEEP_KEY = re.compile(
    r"(?:(?:[\w-]{1,80}|\"[^\"\n]{0,80}\"|'[^'\n]{0,80}')[ \t]{0,9}\.[ \t]{0,9}){16}(?=[\w\"'-])"
)
"""A dotted key that tomllib would need quadratic time for."""
SYNTAX = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")


def locate(path: str, text: str, where: Sequence[str | int]) -> Location:
    """The place of the value at key path `where`, as pydantic names it: ("rule", 2, "words", 0).

    Falls back to the nearest enclosing table, then to line 1.
    """
    names = [part for part in where if isinstance(part, str)]
    indexes = {i: part for i, part in enumerate(where) if isinstance(part, int)}
    best, depth = Location(path, 1, 1), 0
    seen: Counter[str] = Counter()
    table: list[str] = []
    inside = True
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            name = header[2].strip()
            table = [part.strip().strip('"') for part in name.split(".")]
            inside = names[: len(table)] == table
            if header[1] == "[[":
                wanted = indexes.get(len(table))
                inside = inside and (wanted is None or wanted == seen[name])
                seen[name] += 1
            if inside and len(table) > depth:
                best, depth = Location(path, number, line.index("[") + 1), len(table)
        elif inside and (key := KEY.match(line)):
            name = key[1].strip('"')
            position = len(table)
            if position < len(names) and names[position] == name and position + 1 > depth:
                best, depth = Location(path, number, key.start(1) + 1), position + 1
    return best


def find_below(text: str, at: Location, found: str, offset: int = 0) -> Location:
    """The first place from `at` on, before the next table, where `found` stands; `at` where it does not.

    >>> find_below('pattern = "a b"', Location("x", 1, 1), "a b", 2).column
    14
    """
    if at.line is None:
        return at
    lines = text.splitlines()
    for number in range(at.line, len(lines) + 1):
        line = lines[number - 1]
        if number > at.line and HEADER.match(line) and not line.strip().endswith((",", '"', "'")):
            break
        column = line.find(found, (at.column or 1) - 1 if number == at.line else 0)
        if column >= 0:
            return Location(at.path, number, column + 1 + offset)
    return at


def syntax_location(path: str, message: str) -> Location:
    """The place that tomllib names in its message."""
    found = SYNTAX.search(message)
    return Location(path, int(found[1]), int(found[2])) if found else Location(path)

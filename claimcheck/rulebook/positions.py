"""Where in a TOML file a value stands, so that an error can show the place in the user's rule file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from claimcheck.errors import Location

__all__ = ["locate", "syntax_location"]

HEADER = re.compile(r"\s{0,40}(\[\[?)\s{0,40}([^\[\]\n]{1,200})\]\]?")
KEY = re.compile(r"\s{0,40}([A-Za-z0-9_-]{1,100}|\"[^\"\n]{1,100}\")\s{0,40}=\s{0,40}")
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


def syntax_location(path: str, message: str) -> Location:
    """The place that tomllib names in its message."""
    found = SYNTAX.search(message)
    return Location(path, int(found[1]), int(found[2])) if found else Location(path)

"""Front matter: `key: value` lines between two lines `---` at the head of a document."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from typing import Any

from claimcheck.errors import Location, SourceError
from claimcheck.model.frozen import frozen
from claimcheck.sources.base import ABOUT, FieldError, about

__all__ = ["FrontMatter", "parse", "write"]

FENCE = "---"
MAX_HEAD = 20_000
PATTERNS = {
    "entry": re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]{0,40}:(?:[ \t]{1,40}(.{0,5000}))?\Z"),
    "plain": re.compile(r"[^\s\"'\[{|>&*!%@`#-][^\x00-\x1f\x7f-\xa0\u2028\u2029]{0,2000}\Z"),
}
QUOTED = 'write it on one line, in double quotes where it is more than plain words: title: "…"'


@frozen
class FrontMatter:
    """`fields` as arguments of Source; the body begins at offset `start`, on line `first_line`."""

    fields: Mapping[str, Any]
    start: int = 0
    first_line: int = 1


def parse(text: str, name: str) -> FrontMatter:
    """Read the front matter of `text`; without one the body is all of it.

    A text that opens with `---` and goes on with something else than a key has none. Raises
    SourceError with the line for what is no entry, an unknown key, one that stands twice, or a value
    that is no date or no language code.
    """
    head = text[:MAX_HEAD]
    lines = head.split("\n")
    if lines[0].rstrip() != FENCE or not _opens(lines[1:]):
        return FrontMatter({})
    offset = len(lines[0]) + 1
    fields: dict[str, Any] = {}
    for number, line in enumerate(lines[1:], 2):
        offset += len(line) + 1
        stripped = line.strip()
        if stripped == FENCE:
            return FrontMatter(fields, min(offset, len(text)), number + 1)
        if stripped and not stripped.startswith("#"):
            _entry(stripped, Location(name, number), fields)
    raise SourceError(
        "the front matter that opens here does not end",
        at=Location(name, 1),
        hint=f"write a line {FENCE} after its last key",
    )


def _opens(lines: list[str]) -> bool:
    for line in lines:
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            return stripped == FENCE or PATTERNS["entry"].match(stripped) is not None
    return False


def _entry(line: str, place: Location, fields: dict[str, Any]) -> None:
    found = PATTERNS["entry"].match(line)
    if found is None:
        raise SourceError(f"no entry of the front matter: {line!r:.80}", at=place, hint="write key: value")
    key = found[1].lower()
    if key not in ABOUT:
        near = difflib.get_close_matches(key, ABOUT, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(ABOUT)}"
        raise SourceError(f"unknown key {found[1]!r} in the front matter", at=place, hint=hint)
    if key in fields:
        raise SourceError(f"{key} stands twice in the front matter", at=place, hint="keep one of the two")
    try:
        fields.update(about({key: _unquote((found[2] or "").strip())}))
    except FieldError as error:
        raise SourceError(error.message, at=place, hint=error.hint) from None


def _unquote(value: str) -> str:
    """Double quotes as in JSON, which YAML reads alike; in single quotes only '' is special."""
    if value.startswith('"'):
        try:
            decoded = json.loads(value)
        except ValueError:
            decoded = None
        if not isinstance(decoded, str):
            raise FieldError(f"a quoted text that is not closed or escaped: {value!r:.80}", QUOTED)
        return decoded
    if value.startswith("'"):
        inner = value[1:-1]
        if len(value) < 2 or not value.endswith("'") or "'" in inner.replace("''", ""):
            raise FieldError(f"a quoted text that is not closed: {value!r:.80}", QUOTED)
        return inner.replace("''", "'")
    if value[:1] in ("[", "{", "|", ">", "&", "*", "!"):
        raise FieldError(f"not a plain value: {value!r:.80}", QUOTED)
    return value


def write(fields: Mapping[str, Any], body: str) -> str:
    """A document with front matter, such that `parse` gives back `fields` and the body.

    >>> write({"title": "Un titre", "published": "2024-01-23"}, "Le texte.")
    '---\\ntitle: Un titre\\npublished: 2024-01-23\\n---\\nLe texte.'
    """
    lines = [FENCE]
    for key in ABOUT:
        if (value := fields.get(key)) is not None:
            text = str(value)
            plain = PATTERNS["plain"].match(text) and text == text.strip()
            lines.append(f"{key}: {text if plain else json.dumps(text)}")
    return "\n".join([*lines, FENCE, body])

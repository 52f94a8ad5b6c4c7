"""The report as JSON: `report.model_dump(mode="json")`, harmful characters as \\u escapes."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable
from json.encoder import encode_basestring
from typing import Any

from claimcheck.model import Report, Source
from claimcheck.model.records import Record
from claimcheck.reports.characters import INVISIBLE

__all__ = ["dumps", "render"]

HARMFUL = re.compile(f"[{re.escape(''.join(map(chr, INVISIBLE)))}]")
STEP = "  "


def dumps(data: Any, indent: bool = False) -> str:
    """JSON that shows nothing harmful on a terminal; the same data when parsed. With `indent` it is laid
    out as `json.dumps` does it with an indent of two; records then need not be dumped first.

    >>> dumps({"é": "\\u202e"})
    '{"é": "\\\\u202e"}'
    """
    return _laid(data, "\n") if indent else _harmless(json.dumps(data, ensure_ascii=False))


def render(report: Report, *, sources: Iterable[Source] = ()) -> str:
    return dumps(report, indent=True) + "\n"


def _laid(value: Any, line: str) -> str:
    """`line`: a line break and the indentation of the line on which the value begins."""
    if (plain := PLAIN.get(type(value))) is not None:
        return plain(value)
    if isinstance(value, dict):
        return _object(value.items(), line)
    if isinstance(value, list | tuple):
        inner = line + STEP
        rows = f",{inner}".join([_laid(item, inner) for item in value])
        return f"[{inner}{rows}{line}]" if rows else "[]"
    if isinstance(value, Record):
        return _object(((key, getattr(value, name)) for name, key in value.dumped_fields()), line)
    return _object(value.model_dump(mode="json").items(), line)


def _object(items: Iterable[tuple[str, Any]], line: str) -> str:
    inner = line + STEP
    rows = f",{inner}".join([_key(key) + _laid(value, inner) for key, value in items])
    return f"{{{inner}{rows}{line}}}" if rows else "{}"


def _text(text: str) -> str:
    return _harmless(encode_basestring(text))


@functools.lru_cache(1024)
def _key(text: str) -> str:
    return f"{_text(text)}: "


def _harmless(text: str) -> str:
    # To look for one of many characters is slow, and most texts are plain.
    return text if text.isascii() and "\x7f" not in text else HARMFUL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


PLAIN: dict[type[Any], Callable[[Any], str]] = {
    str: _text,
    int: int.__repr__,
    float: float.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}
"""What is no record and holds nothing; numbers as JSON has them, for none is endless."""

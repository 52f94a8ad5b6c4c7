"""One rule file → its family's dataclass, with pydantic; every error shows the place in the file."""

from __future__ import annotations

import dataclasses
import difflib
import re
import reprlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from claimcheck.errors import Location, RuleError
from claimcheck.rulebook.families import Family
from claimcheck.rulebook.places import RuleText
from claimcheck.rulebook.positions import locate

__all__ = ["parse_family", "refuse_twins"]

MAX_ERRORS = 20
"""Mistakes that are shown of one file."""
CHOICE = re.compile(r"'([^']{1,80})'")


def parse_family(family: Family, path: str, text: str) -> Any:
    """Raises RuleError with one further error for each further thing that is wrong in the file."""
    from claimcheck.rulebook.loading import parse_toml

    data = parse_toml(path, text)
    try:
        parsed = TypeAdapter(family.schema).validate_python(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        found = [_explain(family, path, text, item) for item in wrong[:MAX_ERRORS]]
        if len(wrong) > MAX_ERRORS:
            found.append(RuleError(f"{len(wrong) - MAX_ERRORS} further mistakes", at=Location(path)))
        first = found[0]
        raise RuleError(first.message, at=first.at, hint=first.hint, errors=tuple(found[1:])) from None
    return parsed


def _explain(family: Family, path: str, text: str, item: Any) -> RuleError:
    where: tuple[str | int, ...] = item["loc"]
    place = locate(path, text, where)
    key = ".".join(str(part) for part in where)
    if item["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        known = _keys(family.schema, where[:-1])
        near = difflib.get_close_matches(str(where[-1]), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
        return RuleError(f"unknown key {str(where[-1])!r}", at=place, hint=hint)
    if item["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return RuleError(f"{str(where[-1])!r} is missing", at=place, hint="add it")
    return RuleError(f"{key}: {item['msg']}; found {_shown(item['input'])}", at=place, hint=_wanted(item))


def _shown(value: Any) -> str:
    """A value of a rule file, cut short however long or deep it is."""
    return str(value)[:80] if isinstance(value, Decimal) else reprlib.repr(value)[:80]


def _wanted(item: Any) -> str | None:
    """What to write instead: the choices of a key, the one that is near first."""
    expected = item.get("ctx", {}).get("expected", "")
    choices = CHOICE.findall(expected)
    near = difflib.get_close_matches(str(item["input"])[:80], choices, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return {
        "tuple_type": 'write a list: ["…"]',
        "string_type": 'write a text: "…"',
        "decimal_type": "write a number",
        "bool_type": "write true or false",
        "mapping_type": 'write a table: { "…" = … }',
        "dataclass_type": "write each row under a [[header]] of its own",
    }.get(item["type"], f"write one of {expected}" if expected else None)


def _keys(schema: Any, where: Sequence[str | int]) -> list[str]:
    """The keys allowed at a key path below `schema`."""
    import typing

    current = schema
    for part in where:
        if dataclasses.is_dataclass(current):
            if isinstance(part, int):
                continue
            current = typing.get_type_hints(current).get(part)
        else:
            arguments = [a for a in typing.get_args(current) if a is not Ellipsis]
            current = arguments[-1] if arguments else None
        while current is not None and not dataclasses.is_dataclass(current):
            arguments = [a for a in typing.get_args(current) if a is not Ellipsis and a is not type(None)]
            if not arguments:
                break
            current = arguments[-1]
    return [spec.name for spec in dataclasses.fields(current)] if dataclasses.is_dataclass(current) else []


def refuse_twins(parsed: Iterable[tuple[RuleText, str | None, Any]]) -> Iterator[RuleError]:
    """An error for each id that stands twice in one folder of rules, in one file or in two."""
    seen: dict[tuple[Any, ...], tuple[RuleText, int]] = {}
    for file, code, family in parsed:
        for spec in dataclasses.fields(family):
            rows = getattr(family, spec.name)
            if not isinstance(rows, tuple):
                continue
            for index, item in enumerate(rows):
                if (name := getattr(item, "id", None)) is None:
                    continue
                key = (file.root, code, type(family), spec.name, name)
                if key not in seen:
                    seen[key] = (file, index)
                    continue
                first, number = seen[key]
                yield RuleError(
                    f"the id {name!r} stands twice",
                    at=locate(file.path, file.text, (spec.name, index, "id")),
                    hint=f"first at {locate(first.path, first.text, (spec.name, number, 'id'))}; "
                    "give each its own",
                )

"""One rule file → its family's dataclass, with pydantic; every error shows the place in the file."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from claimcheck.errors import RuleError
from claimcheck.rulebook.families import Family
from claimcheck.rulebook.positions import locate

__all__ = ["parse_family"]


def parse_family(family: Family, path: str, text: str) -> Any:
    """Raises RuleError with one further error for each further thing that is wrong in the file."""
    from claimcheck.rulebook.loading import parse_toml

    data = parse_toml(path, text)
    try:
        parsed = TypeAdapter(family.schema).validate_python(data)
    except ValidationError as error:
        found = [_explain(family, path, text, item) for item in error.errors()]
        first = found[0]
        raise RuleError(first.message, at=first.at, hint=first.hint, errors=tuple(found[1:])) from None
    _refuse_duplicates(parsed, path, text)
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
    return RuleError(f"{key}: {item['msg']}; found {item['input']!r:.80}", at=place)


def _keys(schema: Any, where: Sequence[str | int]) -> list[str]:
    """The keys allowed at a key path below `schema`."""
    import typing

    current = schema
    for part in where:
        if isinstance(part, str) and dataclasses.is_dataclass(current):
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


def _refuse_duplicates(parsed: Any, path: str, text: str) -> None:
    for spec in dataclasses.fields(parsed):
        rows = getattr(parsed, spec.name)
        if not isinstance(rows, tuple):
            continue
        seen: dict[str, int] = {}
        for index, item in enumerate(rows):
            name = getattr(item, "id", None)
            if name is None:
                continue
            if name in seen:
                place = locate(path, text, (spec.name, index, "id"))
                first = locate(path, text, (spec.name, seen[name])).line
                raise RuleError(
                    f"the id {name!r} stands twice",
                    at=place,
                    hint=f"first at line {first}; give each its own",
                )
            seen[name] = index

"""What callers build, store and are handed: frozen dataclasses that dump and copy as pydantic's models do.

They are no models of pydantic, whose import and schemas take longer than checking a page of text; it is
asked where data from outside is to be validated, and only then.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, ClassVar, Self, cast

__all__ = ["Record", "dumped"]

SCALARS = frozenset({str, int, float, bool, type(None)})


class Record:
    """Base of frozen, slotted, keyword-only dataclasses.

    A field whose name ends in an underscore is dumped without it; one with the metadata
    `{"dumped": False}` is left out.
    """

    __slots__ = ()
    _DUMPED: ClassVar[tuple[tuple[str, str], ...]]
    _VALUES: ClassVar[Callable[[Any], tuple[Any, ...]]]

    @classmethod
    def dumped_fields(cls) -> tuple[tuple[str, str], ...]:
        """Names of fields and of their keys; found out once a class."""
        known = cls.__dict__.get("_DUMPED")
        if known is None:
            kept = (spec.name for spec in fields(cast("Any", cls)) if spec.metadata.get("dumped", True))
            known = cls._DUMPED = tuple((name, name.rstrip("_")) for name in kept)
        return cast("tuple[tuple[str, str], ...]", known)

    def model_dump(
        self,
        *,
        mode: str = "python",
        include: Collection[str] | None = None,
        exclude: Collection[str] = (),
        exclude_none: bool = False,
    ) -> dict[str, Any]:
        """Plain data in the order of the fields; in the mode "json" lists for tuples, texts for days."""
        data = {}
        for name, key in self.dumped_fields():
            if key in exclude or (include is not None and key not in include):
                continue
            value = getattr(self, name)
            if value is not None or not exclude_none:
                data[key] = dumped(value, mode)
        return data

    def model_dump_json(self, *, indent: int | None = None, **options: Any) -> str:
        """The data of `model_dump(mode="json")` as JSON."""
        separators = None if indent else (",", ":")
        data = self.model_dump(mode="json", **options)
        return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)

    @classmethod
    def model_validate(cls, data: object) -> Self:
        """A record of plain data, validated and converted by pydantic, whose ValidationError tells what is
        wrong. For records whose fields are plain, as those of a source.

        >>> from claimcheck import Source
        >>> Source.model_validate({"id": "a", "text": "13 km", "published": "2025-03-04"}).published
        datetime.date(2025, 3, 4)
        """
        from pydantic import TypeAdapter

        return TypeAdapter(cls).validate_python(data)

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The record with some fields changed."""
        return cast("Self", replace(cast("Any", self), **(update or {})))

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        cls: type[Any] = type(self)
        if "_VALUES" not in cls.__dict__:
            cls._VALUES = attrgetter(*(spec.name for spec in fields(cls)))
        return _rebuilt, (cls, cls._VALUES(self))


def _rebuilt(cls: type[Any], values: tuple[Any, ...]) -> Any:
    """A record of values that another had, so that nothing is to be checked."""
    made, put = object.__new__(cls), object.__setattr__
    for name, value in zip(cls.__slots__, values, strict=True):
        put(made, name, value)
    return made


def dumped(value: Any, mode: str) -> Any:
    """One field of a record as plain data."""
    if type(value) in SCALARS:
        return value
    if isinstance(value, tuple | list):
        items = [dumped(item, mode) for item in value]
        return items if mode == "json" else tuple(items)
    if isinstance(value, dict):
        return {key: dumped(item, mode) for key, item in value.items()}
    if isinstance(value, datetime.date):
        return value.isoformat() if mode == "json" else value
    return value.model_dump(mode=mode)

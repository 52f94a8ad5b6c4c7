"""How a family of rule files declares its schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar, dataclass_transform

from claimcheck.model.frozen import frozen

T = TypeVar("T")
Scope = Literal["shared", "language", "folder"]


@frozen
class Family:
    """`stem` of the TOML file (or of its folder), the schema, and where such files stand.

    shared: rules/STEM.toml · language: rules/LANG/STEM.toml · folder: rules/STEM/*.toml, merged.
    """

    stem: str
    schema: type[Any]
    scope: Scope


FAMILIES: dict[tuple[Scope, str], Family] = {}
"""Filled while the modules of this package are imported, never afterwards."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
def row(cls: type[T]) -> type[T]:
    """A row of a family: frozen, slotted, keyword-only; unknown keys in TOML are errors."""
    made = frozen(kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


@dataclass_transform(frozen_default=True, kw_only_default=True)
def family(stem: str, scope: Scope, *more: str) -> Callable[[type[T]], type[T]]:
    """Declare the schema of all files named STEM.toml, or one of `more`, in that scope."""

    def declare(cls: type[T]) -> type[T]:
        made = row(cls)
        for name in (stem, *more):
            FAMILIES[scope, name] = Family(name, made, scope)
        return made

    return declare

"""Frozen records that are made by the million."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from operator import attrgetter
from typing import Any, TypeVar

__all__ = ["quickly", "replacing"]

R = TypeVar("R")


def replacing(cls: type[R]) -> Callable[..., R]:
    """`dataclasses.replace` for records of that class alone, in a quarter of the time.

    >>> from claimcheck.model import Span
    >>> replacing(Span)(Span(3, 7), end=9)
    Span(start=3, end=9, line=1, column=1, place=None)
    """
    make, names = quickly(cls), [spec.name for spec in fields(cls)]  # type: ignore[arg-type]
    values_of, place_of = attrgetter(*names), {name: place for place, name in enumerate(names)}

    def replaced(record: R, **changes: Any) -> R:
        values = list(values_of(record))
        try:
            for name, value in changes.items():
                values[place_of[name]] = value
        except KeyError as unknown:
            raise TypeError(f"{cls.__name__} has no field {unknown}") from None
        return make(*values)

    return replaced


def quickly(cls: type[R]) -> type[R]:
    """A maker of records of a frozen class with slots, in about half the time that `cls` itself takes, which
    calls a function for each field to get past its guards. What it makes is a `cls` like any other.

    The maker is a `cls` that can still be written to; when all is written it turns into a plain `cls`.

    >>> from claimcheck.model import Span
    >>> quickly(Span)(3, 7) == Span(3, 7), type(quickly(Span)(3, 7)) is Span
    (True, True)
    """

    def finish(made: Any) -> None:
        made.__class__ = cls

    specs = fields(cls)  # type: ignore[arg-type]
    writer = make_dataclass(
        cls.__name__,
        [
            (spec.name, spec.type, field(default=spec.default, default_factory=spec.default_factory))
            for spec in specs
        ],
        namespace={"__post_init__": finish, "__doc__": cls.__doc__},
        repr=False,
        eq=False,
        match_args=False,
    )
    own = {"__slots__": (), "__post_init__": finish, "__init__": vars(writer)["__init__"]}
    plain = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}
    return type(cls.__name__, (cls,), own | plain)

"""Assertion ↔ bytes, every field exact: magnitudes, fractions, dates, contexts.

The layout follows the fields of the model's dataclasses in their order, so that a field added there is
stored without a line here; bytes of another layout are kept apart by the index's stamp.
"""

from __future__ import annotations

import datetime
import functools
import json
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any, NamedTuple

from claimcheck.model import Assertion

__all__ = ["DecodeError", "decode", "encode"]

LEVEL = 1
MAX_BYTES = 200_000_000
PLAIN = (str, int, float, bool, type(None))


class DecodeError(ValueError):
    """The bytes are not what `encode` makes of assertions."""


class Coder(NamedTuple):
    """How one type goes to JSON and back; None: as it is. Neither is ever called with None."""

    pack: Callable[[Any], Any] | None
    unpack: Callable[[Any], Any] | None


SAME = Coder(None, None)


def encode(assertions: Iterable[Assertion]) -> bytes:
    """All assertions of one document, compressed."""
    pack = _dataclass(Assertion).pack
    assert pack is not None
    text = json.dumps([pack(item) for item in assertions], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def decode(data: bytes) -> list[Assertion]:
    """What `encode` was given. Raises DecodeError for anything else."""
    unpack = _dataclass(Assertion).unpack
    assert unpack is not None
    try:
        inflater = zlib.decompressobj()
        text = inflater.decompress(data, MAX_BYTES)
        if not inflater.eof:
            raise DecodeError("cut short, or too large")
        return [unpack(row) for row in json.loads(text.decode("utf-8", "surrogatepass"))]
    except (zlib.error, ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise DecodeError(f"not readable as assertions: {error!s:.200}") from None


@functools.cache
def _dataclass(cls: type[Any]) -> Coder:
    """A dataclass as the list of its fields' values."""
    hints = typing.get_type_hints(cls)
    names = [spec.name for spec in fields(cls)]
    values = attrgetter(*names)
    coders = [_coder(hints[name]) for name in names]
    packs = [coder.pack for coder in coders]
    unpacks = [coder.unpack for coder in coders]

    def pack(item: Any) -> list[Any]:
        return [
            value if turn is None or value is None else turn(value)
            for value, turn in zip(values(item), packs, strict=True)
        ]

    def unpack(row: Any) -> Any:
        return cls(
            *[
                value if turn is None or value is None else turn(value)
                for value, turn in zip(row, unpacks, strict=True)
            ]
        )

    return Coder(pack, unpack)


def _coder(hint: Any) -> Coder:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN or origin is typing.Literal:
        return SAME
    if origin in (typing.Union, types.UnionType):
        return _union([argument for argument in arguments if argument is not type(None)])
    if hint in (Decimal, Fraction):
        return Coder(_pack_number, _unpack_number)
    if hint is datetime.date:
        return Coder(lambda day: day.isoformat(), _unpack_day)
    if origin is tuple:
        return _tuple(_coder(arguments[0]))
    if origin is frozenset:
        return Coder(sorted, frozenset)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Coder(dict, None)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"no coder for {hint!r}: teach it to claimcheck.store.codec")


def _union(choices: list[Any]) -> Coder:
    if len(choices) == 1:
        return _coder(choices[0])
    if set(choices) == {Decimal, Fraction}:
        return Coder(_pack_number, _unpack_number)
    if not all(is_dataclass(choice) for choice in choices):
        if all(_coder(choice) is SAME for choice in choices):
            return SAME
        raise TypeError(f"no coder for a union of {choices!r}: teach it to claimcheck.store.codec")
    packs: list[Any] = [_dataclass(choice).pack for choice in choices]
    unpacks: list[Any] = [_dataclass(choice).unpack for choice in choices]
    numbers = {choice: number for number, choice in enumerate(choices)}

    def pack(item: Any) -> list[Any]:
        number = numbers[type(item)]
        return [number, packs[number](item)]

    def unpack(row: Any) -> Any:
        number, values = row
        return unpacks[number](values)

    return Coder(pack, unpack)


def _tuple(item: Coder) -> Coder:
    """Tuples whose items are all of one type, or None."""
    pack, unpack = item
    if pack is None or unpack is None:
        return Coder(list, tuple)
    return Coder(
        lambda items: [None if value is None else pack(value) for value in items],
        lambda items: tuple([None if value is None else unpack(value) for value in items]),
    )


def _pack_number(number: Decimal | Fraction) -> str:
    return f"{number.numerator}/{number.denominator}" if isinstance(number, Fraction) else str(number)


def _unpack_number(text: str) -> Decimal | Fraction:
    return Fraction(text) if "/" in text else Decimal(text)


def _unpack_day(text: str) -> datetime.date:
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)

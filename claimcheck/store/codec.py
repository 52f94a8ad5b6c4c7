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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from claimcheck.model import Assertion

__all__ = ["DecodeError", "decode", "encode", "inflated", "inflated_bytes", "sealed", "unsealed", "whole"]

LEVEL = 1
MAX_BYTES = 500_000_000
PLAIN = (str, int, float, bool, type(None))


class DecodeError(ValueError):
    """The bytes are not what `encode` makes of assertions."""


class Table:
    """Sets and mappings of one document, each once: many of its assertions share them."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.known: dict[Any, int] = {}

    def number(self, key: Any, row: Callable[[], Any]) -> int:
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = len(self.rows)
            self.rows.append(row())
        return found


class Coder(NamedTuple):
    """How one type goes to JSON and back; None: as it is. Neither is ever called with None.

    `pack(value, table)` fills the table, `unpack(data, rows)` is given what stood in it.
    """

    pack: Callable[[Any, Table], Any] | None
    unpack: Callable[[Any, list[Any]], Any] | None


SAME = Coder(None, None)


def encode(assertions: Sequence[Assertion]) -> bytes:
    """All assertions of one document, compressed."""
    pack, table = _dataclass(Assertion).pack, Table()
    assert pack is not None
    rows = [pack(item, table) for item in assertions]
    text = json.dumps([table.rows, rows], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def decode(data: bytes) -> list[Assertion]:
    """What `encode` was given. Raises DecodeError for anything else."""
    unpack = _dataclass(Assertion).unpack
    assert unpack is not None
    try:
        text = inflated(data)
        table, rows = json.loads(text)
        shared = [frozenset(row) if isinstance(row, list) else row for row in table]
        return [unpack(row, shared) for row in rows]
    except (zlib.error, ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise DecodeError(f"not readable as assertions: {error!s:.200}") from None


def inflated(data: bytes) -> str:
    """The text that was compressed. Raises DecodeError where it is damaged."""
    try:
        return inflated_bytes(data).decode("utf-8", "surrogatepass")
    except ValueError as error:
        raise DecodeError(f"damaged: {error!s:.200}") from None


def inflated_bytes(data: bytes) -> bytes:
    """The bytes that were compressed. Raises DecodeError where they are damaged."""
    try:
        inflater = zlib.decompressobj()
        found = inflater.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise DecodeError(f"damaged: {error!s:.200}") from None
    if not inflater.eof:
        raise DecodeError("cut short, or too large")
    return found


def whole(data: bytes) -> bytes:
    """The bytes themselves. Raises DecodeError where they are damaged."""
    inflated_bytes(data)
    return data


def sealed(data: bytes) -> bytes:
    """The bytes with a checksum, for those that are not compressed."""
    return zlib.crc32(data).to_bytes(4, "big") + data


def unsealed(data: bytes | None) -> bytes | None:
    """What was sealed; None where it is damaged, or nothing."""
    if data is None or zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        return None
    return data[4:]


@functools.cache
def _dataclass(cls: type[Any]) -> Coder:
    """A dataclass as the list of its fields' values.

    The two functions are written out field by field, as `dataclasses` does it, since a loop over the
    fields takes twice the time and a large corpus has a million assertions.
    """
    hints = typing.get_type_hints(cls)
    names = [spec.name for spec in fields(cls)]
    scope: dict[str, Any] = {"cls": cls}
    packed, unpacked = [], []
    for name in names:
        pack, unpack = scope[f"pack_{name}"], scope[f"unpack_{name}"] = _coder(hints[name])
        packed.append(_turned(f"item.{name}", f"pack_{name}" if pack else None))
        unpacked.append(_turned(name, f"unpack_{name}" if unpack else None))
    exec(f"def pack(item, table): return [{', '.join(packed)}]", scope)
    exec(f"def unpack(row, table):\n [{', '.join(names)}] = row\n return cls({', '.join(unpacked)})", scope)
    return Coder(scope["pack"], scope["unpack"])


def _turned(value: str, function: str | None) -> str:
    return f"None if {value} is None else {function}({value}, table)" if function else value


def _coder(hint: Any) -> Coder:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN or origin is typing.Literal:
        return SAME
    if origin in (typing.Union, types.UnionType):
        return _union([argument for argument in arguments if argument is not type(None)])
    if hint in (Decimal, Fraction):
        return NUMBER
    if hint is datetime.date:
        return Coder(lambda day, _: day.isoformat(), _unpack_day)
    if origin is tuple:
        return _tuple(_coder(arguments[0]))
    if origin is frozenset and _coder(arguments[0]) is SAME:
        return Coder(lambda items, table: table.number(items, lambda: sorted(items)), _look_up)
    if isinstance(origin, type) and issubclass(origin, Mapping) and _coder(arguments[1]) is SAME:
        return Coder(lambda items, table: table.number(id(items), lambda: dict(items)), _look_up)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"no coder for {hint!r}: teach it to claimcheck.store.codec")


def _union(choices: list[Any]) -> Coder:
    if len(choices) == 1:
        return _coder(choices[0])
    if set(choices) == {Decimal, Fraction}:
        return NUMBER
    if not all(is_dataclass(choice) for choice in choices):
        if all(_coder(choice) is SAME for choice in choices):
            return SAME
        raise TypeError(f"no coder for a union of {choices!r}: teach it to claimcheck.store.codec")
    packs: list[Any] = [_dataclass(choice).pack for choice in choices]
    unpacks: list[Any] = [_dataclass(choice).unpack for choice in choices]
    numbers = {choice: number for number, choice in enumerate(choices)}

    def pack(item: Any, table: Table) -> list[Any]:
        number = numbers[type(item)]
        return [number, packs[number](item, table)]

    def unpack(row: Any, table: list[Any]) -> Any:
        number, values = row
        return unpacks[number](values, table)

    return Coder(pack, unpack)


def _tuple(item: Coder) -> Coder:
    """Tuples whose items are all of one type, or None."""
    pack, unpack = item
    if pack is None or unpack is None:
        return Coder(lambda items, _: list(items), lambda items, _: tuple(items))
    return Coder(
        lambda items, table: [None if value is None else pack(value, table) for value in items],
        lambda items, table: tuple([None if value is None else unpack(value, table) for value in items]),
    )


def _look_up(number: int, rows: list[Any]) -> Any:
    return rows[number]


def _pack_number(number: Decimal | Fraction, _: Table) -> str:
    return f"{number.numerator}/{number.denominator}" if isinstance(number, Fraction) else str(number)


def _unpack_number(text: str, _: list[Any]) -> Decimal | Fraction:
    return Fraction(text) if "/" in text else Decimal(text)


NUMBER = Coder(_pack_number, _unpack_number)


def _unpack_day(text: str, _: list[Any]) -> datetime.date:
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)

"""Numbers written in digits: grouping and decimal marks, and what else the same digits may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["DIGITS", "MASKED", "Digits", "read_digits"]

MAX_DIGITS = 40

DIGITS = re.compile(
    r"(?P<grouped>\d{1,3}(?:(?P<mark>[ ,.'])\d{3}(?!\d))(?:(?P=mark)\d{3}(?!\d)){0,8}"
    r"(?:[.,](?!(?P=mark))\d{1,20}(?![.,]?\d))?)"
    r"|(?P<indian>\d{1,2}(?:,\d{2}){1,5},\d{3}(?!\d)(?:\.\d{1,20})?)"
    r"|(?P<dotted>\d{1,4}(?=[./-]\d{1,2}[./-]\d{1,4}(?!\d)))"
    r"|(?P<plain>\d{1,60}(?:[.,]\d{1,20}(?![.,]?\d))?)"
)
"""Tried at a digit; every repetition is bounded, so that a table of numbers costs linear time."""

MASKED = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    r"|(?<!\w)[@#]\w{1,80}"
    r"|(?<![\d.,])(?:\+\d{1,3}[ .-]?|0)\d(?:[ .-]\d{2}){4}(?!\d)"
    r"|(?<![\d.,])\d{1,4}(?:\.\d{1,4}){3,8}(?![\d,])"
)
"""Addresses, handles, telephone numbers, versions: digits that are no figures."""


@dataclass(frozen=True, slots=True)
class Digits:
    """`exponent` is that of the last digit written; `whole` an unsigned integer without groups, else None."""

    value: Decimal
    exponent: int
    whole: int | None
    length: int
    readings: tuple[Decimal, ...] = ()
    fragile: bool = False


def read_digits(found: re.Match[str], decimal: str, grouping: str) -> Digits:
    """What a match of DIGITS means where `decimal` and `grouping` are the language's marks.

    >>> read_digits(DIGITS.match("13,75"), ",", ". '").value
    Decimal('13.75')
    """
    text = found[0]
    if len(text) > MAX_DIGITS:
        text = text[:MAX_DIGITS]
    if text.isdecimal():
        value = Decimal(text)
        return Digits(value, 0, int(value), len(text), fragile=found["dotted"] is not None)
    if found["indian"]:
        return _decimal(text.replace(",", ""))
    mark = found["mark"]
    if not mark:
        return _decimal(text.replace(",", "."))
    body = text.replace(mark, "")
    if mark in ".," and text.count(mark) == 1 and body.isdecimal():
        grouped, fraction = _decimal(body), _decimal(text.replace(mark, "."))
        if mark == decimal:
            return fraction
        if mark in grouping and (mark == "," or text.startswith("0")):
            return fraction if text.startswith("0") else grouped
        return Digits(grouped.value, grouped.exponent, None, 0, readings=(fraction.value,))
    return _decimal(body.replace(",", "."))


def _decimal(text: str) -> Digits:
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    return Digits(value, exponent if isinstance(exponent, int) else 0, None, 0)

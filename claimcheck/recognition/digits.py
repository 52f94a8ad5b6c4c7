"""Numbers written in digits: grouping and decimal marks, and what else the same digits may mean."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

__all__ = ["DIGITS", "FREE", "MAX_DIGITS", "Digits", "exponent_of", "mask", "read_digits"]

MAX_DIGITS = 40

DIGITS = re.compile(
    r"(?P<grouped>\d{1,3}(?:(?P<mark>[ ,.'])\d{3}(?!\d))(?:(?P=mark)\d{3}(?!\d)){0,8}"
    r"(?:[.,](?!(?P=mark))\d{1,20}(?![.,]?\d))?)"
    r"|(?P<indian>\d{1,2}(?:,\d{2}){1,9},\d{3}(?!\d)(?:\.\d{1,20})?)"
    r"|(?P<dotted>\d{1,4}(?=[./-]\d{1,2}[./-]\d{1,4}(?!\d))|(?<=\d[./-])\d{1,2}(?=[./-]\d{1,4}(?!\d))"
    r"|(?<=\d\d/)\d\d(?=,(?:\d\d){1,2}(?![,.]?\d)))"
    r"|(?P<plain>\d{1,60}(?:[.,]\d{1,20}(?![.,]?\d))?)"
    r"|(?P<point>[.,]\d{1,20}(?![.,]?\d))"
)
"""Tried at a digit, or at a decimal mark before one; every repetition is bounded, so that a table of
numbers costs linear time."""

_GROUPED = "|".join(rf"\d{{1,3}}(?:{mark}\d{{3}}(?!\d)){{1,9}}" for mark in (" ", ",", "\\.", "'"))
FREE = rf"(?<![\w.,:/-])(?>(?:{_GROUPED}|\d{{1,60}}(?!\d))(?:[.,]\d{{1,20}}(?![.,]?\d))?)(?![\w:/]|[.,'-]\d)"
"""A number that nothing around it has a say in: what DIGITS finds there, and in its text alone."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
_HANDLE = re.compile(r"[@#](?<!\w.)\w{1,80}")
_CALL = re.compile(
    r"[+0(\d](?<![\d.,].)(?:"
    r"(?<=0)\d(?:[ .-]\d{2}){4}(?!\d)"
    r"|(?<=\+)(?!\d{1,3}(?:[ .]\d{3}){1,4}(?![ .-]?\d))\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){3,6}(?!\d)"
    r"|(?<=\()\d{3}\) ?\d{3}[ .-]\d{4}(?!\d)"
    r"|(?<=\d)(?:-\d{3}-)?\d{2}[.-]\d{3}[.-]\d{4}(?!\d)"
    r"|(?<=\d)(?<!\d\d)(?!\d?\.\d{1,2}\.(?:\d\d){1,2}(?!\d)|\d{3}\.\d{1,2}\.\d{1,2}(?![.\d]))"
    r"(?!\d{0,2}(?:\.\d{3}){2,8}(?![.\d]))"
    r"\d{0,3}(?:\.\d{1,4}){2,8}(?!\d)"
    r")"
)
_PARTED = re.compile(r"\d[ .)-] ?\d{1,4}[ .-]\d")
"""What stands in every call but one with a plus sign."""
_BOOK = re.compile(r"ISBN(?:-1[03])?:? {0,2}[\dX -]{9,20}")


def _blank(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def mask(folded: str) -> str:
    """Addresses, handles, telephone numbers, versions: digits that are no figures become letters.

    >>> mask("v. 1.2.3, 06 12 34 56 78, 3.5")
    'v. xxxxx, xxxxxxxxxxxxxx, 3.5'
    """
    if "://" in folded or "www." in folded:
        folded = _ADDRESS.sub(_blank, folded)
    if "@" in folded:
        folded = _MAIL.sub(_blank, folded)
    if "@" in folded or "#" in folded:
        folded = _HANDLE.sub(_blank, folded)
    if "ISBN" in folded:
        folded = _BOOK.sub(_blank, folded)
    if "+" in folded or _PARTED.search(folded):
        folded = _CALL.sub(_blank, folded)
    return folded


def exponent_of(value: Decimal, written: int) -> int:
    """The exponent of the last significant digit: trailing zeros of whole numbers from 100 do not count.

    >>> exponent_of(Decimal(13000000000), 0), exponent_of(Decimal("13.50"), -2), exponent_of(Decimal(90), 0)
    (9, -2, 0)
    """
    if written < 0 or abs(value) < 100 or value != value.to_integral_value():
        return written
    exponent = value.normalize().as_tuple().exponent
    return max(written, exponent if isinstance(exponent, int) else 0)


class Digits(NamedTuple):
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
        text = text[:MAX_DIGITS].rstrip(".,' ")
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
        if mark == decimal or text.startswith("0"):
            return fraction
        if mark == ",":
            return grouped
        return Digits(grouped.value, grouped.exponent, None, 0, readings=(fraction.value,))
    return _decimal(body.replace(",", "."))


def _decimal(text: str) -> Digits:
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    return Digits(value, exponent if isinstance(exponent, int) else 0, None, 0)

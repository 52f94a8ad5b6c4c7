"""Number words, and digits followed by scale words, put together: "deux cent mille", "13,75 milliards".

One algorithm for all languages; what a word adds, multiplies and takes stands in rules/LANG/numerals.toml:

- cardinal: `value`; `takes`, below which a following word is added (vingt takes 10, soixante 20);
  `link` true where 1 and 11 need the link word ("vingt et un"); `article` where it may be one
- hundred: multiplies what stands before it (up to `times`), then takes 100
- scale: `value` 10^n; `bare` where it stands alone ("mille")
- number-link: what may stand between ("et", "and", "-"), with the values `before` which it may stand
- number-point: the decimal mark in words ("virgule", "point")
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimcheck.model import Number
from claimcheck.recognition.digits import exponent_of
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Item, Lexed, Made
from claimcheck.rulebook.lexicon import Entry

__all__ = ["Composed", "compose", "parts"]

LIMIT = Decimal(10) ** 36


@dataclass(frozen=True, slots=True)
class Composed:
    """A number made of the lexemes `first` to `last`, exclusive."""

    first: int
    last: int
    draft: Draft


def parts(item: Item, category: str) -> dict[str, object] | None:
    """The features of a word in a category."""
    if isinstance(item, Entry) and (found := item.senses.get(category)) is not None:
        return dict(found)
    return None


class _Builder:
    """Accumulates one number: total of closed groups, the open group, and what it still takes."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: Decimal | None = None
        self.room = Decimal(0)
        self.last_scale = LIMIT
        self.scale = Decimal(1)
        self.decimals = 0
        self.digits: Draft | None = None
        self.words = 0
        self.article = False
        self.needs_link = False

    def add_digits(self, draft: Draft) -> bool:
        if self.group is not None or draft.plain is None or not isinstance(draft.plain, Decimal):
            return False
        if self.words and not draft.plain < self.last_scale:
            return False
        self.group, self.room, self.digits = draft.plain, Decimal(0), draft
        self.decimals = min(self.decimals, draft.low_exponent)
        return True

    def add_cardinal(self, features: dict[str, object], linked: bool) -> bool:
        value = Decimal(str(features["value"]))
        takes = Decimal(str(features.get("takes", 0)))
        if self.group is None:
            if value == 0 and self.words:
                return False
            self.group, self.room = value, takes
            self.article = bool(features.get("article")) and not self.words
        elif value < self.room and value > 0 and (linked or not self.needs_link or value not in (1, 11)):
            self.group += value
            self.room = min(takes, Decimal(10)) if takes else Decimal(0)
            self.article = False
        else:
            return False
        self.needs_link = bool(features.get("link"))
        self.words += 1
        return True

    def multiply_hundred(self, features: dict[str, object]) -> bool:
        times = Decimal(str(features.get("times", 9)))
        if self.group is None:
            if not features.get("bare"):
                return False
            self.group = Decimal(100)
        elif self.digits is None and 1 <= self.group <= times:
            self.group *= 100
        else:
            return False
        self.room, self.needs_link, self.article = Decimal(100), False, False
        self.words += 1
        return True

    def multiply_scale(self, features: dict[str, object]) -> bool:
        value = Decimal(str(features["value"]))
        if self.group is None:
            if self.total and value > self.last_scale:
                self.total *= value
                self.last_scale = self.scale = value
                return True
            if not features.get("bare") or self.total:
                return False
            self.group = Decimal(1)
        if value >= self.last_scale:
            if not self.total or value == self.last_scale:
                return False
            self.total, self.group = (self.total + self.group) * value, None
        else:
            self.total, self.group = self.total + self.group * value, None
        self.decimals += len(str(value)) - 1 if self.decimals < 0 else 0
        self.last_scale = self.scale = value
        self.room, self.needs_link, self.article = Decimal(0), False, False
        self.words += 1
        return True

    def draft(self) -> Draft:
        value = self.total + (self.group or 0)
        written = self.digits.low_exponent if self.digits else 0
        exponent = written + len(str(self.scale)) - 1 if written < 0 and not self.group else min(written, 0)
        exponent = exponent_of(value, exponent)
        if self.digits and not self.words:
            return self.digits._replace(low_exponent=exponent, high_exponent=exponent)
        return Draft(
            "number",
            value,
            value,
            exponent,
            exponent,
            scale=self.scale if self.digits or not self.group else Decimal(1),
            words=self.digits is None,
            fragile=self.article and self.words == 1,
            readings=_times(self.digits.readings, self.scale) if self.digits else (),
        )


def _times(readings: tuple[Number, ...], scale: Decimal) -> tuple[Number, ...]:
    return tuple(reading * scale for reading in readings if isinstance(reading, Decimal))


def compose(lexed: Lexed, first: int, last: int) -> list[Composed]:
    """The numbers that the lexemes `first` to `last` spell, greedily from the left."""
    found: list[Composed] = []
    at = first
    while at < last:
        made = _one(lexed, at, last)
        if made is None:
            at += 1
        else:
            found.append(made)
            at = made.last
    return found


def _one(lexed: Lexed, first: int, last: int) -> Composed | None:
    builder = _Builder()
    at = end = first
    link: dict[str, object] | None = None
    while at < last:
        item = lexed.items[at]
        if not builder.group and not builder.total and at > first and end == first:
            break
        if parts(item, "number-point") is not None and builder.words and end > first:
            decimal = _spoken_decimals(lexed, at + 1, last)
            if decimal:
                return _with_decimals(builder, first, decimal)
        if at > first and link is None and (link := parts(item, "number-link")) is not None:
            at += 1
            continue
        if not _add(builder, item, link):
            break
        link = None
        at += 1
        end = at
    return Composed(first, end, builder.draft()) if end > first else None


def _add(builder: _Builder, item: Item, link: dict[str, object] | None) -> bool:
    if isinstance(item, Made):
        return isinstance(item.value, Draft) and link is None and builder.add_digits(item.value)
    if (features := parts(item, "cardinal")) is not None:
        spelled = link is not None and not link.get("silent")
        allowed = str(link.get("before", "")).split() if link and link.get("before") else None
        if spelled and allowed and str(features["value"]) not in allowed:
            return False
        return builder.add_cardinal(features, spelled)
    if link is not None and not link.get("silent"):
        return False
    if (features := parts(item, "hundred")) is not None and builder.multiply_hundred(features):
        return True
    if (features := parts(item, "scale")) is not None:
        return builder.multiply_scale(features)
    return False


def _spoken_decimals(lexed: Lexed, at: int, last: int) -> tuple[int, str] | None:
    """Digits after a spoken decimal mark: "zéro cinq", "vingt-cinq", "nine nine"."""
    digits, end = "", at
    while end < last and (features := parts(lexed.items[end], "cardinal")) is not None:
        value = str(features["value"])
        if digits and len(digits) > 1 and digits[-1] == "0" and len(value) == 1 and features.get("value"):
            digits = digits[:-1] + value
        else:
            digits += value
        end += 1
    return (end, digits) if digits else None


def _with_decimals(builder: _Builder, first: int, decimal: tuple[int, str]) -> Composed:
    end, digits = decimal
    draft = builder.draft()
    whole = draft.plain
    assert isinstance(whole, Decimal)
    value = whole + Decimal(f"0.{digits}")
    exponent = -len(digits)
    return Composed(
        first,
        end,
        draft._replace(low=value, high=value, low_exponent=exponent, high_exponent=exponent, fragile=False),
    )

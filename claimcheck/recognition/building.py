"""One number while its words are read: what each adds or multiplies, and what it still takes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from claimcheck.model import Number
from claimcheck.recognition.digits import exponent_of
from claimcheck.recognition.draft import Draft
from claimcheck.rulebook.families.grammar import Feature

__all__ = ["Builder", "Features"]

Features: TypeAlias = Mapping[str, Feature]
LIMIT = Decimal(10) ** 36


class Builder:
    """Accumulates one number: total of closed groups, the open group, and what it still takes."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: Decimal | None = None
        self.room = Decimal(0)
        self.last_scale = LIMIT
        self.scale = Decimal(1)
        self.digits: Draft | None = None
        self.words = 0
        self.article = False
        self.needs_link = False
        self.ordinal = False
        self.anded = False

    def add_digits(self, draft: Draft) -> bool:
        figure = draft.plain
        if not isinstance(figure, Decimal):
            return False
        if self.group is not None:
            if not figure < self.room or draft.low_exponent < 0:
                return False
            self.group, self.room = self.group + figure, Decimal(0)
            return True
        if self.words and not figure < self.last_scale:
            return False
        self.group, self.room, self.digits = figure, Decimal(0), draft
        return True

    def add_cardinal(self, features: Features, linked: bool) -> bool:
        value = Decimal(str(features["value"]))
        takes = Decimal(str(features.get("takes", 0)))
        if self.group is None:
            if value == 0 and self.words:
                return False
            self.group, self.room = value, takes
        elif value < self.room and value > 0 and (linked or not self.needs_link or value not in (1, 11)):
            self.group += value
            self.room = takes
        else:
            return False
        self.needs_link = bool(features.get("link"))
        self.words += 1
        return True

    def multiply_hundred(self, features: Features) -> bool:
        times = Decimal(str(features.get("times", 9)))
        if self.group is None:
            if not features.get("bare"):
                return False
            self.group = Decimal(100)
        elif (self.digits is None or features.get("digits")) and 1 <= self.group <= times:
            self.group *= 100
        else:
            return False
        self.room, self.needs_link, self.article = Decimal(100), False, False
        self.words += 1
        return True

    def multiply_scale(self, features: Features) -> bool:
        value = Decimal(str(features["value"]))
        if self.group is None:
            if self.total and value > self.last_scale:
                self.total *= value
                self.last_scale = self.scale = value
                return True
            if not features.get("bare"):
                return False
            self.group = Decimal(1)
        if value >= self.last_scale:
            if not self.total or value == self.last_scale:
                return False
            self.total, self.group = (self.total + self.group) * value, None
        else:
            self.total, self.group = self.total + self.group * value, None
        self.last_scale = self.scale = value
        self.room, self.needs_link, self.article, self.anded = Decimal(0), False, False, False
        self.words += 1
        return True

    def end_ordinal(self, features: Features, linked: bool) -> bool:
        if self.digits:
            return False
        self.ordinal = (
            (self.group is not None or not self.total) and self.multiply_scale({**features, "bare": True})
            if features.get("scale")
            else self.add_cardinal(features, linked)
        )
        return self.ordinal

    def draft(self) -> Draft:
        value = self.total + (self.group or 0)
        written = self.digits.low_exponent if self.digits else 0
        exponent = written + len(str(self.scale)) - 1 if written < 0 and not self.group else min(written, 0)
        exponent = exponent_of(value, exponent)
        if self.digits and not self.words:
            return self.digits.at(value, exponent)
        return Draft(
            "ordinal" if self.ordinal else "number",
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

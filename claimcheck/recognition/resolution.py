"""Expressions of time → periods, in the order of the text: each may count from the one before."""

from __future__ import annotations

import datetime
from typing import cast

from claimcheck.model import Period
from claimcheck.recognition.calendar import Box
from claimcheck.recognition.lexing import Lexed, Made
from claimcheck.recognition.tense import (
    ends_sentence,
    opens_ahead,
    speaks_ahead,
    speaks_behind,
    speaks_of_now,
)
from claimcheck.recognition.timex import RANKS, Calendar, Clock, Piece, Reference, Run, When

__all__ = ["Resolver"]

DAY = datetime.timedelta(days=1)
A_YEAR, GONE_BY = 365, 100
YEARLESS = ("day", "month", "season", "quarter", "half")
"""What is often told without its year."""


class Resolver:
    """Resolves the expressions of one document, first to last."""

    def __init__(self, published: datetime.date | None) -> None:
        self.published = published
        self.told: Box | None = None
        self.unit = ""
        self.place: tuple[Lexed, int] | None = None

    def _near(self, lexed: Lexed, index: int) -> bool:
        """Whether the time told last is the day of publication, or of the same sentence."""
        if self.told is None or self.place is None or self.told[0] == self.published:
            return True
        told_in, at = self.place
        return told_in is lexed and not any(ends_sentence(lexed, other) for other in range(at + 1, index))

    def _opens(self, when: When, lexed: Lexed, index: int) -> bool:
        """Whether a sentence of the future opens with a month or more; "on Monday" may still be the last."""
        return when.granularity != "day" and opens_ahead(lexed, index)

    def _just_past(self, box: Box) -> bool:
        """Whether the next such month is so far ahead that the last one has only gone by."""
        return self.published is not None and (box[0] - self.published).days > A_YEAR - GONE_BY

    def resolve(self, made: Made, lexed: Lexed, index: int) -> Period | None:
        """The period that an expression denotes; None where no such day exists (30 February).

        Where the text gives nothing to count from, the period is not anchored: without a date of
        publication it has no ends, with one they are what they would be if the text meant that day.
        """
        when = made.value
        assert isinstance(when, When)
        if when.lean or not isinstance(when.node, Calendar) or when.node.year is None:
            return self._counted(when, lexed, index)
        if made.stamped is None:
            period = self._counted(when, lexed, index)
            made.stamped = None if period is None else (period, ())
            return period
        period = cast("Period", made.stamped[0])
        if when.relation == "in" and period.earliest and period.latest:
            self._tell((period.earliest, period.latest), when.node.unit, lexed, index)
        return period

    def _tell(self, box: Box, unit: str, lexed: Lexed, index: int) -> None:
        """What comes later may count from here."""
        if unit in RANKS and unit != "minute":
            self.told, self.unit, self.place = box, unit, (lexed, index)

    def _counted(self, when: When, lexed: Lexed, index: int) -> Period | None:
        """The period of an expression that the rest of the text has a say in."""
        ahead = when.lean > 0 or (when.lean == 0 and speaks_ahead(lexed, index))
        reference = Reference(self.published, self.told, self.unit, ahead)
        if not ahead and when.lean == 0 and when.granularity in YEARLESS:
            end = when.relation == "until"
            reference.ahead = speaks_of_now(lexed, index) if end else self._opens(when, lexed, index)
            reference.behind = not reference.ahead and speaks_behind(lexed, index, end)
        node = when.node
        if isinstance(node, Clock) and node.base is None and not self._near(lexed, index):
            reference.told = None
        try:
            box = node.box(reference)
            if box is not None and when.lean > 0 and self._just_past(box) and not speaks_ahead(lexed, index):
                reference.ahead = False
                box = node.box(reference)
            reach = box
            if box is not None and hasattr(node, "reach"):
                reach = node.reach(box, reference)
        except (ValueError, OverflowError, IndexError):
            return None
        hedge = "approximate" if when.hedge == "none" and isinstance(node, Piece) else when.hedge
        if box is None or reach is None:
            return Period(None, None, when.granularity, (None, None), False, when.relation, hedge)
        anchored = not reference.assumed
        if anchored and when.relation == "in":
            self._tell(box, node.unit, lexed, index)
        if isinstance(node, Clock) and node.base is not None:
            day = box[0].date() if isinstance(box[0], datetime.datetime) else box[0]
            self.told, self.unit, self.place = (day, day), "day", (lexed, index)
        try:
            ends, wide = _open(box, when), _open(reach, when)
        except OverflowError:
            return None
        return Period(*ends, when.granularity, wide, anchored, when.relation, hedge)


def _open(box: Box, when: When) -> tuple[datetime.date | None, datetime.date | None]:
    """The half-line of a relation: Allen's "before" and "after" leave the box itself out,
    but "before the end of May" reaches to its end."""
    relation = when.relation
    if relation == "by" and isinstance(when.node, Run):
        return box
    if relation == "since":
        return box[0], None
    piece = isinstance(when.node, Piece)
    if relation == "after":
        return (box[0] if piece else box[1] + DAY), None
    if relation in ("until", "by"):
        return None, box[1]
    if relation == "before":
        return None, (box[1] if piece else box[0] - DAY)
    return box

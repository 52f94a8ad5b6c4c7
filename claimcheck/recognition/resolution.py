"""Expressions of time → periods, in the order of the text: each may count from the one before."""

from __future__ import annotations

import datetime

from claimcheck.model import Period
from claimcheck.recognition.calendar import Box
from claimcheck.recognition.lexing import Lexed
from claimcheck.recognition.timex import RANKS, Piece, Reference, Run, When
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import BREAK, WORD

__all__ = ["Resolver"]

CUE, CUE_REACH = "ahead", 14
"""The category of words that say that what follows is to come, and how many lexemes on it still counts."""
DAY = datetime.timedelta(days=1)


class Resolver:
    """Resolves the expressions of one document, first to last."""

    def __init__(self, published: datetime.date | None) -> None:
        self.published = published
        self.told: Box | None = None
        self.unit = ""

    def resolve(self, when: When, lexed: Lexed, index: int) -> Period | None:
        """The period that an expression denotes; None where no such day exists (30 February).

        Where the text gives nothing to count from, the period is not anchored: without a date of
        publication it has no ends, with one they are what they would be if the text meant that day.
        """
        reference = Reference(self.published, self.told, self.unit, _ahead(lexed, index))
        node = when.node
        try:
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
        if anchored and node.unit in RANKS and node.unit != "minute" and when.relation == "in":
            self.told, self.unit = box, node.unit
        try:
            ends, wide = _open(box, when), _open(reach, when)
        except OverflowError:
            return None
        return Period(*ends, when.granularity, wide, anchored, when.relation, hedge)


def _ahead(lexed: Lexed, index: int) -> bool:
    """Whether a word of the future stands before, in the same sentence; or no words at all (an agenda)."""
    for before in range(index - 1, max(-1, index - 1 - CUE_REACH), -1):
        item = lexed.items[before]
        if isinstance(item, Entry):
            if CUE in item.senses:
                return True
        elif lexed.codes[before] == BREAK or lexed.folded[lexed.starts[before]] in ".!?":
            return False
    return len(lexed.codes) < CUE_REACH and WORD not in lexed.codes


def _open(box: Box, when: When) -> tuple[datetime.date | None, datetime.date | None]:
    """The half-line of a relation: Allen's "before" and "after" leave the box itself out."""
    relation = when.relation
    if relation == "by" and isinstance(when.node, Run):
        return box
    if relation == "since":
        return box[0], None
    if relation == "after":
        return box[1] + DAY, None
    if relation in ("until", "by"):
        return None, box[1]
    if relation == "before":
        return None, box[0] - DAY
    return box

"""One figure said twice in a row: "près d'un inscrit sur deux (45,3 %)", "45.3%, or nearly half"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimcheck.assertions.accounts import Told, retold
from claimcheck.assertions.standing import PREVIOUS
from claimcheck.assertions.view import Figure, View
from claimcheck.model import Assertion, Magnitude, replacing
from claimcheck.values import Limits, may_agree

__all__ = ["one_of_two", "restates"]

BETWEEN = 2
"""Words and signs that may stand between the two."""

with_changes = replacing(Assertion)


def restates(view: View, figure: Figure, words: Collection[str]) -> bool:
    """Whether only `words` ("(", ", soit") stand between the figure and one before it of its kind; in
    brackets nothing else may stand: "(850 in Leeds)" is another figure."""
    tokens = view.tokens
    for other in view.figures:
        if other.key == figure.key and 0 < figure.start - other.end <= BETWEEN:
            between = [word.lower for word in tokens[other.end : figure.start]]
            closed = [word.lower for word in tokens[figure.end : figure.end + 1]] == [")"]
            return " ".join(between) in words and (between[-1] != "(" or closed)
    return False


def one_of_two(told: Sequence[Told], limits: Limits) -> list[Told]:
    """Of a figure and its restatement the more precise one, which has the spans of both."""
    found: list[Told] = []
    for one in told:
        if one.restates and found and found[-1].sentence == one.sentence:
            before = found[-1]
            if _may_be_one(before.said, one.said) and may_agree(before.said.value, one.said.value, limits):
                found[-1] = retold(before, end=one.end, said=_joined(before.said, one.said))
                continue
        found.append(one)
    return found


def _may_be_one(one: Assertion, other: Assertion) -> bool:
    return one.polarity == other.polarity and one.as_of == other.as_of and PREVIOUS not in other.context.cues


def _joined(one: Assertion, other: Assertion) -> Assertion:
    kept, left = (other, one) if _width(other) < _width(one) else (one, other)
    return with_changes(kept, also=(*kept.also, left.span, *left.also), context=one.context)


def _width(said: Assertion) -> tuple[bool, bool, int]:
    """How much a figure leaves open: a bound, then a hedge, then its last digit."""
    value = said.value
    if not isinstance(value, Magnitude):
        return True, True, 0
    return value.low is None or value.high is None, value.hedge != "none", value.exponent

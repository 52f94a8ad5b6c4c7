"""rules/facts.toml: which statements speak of one thing, and which of those contradict each other."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.rulebook.families.alignment import Term
from claimcheck.rulebook.families.base import family

__all__ = ["FactRules"]


@family("facts", "shared")
class FactRules:
    """`same`: terms of the score that two statements make one claim; `opposed`: that they contradict.

    Scores are sums of terms, in natural log odds. `contradict_from` and `probable_from`: from which
    chance on that both hold; `agree_from`: from which chance on that it is one claim.
    `agree_shared`: weight of rare words that two agreeing statements share at least.
    `keys`: the rarest words of a statement by which others are looked for; `longest_list`: statements
    that one such word may lead to. `agreements`: the most that one pair of documents is told of.
    `number_weight`: of a run of digits, measured in words. `category_*`: for facts of a predicate.
    """

    same: tuple[Term, ...] = ()
    opposed: tuple[Term, ...] = ()
    contradict_from: Decimal = Decimal(1)
    probable_from: Decimal = Decimal(1)
    agree_from: Decimal = Decimal(1)
    agree_shared: Decimal = Decimal(0)
    agreements: int = 0
    category_from: Decimal = Decimal(0)
    keys: int = 0
    longest_list: int = 0
    number_weight: Decimal = Decimal(1)

"""rules/alignment.toml: weights and thresholds of what is held to speak of the same thing."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.rulebook.families.base import family, row

__all__ = ["AlignmentRules", "Clash", "Limits", "Scale", "Term"]


@row
class Term:
    """One named term of a score. `weight` multiplies the term's value; `why` says why it exists.

    `prior`: what reason alone gave it, from which fitting starts.
    """

    id: str
    weight: Decimal
    prior: Decimal = Decimal(0)
    why: str


@row
class Clash:
    """Two statuses that speak of two things when both are explicit."""

    id: str
    statuses: tuple[str, str]
    why: str


@row
class Scale:
    """A quotient of two figures that is likelier a slip than another figure."""

    id: str
    quotient: int
    why: str


@row
class Limits:
    """Bounds of work, so that the worst corpus costs N log N.

    From `gate_from` documents on, two are compared only if they share rare names, at least `rare_match` of
    those of one of them; a rare one stands in more than one document, and in no more than `rare_count`, or
    than `rare_share` of all up to `rare_most`; or else `link_share` of the names of one of them, of which
    each stands in at most `link_most` documents, or in half of all.

    All pairs of a dimension are looked at while it has at most `block` assertions, of which a document's
    meet those of at most `meet` others on average. Beyond, for each of its `keys` heaviest words and for
    its figure, an assertion meets `window` others that say the same, and `speakers` of each value meet as
    many of each of the `window` next values. All pairs of a thing are judged up to `set_pairs` members;
    beyond, sets of peers are, the `set_pairs` largest ones with each other, the rest with the `speakers`
    commonest values. `tokens`: the heaviest words of an assertion, which alone count.
    """

    tokens: int = 24
    block: int = 300
    meet: int = 16
    window: int = 5
    speakers: int = 3
    keys: int = 4
    set_pairs: int = 16
    gate_from: int = 10
    rare_share: Decimal = Decimal("0.35")
    rare_match: Decimal = Decimal("0.4")
    rare_count: int = 3
    rare_most: int = 100
    link_share: Decimal = Decimal("0.5")
    link_most: int = 1000
    copy_share: Decimal = Decimal("0.6")
    copy_words: int = 5


@family("alignment", "shared")
class AlignmentRules:
    """`agreement`, `conflict`: terms of the two scores. Thresholds are on the sum of terms."""

    agreement: tuple[Term, ...] = ()
    conflict: tuple[Term, ...] = ()
    agree_from: Decimal = Decimal(0)
    possible_from: Decimal = Decimal(0)
    probable_from: Decimal = Decimal(1)
    undecided_from: Decimal = Decimal(1)
    within_from: Decimal = Decimal(2)
    restated_from: Decimal = Decimal(1)
    account_score: Decimal = Decimal("0.7")
    best_share: Decimal = Decimal("0.5")
    least_shared: Decimal = Decimal("0.05")
    generic_heads: tuple[str, ...] = ()
    weak_tokens: tuple[str, ...] = ()
    weak_weight: Decimal = Decimal("0.4")
    exclusive_scopes: tuple[str, ...] = ()
    rate_scopes: tuple[str, ...] = ()
    part_scopes: tuple[str, ...] = ()
    clash: tuple[Clash, ...] = ()
    slip: tuple[Scale, ...] = ()
    limits: Limits = Limits()

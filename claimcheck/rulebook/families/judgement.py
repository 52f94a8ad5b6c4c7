"""rules/judgement.toml: the thresholds of relating two values, and what a relation comes to."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from claimcheck.rulebook.families.base import family, row

__all__ = ["Judgement", "JudgementRule", "ScaleSlip"]

RelationName = Literal[
    "equal", "rounding", "within-bound", "approximation", "overlap", "inside", "same-fact",
    "disjoint", "near", "bound-broken", "zero-against-some", "opposite", "other-category",
    "far-bound", "vague", "unanchored", "change-level",
    "other-currency", "other-scope", "other-dimension",
]  # fmt: skip
Basis = Literal[
    "", "exact", "rounding", "bound", "approximation", "same-fact",
    "disjoint", "opposite", "denied", "category", "part-exceeds-whole",
    "other-time", "other-scope", "other-status", "other-currency", "far-bound", "vague",
    "unanchored", "changed-since",
]  # fmt: skip


@row
class ScaleSlip:
    """A usual slip of scale: figures whose quotient is exactly `factor`.

    `digits` is how many significant digits they need for that to be no coincidence.
    """

    id: str
    factor: Decimal
    digits: int = 1


@row
class JudgementRule:
    """One line of the verdict table; of the rules whose conditions all hold, the first decides.

    `relations`: one of these; empty: any. `vetoes`: alignment's veto is one of these; empty: there is
    none. `polarity`: both sides assert, one denies, both deny. `statuses`: pairs in either order, "*"
    for every other status; empty: any. `part`: one side is a part and exceeds the whole. `kinds` and
    `predicates`: of both sides; empty: any. `units`: both figures have one of these units, currencies or
    counted nouns. `gap_at_most`: a share of the smaller figure.

    `verdict` "none" reports nothing. `certainty` is the most that the finding is given; with `gates =
    false` it is reported, but fails no run and stops no commit. `before` names the rule in front of
    which this one is tried, for rules laid over the built-in ones.
    """

    id: str
    verdict: Literal["agreement", "contradiction", "undecided", "none"]
    basis: Basis = ""
    relations: tuple[RelationName, ...] = ()
    vetoes: tuple[str, ...] = ()
    polarity: Literal["asserted", "one-denies", "both-deny", "same"] = "asserted"
    statuses: tuple[tuple[str, str], ...] = ()
    part: bool = False
    kinds: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    gap_at_most: Decimal | None = None
    certainty: Literal["probable", "possible"] = "probable"
    gates: bool = True
    before: str | None = None


@family("judgement", "shared")
class Judgement:
    """Thresholds and the ordered rules. A threshold of 0 allows nothing.

    `bound_reach`, `rate_reach`, `change_reach`, `vague_reach`: factors. `near_gap`, `calendar_tolerance`:
    shares. `period_reach`, `far_apart`: days. `month_seconds`: the mean month. `part_scopes`, `whole_scopes`:
    names of scope that mark a part and a whole. `tight_first`: bases from the tightest agreement to the
    loosest.
    """

    bound_reach: Decimal = Decimal(0)
    rate_reach: Decimal = Decimal(0)
    change_reach: Decimal = Decimal(0)
    vague_reach: Decimal = Decimal(0)
    near_gap: Decimal = Decimal(0)
    period_reach: int = 0
    month_seconds: Decimal = Decimal(0)
    calendar_tolerance: Decimal = Decimal(0)
    far_apart: int = 0
    largest_clique_search: int = 0
    part_scopes: tuple[str, ...] = ()
    whole_scopes: tuple[str, ...] = ()
    tight_first: tuple[Basis, ...] = ()
    slip: tuple[ScaleSlip, ...] = ()
    rule: tuple[JudgementRule, ...] = ()

"""What comes out of relating two values, and the limits that decide it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, Protocol

from claimcheck.model.frozen import frozen

__all__ = ["AGREEING", "COMPARABLE", "Hint", "Limits", "Related", "RelationName", "Slip"]

RelationName = Literal[
    "equal", "rounding", "within-bound", "approximation", "overlap", "inside", "same-fact",
    "disjoint", "near", "bound-broken", "zero-against-some", "opposite", "other-category",
    "far-bound", "vague", "unanchored", "change-level",
    "other-currency", "other-scope", "other-dimension",
]  # fmt: skip

AGREEING: frozenset[RelationName] = frozenset(
    {"equal", "rounding", "within-bound", "approximation", "overlap", "inside", "same-fact"}
)
"""Relations of two values that can both be true of one thing."""

COMPARABLE: frozenset[RelationName] = AGREEING | {
    "disjoint", "near", "bound-broken", "zero-against-some", "opposite", "other-category",
}  # fmt: skip
"""Relations that say something about one thing; the others leave it open or cannot be compared."""


class Slip(Protocol):
    """A usual slip of scale; told only of figures with at least `digits` significant digits."""

    @property
    def factor(self) -> Decimal: ...
    @property
    def digits(self) -> int: ...


class Limits(Protocol):
    """The thresholds of relating; rules/judgement.toml holds them, each with its reason."""

    @property
    def rate_reach(self) -> Decimal:
        """A rate may be held against a figure without "per …" up to this factor away from it."""
        ...

    @property
    def change_reach(self) -> Decimal:
        """A change may be held against a figure that is not marked as one up to this factor away from it."""
        ...

    @property
    def bound_reach(self) -> Decimal:
        """A bound agrees with figures up to this factor away from it."""
        ...

    @property
    def vague_reach(self) -> Decimal:
        """A vague amount contradicts only what is further than this factor outside it."""
        ...

    @property
    def near_gap(self) -> Decimal:
        """An approximate figure that misses by at most this share is near, not disjoint."""
        ...

    @property
    def period_reach(self) -> int:
        """A bound in time agrees with days up to this many away from it."""
        ...

    @property
    def month_seconds(self) -> Decimal:
        """The mean length of a month, where exact and calendar durations meet."""
        ...

    @property
    def calendar_tolerance(self) -> Decimal:
        """How far, as a share, a month or a year may lie from its mean length."""
        ...

    @property
    def slip(self) -> Sequence[Slip]: ...


@frozen
class Hint:
    """A remark on two values: truncation, scale-slip or assumed-currency."""

    code: Literal["truncation", "scale-slip", "assumed-currency"]
    text: str


@frozen
class Related:
    """How two values relate. Symmetric: swapping them changes nothing here.

    `gap` is how far two values that cannot both hold lie apart, in the base unit of their dimension
    (days for periods); `relative` is the gap as a share of the smaller one. Both are None where
    nothing is measured. `same_precision`: both are plain figures, written to the same digit.
    """

    name: RelationName
    gap: Decimal | None = None
    relative: Decimal | None = None
    same_precision: bool = False
    hints: tuple[Hint, ...] = ()

    @property
    def agrees(self) -> bool:
        return self.name in AGREEING

"""rules/predicates/NAME.toml: what is said of something, so that it can be typed and told apart.

A predicate adds evidence; nothing depends on there being one. Words are given per language and match
by their stems, stop words as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal

from claimcheck.model import Kind
from claimcheck.rulebook.families.base import family, row

__all__ = ["Category", "Predicate", "PredicateRules"]

PerLanguage = Mapping[str, tuple[str, ...]]
Figure = Kind | Literal["period"]


@row
class Category:
    """One of the things that a predicate may say ("non-binding"), with its words per language."""

    id: str
    words: PerLanguage = field(default_factory=dict)


@row
class Predicate:
    """`kinds` of figure that it may have; `categories` or `names` where its value is none.

    `words` show that it is meant, `without` that it is not. `roles`: who and what take part, the one it
    is said of first. `reach`: words between a category and one of `words`. `names`: its value is the
    proper name next to one of `words` ("PDG"), and it is said of the name after one of `links`.
    `tolerance`: share by which two of its values may differ and still be the same. `changes`: it may
    have another value at another time. `several`: it may have several values at once.
    """

    id: str
    kinds: tuple[Figure, ...] = ()
    words: PerLanguage = field(default_factory=dict)
    without: PerLanguage = field(default_factory=dict)
    roles: tuple[str, ...] = ("subject",)
    categories: tuple[Category, ...] = ()
    names: bool = False
    links: PerLanguage = field(default_factory=dict)
    reach: int = 4
    tolerance: Decimal = Decimal(0)
    changes: bool = False
    several: bool = False


@family("predicates", "folder")
class PredicateRules:
    predicate: tuple[Predicate, ...] = ()

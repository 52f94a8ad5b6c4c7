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

    `words` show that it is meant, `without` that it is not. `reach`: words between a category and one
    of `words`. `names`: its value is the proper name next to one of `words` ("PDG"), and it is said of
    the name after one of `links`. `tolerance`: share by which two of its figures may differ and yet agree.
    Of a category or a name, `changes`: it may be another one at another time, so that two only possibly
    contradict each other; `several`: it may be several at once, so that two never do.
    """

    id: str
    kinds: tuple[Figure, ...] = ()
    words: PerLanguage = field(default_factory=dict)
    without: PerLanguage = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    names: bool = False
    links: PerLanguage = field(default_factory=dict)
    reach: int = 4
    tolerance: Decimal = Decimal(0)
    changes: bool = False
    several: bool = False


@family("predicates", "folder")
class PredicateRules:
    """What statements may say of a thing, so that they are compared by it."""

    predicate: tuple[Predicate, ...] = ()

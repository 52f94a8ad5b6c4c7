"""Words and patterns of recognition: rules/LANG/{numerals,money,units,hedges,periods,changes,counts}.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal

from claimcheck.rulebook.families.base import family, row

Stage = Literal["number", "atom", "compose", "modify", "range", "outer"]
Feature = str | int | Decimal | bool


@row
class Words:
    """Words of one category. `forms` share `features`; `values` give each form a value of its own.

    A form may be several words ("près de"); with `cased` it matches only as it is written ("M", "Mo").
    """

    id: str
    category: str
    forms: tuple[str, ...] = ()
    values: Mapping[str, Feature] = field(default_factory=dict)
    features: Mapping[str, Feature] = field(default_factory=dict)
    cased: bool = False


@row
class Pattern:
    """A sequence of categories that makes a value; rules/README.md has the notation.

    `make` names what is built, `args` are handed to it. Of the rules that match at one place the
    longest wins, of equally long ones that of the higher `priority`, else the first. The stages run
    in the order of `Stage`, each on what the one before has made.
    """

    id: str
    stage: Stage = "atom"
    pattern: tuple[str, ...] | str
    make: str
    args: Mapping[str, Feature] = field(default_factory=dict)
    priority: int = 0


@family("numerals", "language", "money", "units", "hedges", "periods", "changes", "counts")
class Grammar:
    """Words and patterns of a language; all its files of these names are laid together.

    `aliases` name what patterns share: "number|number-mod", or a pattern in brackets. `plurals` are
    endings of nouns with their singular ("aux" → "al"), `nouns` those that the endings get wrong.
    """

    decimal: str = ""
    grouping: str = ""
    day_first: bool = True
    aliases: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    words: tuple[Words, ...] = ()
    rule: tuple[Pattern, ...] = ()


@row
class Unit:
    """A unit of measure. `id` is pint's name or expression ("kilometer / hour").

    `symbols` are the same in every language and case-sensitive (UCUM, SI), `glued` those that count
    only without a space before ("5A"); `si` adds SI's prefixes to symbols and names; `cldr` is the unit's
    CLDR key, whose names babel gives per language.
    `months` is the length of a calendar unit, which no exact factor leads to seconds from. `dimension`
    keeps apart what physics calls the same (bits and radians); with `factor` the row stands by itself,
    for a unit that pint does not have.
    """

    id: str
    kind: Literal["quantity", "temperature", "duration"] = "quantity"
    symbols: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    cldr: str | None = None
    si: bool = False
    months: int = 0
    dimension: str = ""
    factor: Decimal | None = None


@family("units", "shared")
class Units:
    """`refused`: symbols that prefixes would make and that mean something else ("pm")."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    unit: tuple[Unit, ...] = ()


@row
class Currency:
    """A currency by its ISO 4217 code; `assumed` symbols belong to several and default to this one.

    `dollar`: what stands beside "$" for it ("CA": CA$, $CA); `thousands`: bankers write MEUR, kEUR.
    """

    id: str
    symbols: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    dollar: tuple[str, ...] = ()
    thousands: bool = False


@family("currencies", "shared")
class Currencies:
    """The currencies that amounts may be in."""

    currency: tuple[Currency, ...] = ()


@family("figures", "shared")
class Figures:
    """How far a figure reaches: what a plain, hedged or bounded figure is compatible with."""

    rounding_cap: Decimal = Decimal(0)
    exact_counts_below: int = 0
    plain_zeros_from: int = 0
    endless_exponent: int = 0
    hedges: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)

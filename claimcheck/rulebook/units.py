"""Units with their exact factors: the one room that knows pint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Literal

from claimcheck.errors import RuleError
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.grammar import Unit, Units
from claimcheck.rulebook.places import RuleText, place_of

__all__ = ["Measure", "UnitTable", "compile_units"]


@frozen
class Measure:
    """A unit: `base = x · factor + offset` in the base unit of `dimension`.

    Calendar units have the dimension "calendar" and the month as base: no exact factor leads from
    months to seconds.
    """

    id: str
    kind: Literal["quantity", "temperature", "duration"]
    dimension: str
    factor: Decimal
    offset: Decimal = Decimal(0)


@frozen
class UnitTable:
    """All units by id, and by symbol."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Symbols with all SI prefixes → unit id."""
    glued: frozenset[str] = frozenset()
    """Those that count only without a space before them."""


def prefixed(unit: Unit, prefixes: Mapping[str, str]) -> dict[str, str]:
    """The ids of a unit and its SI multiples → the prefix's symbol ("" for the unit itself)."""
    names = {unit.id: ""}
    if unit.si:
        names |= {name + unit.id: symbol for name, symbol in prefixes.items()}
    return names


def compile_units(units: Units, texts: Sequence[RuleText] = ()) -> UnitTable:
    """Factors and dimensions of all rows. Raises RuleError for an id that pint does not know.

    `texts`: the rule files, to tell where it stands.
    """
    import pint

    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
    registry.define("oil_barrel = 42 * gallon = oil_bbl") if "oil_barrel" not in registry else None
    measures: dict[str, Measure] = {}
    symbols: dict[str, str] = {}
    for unit in units.unit:
        for name, prefix in prefixed(unit, units.prefixes).items():
            for symbol in (*unit.symbols, *unit.glued):
                if prefix + symbol not in units.refused:
                    symbols.setdefault(prefix + symbol, name)
            if unit.months:
                measures[name] = Measure(name, unit.kind, "calendar", Decimal(unit.months))
                continue
            if unit.factor is not None:
                measures[name] = Measure(name, unit.kind, unit.dimension, unit.factor)
                continue
            try:
                zero = registry.Quantity(Decimal(0), name).to_base_units()
                one = registry.Quantity(Decimal(1), name).to_base_units()
            except Exception as error:
                at = place_of(texts, Units, None, ("unit", unit.id, "id"), unit.id)
                hint = "write a unit that pint knows, or give the row a factor and a dimension"
                raise RuleError(f"the unit {name!r}: {error}", at=at, hint=hint) from None
            offset = Decimal(zero.magnitude)
            factor = Decimal(one.magnitude) - offset
            dimension = unit.dimension or _dimension(str(one.dimensionality))
            measures[name] = Measure(name, unit.kind, dimension, factor, offset)
    glued = frozenset(symbol for unit in units.unit for symbol in unit.glued)
    return UnitTable(measures, symbols, glued)


def _dimension(text: str) -> str:
    """ "[length] / [time]" → "length/time"."""
    return text.replace("[", "").replace("]", "").replace(" ", "").replace("**", "^") or "dimensionless"

"""All forms of a language: the words of its rule files, and CLDR names of months, units, currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.rulebook.families.grammar import Currencies, Currency, Feature, Grammar, Units
from claimcheck.rulebook.lexicon import Form
from claimcheck.rulebook.units import UnitTable, prefixed

__all__ = ["forms_of"]

BANKERS = {"k": 1_000, "K": 1_000, "M": 1_000_000, "bn": 1_000_000_000}
FIGURE = re.compile(r"^[\d\s]{1,40}|[\d\s]{1,40}$")


def forms_of(
    code: str, grammar: Grammar, units: Units, table: UnitTable, currencies: Currencies
) -> Iterator[Form]:
    """Rule files last, so that they override CLDR."""
    yield from _calendar(code)
    yield from _unit_names(code, units)
    for symbol, unit in table.symbols.items():
        yield Form(symbol, "unit-symbol", {"value": unit, "glued": symbol in table.glued}, cased=True)
    yield from _currency_names(code, currencies)
    prefixes: dict[str, Feature] = {}
    names: dict[str, str] = {}
    for words in grammar.words:
        for form in words.forms:
            yield Form(form, words.category, words.features, words.cased)
        for form, value in words.values.items():
            yield Form(form, words.category, {**words.features, "value": value}, words.cased)
        if words.category == "si-prefix":
            prefixes |= dict(words.values)
        elif words.category == "si-unit":
            for form, value in words.values.items():
                yield Form(form, "unit", {**words.features, "value": value})
            names |= {form: str(value) for form, value in words.values.items()}
    for form, value in names.items():
        for spelled, prefix in prefixes.items():
            if (scaled := f"{prefix}{value}") in table.measures:
                yield Form(spelled + form, "unit", {"value": scaled})


def _calendar(code: str) -> Iterator[Form]:
    """CLDR calendars/gregorian: months and days, wide and abbreviated, in and out of a date."""
    from babel import Locale

    locale = Locale.parse(code)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                yield from _dotted(name, "month", number)
            for number, name in locale.days[context][width].items():
                yield from _dotted(name, "weekday", number)


def _dotted(name: str, category: str, number: int) -> Iterator[Form]:
    yield Form(name, category, {"value": number})
    if name.endswith("."):
        yield Form(name[:-1], category, {"value": number})


def _unit_names(code: str, units: Units) -> Iterator[Form]:
    """CLDR unitPattern-count: every plural form of the long and short names."""
    from babel.units import format_unit

    for unit in units.unit:
        if not unit.cldr:
            continue
        for name, prefix in prefixed(unit, units.prefixes).items():
            key = unit.cldr if not prefix else _prefixed_key(unit.cldr, name, unit.id)
            for count in (1, 2):
                try:
                    text = format_unit(count, key, "long", locale=code)
                except Exception:  # CLDR has no such multiple
                    continue
                yield Form(FIGURE.sub("", text).strip(), "unit", {"value": name})


def _prefixed_key(key: str, name: str, base: str) -> str:
    group, _, unit = key.partition("-")
    return f"{group}-{name.removesuffix(base)}{unit}"


def _currency_names(code: str, currencies: Currencies) -> Iterator[Form]:
    """CLDR currencies: displayName by count, symbols; ISO 4217 codes; then the rows of currencies.toml."""
    from babel import Locale
    from babel.numbers import get_currency_name, get_currency_symbol

    locale = Locale.parse(code)
    for iso in sorted(locale.currencies):
        for count in (None, 1, 2):
            name = get_currency_name(iso, count=count, locale=locale)
            if name != iso and "(" not in name:
                yield Form(name, "currency", {"value": iso})
        yield Form(iso, "currency-code", {"value": iso}, cased=True)
        symbol = get_currency_symbol(iso, locale=locale)
        if symbol != iso and not symbol.isalpha():
            yield Form(
                symbol, "currency-symbol", {"value": iso}, cased=symbol[:1].isalpha() and symbol[1:] == "$"
            )
    for row in currencies.currency:
        yield from _symbols(row)


def _symbols(row: Currency) -> Iterator[Form]:
    """A row's symbols; around the dollar sign they need no capitals ("cad$", "$ hk"), but a single letter
    does, and stands next to it: "a $30 million fine" is in nobody's A$."""
    for symbol in row.symbols:
        yield Form(symbol, "currency-symbol", {"value": row.id}, cased=symbol.isalpha())
    for symbol in row.assumed:
        yield Form(symbol, "currency-symbol", {"value": row.id, "assumed": True}, cased=symbol.isalpha())
    for name in {row.id: None, **dict.fromkeys(row.dollar)} if row.dollar else ():
        spaced = () if len(name) == 1 else (f"{name} $", f"$ {name}")
        for form in (f"{name}$", f"${name}", *spaced):
            yield Form(form, "currency-symbol", {"value": row.id}, cased=len(name) == 1)
    if row.thousands:
        for prefix, factor in BANKERS.items():
            yield Form(prefix + row.id, "currency-code", {"value": row.id, "factor": factor}, cased=True)

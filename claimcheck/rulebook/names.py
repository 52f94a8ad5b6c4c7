"""All forms of a language: the words of its rule files, and CLDR names of months, units, currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.rulebook.families.grammar import Currencies, Feature, Grammar, Units
from claimcheck.rulebook.lexicon import Form
from claimcheck.rulebook.units import UnitTable, prefixed

__all__ = ["forms_of"]

FIGURE = re.compile(r"[\d\s\u00a0\u202f]{1,40}")


def forms_of(
    code: str, grammar: Grammar, units: Units, table: UnitTable, currencies: Currencies
) -> Iterator[Form]:
    """Rule files last, so that they override CLDR."""
    yield from _calendar(code)
    yield from _unit_names(code, units)
    for symbol, unit in table.symbols.items():
        yield Form(symbol, "unit", {"value": unit}, cased=True)
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
        elif words.category == "unit":
            names |= {form: str(value) for form, value in words.values.items() if not words.cased}
    scalable = {unit.id for unit in units.unit if unit.si}
    for form, value in names.items():
        if value in scalable:
            for spelled, prefix in prefixes.items():
                yield Form(spelled + form, "unit", {"value": f"{prefix}{value}"})


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
            for length in ("long", "short"):
                for count in (1, 2):
                    try:
                        text = format_unit(count, key, length, locale=code)
                    except Exception:  # CLDR has no such multiple
                        continue
                    if len(text := FIGURE.sub("", text).strip()) > 1:
                        yield Form(text, "unit", {"value": name}, cased=length == "short")


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
            yield Form(symbol, "currency-symbol", {"value": iso})
    for row in currencies.currency:
        for symbol in row.symbols:
            yield Form(symbol, "currency-symbol", {"value": row.id}, cased=True)
        for symbol in row.assumed:
            yield Form(symbol, "currency-symbol", {"value": row.id, "assumed": True}, cased=True)

"""Mistakes that show only when the files are laid together: what a row names must exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from claimcheck.errors import Location, RuleError
from claimcheck.rulebook.families.entities import AliasRules, OriginRules
from claimcheck.rulebook.families.grammar import Currencies, Feature, Figures, Grammar, Words
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.rulebook.families.predicates import PredicateRules
from claimcheck.rulebook.folding import tokens_of, unaccented
from claimcheck.rulebook.lexicon import BadPatterns
from claimcheck.rulebook.places import RuleText, place_of
from claimcheck.rulebook.units import UnitTable

__all__ = ["misplaced_patterns", "wrong_rows"]

WHOLE = frozenset({
    "article", "cardinal", "collective", "denominator", "ordinal-word", "roman", "scale", "scale-short",
})  # fmt: skip
"""Categories whose words stand for a whole number."""
SHARE = frozenset({"fraction", "vulgar"})
HEDGE = frozenset({"hedge", "hedge-after"})
MONEY = frozenset({"currency", "currency-code", "currency-symbol", "subunit"})
UNIT = frozenset({"unit", "si-unit", "unit-symbol", "weight-word"})
SIDES = {
    "bound": ("side", ("low", "high")),
    "bound-after": ("side", ("low", "high")),
    "change": ("change", ("up", "down")),
    "change-after": ("change", ("up", "down")),
}
"""Category → the feature that its words must have, and its values."""
NAMES = (
    (AliasRules, "alias", "names"),
    (OriginRules, "agency", "names"),
    (OriginRules, "copies", "publishers"),
)
"""Families, their tables, and the keys that hold names."""
MAX_FORM = 120
MAX_TOKENS = 24
MANY = 40


def misplaced_patterns(
    code: str, grammar: Grammar, bad: BadPatterns, texts: Sequence[RuleText]
) -> Iterator[RuleError]:
    """An error with its place in the file for each pattern that cannot be compiled."""
    told: set[tuple[str, int]] = set()
    for one in bad.found:
        error, named = one.error, one.error.alias
        if named is not None and (named, error.offset) in told:
            continue
        if named is not None:
            told.add((named, error.offset))
            text = grammar.aliases[named]
            at = place_of(texts, Grammar, code, ("aliases", named), text, error.offset)
            yield RuleError(f"alias {named!r}: {error.message}", at=at, hint=error.hint)
            continue
        at = place_of(texts, Grammar, code, ("rule", one.rule.id, "pattern"), one.text, error.offset)
        shown = one.text if len(one.text) <= MAX_FORM else f"{one.text[:MAX_FORM]}…"
        yield RuleError(
            f"rule {one.rule.id!r}: {error.message}; in the pattern {shown!r}", at=at, hint=error.hint
        )


def wrong_rows(
    shared: Mapping[type[Any], Any],
    languages: Mapping[str, Mapping[type[Any], Any]],
    texts: Sequence[RuleText],
) -> Iterator[RuleError]:
    """An error for each word that names a hedge, unit or currency that is none, or has no fitting value."""
    yield from _names_twice(shared, texts)
    yield from _unknown_rows(shared, texts)
    checker = _Checker(shared)
    for code, families in languages.items():
        for words in families.get(Grammar, Grammar()).words:
            for key, found, message, hint in checker.wrong(words):
                at = place_of(texts, Grammar, code, ("words", words.id, key), found)
                yield RuleError(message, at=at or Location(f"rules/{code}"), hint=hint)


def _names_twice(shared: Mapping[type[Any], Any], texts: Sequence[RuleText]) -> Iterator[RuleError]:
    """An error for each name that stands for two things, or for itself: names lead one way, in one step."""
    for schema, table, key in NAMES:
        rows = getattr(shared.get(schema, schema()), table)
        owners = {_folded(row.id): row.id for row in rows} if key == "names" else {}
        for row in rows:
            for name in getattr(row, key):
                if (owner := owners.get(_folded(name))) is not None or not name.strip():
                    at = place_of(texts, schema, None, (table, row.id, key), f'"{name}"')
                    what = f"the name {name!r:.80} stands for {owner!r} already" if owner else "an empty name"
                    yield RuleError(
                        what, at=at, hint="a name belongs to one row, and no row needs its own id"
                    )
                owners[_folded(name)] = row.id


def _unknown_rows(shared: Mapping[type[Any], Any], texts: Sequence[RuleText]) -> Iterator[RuleError]:
    """An error for each row of judgement.toml that stands before, or is for, what there is not."""
    rules = shared.get(Judgement, Judgement()).rule
    ids = frozenset(rule.id for rule in rules)
    predicates = frozenset(row.id for row in shared.get(PredicateRules, PredicateRules()).predicate)
    for rule in rules:
        named = [("before", rule.before, ids, "rule of judgement.toml")] if rule.before else []
        named += [("predicates", name, predicates, "predicate") for name in rule.predicates]
        for key, name, known, what in named:
            if name not in known:
                message, hint = _unknown(what, str(name), known)
                at = place_of(texts, Judgement, None, ("rule", rule.id, key), f'"{name}"')
                yield RuleError(message, at=at, hint=hint)


def _folded(name: str) -> str:
    return unaccented(name.lower()).strip()


class _Checker:
    """What words may name: units, currencies, hedges."""

    def __init__(self, shared: Mapping[type[Any], Any]) -> None:
        self.units = shared[UnitTable].measures
        self.hedges = shared.get(Figures, Figures()).hedges
        self.currencies = _currencies(shared.get(Currencies, Currencies()))

    def wrong(self, words: Words) -> Iterator[tuple[str, str, str, str]]:
        """Key of the row, the text there, what is wrong with it, and what to write."""
        for form in (*words.forms, *words.values):
            if len(form) > MAX_FORM or not 0 < len(tokens_of(form)) <= MAX_TOKENS:
                key = "forms" if form in words.forms else "values"
                yield (
                    key,
                    form[:MAX_FORM],
                    "a form without text, or too long",
                    f"write 1 to {MAX_FORM} characters",
                )
        values = [*words.values.items(), *(("", v) for k, v in words.features.items() if k == "value")]
        for form, value in values:
            if problem := self.misfit(words.category, value):
                yield (
                    "values",
                    f'"{form}"' if form else "",
                    f"{form!r} = {value!r:.60}: {problem[0]}",
                    problem[1],
                )
        if (hedge := words.features.get("hedge")) and str(hedge) not in self.hedges:
            yield "features", "hedge", *_unknown("hedge of figures.toml", str(hedge), self.hedges)
        if not (side := SIDES.get(words.category)):
            return
        name, allowed = side
        if words.features.get(name) not in allowed:
            shown = words.features.get(name)
            what = f"words of the category {words.category!r} need {name!r}; found {shown!r:.60}"
            yield "features", "", what, f'write features = {{ {name} = "{allowed[0]}" }}, or "{allowed[1]}"'

    def misfit(self, category: str, value: Feature) -> tuple[str, str] | None:
        if category in WHOLE and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            return (
                f"words of the category {category!r} stand for whole numbers",
                "write a number without quotes",
            )
        if category in SHARE and not _is_share(value):
            return "no fraction", 'write one as "1/2"'
        if category in HEDGE and str(value) not in self.hedges:
            return _unknown("hedge of figures.toml", str(value), self.hedges)
        if category in MONEY and str(value) not in self.currencies:
            return _unknown("currency", str(value), self.currencies)
        if category in UNIT and str(value) not in self.units:
            return _unknown("unit of units.toml", str(value), self.units)
        return None


def _unknown(what: str, name: str, known: Collection[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(name, known, n=1)
    several = f"known: {', '.join(sorted(known))}" if len(known) <= MANY else "add a row for it"
    return f"no {what} is called {name!r:.60}", f"did you mean {near[0]!r}?" if near else several


def _is_share(value: Feature) -> bool:
    try:
        return Fraction(str(value)) > 0
    except (ValueError, ZeroDivisionError):
        return False


def _currencies(rows: Currencies) -> frozenset[str]:
    """ISO 4217 codes that CLDR knows, those of former currencies too, and the rows of currencies.toml."""
    from babel.core import get_global

    return frozenset(get_global("all_currencies")) | {row.id for row in rows.currency}

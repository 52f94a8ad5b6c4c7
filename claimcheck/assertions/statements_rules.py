"""The rules of one language by which statements are read, compiled once a rulebook."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.assertions.phrases import Phrases, stems_of
from claimcheck.assertions.statements_polarity import Negations, compile_negations
from claimcheck.assertions.statements_predicates import Finder, compile_finder
from claimcheck.assertions.tables import Speech, Tables, tables_of
from claimcheck.assertions.words import Words, fold, words_of
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.cues import AttributionRules
from claimcheck.rulebook.families.polarity import (
    AntonymRules,
    PolarityRules,
    Quantifier,
    QuantifierRules,
    StatementCue,
    StatementRules,
)
from claimcheck.rulebook.families.predicates import PredicateRules

__all__ = ["Key", "StatementLanguage", "rules_of"]

OPPOSITE = "~"


@dataclass(frozen=True, slots=True)
class Key:
    """What words stand for; `flips`: they say its opposite."""

    name: str
    flips: bool = False


@dataclass(frozen=True, slots=True)
class StatementLanguage:
    words: Words
    tables: Tables
    negations: Negations
    keys: Phrases[Key]
    cues: Phrases[StatementCue | Quantifier]
    endings: tuple[tuple[str, StatementCue], ...]
    light: frozenset[str]
    splits: frozenset[str]
    letters: int | None
    finder: Finder
    speech: Phrases[Speech]
    unless: dict[str, tuple[tuple[str, ...], ...]]


def rules_of(rulebook: Rulebook, language: str) -> StatementLanguage:
    compiled = rulebook.derive(_no_languages)
    if language not in compiled:
        compiled[language] = _compile(rulebook, language)
    return compiled[language]


def _no_languages(rulebook: Rulebook) -> dict[str, StatementLanguage]:
    return {}


def _compile(rulebook: Rulebook, code: str) -> StatementLanguage:
    words = words_of(rulebook, code)
    found = rulebook.languages.get(code)
    polarity = found.get(PolarityRules) if found else PolarityRules()
    statements = found.get(StatementRules) if found else StatementRules()
    keys: Phrases[Key] = Phrases(words)
    for pair in found.get(AntonymRules).opposites if found else ():
        keys.add(pair.yes, Key(OPPOSITE + pair.id))
        keys.add(pair.no, Key(OPPOSITE + pair.id, flips=True))
    cues: Phrases[StatementCue | Quantifier] = Phrases(words)
    quantifiers = found.get(QuantifierRules).quantifier if found else ()
    for cue in statements.cue:
        cues.add(cue.words, cue)
    for quantifier in quantifiers:
        cues.add(quantifier.words, quantifier)
    attribution = found.get(AttributionRules) if found else AttributionRules()
    speech: Phrases[Speech] = Phrases(words)
    speech.add(attribution.openers, Speech(opener=True))
    speech.add(attribution.verbs, Speech(opener=False))
    return StatementLanguage(
        words=words,
        tables=tables_of(rulebook, code),
        negations=compile_negations(polarity, words),
        keys=keys,
        cues=cues,
        endings=tuple((fold(ending), row) for row in statements.cue for ending in row.endings),
        light=frozenset(stem for word in statements.light for stem in stems_of(word, words)[:1]),
        splits=frozenset(row.id for row in polarity.limit if row.splits),
        letters=statements.key_letters or None,
        finder=compile_finder(rulebook.get(PredicateRules).predicate, code, words),
        speech=speech,
        unless={row.id: tuple(stems_of(p, words) for p in row.unless) for row in quantifiers},
    )

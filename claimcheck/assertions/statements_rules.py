"""The rules of one language by which statements are read, compiled once a rulebook."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.assertions.phrases import Phrases, stems_of
from claimcheck.assertions.statements_polarity import Negations, compile_negations
from claimcheck.assertions.statements_predicates import Finder, compile_finder
from claimcheck.assertions.statements_roles import RoleFinder, compile_roles
from claimcheck.assertions.tables import Tables, tables_of
from claimcheck.assertions.words import Opposed, Word, Words, fold, words_of
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Language, Rulebook
from claimcheck.rulebook.families.polarity import (
    AntonymRules,
    PolarityRules,
    Quantifier,
    QuantifierRules,
    StatementCue,
    StatementRules,
)
from claimcheck.rulebook.families.predicates import PredicateRules
from claimcheck.rulebook.families.roles import RoleRules

__all__ = ["StatementLanguage", "rules_of"]

OPPOSITE = "~"


@frozen
class StatementLanguage:
    words: Words
    tables: Tables
    negations: Negations
    keys: Phrases[str]
    """What phrases stand for ("": nothing)."""
    cues: Phrases[StatementCue | Quantifier]
    splits: frozenset[str]
    finder: Finder
    roles: RoleFinder
    stops: frozenset[str]
    """Limits at which a clause ends."""
    unless: dict[str, tuple[tuple[str, ...], ...]]


def rules_of(rulebook: Rulebook, language: str) -> StatementLanguage:
    """The rules of a language, compiled once."""
    return rulebook.derive_for(language, _compile)


def _compile(rulebook: Rulebook, language: Language) -> StatementLanguage:
    code, rules = language.code, language.get
    words = words_of(rulebook, code)
    polarity, statements, antonyms = rules(PolarityRules), rules(StatementRules), rules(AntonymRules)
    endings = frozenset(map(fold, statements.inflections))
    keys: Phrases[str] = Phrases(words, endings, frozenset(map(fold, antonyms.never)))
    keys.add((phrase for phrase in antonyms.never if len(stems_of(phrase, words)) > 1), "")
    for pair in antonyms.opposites:
        keys.add(pair.yes, OPPOSITE + pair.id)
        keys.add(pair.no, Opposed(OPPOSITE + pair.id))
    cues: Phrases[StatementCue | Quantifier] = Phrases(words, endings)
    quantifiers = rules(QuantifierRules).quantifier
    for cue in statements.cue:
        cues.add(cue.words, cue)
        if cue.endings:
            cues.add_form(_ends_with(tuple(map(fold, cue.endings)), cue))
    for quantifier in quantifiers:
        cues.add(quantifier.words, quantifier)
    negations = compile_negations(polarity, words, endings)
    _set_keys(statements, negations, words)
    return StatementLanguage(
        words=words,
        tables=tables_of(rulebook, code),
        negations=negations,
        keys=keys,
        cues=cues,
        splits=frozenset(row.id for row in polarity.limit if row.splits),
        finder=compile_finder(rulebook.get(PredicateRules).predicate, code, words),
        roles=compile_roles(rules(RoleRules), words, endings),
        stops=frozenset(row.id for row in polarity.limit if row.clause),
        unless={row.id: tuple(stems_of(p, words) for p in row.unless) for row in quantifiers},
    )


def _ends_with(endings: tuple[str, ...], cue: StatementCue) -> Callable[[Word], StatementCue | None]:
    """The cue that the ending of a word gives."""
    return lambda word: cue if word.mark == "w" and word.lower.endswith(endings) else None


def _set_keys(rules: StatementRules, negations: Negations, words: Words) -> None:
    """What a word stands for that no phrase covers; light words stand for nothing."""
    light = {stem for word in rules.light for stem in stems_of(word, words)[:1]}
    letters = rules.key_letters or None

    def key(word: Word) -> str:
        if word.mark not in "wd" or word.stem in light:
            return ""
        for prefix in negations.prefixes:
            if word.lower.startswith(prefix) and len(word.lower) > len(prefix) + 2:
                return Opposed(words.stem(word.lower[len(prefix) :])[:letters])
        return word.stem[:letters]

    words.key_of = key
    words.forget()

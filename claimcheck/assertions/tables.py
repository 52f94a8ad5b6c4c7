"""The rules of one language, compiled for reading the words around a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimcheck.assertions.credits import credit_openings
from claimcheck.assertions.phrases import Phrases, stems_of
from claimcheck.assertions.words import LETTERS, Word, Words, fold, words_of
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Language, Rulebook
from claimcheck.rulebook.families.concepts import Thesaurus
from claimcheck.rulebook.families.cues import (
    AttributionRules,
    BoilerplateRules,
    ContextRules,
    Cue,
    CueRules,
    Heading,
    ScopeRules,
    StatusCue,
    StatusRules,
)

__all__ = ["Limit", "ScopeCue", "Speech", "Status", "Tables", "tables_of"]

LEAST = 4
"""Letters of a word whose ending may give a status."""


@frozen
class Speech:
    """A word that ascribes: an opener ("selon"), a verb of saying, or one of giving a figure."""

    opener: bool
    account: bool = False


@frozen
class ScopeCue:
    """A cue whose name is a scope and no relation to other figures; `unless`: stems that undo it."""

    cue: Cue
    scope: bool
    unless: tuple[tuple[str, ...], ...]


@frozen
class Status:
    cue: StatusCue
    unless: tuple[tuple[str, ...], ...]


@frozen
class Limit:
    """A word at which context fades; `inherits`: it hands the context of one figure on to the next."""

    weight: float
    inherits: bool


@frozen
class Tables:
    words: Words
    broader: Mapping[str, tuple[str, ...]]
    """Concepts → the more general ones."""
    limits: Phrases[Limit]
    speech: Phrases[Speech]
    statuses: Phrases[Status]
    cues: Phrases[ScopeCue]
    head_links: frozenset[str]
    place_links: frozenset[str]
    in_turn: Phrases[bool]
    owner_links: frozenset[str]
    event_links: frozenset[str]
    adjuncts: frozenset[str]
    indefinite: frozenset[str]
    relatives: frozenset[str]
    event_verbs: frozenset[str]
    boilerplate: Phrases[None]
    openings: dict[str, list[str]]
    """What lines of boilerplate open with, by its first word; "" where it begins with a sign."""
    headings: dict[str, Heading]
    credits: tuple[str, ...]
    complementisers: frozenset[str]
    reflexives: frozenset[str]
    money_nouns: frozenset[str]
    restating: frozenset[str]
    auxiliaries: frozenset[str]
    comparing: Phrases[bool]
    """What sets a name against the subject of a text; true for a noun, which may follow the name."""


def tables_of(rulebook: Rulebook, language: str) -> Tables:
    """The tables of a language, compiled once."""
    return rulebook.derive_for(language, _compile)


def _compile(rulebook: Rulebook, language: Language) -> Tables:
    words, rules = words_of(rulebook, language.code), language.get
    context, boilerplate, attribution = rules(ContextRules), rules(BoilerplateRules), rules(AttributionRules)
    cues: Phrases[ScopeCue] = Phrases(words)
    for schema, scope in ((ScopeRules, True), (CueRules, False)):
        family = rules(schema)
        assert isinstance(family, (ScopeRules, CueRules))
        for cue in family.cue:
            cues.add(cue.words, ScopeCue(cue, scope, _stems(cue.unless, words)))
    statuses = _statuses(rules(StatusRules), words)
    limits: Phrases[Limit] = Phrases(words)
    for boundary in context.boundary:
        limits.add(boundary.words, Limit(float(boundary.weight), boundary.inherits))
    speech: Phrases[Speech] = Phrases(words)
    speech.add(attribution.openers, Speech(opener=True))
    speech.add(attribution.verbs, Speech(opener=False))
    speech.add(attribution.accounts, Speech(opener=False, account=True))
    comparing: Phrases[bool] = Phrases(words)
    comparing.add(context.rivals, True)
    comparing.add(context.comparisons, False)
    in_turn: Phrases[bool] = Phrases(words)
    in_turn.add_form(_one_of(frozenset(map(fold, context.in_turn))))
    noise: Phrases[None] = Phrases(words)
    noise.add(boilerplate.phrases, None)
    return Tables(
        words=words,
        broader={row.id: row.broader for row in rulebook.get(Thesaurus).concept if row.broader},
        limits=limits,
        speech=speech,
        statuses=statuses,
        cues=cues,
        head_links=frozenset(map(fold, context.head_links)),
        place_links=frozenset(map(fold, context.place_links)),
        in_turn=in_turn,
        owner_links=frozenset(map(fold, context.owner_links)),
        event_links=frozenset(map(fold, context.event_links)),
        adjuncts=frozenset(map(fold, context.adjuncts)),
        indefinite=frozenset(map(fold, context.indefinite)),
        relatives=frozenset(map(fold, context.relatives)),
        event_verbs=frozenset(stem for verb in context.event_verbs for stem in stems_of(verb, words)[:1]),
        boilerplate=noise,
        openings=_by_first_word(boilerplate.openings),
        headings={fold(word): row for row in boilerplate.heading for word in row.words},
        credits=credit_openings(attribution.credits),
        complementisers=frozenset(map(fold, attribution.complementisers)),
        reflexives=frozenset(map(fold, attribution.reflexives)),
        money_nouns=frozenset(words.stem(noun) for noun in context.money_nouns),
        restating=frozenset(map(fold, context.restating)),
        comparing=comparing,
        auxiliaries=frozenset(map(fold, context.auxiliaries)),
    )


def _statuses(rules: StatusRules, words: Words) -> Phrases[Status]:
    """The words of statuses, and words with an ending that gives one."""
    phrases: Phrases[Status] = Phrases(words)
    endings: list[tuple[str, Status]] = []
    for row in rules.cue:
        meaning = Status(row, _stems(row.unless, words))
        phrases.add(row.words, meaning)
        endings += [(fold(ending), Status(row, ())) for ending in row.endings]
    endings.sort(key=lambda pair: -len(pair[0]))

    any_ending = tuple(ending for ending, _ in endings)

    def by_ending(word: Word) -> Status | None:
        if word.mark not in "ws" or word.capital or len(word.lower) < LEAST:
            return None
        if not word.lower.endswith(any_ending):
            return None
        return next((status for ending, status in endings if word.lower.endswith(ending)), None)

    if endings:
        phrases.add_form(by_ending)
    return phrases


def _one_of(known: frozenset[str]) -> Callable[[Word], bool | None]:
    return lambda word: word.lower in known or None


def _stems(phrases: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], ...]:
    return tuple(stems for phrase in phrases if (stems := stems_of(phrase, words)))


def _by_first_word(openings: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for opening in map(fold, openings):
        first = LETTERS.match(opening)
        found.setdefault(first[0] if first else "", []).append(opening)
    return found

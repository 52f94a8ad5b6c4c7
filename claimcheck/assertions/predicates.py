"""Which predicate of rules/predicates/ a figure belongs to: evidence and typing, never a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from claimcheck.assertions.phrases import stems_of
from claimcheck.assertions.words import Words, words_of
from claimcheck.model import Assertion, Context, replacing
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Language, Rulebook
from claimcheck.rulebook.families.predicates import Predicate, PredicateRules

__all__ = ["named", "predicate_of"]

LEAST = 0.15
"""Weight of the words around a figure from which on one of them names its predicate."""
HEAD = 1.0

with_changes = replacing(Assertion)


@frozen
class _Compiled:
    """A predicate's phrases in one language, as the stems that bear meaning."""

    predicate: Predicate
    words: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]


_Compilation: TypeAlias = Mapping[str, tuple[tuple[int, _Compiled], ...]]
"""By the first stem of one of its phrases, each predicate with its place among all."""
NOTHING: _Compilation = MappingProxyType({})


def predicate_of(kind: str, context: Context, language: str, rulebook: Rulebook) -> str | None:
    """The id of the predicate that the words around a figure of that kind name best; None without one.

    `context`: tokens are stems with weights, as `assert_source` makes them.
    """
    return _best(rulebook.derive_for(language, _compile).get(kind, NOTHING), context)


def named(found: Iterable[Assertion], language: str, rulebook: Rulebook) -> Iterator[Assertion]:
    """The assertions, each with its predicate, where one is found."""
    known = rulebook.derive_for(language, _compile)
    for said in found:
        predicate = _best(known.get(said.value.kind, NOTHING), said.context)
        yield with_changes(said, predicate=predicate) if predicate else said


def _best(known: _Compilation, context: Context) -> str | None:
    stems = known.keys() & context.tokens.keys()
    if context.head is not None and context.head in known:
        stems.add(context.head)
    if not stems:
        return None
    best: tuple[float, str] | None = None
    for _, item in sorted(dict([item for stem in stems for item in known[stem]]).items()):
        weight = _weight(item.words, context)
        if weight < LEAST or _weight(item.without, context) >= weight:
            continue
        if best is None or weight > best[0]:
            best = weight, item.predicate.id
    return best[1] if best else None


def _weight(phrases: tuple[tuple[str, ...], ...], context: Context) -> float:
    """The weight of the phrase closest to the figure, by its weakest word."""
    tokens, head = context.tokens, context.head
    found = 0.0
    for phrase in phrases:
        least = HEAD
        for stem in phrase:
            if stem != head:
                least = min(least, tokens.get(stem, 0.0))
            if least <= found:
                break
        else:
            found = least
    return found


def _compile(rulebook: Rulebook, language: Language) -> Mapping[str, _Compilation]:
    """For each kind of value its predicates, by what their phrases begin with."""
    words, code = words_of(rulebook, language.code), language.code
    found: dict[str, dict[str, dict[int, _Compiled]]] = {}
    for place, predicate in enumerate(rulebook.get(PredicateRules).predicate):
        phrases = _phrases(predicate.words.get(code, ()), words)
        compiled = _Compiled(predicate, phrases, _phrases(predicate.without.get(code, ()), words))
        for kind in predicate.kinds:
            for phrase in phrases:
                found.setdefault(kind, {}).setdefault(phrase[0], {})[place] = compiled
    return {
        kind: {stem: tuple(items.items()) for stem, items in stems.items()} for kind, stems in found.items()
    }


def _phrases(phrases: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], ...]:
    bare = (tuple(stem for stem in stems_of(p, words) if stem not in words.stop) for p in phrases)
    return tuple(phrase for phrase in bare if phrase)

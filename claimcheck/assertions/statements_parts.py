"""What one statement is made of: what stands in it under a negation, its cues, its roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.statements_polarity import Negation
from claimcheck.assertions.statements_rules import Key, StatementLanguage
from claimcheck.assertions.text import Tokens
from claimcheck.model import Role
from claimcheck.rulebook.families.polarity import Quantifier

__all__ = ["Part", "read_part"]

NEGATION, NO_LONGER, CORRECTION = "negation", "no-longer", "correction"
"""The cues of a statement in which something stands under a negation, or is so no longer."""
LEAST = 2
"""Words that bear meaning, without which nothing is stated."""
HEADS = 2
"""Words right after a negation that tell what it denies: the verb, and what it is done to."""


@dataclass(slots=True)
class Part:
    """What one statement is made of: its keys by sign, its cues, the negations of its clause.

    `states`: enough of its words bear meaning.
    """

    first: int
    last: int
    keys: dict[str, float]
    states: bool
    denied: set[str] = field(default_factory=set)
    affirmed: set[str] = field(default_factory=set)
    clause: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    cues: set[str] = field(default_factory=set)
    roles: tuple[Role, ...] = ()
    truth: bool = True


def read_part(
    tokens: Tokens, first: int, last: int, negations: Sequence[Negation], keyed: Sequence[Key | None],
    rules: StatementLanguage, dated: Collection[int],
) -> Part:  # fmt: skip
    """The statement of the tokens from `first` to before `last`. `keyed`: what each token stands for;
    `dated`: tokens that name a time, which no negation denies."""
    keys = [key for key in keyed[first:last] if key is not None]
    part = Part(first, last, {key.name: 1.0 for key in keys}, _states(tokens, first, last, keyed))
    turned = negations and _turn(part, tokens, negations, keyed, rules, dated)
    if not negations and (flipping := {key.name for key in keys if key.flips}):
        part.denied = flipping
        part.affirmed = {key.name for key in keys if not key.flips}
    _cues(tokens, part, rules)
    if NEGATION in part.cues and not turned:
        # "does not deny": two that undo each other.
        part.cues -= {NEGATION, NO_LONGER, CORRECTION}
    return part


def _states(tokens: Tokens, first: int, last: int, keyed: Sequence[Key | None]) -> bool:
    bearing = 0
    for i in range(first, last):
        if keyed[i] is not None and tokens.words[i].mark == "w":
            bearing += 1
            if bearing == LEAST:
                return True
    return False


def _turn(
    part: Part, tokens: Tokens, negations: Sequence[Negation], keyed: Sequence[Key | None],
    rules: StatementLanguage, dated: Collection[int],
) -> bool:  # fmt: skip
    """What stands in the part under a negation, and what does not; whether anything does."""
    signs = [0] * len(tokens.words)
    near = [False] * len(tokens.words)
    for negation in negations:
        _deny(part, negation, signs, near, keyed, rules)
    for i in range(part.first, part.last):
        if (key := keyed[i]) is None:
            continue
        denied = (signs[i] and i not in dated) ^ key.flips
        (part.denied if denied else part.affirmed).add(key.name)
        if signs[i]:
            part.turned.add(key.name)
        if near[i]:
            part.clause.add(key.name)
    return any(signs[part.first : part.last])


def _deny(
    part: Part, negation: Negation, signs: list[int], near: list[bool], keyed: Sequence[Key | None],
    rules: StatementLanguage,
) -> None:  # fmt: skip
    if negation.aside:
        return
    inside = range(max(part.first, negation.start), min(part.last, negation.end))
    for i in inside:
        signs[i] ^= 1
    if inside and not negation.modifies:
        part.cues.add(NEGATION)
        if negation.word in rules.negations.no_longer:
            part.cues.add(NO_LONGER)
    part.heads |= _heads(negation, inside, keyed)
    for i in range(max(part.first, negation.opens), min(part.last, negation.end)):
        near[i] = True
    if negation.clause and part.first <= negation.at < part.last:
        part.truth = not part.truth


def _heads(negation: Negation, inside: range, keyed: Sequence[Key | None]) -> set[str]:
    """What a negation denies first: the words right after it, else those right before."""
    inner = [(i, key.name) for i in inside if (key := keyed[i]) is not None]
    after = [name for i, name in inner if i > negation.at]
    return set((after or [name for _, name in reversed(inner)])[:HEADS])


def _cues(tokens: Tokens, part: Part, rules: StatementLanguage) -> None:
    for at, end, row in rules.cues.of(tokens.phrases):
        if at < part.first or end > part.last:
            continue
        if isinstance(row, Quantifier):
            stems = tuple(word.stem for word in tokens.words[end : part.last])
            if at - part.first >= row.within or any(
                stems[: len(phrase)] == phrase for phrase in rules.unless[row.id]
            ):
                continue
        part.cues.add(row.name)
    for names in [word.cues for word in tokens.words[part.first : part.last] if word.cues]:
        part.cues.update(names)

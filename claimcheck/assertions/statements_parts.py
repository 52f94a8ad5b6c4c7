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
HEADS = 2
"""Words right after a negation that tell what it denies: the verb, and what it is done to."""


@dataclass(slots=True)
class Part:
    """What one statement is made of: its keys by sign, its cues, the negations of its clause."""

    first: int
    last: int
    keys: dict[str, float] = field(default_factory=dict)
    denied: set[str] = field(default_factory=set)
    affirmed: set[str] = field(default_factory=set)
    clause: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)
    truth: bool = True
    own: int = 0


def read_part(
    tokens: Tokens, first: int, last: int, negations: Sequence[Negation], keyed: Sequence[Key | None],
    rules: StatementLanguage, dated: Collection[int],
) -> Part:  # fmt: skip
    """The statement of the tokens from `first` to before `last`. `keyed`: what each token stands for;
    `dated`: tokens that name a time, which no negation denies."""
    part = Part(first, last)
    signs = [0] * len(tokens.words)
    near = [False] * len(tokens.words)
    for negation in negations:
        _deny(part, negation, signs, near, keyed, rules)
    for i in range(first, last):
        if (key := keyed[i]) is None:
            continue
        part.keys[key.name] = 1.0
        part.own += tokens.words[i].mark == "w"
        denied = (signs[i] and i not in dated) ^ key.flips
        (part.denied if denied else part.affirmed).add(key.name)
        if signs[i]:
            part.turned.add(key.name)
        if near[i]:
            part.clause.add(key.name)
    _cues(tokens, part, rules)
    if NEGATION in part.cues and not any(signs[first:last]):
        # "does not deny": two that undo each other.
        part.cues -= {NEGATION, NO_LONGER, CORRECTION}
    return part


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
    if (ending := rules.endings) is not None:
        for word in tokens.words[part.first : part.last]:
            if word.mark == "w":
                part.cues.update(ending[word.lower])

"""What one statement is made of: what stands in it under a negation, its cues, its roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from claimcheck.assertions.statements_polarity import Negation
from claimcheck.assertions.statements_rules import StatementLanguage
from claimcheck.assertions.text import Tokens
from claimcheck.assertions.words import Opposed
from claimcheck.model import Role, quickly
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.polarity import Quantifier

__all__ = ["Part", "read_part"]

NEGATION, NO_LONGER, CORRECTION = "negation", "no-longer", "correction"
"""The cues of a statement in which something stands under a negation, or is so no longer."""
LEAST = 2
"""Words that bear meaning, without which nothing is stated."""
HEADS = 2
"""Words right after a negation that tell what it denies: the verb, and what it is done to."""


@frozen
class Signs:
    """Keys of a statement by their sign: `denied` and `affirmed` as they are meant, a key's own opposite
    counted; `turned` by a negation; of its `clause`; `heads`, those right behind it."""

    denied: frozenset[str] = frozenset()
    affirmed: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


new_signs = quickly(Signs)
PLAIN = Signs()
"""The signs of most statements: nothing in them is denied."""


@dataclass(slots=True)
class Part:
    """What one statement is made of: its keys, and their signs, its cues, its roles.

    `states`: enough of its words bear meaning.
    """

    first: int
    last: int
    keys: dict[str, float]
    states: bool
    cues: set[str] = field(default_factory=set)
    signs: Signs = PLAIN
    roles: tuple[Role, ...] = ()
    truth: bool = True


def read_part(
    tokens: Tokens, first: int, last: int, negations: Sequence[Negation], keyed: Sequence[str],
    rules: StatementLanguage, dated: Collection[int],
) -> Part:  # fmt: skip
    """The statement of the tokens from `first` to before `last`. `keyed`: what each token stands for;
    `dated`: tokens that name a time, which no negation denies."""
    keys = list(filter(None, keyed[first:last]))
    opposed = Opposed in map(type, keys)
    names = map(str, keys) if opposed else keys
    part = Part(first, last, dict.fromkeys(names, 1.0), _states(tokens, first, last, keyed))
    denying = [negation for negation in negations if not negation.aside] if negations else ()
    turned = bool(denying) and _turn(part, denying, keyed, rules, dated)
    if opposed and not denying:
        denied = frozenset([str(key) for key in keys if type(key) is Opposed])
        part.signs = new_signs(denied, frozenset([key for key in keys if type(key) is not Opposed]))
    _cues(tokens, part, rules)
    if NEGATION in part.cues and not turned:
        # "does not deny": two that undo each other.
        part.cues -= {NEGATION, NO_LONGER, CORRECTION}
    return part


def _states(tokens: Tokens, first: int, last: int, keyed: Sequence[str]) -> bool:
    bearing = 0
    for i in range(first, last):
        if keyed[i] and tokens.words[i].mark == "w":
            bearing += 1
            if bearing == LEAST:
                return True
    return False


def _turn(
    part: Part, negations: Sequence[Negation], keyed: Sequence[str], rules: StatementLanguage,
    dated: Collection[int],
) -> bool:  # fmt: skip
    """What stands in the part under a negation, and what does not; whether anything does."""
    names = list(map(str, keyed))
    turned: set[int] = set()
    near: set[int] = set()
    heads: set[str] = set()
    for negation in negations:
        end = min(part.last, negation.end)
        inside = range(max(part.first, negation.start), end)
        turned.symmetric_difference_update(inside)
        near.update(range(max(part.first, negation.opens), end))
        heads.update(_heads(negation, inside, names))
        _deny(part, negation, inside, rules)
    held = [i for i in range(part.first, part.last) if names[i]]
    denied = {i for i in held if (i in turned and i not in dated) != (type(keyed[i]) is Opposed)}
    part.signs = new_signs(
        denied=frozenset([names[i] for i in denied]),
        affirmed=frozenset([names[i] for i in held if i not in denied]),
        turned=frozenset([names[i] for i in held if i in turned]),
        clause=frozenset([names[i] for i in held if i in near]),
        heads=frozenset(heads),
    )
    return bool(turned)


def _deny(part: Part, negation: Negation, inside: range, rules: StatementLanguage) -> None:
    """What a negation makes of the part as a whole."""
    if inside and not negation.modifies:
        part.cues.add(NEGATION)
        if negation.word in rules.negations.no_longer:
            part.cues.add(NO_LONGER)
    if negation.clause and part.first <= negation.at < part.last:
        part.truth = not part.truth


def _heads(negation: Negation, inside: range, names: Sequence[str]) -> list[str]:
    """What a negation denies first: the words right after it, else those right before."""
    after = [names[i] for i in inside if i > negation.at and names[i]]
    return (after or [names[i] for i in reversed(inside) if names[i]])[:HEADS]


def _cues(tokens: Tokens, part: Part, rules: StatementLanguage) -> None:
    for at, end, row in rules.cues.of(tokens.phrases):
        if at < part.first or end > part.last:
            continue
        if isinstance(row, Quantifier):
            stems = tuple([word.stem for word in tokens.words[end : part.last]])
            if at - part.first >= row.within or any(
                stems[: len(phrase)] == phrase for phrase in rules.unless[row.id]
            ):
                continue
        part.cues.add(row.name)

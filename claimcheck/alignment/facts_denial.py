"""What one of two statements denies, and whether the other speaks of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from claimcheck.alignment.facts_statements import Statement
from claimcheck.model import Context

__all__ = ["OPPOSITE", "denial", "denied_elsewhere", "flipped_words", "no_longer", "not_all", "settled"]

OPPOSITE = "~"
OWN = 1.0
"""Weight of a word that the statement has itself, not from the part or the sentence before."""
NONE, INTENT = "none", "intent"
NEGATION, ALL = "negation", "all"
NO_LONGER, UNTIL = "no-longer", "until"


def flipped_words(common: Iterable[str], one: Context, other: Context, alike: bool) -> tuple[str, ...]:
    """Words in common that one of the two alone denies, in order."""
    return tuple(
        sorted(
            word
            for word in common
            if word not in one.mixed
            and one.tokens[word] == other.tokens[word] == OWN
            and word not in other.mixed
            and not word.isdigit()
            and (word in one.denied) != (word in other.denied)
            and (not alike or word.startswith(OPPOSITE))
            # Neither "no rise" nor "no fall" denies the other: both may be true.
            and not (word.startswith(OPPOSITE) and word in one.turned and word in other.turned)
        )
    )


def denial(
    left: Statement, right: Statement, common: Mapping[str, float], overlap: float
) -> dict[str, float]:
    """What is measured where one of the two alone has a negation."""
    firm = NONE in (left if left.negated else right).assertion.context.cues
    return {
        "one-negated": 1.0,
        "negated-overlap": overlap,
        "denied-elsewhere": denied_elsewhere(left, right, common),
        "other-clause": _other_clause(left, right, common),
        "longer-denial": _longer(left, right),
        "one-none": float(firm),
        "intends-denied": float(_only_intends(left, right)),
        "other-head": _other_head(left, right, common),
    }


def settled(word: str, one: Context, other: Context) -> bool:
    """Both deny the word; or one denies it, and the other has the opposite ("not rise", "fall")."""
    if word in one.mixed or word in other.mixed or (word in one.denied) != (word in other.denied):
        return False
    turned = (word in one.turned) + (word in other.turned)
    return turned == 2 or (turned == 1 and word.startswith(OPPOSITE))


def denied_elsewhere(left: Statement, right: Statement, common: Mapping[str, float]) -> float:
    """Share of what the denying side denies that the other does not speak of."""
    side = left if left.negated else right
    if not side.denied:
        return 1.0
    spoken = math.fsum(weight for word, weight in common.items() if word in side.assertion.context.denied)
    return max(0.0, 1.0 - spoken / side.denied)


def _only_intends(left: Statement, right: Statement) -> bool:
    """What one wants or plans the other denies to be so already: "veut vendre", "n'a pas vendu"."""
    denying, other = (left, right) if left.negated else (right, left)
    return INTENT in other.assertion.context.cues and INTENT not in denying.assertion.context.cues


def _other_head(left: Statement, right: Statement, common: Mapping[str, float]) -> float:
    """Whether what comes right after the negation is nothing that the other speaks of."""
    heads = (left if left.negated else right).assertion.context.heads
    return float(bool(heads) and not any(word in common for word in heads))


def _other_clause(left: Statement, right: Statement, common: Mapping[str, float]) -> float:
    """Share of the words in common that stand in no clause with the negation."""
    clause = (left if left.negated else right).assertion.context.clause
    total = math.fsum(common.values())
    if not clause or not total:
        return 1.0
    return math.fsum(weight for word, weight in common.items() if word not in clause) / total


def _longer(left: Statement, right: Statement) -> float:
    """Log of how much more the denying side says: of two sentences the longer has much to deny."""
    denying, other = (left, right) if left.negated else (right, left)
    return max(0.0, math.log(max(1.0, denying.total) / max(1.0, other.total)))


def not_all(one: Context, other: Context) -> bool:
    """ "Tous ne sont pas …" in one leaves what the other says of them, unless that is said of all."""
    return any(
        ALL in a.cues and NEGATION in a.cues and ALL not in b.cues and NEGATION not in b.cues
        for a, b in ((one, other), (other, one))
    )


def no_longer(one: Context, other: Context) -> bool:
    """What is so no longer in one was so in the other: "n'est plus maire", "maire jusqu'en 2020"."""
    return any(NO_LONGER in a.cues and UNTIL in b.cues for a, b in ((one, other), (other, one)))

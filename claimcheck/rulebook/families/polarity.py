"""Whether something is so: rules/LANG/{polarity,antonyms,quantifiers,statements}.toml.

Phrases are matched on stems (stop words as written), so that one entry covers the forms of its words.
"""

from __future__ import annotations

from typing import Literal

from claimcheck.rulebook.families.base import family, row

__all__ = [
    "AntonymRules",
    "Limit",
    "Operator",
    "Opposites",
    "PolarityRules",
    "Quantifier",
    "QuantifierRules",
    "StatementCue",
    "StatementRules",
]  # fmt: skip

Reach = Literal["after", "before", "both", "word", "none"]


@row
class Operator:
    """Words that turn what stands in their scope into its opposite; two of them undo each other.

    `scope`: what comes after them, before them, both, or the next word alone, up to the first limit
    that is not in `over`; none: the words undo themselves ("no one doubts"). `needs`: one of these must
    follow within `reach` words ("ne … pas"); without one only `alone` words right after will do ("ne
    cesse"). `unless`: phrases right after the words (or right after what they need) that undo it ("pas
    seulement"). `extends`: where another operator stands in the same clause these words only widen its
    scope ("aucun … ne"). `lifts`: words in its scope, or right after it, that undo it: what is not so before
    a day is so from then on ("ne … pas avant"); not where the word that denies is one of `firm` ("jamais").
    """

    id: str
    words: tuple[str, ...]
    scope: Reach = "after"
    over: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    reach: int = 8
    unless: tuple[str, ...] = ()
    after_not: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    extends: bool = False
    clause: bool = False


@row
class Limit:
    """Words at which a scope ends; `splits`: there the sentence falls into two statements. `clause`: a
    clause ends there, and what stands beyond is no part of what was done. `passing`: what follows up to the
    next clause is told in passing or asked, not claimed; `close`: only with no other limit right before
    ("ceux qui", not "le maire, qui")."""

    id: str
    words: tuple[str, ...]
    splits: bool = False
    clause: bool = False
    passing: Literal["", "always", "close"] = ""


@family("polarity", "language")
class PolarityRules:
    """Negation and its scope. `prefixes` negate the word they open ("non-"). `no_longer`: words that deny
    what was so before.

    `raising`: verbs of thinking right before a limit of the kind `complement`: a negation of them is
    one of what follows ("ne croit pas que"). Over other verbs ("n'a pas dit que") it is not.
    """

    operator: tuple[Operator, ...] = ()
    limit: tuple[Limit, ...] = ()
    prefixes: tuple[str, ...] = ()
    raising: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()
    complement: str = "complement"


@row
class Opposites:
    """Words of opposite meaning; the id is shared by all languages. `no` says the opposite of `yes`."""

    id: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@family("antonyms", "language")
class AntonymRules:
    """`never`: words, as written, that look like a form of one of the others and are none ("guerre"), and
    phrases in which one says nothing ("à l'opposé")."""

    opposites: tuple[Opposites, ...] = ()
    never: tuple[str, ...] = ()


@row
class Quantifier:
    """How many of them: all, some, none, only. `unless`: phrases right after the words that undo it.

    `within`: of how many opening words of its statement it is one, so that it is said of the subject.
    """

    id: str
    name: Literal["all", "some", "none", "only"]
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    within: int = 400


@family("quantifiers", "language")
class QuantifierRules:
    """Words that say of how many something holds."""

    quantifier: tuple[Quantifier, ...] = ()


@row
class StatementCue:
    """`name` holds for a statement that has one of `words`, or a word with one of `endings`."""

    id: str
    name: Literal["hedge", "question", "correction", "condition", "intent", "until", "ahead", "not-yet"]
    words: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


@family("statements", "language")
class StatementRules:
    """How a statement stands: hedged, asked, correcting another one, conditional.

    `light` words bear little meaning of their own and are left out of what two statements share.
    `key_letters`: letters of a stem that count, so that words of one family meet; 0: all of them.
    `inflections`: endings in which the forms of one word differ, the empty one among them; with them
    opposites and negations meet forms of their words only, not every word of the same stem.
    """

    cue: tuple[StatementCue, ...] = ()
    light: tuple[str, ...] = ()
    key_letters: int = 0
    inflections: tuple[str, ...] = ()

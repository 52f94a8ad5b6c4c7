"""Who did it to whom, by whom, why, and which of several it is: rules/LANG/roles.toml."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.rulebook.families.base import family, row

__all__ = ["Choice", "Relation", "RoleRules", "Slot"]


@row
class Slot:
    """Words that open a part of a sentence: who did it ("par"), why ("à cause de").

    `kind`: what the part tells; parts of one kind are set against each other. `loose`: it belongs to the
    whole sentence, not to the words right before it. `unless`: longer phrases that open none.
    """

    id: str
    kind: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    loose: bool = False


@row
class Choice:
    """Things of which one thing is only one: kin, sexes. `members`: their words, by an id that is
    shared by all languages."""

    id: str
    members: Mapping[str, tuple[str, ...]]


@row
class Relation:
    """Words that tie two things in one direction: "A a succédé à B" is `forward`, "A a précédé B"
    `backward`. The id is shared by all languages."""

    id: str
    forward: tuple[str, ...] = ()
    backward: tuple[str, ...] = ()


@family("roles", "language")
class RoleRules:
    """Who, where and which: the parts of a statement that may contradict one another. `passive`: words of
    being right before a verb that is done to what stands before it ("was sold")."""

    passive: tuple[str, ...] = ()
    slot: tuple[Slot, ...] = ()
    choice: tuple[Choice, ...] = ()
    relation: tuple[Relation, ...] = ()

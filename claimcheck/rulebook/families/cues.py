"""What the words around a figure say of it: rules/LANG/{scope,status,cues,concepts,context,attribution,boilerplate}.toml.

Phrases are matched on stems (stop words as written), so that one entry covers the forms of its words.
"""  # noqa: E501

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from claimcheck.model import Status
from claimcheck.rulebook.families.base import family, row

__all__ = [
    "AttributionRules", "BoilerplateRules", "Boundary", "ContextRules", "Cue",
    "CueRules", "Heading", "ScopeRules", "StatusCue", "StatusRules",
]  # fmt: skip

Side = Literal["before", "after", "any"]


@row
class Cue:
    """`name` holds for a figure that has one of `words` on that side within `reach` words.

    `clause`: not over a comma, a bracket, another figure or a clause boundary.
    `unless`: phrases right after the words that undo it. `kinds`: of figures that it may hold for; none: all.
    """

    id: str
    name: str
    words: tuple[str, ...]
    side: Side = "any"
    reach: int = 8
    clause: bool = True
    unless: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@row
class StatusCue:
    """Like a cue; the nearest one gives the assertion its status."""

    id: str
    name: Status
    words: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    side: Side = "any"
    reach: int = 12
    clause: bool = False
    unless: tuple[str, ...] = ()


@family("scope", "language")
class ScopeRules:
    """Part, total, per unit, yearly, season … : what the figure covers."""

    cue: tuple[Cue, ...] = ()


@family("cues", "language")
class CueRules:
    """Earlier value, update, change, difference, denial … : how the figure stands to others."""

    cue: tuple[Cue, ...] = ()


@family("status", "language")
class StatusRules:
    """Done, planned, requested, estimated, provisional, conditional: by words or by verb endings."""

    cue: tuple[StatusCue, ...] = ()


@row
class Boundary:
    """Words or signs over which context fades by `weight`; `inherits`: a figure right after them keeps
    the context of the figure before them."""

    id: str
    words: tuple[str, ...]
    weight: Decimal = Decimal(1)
    inherits: bool = False


@family("context", "language")
class ContextRules:
    """How a figure is tied to the words around it. `restating`: what stands between a figure and the same
    said in other words. A name right after one of `comparisons` is only compared with, and so is one
    beside one of `rivals`, which are nouns."""

    boundary: tuple[Boundary, ...] = ()
    head_links: tuple[str, ...] = ()
    place_links: tuple[str, ...] = ()
    in_turn: tuple[str, ...] = ()
    owner_links: tuple[str, ...] = ()
    event_links: tuple[str, ...] = ()
    adjuncts: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    event_verbs: tuple[str, ...] = ()
    money_nouns: tuple[str, ...] = ()
    restating: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()


@family("attribution", "language")
class AttributionRules:
    """`openers` stand before who says it, `verbs` after or before the one who says it, `accounts` likewise
    where the one gives a figure ("compte", "puts … at"); `credits` open a line that names where a text
    comes from. After one of `reflexives` a verb says nothing ("s'ajoute")."""

    openers: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    complementisers: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()


@row
class Heading:
    """A line that is one of `words`, alone or followed by little, and the `lines` below it."""

    id: str
    words: tuple[str, ...]
    lines: int = 0


@family("boilerplate", "language")
class BoilerplateRules:
    """What web pages print around an article. `phrases` anywhere in a line; `openings` at its start."""

    phrases: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    heading: tuple[Heading, ...] = ()

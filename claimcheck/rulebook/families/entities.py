"""Who is who: rules/aliases.toml and rules/origins.toml."""

from __future__ import annotations

from claimcheck.rulebook.families.base import family, row

__all__ = ["Agency", "Alias", "AliasRules", "Copies", "OriginRules"]


@row
class Alias:
    """One thing under several names: `id` is the name that it is known by, `names` are the others, as
    they are written. A name belongs to one row only, and an id is no other row's name."""

    id: str
    names: tuple[str, ...]


@family("aliases", "shared")
class AliasRules:
    """Other names of things that are known by one."""

    alias: tuple[Alias, ...] = ()


@row
class Agency:
    """A source that others pass on: what is attributed to one of `names`, or published by it, comes from
    one origin, however many say it."""

    id: str
    names: tuple[str, ...]


@row
class Copies:
    """Outlets that print one another's texts: what two `publishers` of a row say counts once."""

    id: str
    publishers: tuple[str, ...]


@family("origins", "shared")
class OriginRules:
    """What counts as one origin, in however many documents it stands."""

    agency: tuple[Agency, ...] = ()
    copies: tuple[Copies, ...] = ()

"""rules/LANG/inflection.toml: which dictionary forms a word in running text may be a form of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from claimcheck.rulebook.families.base import family

__all__ = ["InflectionRules"]


@family("inflection", "language")
class InflectionRules:
    """Forms are in lower case with their accents; a lemma counts only where the rules list it as a word.

    `endings` maps the ending of a form to those that its lemma may have. `respelled` maps the ending of
    a lemma to how it is written before some endings ("manger": "mange-ons"), so that `endings` need not
    know. `irregular` maps a form to its lemmas. `least_stem`: letters that must stay before an ending.
    """

    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    respelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    irregular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least_stem: int = 2

"""Makers of counts: a number and the noun that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from claimcheck.model import Change
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.figures import figure
from claimcheck.recognition.matching import Maker, Match, Part
from claimcheck.recognition.measures import per
from claimcheck.rulebook.lexicon import Entry

__all__ = ["COUNT_MAKERS"]

MEASURED = frozenset({"unit", "currency", "subunit"})


def count(match: Match) -> list[Part] | None:
    """Roles n and noun, the words among which the noun is looked for; per.

    The noun is the first plural word; below 2, the first word if none is plural. An adjective with the
    feature `change` before it makes the count a change: "120 more jobs". Arg `below`: of so few things a word
    that is a currency or unit too is counted.
    """
    draft = figure(match)
    if draft is None or draft.fragile or draft.kind != "number" or _yearlike(match, draft):
        return None
    if "below" in match.args and not (draft.plain is not None and draft.plain < int(match.args["below"])):
        return None
    first, last = match.roles["noun"]
    lemmas = match.lemmas
    chosen, noun = first, None
    for at in range(first, last):
        word, item = match.word(at), match.at(at)
        if isinstance(item, Entry) and not MEASURED.isdisjoint(item.senses) and "below" not in match.args:
            return None
        if not word[:1].isalpha():
            break
        lemma = lemmas.singular(word)
        if noun is None:
            chosen, noun = at, lemma or word
        if lemma is not None:
            chosen, noun = at, lemma
            break
    most = draft.high if draft.high is not None else draft.low
    if noun is None or most is None or (most >= 2 and lemmas.singular(match.word(chosen)) is None):
        return None
    if match.has("per") and per(match) is None:
        return None
    end = match.last if match.has("per") and chosen + 1 == last else chosen + 1
    made = draft._replace(kind="count", of=noun, fragile=False, per=per(match) if end == match.last else None)
    return [Part(match.first, end, made._replace(change=_added(match, chosen)))]


def _added(match: Match, noun: int) -> Change | None:
    for at in range(match.first, noun):
        item = match.at(at)
        if isinstance(item, Entry) and (features := item.senses.get("change-adjective")):
            return cast("Change", features["change"])
    return None


def _yearlike(match: Match, draft: Draft) -> bool:
    """Four bare digits that are rather the year of what follows: "2018 sales"."""
    value = draft.plain
    if value is None or draft.words or draft.hedges or not 1900 <= value < 2100 or value % 100 == 0:
        return False
    return match.text("n").isdecimal()


def none(match: Match) -> Draft | None:
    """Role noun: "aucune dose", "no deaths"."""
    return Draft("count", Decimal(0), Decimal(0), words=True, of=match.lemma("noun"))


COUNT_MAKERS: Mapping[str, Maker] = {"count": count, "none": none}

"""Figures that only answer the one before: "Le patron parle de 40 millions. L'expert n'en retient que 21."

Such a figure says what its speaker makes of the thing that the sentence before, or the clause before, has
given a figure of; it names no thing of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from claimcheck.assertions.accounts import Told, are_apart
from claimcheck.assertions.tables import Tables
from claimcheck.assertions.view import Figure, View
from claimcheck.model import Magnitude
from claimcheck.values import blocking_key

__all__ = ["answered", "is_bare"]

SENTENCES = 2
"""Sentences back at most: one may stand between that gives no figure of the kind."""
CLOSE = 6
"""What answers a figure differs from it by less than this factor: nothing else ties the two."""
BACK = 6
"""Words between a verb of saying and the bare figure that it gives."""


def is_bare(view: View, figure: Figure, tables: Tables) -> bool:
    """Whether the figure names no thing of its own: a verb of saying or counting right before it, over
    small words alone, and the end of the clause right behind."""
    value = figure.mention.value
    if not isinstance(value, Magnitude) or value.of or value.per or value.change:
        return False
    if not _ends_clause(view, figure, tables):
        return False
    if not view.speech:
        return False
    in_turn = {i for first, last, _ in tables.in_turn.of(view.phrases) for i in range(first, last)}
    saying = {i for first, last, speech in view.speech if not speech.opener for i in range(first, last)}
    for at in range(figure.start - 1, max(-1, figure.start - 1 - BACK), -1):
        if at in saying:
            return True
        token = view.tokens[at]
        if token.mark == "p" or (token.mark == "w" and at not in in_turn):
            inside = view.inside[at]
            if inside < 0 or view.figures[inside].key != figure.key:
                return False
    return False


def _ends_clause(view: View, figure: Figure, tables: Tables) -> bool:
    at = figure.end
    if at >= len(view.tokens) or view.tokens[at].mark == "p":
        return True
    limit = view.boundaries.get(at)
    return limit is not None and limit.weight < 1


def answered(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """The indices of bare figures, each with that of the figure that it answers.

    One bare figure answers the only figure of its kind in the sentence before that has one; several answer
    as many, in their order.
    """
    if True not in [one.bare for one in told]:
        return
    groups: dict[str, list[list[int]]] = {}
    order = sorted(range(len(told)), key=lambda i: (blocking_key(told[i].said.value), i))
    for key, places in groupby(order, key=lambda i: blocking_key(told[i].said.value)):
        groups[key] = [list(some) for _, some in groupby(places, key=lambda i: told[i].sentence)]
    for sentences in groups.values():
        for before, here in pairwise(sentences):
            near = told[here[0]].sentence - told[before[0]].sentence <= SENTENCES
            bare = all(told[i].bare for i in here) and told[here[0]].speaker
            if near and bare and len(here) == len(before):
                for i, j in zip(before, here, strict=True):
                    if are_apart(told[i], told[j], CLOSE):
                        yield i, j

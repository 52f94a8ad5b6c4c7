"""Names that a document brings in only to set its subject against them.

"Son rival Brennval", "the Orin X2, its predecessor", "unlike Denholm": what is said of these is not said of
what the document is about, and another document that never names them does not speak of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.assertions.accounts import Told, retold
from claimcheck.assertions.tables import Tables
from claimcheck.assertions.view import View
from claimcheck.model import Assertion, Context, replacing

__all__ = ["COMPARED", "compared_names", "with_compared"]

COMPARED = "compared-owner"
BESIDE = 1
"""Words between a noun like "rival" and the name: "rival house Denholm"."""
BEHIND = 3
"""Words between a name and such a noun in apposition: "Brenmoor, its main rival"."""

with_changes, with_context = replacing(Assertion), replacing(Context)


def compared_names(view: View, tables: Tables) -> Iterator[str]:
    """The keys of the names that the sentence only compares with."""
    for first, last, noun in tables.comparing.of(view.phrases):
        for start, end, name in view.names:
            if last <= start:
                parted = view.broken_between(last, start - 1) or view.figure_between(last, start)
                if not parted and _words(view, last, start) <= BESIDE:
                    yield name.key
                break
            if noun and end <= first and view.tokens[end].lower == "," and first - end <= BEHIND:
                yield name.key


def _words(view: View, first: int, last: int) -> int:
    """How many words that bear meaning stand in `[first, last)`."""
    return sum(view.tokens[i].mark == "w" for i in range(first, last))


def with_compared(one: Told, names: set[str]) -> Told:
    """The same, marked if it is said of one of these names."""
    context = one.said.context
    if names.isdisjoint(context.owners):
        return one
    marked = with_context(context, cues=context.cues | {COMPARED})
    return retold(one, said=with_changes(one.said, context=marked))

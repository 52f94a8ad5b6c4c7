"""Pairs → things: sets of entries that speak of one thing, at most one value a document, best first."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.alignment.entries import Entry
from claimcheck.alignment.terms import Pair

__all__ = ["Things"]


class Things:
    """A union-find whose sets hold no two assertions of one document with different values, unless the
    document itself tells these as rival accounts of one thing. What a document denies takes no place."""

    def __init__(self) -> None:
        self._thing: dict[int, int] = {}
        self._members: dict[int, list[Entry]] = {}
        self._documents: dict[int, dict[int, frozenset[str]]] = {}
        self._rivals: dict[int, dict[tuple[int, str], frozenset[str]]] = {}
        self._alike: set[tuple[int, str, str]] = set()
        self._apart: set[tuple[int, int]] = set()
        """Things that cannot be joined: sets only grow, so that they never can."""

    def of(self, entry: Entry) -> int:
        """The thing of an entry; one that joined nothing is a thing by itself."""
        thing = self._thing.get(entry.index)
        if thing is None:
            thing = self._thing[entry.index] = entry.index
            self._members[thing] = [entry]
            said = frozenset((entry.form,)) if entry.assertion.polarity else frozenset()
            self._documents[thing] = {entry.document: said}
            if entry.rivals:
                self._rivals[thing] = {(entry.document, entry.form): entry.rivals}
        return thing

    def members(self, thing: int) -> list[Entry]:
        return self._members[thing]

    def documents(self, entry: Entry) -> int:
        """In how many documents the thing of an entry stands."""
        return len(self._documents[self.of(entry)])

    def forms_in(self, entry: Entry, document: int) -> frozenset[str]:
        """The values that the thing of an entry has in a document; none where it is not in it."""
        return self._documents[self.of(entry)].get(document, frozenset())

    def all(self) -> list[int]:
        """The things met so far, in order."""
        return sorted(self._members)

    def can_join(self, a: Entry, b: Entry) -> bool:
        x, y = self.of(a), self.of(b)
        if x == y:
            return True
        pair = (x, y) if x < y else (y, x)
        if pair in self._apart:
            return False
        mine, other = self._documents[x], self._documents[y]
        if all(
            mine[document] == other[document] or self._restated(x, y, document) or self._rival(x, y, document)
            for document in mine.keys() & other.keys()
        ):
            return True
        self._apart.add(pair)
        return False

    def restate(self, pairs: Iterable[Pair], least: float) -> None:
        """Let figures of one document stand in one thing that agree without being equal, where it is sure
        from `least` on that both are of it: one is said more exactly than the other."""
        for pair in pairs:
            if pair.agrees and pair.relation != "equal" and pair.veto is None and pair.score >= least:
                a, b = pair.a, pair.b
                self._alike |= {(a.document, a.form, b.form), (a.document, b.form, a.form)}

    def _restated(self, x: int, y: int, document: int) -> bool:
        """Whether all values that two things have in a document are one, said more or less exactly."""
        return all(
            one == other or (document, one, other) in self._alike
            for one in self._documents[x][document]
            for other in self._documents[y][document]
        )

    def _rival(self, x: int, y: int, document: int) -> bool:
        """Whether all values that two things have in a document are rival accounts in it."""
        for one in self._documents[x][document]:
            for other in self._documents[y][document]:
                told = self._rivals.get(x, {}).get((document, one), frozenset())
                back = self._rivals.get(y, {}).get((document, other), frozenset())
                if one != other and other not in told and one not in back:
                    return False
        return True

    def join(self, a: Entry, b: Entry) -> None:
        x, y = self.of(a), self.of(b)
        if x == y:
            return
        if len(self._members[x]) < len(self._members[y]):
            x, y = y, x
        for entry in self._members[y]:
            self._thing[entry.index] = x
        self._members[x] += self._members.pop(y)
        mine = self._documents[x]
        for document, forms in self._documents.pop(y).items():
            mine[document] = mine.get(document, frozenset()) | forms
        if y in self._rivals:
            self._rivals.setdefault(x, {}).update(self._rivals.pop(y))

    def join_all(self, pairs: Iterable[Pair], least: float) -> None:
        """Join pairs from the best on, down to `least`; those that would put two assertions of one
        document into one set are left out."""
        ranked = sorted(
            (pair for pair in pairs if pair.score >= least and pair.veto is None),
            key=lambda pair: (-pair.score, pair.a.index, pair.b.index),
        )
        for pair in ranked:
            if self.can_join(pair.a, pair.b):
                self.join(pair.a, pair.b)

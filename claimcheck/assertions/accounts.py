"""Rival accounts: figures that a document itself sets against one another, each in another's mouth.

"4 200 selon la préfecture, 9 000 d'après les syndicats" tells two figures of one thing, and so does
"not 3.48 but 3.28". Who agrees with the one contradicts the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimcheck.assertions.standing import CHANGE
from claimcheck.assertions.tables import Tables
from claimcheck.assertions.view import Figure, View
from claimcheck.model import Assertion, Context, Magnitude, quickly, replacing
from claimcheck.model.frozen import frozen
from claimcheck.values import blocking_key, normal_form

__all__ = ["Told", "are_apart", "new_told", "retold", "speaker_of", "with_rivals"]

INSTEAD = 4
"""Words between a figure that is denied and the one that is said instead."""
NEAR = 1
"""Sentences that two accounts may be apart."""
SPEAKER_WORDS = 6
REACH = 12
"""Words between a figure and who gives it."""
OVER_FIGURE = REACH + 1
APART = 10
"""Accounts of one thing differ by less than this factor."""
SHARED = 0.25
NOBODY: frozenset[str] = frozenset()

with_changes, with_context = replacing(Assertion), replacing(Context)


@frozen
class Told:
    """A figure as one sentence tells it, at the tokens from `start` to `end`, and the stems of who gives
    it (empty: the document itself)."""

    sentence: int
    start: int
    end: int
    said: Assertion
    speaker: frozenset[str]
    restates: bool = False
    """Whether it only says again, in other words, the figure right before it."""
    bare: bool = False
    """Whether it names no thing of its own, but who gives it."""


new_told, retold = quickly(Told), replacing(Told)


def speaker_of(view: View, figure: Figure, tables: Tables) -> frozenset[str]:
    """The stems and names of who gives the figure: after an opener ("selon X"), before a verb of saying
    or counting ("la police en a dénombré 4 200"), or behind one ("9 000, affirment les syndicats")."""
    if not view.speech:
        return NOBODY
    best: tuple[int, int, int] | None = None
    for cost, first, last in _speakers(view, figure, tables):
        if cost <= REACH and (best is None or (cost, first, last) < best):
            best = (cost, first, last)
    if best is None:
        return NOBODY
    words = range(best[1], best[2])
    found = {view.tokens[i].stem for i in words if view.tokens[i].mark == "w"}
    return frozenset(found | {"#" + concept for i, _, concept in view.concepts if i in words})


def _speakers(view: View, figure: Figure, tables: Tables) -> Iterator[tuple[int, int, int]]:
    """`(cost, first, last)`: words to the figure, and the stretch of tokens that names a speaker."""
    for i, j, speech in view.speech:
        if speech.opener:
            last = _run(view, j, 1)
            gap = i - figure.end if i >= figure.end else figure.start - last
            low, high = (figure.end, i) if i >= figure.end else (last, figure.start)
            if gap >= 0:
                yield gap + OVER_FIGURE * view.figure_between(low, high), j, last
        elif i > 0 and view.tokens[i - 1].lower in tables.reflexives:
            continue
        elif j <= figure.start:
            first, last = _before(view, i)
            if _names_somebody(view, first, last):
                yield figure.start - j + OVER_FIGURE * view.figure_between(j, figure.start), first, last
        elif i >= figure.end:
            last = _run(view, j, 1)
            if _names_somebody(view, j, last) and not view.figure_between(figure.end, i):
                yield i - figure.end, j, last


def _before(view: View, verb: int) -> tuple[int, int]:
    """The stretch of words that ends at a verb; where it names nobody, the one before an apposition or a
    clause between commas: "another skipper, who had heard her, speaks of 12.5"."""
    first = _run(view, verb - 1, -1) + 1
    if _names_somebody(view, first, verb) or first == 0 or view.tokens[first - 1].lower != ",":
        return first, verb
    for at in range(first - 2, max(-1, first - 2 - REACH), -1):
        if view.tokens[at].lower == ",":
            return _run(view, at - 1, -1) + 1, at
        if view.tokens[at].mark == "p" or view.inside[at] >= 0:
            break
    return first, verb


def _run(view: View, at: int, step: int) -> int:
    """The end of the stretch of words from `at` on, up to a sign, a figure or a boundary."""
    words = 0
    while 0 <= at < len(view.tokens) and words < SPEAKER_WORDS:
        boundary = view.boundaries.get(at)
        if view.tokens[at].mark == "p" or view.inside[at] >= 0 or (boundary and boundary.weight < 1):
            break
        words += 1
        at += step
    return at


def _names_somebody(view: View, first: int, last: int) -> bool:
    return "w" in [view.tokens[i].mark for i in range(first, last)]


def with_rivals(told: Sequence[Told], answers: Iterable[tuple[int, int]] = ()) -> list[Assertion]:
    """The assertions, in order; those that have rivals know the normal forms of these. `answers`: pairs of
    indices of which the second only answers the first."""
    found: dict[int, set[str]] = {}
    for i, j in answers:
        found.setdefault(i, set()).add(normal_form(told[j].said.value))
        found.setdefault(j, set()).add(normal_form(told[i].said.value))
    # Rivals are given by two, or one denies what the other says.
    denying = False in [one.said.polarity for one in told]
    places = [i for i, one in enumerate(told) if denying or one.speaker]
    for at, i in enumerate(places, 1):
        one = told[i]
        for j in places[at:]:
            other = told[j]
            if other.sentence - one.sentence > NEAR:
                break
            if _are_rivals(one, other):
                found.setdefault(i, set()).add(normal_form(other.said.value))
                found.setdefault(j, set()).add(normal_form(one.said.value))
    said = [one.said for one in told]
    for i, forms in found.items():
        said[i] = with_changes(said[i], context=with_context(said[i].context, rivals=frozenset(forms)))
    return said


def _are_rivals(one: Told, other: Told) -> bool:
    a, b = one.said, other.said
    if a.polarity == b.polarity and not (one.speaker and other.speaker):
        return False
    if blocking_key(a.value) != blocking_key(b.value) or not _of_one_size(a, b):
        return False
    x, y = a.context, b.context
    if x.scope ^ y.scope or (CHANGE in x.cues) != (CHANGE in y.cues):
        return False
    if a.polarity != b.polarity:
        # "not at 3.48 but at 3.28": what is denied and what is said instead stand side by side.
        return one.sentence == other.sentence and 0 <= other.start - one.end <= INSTEAD
    if not isinstance(a.value, Magnitude) or a.status != b.status:
        return False
    return are_apart(one, other) and _alike(one, other)


def are_apart(one: Told, other: Told, factor: int = APART) -> bool:
    """Whether two figures of one kind and about one size are given by two, and for one time."""
    a, b = one.said, other.said
    if one.speaker & other.speaker or not _of_one_size(a, b, factor):
        return False
    return not (a.as_of and b.as_of and a.as_of != b.as_of)


def _of_one_size(a: Assertion, b: Assertion, factor: int = APART) -> bool:
    if normal_form(a.value) == normal_form(b.value):
        return False
    if not isinstance(a.value, Magnitude) or not isinstance(b.value, Magnitude):
        return True
    figures = [v.low if v.low is not None else v.high for v in (a.value, b.value)]
    if any(f is None or f <= 0 for f in figures):
        return False
    low, high = sorted(f for f in figures if f is not None)
    return high < low * factor


def _alike(one: Told, other: Told) -> bool:
    """Whether the second says nothing else of its own than who gives it, or speaks in the same words."""
    x, y = one.said.context, other.said.context
    if x.head is not None and x.head == y.head:
        return True
    nouns = [v.of for v in (one.said.value, other.said.value) if isinstance(v, Magnitude) and v.of]
    if len(nouns) == 2 and nouns[0] != nouns[1]:
        return False
    bare = y.head is None or y.head in other.speaker or x.head is None or x.head in one.speaker
    if bare and one.sentence == other.sentence:
        return True
    missing = 1.0
    for token, weight in x.tokens.items():
        if token not in one.speaker and token not in other.speaker:
            missing *= 1 - min(weight, y.tokens.get(token, 0.0))
    return 1 - missing >= SHARED

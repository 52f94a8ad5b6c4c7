"""Whose figure it is: entities in the sentence, tied by grammar, or carried over from the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp

from claimcheck.assertions.context import clause_start
from claimcheck.assertions.tables import Tables
from claimcheck.assertions.text import MAX_TOKENS, Name, TextLayer
from claimcheck.assertions.view import Figure, View
from claimcheck.model import Period

__all__ = ["Carried", "Entities", "Speakers", "carry", "entities_of", "said_by"]

Speakers = list[tuple[int, int]]
"""Stretches of tokens that name who says it."""

REACH = 14.0
"""Words over which an entity's weight falls to 1/e."""
NEAR = [exp(-distance / REACH) for distance in range(MAX_TOKENS + 1)]
BROKEN = 0.8
"""An entity beyond a clause boundary counts this much less."""
QUOTED = 0.25
"""One to whom the figure is ascribed is seldom the one it belongs to."""
CARRIED = 0.5
BEFORE = 0.1
"""Weight of the words of the sentence before."""
UNSURE = 0.4
OWNER = 0.8
"""Least weight of an entity to which grammar ties the figure."""
OPENING = 12
"""Words of a clause within which its subject is named."""
SPEAKER_REACH = 5
OPENER_REACH = 9


@dataclass(slots=True)
class Carried:
    """What a sentence hands on to the next: its entities, and the first of them as subject."""

    entities: dict[str, float] = field(default_factory=dict)
    subject: str | None = None
    label: str | None = None
    view: View | None = None
    times: tuple[Period, ...] = ()
    """The periods that the sentence names."""
    _words: dict[str, float] | None = None

    @property
    def words(self) -> Mapping[str, float]:
        """Stems and concepts of the sentence, with the weight that they have in the next one."""
        if self._words is None:
            self._words = _words(self.view) if self.view else {}
        return self._words


@dataclass(slots=True)
class Entities:
    """`owners` are tied to the figure by grammar; `subject` is the one that it is said of."""

    weights: dict[str, float]
    owners: frozenset[str]
    subject: str | None
    label: str | None


def said_by(view: View, tables: Tables) -> Speakers:
    """Who says what the sentence says: half-open stretches of tokens."""
    if view.speakers is None:
        view.speakers = _said_by(view, tables) if view.speech else []
    return view.speakers


def _said_by(view: View, tables: Tables) -> Speakers:
    found: Speakers = []
    size = len(view.tokens)
    for i, j, speech in view.speech:
        if speech.opener:
            if j < size and j in view.boundaries:
                continue
            end = j
            while end < size and end - j < OPENER_REACH and view.tokens[end].lower not in ",;:()":
                if view.inside[end] >= 0 and view.figures[view.inside[end]].mention.value.kind != "period":
                    break
                end += 1
            while end > j and view.tokens[end - 1].mark == "p":
                end -= 1
            found.append((j, end))
            continue
        if speech.account:
            continue
        # "X annonce 100 suppressions" says it of X; "X annonce que", "a annoncé X" only names the speaker.
        reports = j < size and view.tokens[j].lower in tables.complementisers
        for first, last, _ in view.names:
            if (reports and 0 <= i - last <= 2) or 0 <= first - j <= SPEAKER_REACH + 2:
                found.append((first, last))
                break
    return found


def entities_of(text: TextLayer, view: View, figure: Figure, tables: Tables, before: Carried) -> Entities:
    """Entities with weights 0 to 1; those of the sentence before count half, or fully where this
    sentence points back to them."""
    weights = _weights(view, figure, said_by(view, tables))
    clause = clause_start(view, figure)
    owner = _owner(view, figure, tables, clause)
    back = _points_back(text, view, clause)
    if back or owner is None:
        share = 1.0 if back and owner is None else CARRIED
        for key, weight in before.entities.items():
            if weight * share > weights.get(key, 0.0):
                weights[key] = weight * share
    if owner is not None:
        key, least = _key(owner), OWNER if owner.sure else UNSURE
        if least > weights.get(key, 0.0):
            weights[key] = least
        return Entities(weights, frozenset((key,)), key, text.text[owner.start : owner.end])
    return Entities(weights, frozenset(), before.subject, before.label)


def _weights(view: View, figure: Figure, speakers: Speakers) -> dict[str, float]:
    weights: dict[str, float] = {}
    for first, last, name in view.names:
        low, high = (last, figure.start) if last <= figure.start else (figure.end, first)
        weight = NEAR[high - low] if high > low else NEAR[0]
        if view.broken_between(low, high) or view.figure_between(low, high):
            weight *= BROKEN
        if speakers and len(view.names) > 1 and _quoted(first, speakers):
            weight *= QUOTED
        if not name.sure:
            weight *= UNSURE
        key = _key(name)
        if weight > weights.get(key, 0.0):
            weights[key] = weight
    return weights


def _owner(view: View, figure: Figure, tables: Tables, clause: int) -> Name | None:
    """The entity that grammar ties the figure to: a complement right after it, else the antecedent of
    its relative clause, else the first name of its clause that is neither a place nor a speaker."""
    if not (names := bearers_of(view, tables)):
        return None
    if (name := _in_turn(view, figure, names, tables)) is not None:
        return name
    for first, _, name in names:
        if first >= figure.end and _owned(view, figure, first, tables):
            return None if view.tokens[first - 1].lower in tables.place_links else name
    for _, last, name in names:
        # Apposition: "Jeanne Martin, 46 ans", "Orlex (12 %)".
        if 0 <= figure.start - last <= 2 and all(t.mark == "p" for t in view.tokens[last : figure.start]):
            return name
    ahead = [(f, e, n) for f, e, n in names if e <= figure.start]
    for _, last, name in reversed(ahead):
        after = last + 1 if last < len(view.tokens) and view.tokens[last].lower == "," else last
        if after < figure.start and view.tokens[after].lower in tables.relatives:
            return name
        if last <= clause:
            break
    for first, _, name in ahead:
        placed = first > 0 and view.tokens[first - 1].lower in tables.place_links
        if first >= clause and not placed and first - clause <= OPENING:
            return name
    return None


def bearers_of(view: View, tables: Tables) -> Sequence[tuple[int, int, Name]]:
    """The names of the sentence that figures may belong to: none of who says it."""
    if view.bearers is None:
        speakers = said_by(view, tables)
        view.bearers = [
            found
            for found in view.names
            if _nominal(view, found[1], found[2], tables) and not (speakers and _quoted(found[0], speakers))
        ]
    return view.bearers


def _in_turn(
    view: View, figure: Figure, names: Sequence[tuple[int, int, Name]], tables: Tables
) -> Name | None:
    """Of "A et B sont condamnés respectivement à 21 et 18 mois" to each its own."""
    if not view.in_turn:
        return None
    alike = [other for other in view.figures if other.key == figure.key]
    ahead = [found for found in names if found[1] <= alike[0].start][-len(alike) :]
    if len(alike) < 2 or len(ahead) < len(alike):
        return None
    apart = any(later[0] - sooner[1] > 2 for sooner, later in pairwise(ahead))
    return None if apart else ahead[alike.index(figure)][2]


def _nominal(view: View, end: int, name: Name, tables: Tables) -> bool:
    """A word with a capital from opening the sentence may be a name, but not before a comma ("Hier,")
    unless a clause about it follows ("Zeta, qui a placé …")."""
    if name.sure or end >= len(view.tokens):
        return name.sure
    if view.tokens[end].mark != "p":
        return True
    return end + 1 < len(view.tokens) and view.tokens[end + 1].lower in tables.relatives


def _points_back(text: TextLayer, view: View, clause: int) -> bool:
    """Whether the sentence, or the clause, opens with a pronoun, or a noun stands for an entity."""
    if text.points_back(view.index):
        return True
    if clause >= len(view.tokens):
        return False
    first = view.tokens[clause].lower
    return first in text.words.pronouns.get(first, ())


def _owned(view: View, figure: Figure, first: int, tables: Tables) -> bool:
    """Whether the name at `first` follows the figure after few words, the last of them a link."""
    if first - figure.end > 6 or first == 0 or view.tokens[first - 1].lower not in tables.owner_links:
        # "of the Zeta 4": one determiner may stand between.
        if first < 2 or first - figure.end > 6 or view.tokens[first - 2].lower not in tables.owner_links:
            return False
        if view.tokens[first - 1].mark != "s":
            return False
    if any(view.tokens[i].lower in tables.place_links for i in range(figure.end, first - 2)):
        # "13 milliards dans la maison mère de Zeta" are not Zeta's.
        return False
    return not view.broken_between(figure.end, first) and not view.figure_between(figure.end, first)


def carry(view: View, before: Carried, text: TextLayer, tables: Tables) -> Carried:
    """What this sentence hands on: its own entities, else, faded, those it was handed. The subject is
    the first name that is neither a place nor a speaker; without one, the old subject stays."""
    said = [figure.mention.value for figure in view.figures]
    times = tuple([value for value in said if isinstance(value, Period) and value.anchored])
    if not view.names:
        return Carried(
            {key: weight * 0.7 for key, weight in before.entities.items() if weight > 0.2},
            before.subject, before.label, view, times,
        )  # fmt: skip
    entities = {_key(name): 1.0 if name.sure else UNSURE for _, _, name in view.names}
    for first, _, name in bearers_of(view, tables):
        if first == 0 or view.tokens[first - 1].lower not in tables.place_links:
            return Carried(entities, _key(name), text.text[name.start : name.end], view, times)
    if before.subject is not None:
        entities.setdefault(before.subject, CARRIED)
    return Carried(entities, before.subject, before.label, view, times)


def _key(name: Name) -> str:
    return name.key if name.sure else "?" + name.key


def _words(view: View) -> dict[str, float]:
    inside = view.inside
    found = ["#" + concept for first, _, concept in view.concepts if inside[first] < 0]
    found += [stem for stem, at in zip(view.stems, inside, strict=True) if stem is not None and at < 0]
    return dict.fromkeys(found, BEFORE)


def _quoted(first: int, speakers: Speakers) -> bool:
    return any(start <= first < end for start, end in speakers)

"""The words around a figure, weighted by distance, by clause boundaries and by rival figures."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from types import MappingProxyType

from claimcheck.assertions.view import Figure, View
from claimcheck.assertions.words import fold
from claimcheck.model import Magnitude

__all__ = [
    "DECAY",
    "clause_opening",
    "clause_start",
    "handed_on",
    "head_run",
    "head_spans",
    "token_weights",
    "words_around",
]

DECAY = 9.0
"""Words over which the weight of context falls to 1/e. From the study of 23 topics."""
WINDOW = 40
"""Words looked at on each side; beyond, the weight is below 1.2 %."""
OTHER_FIGURE = 0.55
"""Context fades by this over another figure, unless a word hands it on ("and", "of which")."""
CONCEPT_STEM = 0.5
"""Weight of the stem itself where a concept stands for it too."""
BROADER = 0.5
"""Weight of a more general concept beside the one that the words bear."""
AUXILIARIES = 4
"""Small words between a subject and its verb."""
HEAD_REACH = 5
STRONG = 0.5
"""Boundaries of at most this weight begin a new clause ("but", ";")."""
ADJUNCT_REACH = 14
LEAST_CONCEPT, LEAST_WORD = 0.01, 0.02
"""Weights up to and below which a concept and a word are left out."""
NOTHING: Mapping[str, float] = MappingProxyType({})
HEAD_WORDS = 3

FADE = [exp(-d / DECAY) for d in range(1, WINDOW + 1)]


def token_weights(view: View, figure: Figure) -> dict[int, float]:
    """Weight of each token for the figure, by index, before sharing with the figure's neighbours."""
    if figure.weights is not None:
        return figure.weights
    weights = figure.weights = {}
    tokens, inside, boundaries = view.tokens, view.inside, view.boundaries
    for way in (range(figure.start - 1, -1, -1), range(figure.end, len(inside))):
        penalty, fade, crossed = 1.0, iter(FADE), -1
        for i in way:
            if i in boundaries:
                penalty *= boundaries[i].weight
            if (other := inside[i]) >= 0:
                if other != crossed and view.figures[other].mention.value.kind != "period":
                    crossed = other
                    penalty *= 1.0 if way.step < 0 and handed_on(view, figure) else OTHER_FIGURE
            elif tokens[i].mark != "p":
                if (share := next(fade, None)) is None:
                    break
                weights[i] = penalty * share
    return weights


def handed_on(view: View, figure: Figure) -> bool:
    """Whether a word right before the figure gives it the context of the figure before."""
    return any(at in view.boundary_ends for at in range(max(0, figure.start - 2), figure.start + 1))


def shared_out(view: View, figure: Figure) -> dict[int, float]:
    """Weights times the token's share against figures of the same dimension in the sentence."""
    own = token_weights(view, figure)
    mates = [
        token_weights(view, other)
        for other in view.figures[:12]
        if other is not figure and other.key == figure.key
    ]
    if not mates:
        return dict(own)
    rival = dict(mates[0])
    for mate in mates[1:]:
        for i, weight in mate.items():
            if weight > rival.get(i, 0.0):
                rival[i] = weight
    return {i: w * w / (w + rival.get(i, 0.0)) for i, w in own.items()}


def counted_words(view: View, figure: Figure) -> list[int]:
    """The tokens of the noun that a count counts ("1 200 postes"); number words are none of them."""
    if figure.counted is None:
        value = figure.mention.value
        figure.counted = []
        if isinstance(value, Magnitude) and value.of:
            wanted = tuple([fold(word)[:4] for word in value.of.split()])
            figure.counted = [
                i
                for i in range(figure.start, figure.end)
                if view.tokens[i].mark == "w" and view.tokens[i].lower.startswith(wanted)
            ]
    return figure.counted


def clause_start(view: View, figure: Figure) -> int:
    """Where the clause of the figure begins: after the last strong boundary, past an opening adjunct
    ("En 2024, …") that a comma closes."""
    if figure.clause is None:
        figure.clause = _clause_start(view, figure)
    return figure.clause


def _clause_start(view: View, figure: Figure) -> int:
    strong = [i for i, limit in view.boundaries.items() if limit.weight <= STRONG and i < figure.start]
    start = max(strong) + 1 if strong else 0
    at = start
    while at < figure.start and view.tokens[at].mark == "p":
        at += 1
    if at < figure.start and view.tokens[at].lower in view.adjuncts:
        for i in range(at, min(at + ADJUNCT_REACH, figure.start)):
            if view.tokens[i].lower == ",":
                return i + 1
    return start


def clause_opening(view: View, figure: Figure, start: int) -> list[int]:
    """The first words of the clause that bear meaning: where its grammatical subject stands."""
    found: list[int] = []
    inside, stems = view.inside, view.stems
    for i in range(start, figure.start):
        if inside[i] >= 0 or (found and view.tokens[i].lower in ",;:()"):
            break
        if stems[i] is not None:
            found.append(i)
            if len(found) == HEAD_WORDS:
                break
    return found


def words_around(
    view: View, figure: Figure, heads: Mapping[int, float], broader: Mapping[str, tuple[str, ...]],
    known: Mapping[str, float] = NOTHING,
) -> dict[str, float]:  # fmt: skip
    """Stems and concepts (`#id`) with their weight, 0 to 1. `heads`: least weights of some tokens;
    `known`: least weights of some words; `broader`: concepts → the more general ones."""
    weights = shared_out(view, figure)
    for i, least in heads.items():
        if weights.get(i, 0.0) < least:
            weights[i] = least
    for i in counted_words(view, figure):
        weights[i] = 1.0
    found = dict(known)
    weight_of, weighed = weights.get, found.get
    covered: set[int] = set()
    for first, last, concept in view.concepts:
        if last - first == 1:
            weight = weight_of(first, 0.0)
        else:
            weight = max([weight_of(i, 0.0) for i in range(first, last)])
        if weight > LEAST_CONCEPT:
            key = "#" + concept
            if weight > weighed(key, 0.0):
                found[key] = weight
            covered.update(range(first, last))
            for wider in broader.get(concept, ()):
                found["#" + wider] = max(weighed("#" + wider, 0.0), weight * BROADER)
    stems = view.stems
    for i, weight in weights.items():
        if weight < LEAST_WORD or (stem := stems[i]) is None:
            continue
        if i in covered:
            weight *= CONCEPT_STEM
        if weight > weighed(stem, 0.0):
            found[stem] = weight
    return found


def head_run(view: View, at: int, step: int) -> list[int]:
    """Up to three neighbouring words that bear meaning, from `at` on in that direction."""
    tokens, inside = view.tokens, view.inside
    for end in range(at, at + HEAD_WORDS * step, step):
        if not 0 <= end < len(tokens) or tokens[end].mark != "w" or inside[end] >= 0:
            return list(range(at, end, step))
    return list(range(at, at + HEAD_WORDS * step, step))


def predicate_behind(view: View, figure: Figure, auxiliaries: frozenset[str]) -> list[int]:
    """The verb of which the figure with its noun is the subject: "sept personnes ont été interpellées"."""
    at, seen = figure.end, False
    for token in view.tokens[at : at + AUXILIARIES]:
        if token.mark != "s":
            break
        seen = seen or token.lower in auxiliaries
        at += 1
    return head_run(view, at, 1)[:1] if seen else []


def head_spans(view: View, figure: Figure, links: frozenset[str]) -> tuple[list[int], list[int], bool]:
    """The words right before and right after that the figure may belong to, nearest first; and whether
    those before are tied to it by a link alone ("un déficit de 4 %"), not by a verb ("recule à 4 %")."""
    before: list[int] = []
    tokens, inside = view.tokens, view.inside
    tight, linked = True, False
    for at in range(figure.start - 1, max(-1, figure.start - 1 - HEAD_REACH), -1):
        token = tokens[at]
        if inside[at] >= 0 or (token.mark == "p" and token.lower != ":"):
            break
        if token.mark == "w":
            before = head_run(view, at, -1)
            break
        linked = linked or token.lower in links
        tight = tight and token.lower in links
    after: list[int] = []
    at = figure.end
    if at < len(tokens):
        if tokens[at].mark != "w" and tokens[at].lower in links:
            while at < len(tokens) and tokens[at].mark == "s" and at - figure.end < 3:
                at += 1
        after = head_run(view, at, 1)
    # Right before a figure, without a link, stands its verb ("atteint 12 %").
    return before, after, tight and linked

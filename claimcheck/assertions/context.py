"""The words around a figure, weighted by distance, by clause boundaries and by rival figures."""

from __future__ import annotations

from math import exp

from claimcheck.assertions.view import Figure, View
from claimcheck.values import blocking_key

__all__ = ["DECAY", "head_run", "head_spans", "token_weights", "words_around"]

DECAY = 9.0
"""Words over which the weight of context falls to 1/e. From the study of 23 topics."""
WINDOW = 40
"""Words looked at on each side; beyond, the weight is below 1.2 %."""
OTHER_FIGURE = 0.55
"""Context fades by this over another figure, unless a word hands it on ("and", "of which")."""
CONCEPT_STEM = 0.5
"""Weight of the stem itself where a concept stands for it too."""
HEAD_REACH = 5
HEAD_WORDS = 3

FADE = [exp(-d / DECAY) for d in range(WINDOW + 1)]


def token_weights(view: View, figure: Figure) -> dict[int, float]:
    """Weight of each token for the figure, by index, before sharing with the figure's neighbours."""
    weights: dict[int, float] = {}
    for start, step in ((figure.start - 1, -1), (figure.end, 1)):
        penalty, i, distance, crossed = 1.0, start, 0, -1
        while 0 <= i < len(view.tokens) and distance < WINDOW:
            boundary = view.boundaries.get(i)
            if boundary is not None:
                penalty *= float(boundary.weight)
            other = view.inside[i]
            if other >= 0:
                if other != crossed and view.figures[other].mention.value.kind != "period":
                    crossed = other
                    penalty *= 1.0 if step < 0 and _handed_on(view, figure) else OTHER_FIGURE
            elif view.tokens[i].mark != "p":
                distance += 1
                weights[i] = penalty * FADE[distance]
            i += step
    for i in range(figure.start, figure.end):
        weights[i] = 1.0
    return weights


def _handed_on(view: View, figure: Figure) -> bool:
    """Whether a word right before the figure gives it the context of the figure before."""
    return any(at in view.boundary_ends for at in range(max(0, figure.start - 2), figure.start + 1))


def shared_out(view: View, figure: Figure) -> dict[int, float]:
    """Weights times the token's share against figures of the same dimension in the sentence."""
    own = token_weights(view, figure)
    key = blocking_key(figure.mention.value)
    mates = [
        token_weights(view, other)
        for other in view.figures[:12]
        if other is not figure and blocking_key(other.mention.value) == key
    ]
    if not mates:
        return own
    return {i: w * w / (w + max(mate.get(i, 0.0) for mate in mates)) for i, w in own.items()}


def words_around(view: View, figure: Figure, heads: dict[int, float]) -> dict[str, float]:
    """Stems and concepts (`#id`) with their weight, 0 to 1; `heads`: least weights of some tokens."""
    weights = shared_out(view, figure)
    for i, least in heads.items():
        weights[i] = max(least, weights.get(i, 0.0))
    named = {i for first, last, name in view.names if name.sure for i in range(first, last)}
    own = view.inside[figure.start]
    found: dict[str, float] = {}
    covered: set[int] = set()
    for first, last, concept in view.concepts:
        weight = max(
            (weights.get(i, 0.0) for i in range(first, last) if view.inside[i] in (-1, own)), default=0.0
        )
        if weight > 0.01:
            key = "#" + concept
            found[key] = max(found.get(key, 0.0), weight)
            covered.update(range(first, last))
    for i, weight in weights.items():
        token = view.tokens[i]
        if token.mark != "w" or i in named or view.inside[i] not in (-1, own) or weight < 0.02:
            continue
        if i in covered:
            weight *= CONCEPT_STEM
        if weight > found.get(token.stem, 0.0):
            found[token.stem] = weight
    return found


def head_run(view: View, at: int, step: int) -> list[int]:
    """Up to three neighbouring words that bear meaning, from `at` on in that direction."""
    run: list[int] = []
    while 0 <= at < len(view.tokens) and len(run) < HEAD_WORDS:
        token = view.tokens[at]
        if token.mark != "w" or view.inside[at] >= 0:
            break
        run.append(at)
        at += step
    return run


def head_spans(view: View, figure: Figure, links: frozenset[str]) -> tuple[list[int], list[int]]:
    """The words right before and right after that the figure may belong to, nearest first."""
    before: list[int] = []
    at = figure.start - 1
    for _ in range(HEAD_REACH):
        if at < 0 or view.inside[at] >= 0 or (view.tokens[at].mark == "p" and view.tokens[at].lower != ":"):
            break
        if view.tokens[at].mark == "w":
            before = head_run(view, at, -1)
            break
        at -= 1
    after: list[int] = []
    at = figure.end
    if at < len(view.tokens) and view.tokens[at].mark == "w" and view.inside[at] < 0:
        after = head_run(view, at, 1)
    elif at < len(view.tokens) and view.tokens[at].lower in links:
        while at < len(view.tokens) and view.tokens[at].mark == "s" and at - figure.end < 3:
            at += 1
        after = head_run(view, at, 1)
    return before, after

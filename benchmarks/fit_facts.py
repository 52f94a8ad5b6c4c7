"""Fit the weights of `opposed` in rules/facts.toml on sentence pairs; folds are held out.

    python benchmarks/fit_facts.py PAIRS.jsonl... [--folds 10] [--language fr] [--terms a,b,c]

A line has "a", "b" and "label" ("contradiction" or other). All files are fitted together; for each it
prints what held-out folds score with weights fitted on the rest, then the weights of all. Folds are
contiguous, so that pairs about one thing stay together. A pair in which nothing is opposed is never
told, so only the others are fitted on; contradictions of figures are left out. What is fitted is the
chance that is reported: that two statements make one claim (`same`, as the rules have it), times that
they contradict each other. Plain Python: Newton's method (scoring) with a ridge. Terms that no pair has
("swapped") keep the weight they have.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from claimcheck.alignment.facts import may_oppose, rarity_of
from claimcheck.alignment.facts_statements import statement
from claimcheck.alignment.facts_terms import Pairing, log_odds, measure, set_against_others, weights_of
from claimcheck.assertions import layers_of, state_source
from claimcheck.model import Assertion, Fact, Source
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.facts import FactRules
from claimcheck.rulebook.families.judgement import Judgement

RIDGE = 1.0
ROUNDS = 3
KEPT = frozenset({"swapped"})
"""Terms set by hand."""
STEPS = 60
LONGEST_STEP = 0.5
LEVELS = (0.4, 0.45, 0.5, 0.55, 0.6)


@dataclass
class Pair:
    label: bool
    polarity: bool
    pairings: list[Pairing]
    same: list[float]
    """Of each pairing the chance that it is one claim."""


def read(path: str, language: str) -> list[Pair]:
    rulebook = default_rulebook()
    rules, limits = rulebook.get(FactRules), rulebook.get(Judgement)
    found = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides = [facts(Source(id=side, text=row[side], language=language), language) for side in "ab"]
        rarity = rarity_of([*sides[0], *sides[1]], rules)
        left, right = ([statement(fact, rarity) for fact in side] for side in sides)
        rivals = len(left) * len(right)
        pairings = {
            (i, len(left) + j): measure(left[i], right[j], rivals, limits)
            for i, j in product(range(len(left)), range(len(right)))
        }
        set_against_others(pairings, [*"a" * len(left), *"b" * len(right)])
        opposed = [
            pairing
            for (i, j), pairing in pairings.items()
            if may_oppose(left[i], right[j - len(left)], pairing)
        ]
        kind = row.get("kind", "")
        alike = weights_of(rules.same)
        same = [chance(log_odds(pairing, alike)) for pairing in opposed]
        found.append(Pair(row["label"] == "contradiction", kind.startswith("polarity"), opposed, same))
    return found


def facts(source: Source, language: str) -> list[Assertion]:
    rulebook = default_rulebook()
    mentions = recognize_source(source, language, rulebook)
    found = state_source(source, language, rulebook, layers_of(source, language, mentions, rulebook))
    return [said for said in found if isinstance(said.value, Fact) and said.value.category is None]


def chance(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gauss with partial pivoting; changes its arguments."""
    size = len(vector)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(matrix[row][i]))
        matrix[i], matrix[pivot] = matrix[pivot], matrix[i]
        vector[i], vector[pivot] = vector[pivot], vector[i]
        for row in range(i + 1, size):
            share = matrix[row][i] / matrix[i][i]
            for column in range(i, size):
                matrix[row][column] -= share * matrix[i][column]
            vector[row] -= share * vector[i]
    for i in reversed(range(size)):
        vector[i] = (vector[i] - sum(matrix[i][j] * vector[j] for j in range(i + 1, size))) / matrix[i][i]
    return vector


def fit(rows: Sequence[Sequence[float]], same: Sequence[float], labels: Sequence[bool]) -> list[float]:
    """Weights under which same × chance(row · weights) is likeliest; the first one has no ridge."""
    size = len(rows[0])
    weights = [0.0] * size
    for _ in range(STEPS):
        ridge = [0.0 if i == 0 else RIDGE for i in range(size)]
        slope = [-ridge[i] * weights[i] for i in range(size)]
        curve = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, alike, label in zip(rows, same, labels, strict=True):
            opposed = chance(sum(w * x for w, x in zip(weights, row, strict=True)))
            both = min(max(alike * opposed, 1e-6), 1 - 1e-6)
            pull = (label - both) / (1 - both) * (1 - opposed)
            bend = (1 - opposed) ** 2 * both / (1 - both) + 1e-3
            used = [i for i in range(size) if row[i]]
            for i in used:
                slope[i] += pull * row[i]
                for j in used:
                    curve[i][j] += bend * row[i] * row[j]
        step = [max(-LONGEST_STEP, min(LONGEST_STEP, delta)) for delta in solve(curve, slope)]
        weights = [weight + delta for weight, delta in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-3:
            break
    return weights


def score(pairing: Pairing, terms: Sequence[str], weights: Sequence[float]) -> float:
    return sum(w * pairing.measures.get(term, 0.0) for term, w in zip(terms, weights, strict=True))


def chances(pair: Pair, terms: Sequence[str], weights: Sequence[float]) -> list[float]:
    return [
        same * chance(score(pairing, terms, weights))
        for same, pairing in zip(pair.same, pair.pairings, strict=True)
    ]


def train(pairs: Sequence[Pair], terms: Sequence[str], weights: list[float]) -> list[float]:
    """The statements that decide a pair follow from the weights, so they are chosen anew each round."""
    pairs = [pair for pair in pairs if pair.pairings]
    for _ in range(ROUNDS):
        chosen = []
        for pair in pairs:
            told = chances(pair, terms, weights)
            chosen.append(told.index(max(told)))
        rows = [
            [pair.pairings[at].measures.get(term, 0.0) for term in terms]
            for pair, at in zip(pairs, chosen, strict=True)
        ]
        same = [pair.same[at] for pair, at in zip(pairs, chosen, strict=True)]
        weights = fit(rows, same, [pair.label for pair in pairs])
    return weights


def figures(pairs: Sequence[Pair], scores: Sequence[float], level: float = 0.5) -> str:
    seen = Counter((pair.label, value > level) for pair, value in zip(pairs, scores, strict=True))
    right, false, missed = seen[True, True], seen[False, True], seen[True, False]
    polar = [value > level for pair, value in zip(pairs, scores, strict=True) if pair.polarity]
    return (
        f"accuracy {100 * (len(pairs) - false - missed) / len(pairs):.1f}"
        f"  precision {100 * right / max(1, right + false):.1f}"
        f"  recall {100 * right / max(1, right + missed):.1f}"
        f"  polarity recall {100 * sum(polar) / max(1, len(polar)):.1f}"
    )


def best(pair: Pair, terms: Sequence[str], weights: Sequence[float]) -> float:
    return max(chances(pair, terms, weights), default=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--language", default="fr")
    parser.add_argument("--terms", default="")
    options = parser.parse_args()
    known = {term.id: float(term.weight) for term in default_rulebook().get(FactRules).opposed}
    terms = options.terms.split(",") if options.terms else [term for term in known if term not in KEPT]
    start = [known.get(term, 0.0) for term in terms]
    sets = {path: read(path, options.language) for path in options.pairs}
    held: dict[str, list[float]] = {path: [] for path in sets}
    for fold in range(options.folds):
        out = {
            path: (len(pairs) * fold // options.folds, len(pairs) * (fold + 1) // options.folds)
            for path, pairs in sets.items()
        }
        rest = [pair for path, (low, high) in out.items() for pair in (*sets[path][:low], *sets[path][high:])]
        weights = train(rest, terms, start)
        for path, (low, high) in out.items():
            held[path] += [best(pair, terms, weights) for pair in sets[path][low:high]]
    for path, pairs in sets.items():
        for level in LEVELS:
            print(f"{Path(path).name} held out, from {level:.2f}: {figures(pairs, held[path], level)}")
    fitted = train([pair for pairs in sets.values() for pair in pairs], terms, start)
    for term, weight in zip(terms, fitted, strict=True):
        print(f"  {term:18} {weight:+.2f}")
    for path, pairs in sets.items():
        print(f"{Path(path).name} fitted: {figures(pairs, [best(pair, terms, fitted) for pair in pairs])}")


if __name__ == "__main__":
    main()

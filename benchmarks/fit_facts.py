"""Fit the weights of `opposed` in rules/facts.toml on sentence pairs; folds are held out.

    python benchmarks/fit_facts.py PAIRS.jsonl... [--folds 10] [--language fr] [--terms a,b,c]

A line has "a", "b" and "label" ("contradiction" or other). All files are fitted together; for each it
prints what held-out folds score with weights fitted on the rest, then the weights of all. Folds are
contiguous, so that pairs about one thing stay together. A pair in which nothing is opposed is never
told, so only the others are fitted on. Plain Python: logistic regression by Newton's method with a ridge.
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
from claimcheck.alignment.facts_terms import Pairing, measure, set_against_others
from claimcheck.assertions import layers_of, state_source
from claimcheck.model import Assertion, Fact, Source
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.facts import FactRules
from claimcheck.rulebook.families.judgement import Judgement

RIDGE = 1.0
ROUNDS = 3


@dataclass
class Pair:
    label: bool
    polarity: bool
    pairings: list[Pairing]


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
        found.append(Pair(row["label"] == "contradiction", kind.startswith("polarity"), opposed))
    return found


def facts(source: Source, language: str) -> list[Assertion]:
    rulebook = default_rulebook()
    mentions = recognize_source(source, language, rulebook)
    found = state_source(source, language, rulebook, layers_of(source, language, mentions, rulebook))
    return [said for said in found if isinstance(said.value, Fact) and said.value.category is None]


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


def fit(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    size = len(rows[0])
    weights = [0.0] * size
    for _ in range(12):
        ridge = [0.0 if i == 0 else RIDGE for i in range(size)]
        slope = [-ridge[i] * weights[i] for i in range(size)]
        curve = [[ridge[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, label in zip(rows, labels, strict=True):
            chance = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
            for i in range(size):
                slope[i] += (label - chance) * row[i]
                for j in range(size):
                    curve[i][j] += chance * (1 - chance) * row[i] * row[j]
        step = solve(curve, slope)
        weights = [weight + delta for weight, delta in zip(weights, step, strict=True)]
    return weights


def score(pairing: Pairing, terms: Sequence[str], weights: Sequence[float]) -> float:
    return sum(w * pairing.measures.get(term, 0.0) for term, w in zip(terms, weights, strict=True))


def train(pairs: Sequence[Pair], terms: Sequence[str], weights: list[float]) -> list[float]:
    """The statements that decide a pair follow from the weights, so they are chosen anew each round."""
    pairs = [pair for pair in pairs if pair.pairings]
    for _ in range(ROUNDS):
        chosen = [max(pair.pairings, key=lambda p: score(p, terms, weights)) for pair in pairs]
        rows = [[pairing.measures.get(term, 0.0) for term in terms] for pairing in chosen]
        weights = fit(rows, [pair.label for pair in pairs])
    return weights


def figures(pairs: Sequence[Pair], scores: Sequence[float], level: float = 0.0) -> str:
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
    return max((score(pairing, terms, weights) for pairing in pair.pairings), default=-math.inf)


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
    terms = options.terms.split(",") if options.terms else list(known)
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
        for level in (-0.5, -0.25, 0.0, 0.25, 0.5, 1.0):
            print(f"{Path(path).name} held out, from {level:+.2f}: {figures(pairs, held[path], level)}")
    fitted = train([pair for pairs in sets.values() for pair in pairs], terms, start)
    for term, weight in zip(terms, fitted, strict=True):
        print(f"  {term:18} {weight:+.2f}")
    for path, pairs in sets.items():
        print(f"{Path(path).name} fitted: {figures(pairs, [best(pair, terms, fitted) for pair in pairs])}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Fit the weights of rules/alignment.toml on topics with gold pairs, each topic held back in turn.

    python benchmarks/fit.py tests/topics [FOLDER...]            print the held-back figures
    python benchmarks/fit.py tests/topics [FOLDER...] --write    and write the weights fitted on all

A folder holds documents, claims and pairs, one JSON object a line (tests/topics/README.md). The two
scores are logistic regressions drawn towards the priors that stand in the rules (ridge), so that a
term of which the topics say nothing keeps its reasoned weight. Thresholds are not fitted.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import datetime
import itertools
import json
import math
import re
from decimal import Decimal
from pathlib import Path

from claimcheck.alignment import align, shared_origins
from claimcheck.alignment.aligning import LEFT_OPEN, scored_pairs
from claimcheck.alignment.entries import build_entries
from claimcheck.alignment.terms import Scorer
from claimcheck.assertions import assert_source
from claimcheck.judgement import judge
from claimcheck.model import Assertion, Source, Span
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import Rulebook, built_in, default_rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules
from claimcheck.sources import detect_language

RIDGE = 2.0
"""Pull towards the priors in the rules: as strong as two pairs with a term of 1."""
ROUNDS = 25
KINDS = {"agree": "SAME_AGREE", "conflict": "SAME_CONFLICT", "probable": "SAME_CONFLICT"}
MENTIONS = recognize_source
DOUBTFUL = 0.25
"""Weight of a pair that the gold does not judge."""
Row = tuple[dict[str, float], int, float]


@dataclasses.dataclass
class Topic:
    name: str
    sources: list[Source]
    assertions: list[Assertion]
    claims: dict[str, list[dict]]
    gold: dict[frozenset[str], str]


def load(folder: Path, name: str) -> list[dict]:
    text = (folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def read_topics(folder: Path, rulebook: Rulebook) -> list[Topic]:
    topics: dict[str, Topic] = {}
    for doc in load(folder, "documents"):
        topic = topics.setdefault(
            doc["topic"], Topic(doc["topic"], [], [], collections.defaultdict(list), {})
        )
        day = datetime.date.fromisoformat(doc["date"]) if doc.get("date") else None
        code = doc["lang"] if doc["lang"] in rulebook.languages else detect_language(doc["text"], rulebook)
        source = Source(id=doc["id"], text=doc["text"], language=code, published=day)
        topic.sources.append(source)
        topic.assertions += assert_source(source, code, MENTIONS(source, code, rulebook), rulebook)
    for claim in load(folder, "claims"):
        topics[claim["topic"]].claims[claim["doc"]].append(claim)
    for pair in load(folder, "pairs"):
        topics[pair["topic"]].gold[frozenset((pair["a"], pair["b"]))] = pair["label"]
    return list(topics.values())


def claim_at(topic: Topic, source: str, span: Span) -> dict | None:
    """The gold claim that a span overlaps most."""
    best, most = None, 0
    for claim in topic.claims.get(source, ()):
        overlap = min(claim["end"], span.end) - max(claim["start"], span.start)
        if overlap > most:
            best, most = claim, overlap
    return best


def rows_of(topic: Topic, rulebook: Rulebook) -> dict[bool, list[Row]]:
    """Terms and label of every scored pair that the gold judges, for agreements and for conflicts."""
    rules = rulebook.get(AlignmentRules)
    ordered = sorted(topic.assertions, key=lambda a: (a.source, a.span.start, a.span.end))
    across, _, things = scored_pairs(build_entries(ordered, rules, topic.sources), Scorer(rules), rulebook)
    found: dict[bool, list[Row]] = {True: [], False: []}
    for pair in across:
        if not pair.agrees and (
            pair.veto or pair.relation in LEFT_OPEN or not things.can_join(pair.a, pair.b)
        ):
            continue
        a, b = (claim_at(topic, e.assertion.source, e.assertion.span) for e in (pair.a, pair.b))
        if a is None or b is None:
            label = "DIFFERENT"
        elif (label := topic.gold.get(frozenset((a["id"], b["id"])), "")) == "":
            continue
        want = "SAME_AGREE" if pair.agrees else "SAME_CONFLICT"
        # What the gold leaves out, as settings, may well agree.
        doubtful = pair.agrees and (a is None or b is None)
        found[pair.agrees].append((pair.terms or {}, int(label == want), DOUBTFUL if doubtful else 1.0))
    return found


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with partial pivots."""
    n = len(right)
    rows = [[*matrix[i], right[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, n + 1):
                rows[r][c] -= factor * rows[i][c]
    found = [0.0] * n
    for i in reversed(range(n)):
        found[i] = (rows[i][n] - sum(rows[i][c] * found[c] for c in range(i + 1, n))) / rows[i][i]
    return found


def fit(rows: list[Row], start: dict[str, float]) -> dict[str, float]:
    """Logistic regression drawn towards `start`. No term may turn against its reason: a weight that
    would change its sign is 0."""
    free = set(start)
    while True:
        weights = newton(rows, start, free)
        turned = {name for name in free if name != "base" and weights[name] * start[name] < 0}
        if not turned:
            return {name: weights.get(name, 0.0) for name in start}
        free -= turned


def newton(rows: list[Row], start: dict[str, float], free: set[str]) -> dict[str, float]:
    names = sorted(free)
    at = {name: i for i, name in enumerate(names)}
    weights = [start[name] for name in names]
    pull = [RIDGE if name != "base" else RIDGE / 4 for name in names]
    vectors = [([(at[n], v) for n, v in terms.items() if n in at], *rest) for terms, *rest in rows]
    for _ in range(ROUNDS):
        hessian = [[pull[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        gradient = [pull[i] * (start[name] - weights[i]) for i, name in enumerate(names)]
        for vector, label, sure in vectors:
            score = max(-30.0, min(30.0, sum(weights[i] * v for i, v in vector)))
            p = 1 / (1 + math.exp(-score))
            for i, v in vector:
                gradient[i] += sure * (label - p) * v
                for j, w in vector:
                    hessian[i][j] += sure * p * (1 - p) * v * w
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-5:
            break
    return dict(zip(names, weights, strict=True))


def fitted(rulebook: Rulebook, rows: dict[bool, list[Row]]) -> Rulebook:
    rules = rulebook.get(AlignmentRules)
    parts = {}
    for agrees, part in ((True, "agreement"), (False, "conflict")):
        terms = getattr(rules, part)
        weights = fit(rows[agrees], {term.id: float(term.prior) for term in terms})
        parts[part] = tuple(
            dataclasses.replace(term, weight=Decimal(f"{weights[term.id]:.2f}")) for term in terms
        )
    families = {**rulebook.families, AlignmentRules: dataclasses.replace(rules, **parts)}
    return dataclasses.replace(rulebook, families=families, _derived={})


def tally(topic: Topic, rulebook: Rulebook) -> collections.Counter:
    """What the whole chain finds on a topic, counted as the gold judges it."""
    found = align(topic.assertions, rulebook, sources=topic.sources)
    counts: collections.Counter = collections.Counter()
    sets = collections.defaultdict(set)
    origins = shared_origins(topic.sources, rulebook.get(AlignmentRules))
    for finding in judge(found.comparisons, rulebook, origins=origins):
        if finding.within or finding.kind == "fact":
            continue
        sides = [
            [
                (a.source, claim_at(topic, a.source, span))
                for a in side.assertions
                for span in (a.span, *a.also)
            ]
            for side in finding.sides
        ]
        pairs = [("agree", pair) for side in sides for pair in itertools.combinations(side, 2)]
        if finding.verdict == "contradiction":
            pairs += [("conflict", pair) for pair in itertools.product(*sides[:2])]
        for kind, ((source, a), (other, b)) in pairs:
            if source == other:
                continue
            if a is None or b is None or a["type"] != b["type"]:
                counts[f"stray {kind}"] += 1
            elif (key := frozenset((a["id"], b["id"]))) in topic.gold:
                sets[kind].add(key)
                if kind == "conflict" and finding.certainty == "probable":
                    sets["probable"].add(key)
    for kind, want in KINDS.items():
        counts[f"{kind} found"] = len(sets[kind])
        counts[f"{kind} right"] = sum(topic.gold[key] == want for key in sets[kind])
        counts[f"{kind} gold"] = sum(label == want for label in topic.gold.values())
    return counts


def show(title: str, counts: collections.Counter) -> None:
    parts = []
    for kind in KINDS:
        right, found, gold = (counts[f"{kind} {name}"] for name in ("right", "found", "gold"))
        p, r = right / found if found else 0.0, right / gold if gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        parts.append(f"{kind} P {p:.3f} R {r:.3f} F {f:.3f}")
    strays = f"strays {counts['stray conflict']} / {counts['stray agree']}"
    print(f"{title:24.24} {' | '.join(parts)} | {strays}")


def write(rulebook: Rulebook) -> None:
    """Put the weights into rules/alignment.toml, leaving every other character as it is."""
    path = built_in() / "alignment.toml"
    text = path.read_text(encoding="utf-8")
    rules = rulebook.get(AlignmentRules)
    for part in ("agreement", "conflict"):
        for term in getattr(rules, part):
            pattern = rf'(\[\[{part}\]\]\nid = "{re.escape(term.id)}"\nweight = )[-\d.]+'
            text = re.sub(pattern, rf"\g<1>{term.weight}", text)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--each", action="store_true", help="print every topic")
    args = parser.parse_args()
    rulebook = default_rulebook()
    topics = [topic for folder in args.folders for topic in read_topics(folder, rulebook)]
    rows = [rows_of(topic, rulebook) for topic in topics]
    as_is, held = collections.Counter(), collections.Counter()
    for i, topic in enumerate(topics):
        others = {k: [row for j, r in enumerate(rows) if j != i for row in r[k]] for k in (True, False)}
        counts = tally(topic, fitted(rulebook, others))
        held += counts
        as_is += (now := tally(topic, rulebook))
        if args.each:
            show(topic.name, counts)
            show("  as in the rules", now)
    show("as in the rules", as_is)
    show("each topic held back", held)
    everything = {k: [row for r in rows for row in r[k]] for k in (True, False)}
    final = fitted(rulebook, everything)
    total: collections.Counter = collections.Counter()
    for topic in topics:
        total += tally(topic, final)
    show("fitted on all", total)
    if args.write:
        write(final)


if __name__ == "__main__":
    main()

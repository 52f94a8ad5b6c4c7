"""assertions → comparisons: agreements first, conflicts second, each with its named evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from claimcheck.alignment.candidates import candidate_pairs
from claimcheck.alignment.entries import Entry, build_entries
from claimcheck.alignment.order import by_content
from claimcheck.alignment.peers import pair_members
from claimcheck.alignment.rivals import are_told_by_both, compete, refuse_strangers, tell_parts
from claimcheck.alignment.sums import SUM, add_up
from claimcheck.alignment.surroundings import Surroundings
from claimcheck.alignment.terms import Pair, Scorer, shared_tokens
from claimcheck.alignment.things import Things
from claimcheck.alignment.vetoes import RIVAL, too_far
from claimcheck.model import Assertion, Comparison, Magnitude, Source, quickly
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.values import AGREEING, RelationName, relation_name

__all__ = ["Alignment", "align", "scored_pairs"]

NEVER = frozenset({"other-dimension", "other-currency"})
COMMONEST = "commonest"
"""Bound: of a thing with very many values, these were set against the commonest ones only."""
LEFT_OPEN = frozenset({"vague", "unanchored", "far-bound", "other-scope", "change-level"})

new_comparison = quickly(Comparison)


@frozen
class Alignment:
    """`bounded`: how many assertions were not set against all others, by the bound that was met."""

    comparisons: tuple[Comparison, ...]
    bounded: Mapping[str, int] = field(default_factory=dict)


def align(
    assertions: Sequence[Assertion],
    rulebook: Rulebook,
    *,
    sources: Sequence[Source] = (),
    focus: frozenset[str] | None = None,
    around: Surroundings | None = None,
) -> Alignment:
    """What speaks of the same thing. With `focus`, only pairs with an assertion of these sources.

    With `around`, the assertions are those of `focus` and of all documents that these can meet.
    The order of assertions changes nothing but the numbers of groups.
    """
    rules = rulebook.get(AlignmentRules)
    scorer = Scorer(rules)
    ordered = by_content(assertions)
    entries = build_entries(ordered, rules, sources, around.sure if around else frozenset())
    bounded: Counter[str] = Counter()
    across, within, things = scored_pairs(entries, scorer, rulebook, focus, around, bounded)
    summed = add_up(across, entries, things, scorer, rulebook.get(Judgement))
    joints = _join_accounts(things, entries, rules)
    _join_conflicts(things, across, rules, joints)
    found = _comparisons(things, across, joints, scorer, rulebook, bounded)
    found += _undecided(things, across, scorer, rules)
    found += summed
    found += _within(within, scorer, rules)
    return Alignment(tuple(found), +bounded)


def scored_pairs(
    entries: Sequence[Entry],
    scorer: Scorer,
    rulebook: Rulebook,
    focus: frozenset[str] | None = None,
    around: Surroundings | None = None,
    bounded: Counter[str] | None = None,
) -> tuple[list[Pair], list[Pair], Things]:
    """All pairs worth a look, scored: those across documents, those within one; and the things that the
    agreements make. Of the pairs that differ, those that may still join compete for their place."""
    rules, limits = scorer.rules, rulebook.get(Judgement)
    least = float(rules.least_shared)
    across: list[Pair] = []
    within: list[Pair] = []
    relations: dict[tuple[int, int], RelationName] = {}
    for a, b in candidate_pairs(entries, rules, focus, around, bounded):
        # Values that many tell alike are one object, and known by it.
        both = (id(a.value), id(b.value))
        if (relation := relations.get(both)) is None:
            relation = relations[both] = relation_name(a.value, b.value, limits)
        inside = a.document == b.document
        if relation in NEVER or (inside and not _may_tell(a, b, relation)):
            continue
        shared = shared_tokens(a, b)
        strange = shared < least and a.owners.isdisjoint(b.owners)
        if relation not in AGREEING and too_far(a, b, strange):
            continue
        if (a.setting or b.setting) and relation not in AGREEING:
            continue
        pair = Pair(a, b, relation in AGREEING, relation, shared)
        (within if inside else across).append(pair)
    for pair in (*across, *within):
        scorer.score(pair)
    refuse_strangers((pair for pair in across if pair.agrees), entries)
    tell_parts(across, entries, scorer)
    agreeing = [pair for pair in across if pair.agrees and pair.veto is None]
    compete(agreeing, agreeing, float(rules.agree_from))
    for pair in agreeing:
        scorer.compete(pair)
    things = Things()
    things.restate(within, float(rules.restated_from))
    things.join_all(agreeing, float(rules.agree_from))
    differing = [pair for pair in across if not pair.agrees and things.can_join(pair.a, pair.b)]
    for pair in differing:
        pair.support = max(things.documents(pair.a), things.documents(pair.b))
    compete(differing, agreeing, float(rules.agree_from))
    for pair in differing:
        scorer.compete(pair)
    return across, within, things


def _join_accounts(things: Things, entries: Sequence[Entry], rules: AlignmentRules) -> dict[int, float]:
    """Join what a document itself tells as rival accounts of one thing. Returns for each thing that is
    more than its agreements the score of its weakest joint: all its conflicts are as sure as that."""
    joints: dict[int, float] = {}
    told: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.rivals:
            told[entry.document, entry.form].append(entry)
    for entry in entries:
        for form in sorted(entry.rivals):
            for other in told.get((entry.document, form), ()):
                if things.of(entry) != things.of(other) and things.can_join(entry, other):
                    things.join(entry, other)
                    joints[things.of(entry)] = float(rules.account_score)
    return joints


def _join_conflicts(
    things: Things, pairs: Iterable[Pair], rules: AlignmentRules, joints: dict[int, float]
) -> None:
    """Join sets whose figures conflict, the surest first; fills `joints`."""
    between: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.agrees or pair.relation in LEFT_OPEN:
            continue
        x, y = things.of(pair.a), things.of(pair.b)
        if x != y:
            between[min(x, y), max(x, y)].append(pair)
    ranked = []
    for found in between.values():
        judged = [pair for pair in found if pair.veto is None]
        if len(judged) * 2 >= len(found):
            best = max(judged, key=lambda pair: (pair.score, -pair.a.index, -pair.b.index))
            ranked.append((_sureness([pair.score for pair in judged], rules), best))
    ranked.sort(key=lambda found: (-found[0], found[1].a.index, found[1].b.index))
    for score, pair in ranked:
        x, y = things.of(pair.a), things.of(pair.b)
        if x == y or score < float(rules.possible_from) or not things.can_join(pair.a, pair.b):
            continue
        things.join(pair.a, pair.b)
        weakest = min(score, joints.get(x, score), joints.get(y, score))
        joints[things.of(pair.a)] = weakest


def _comparisons(
    things: Things,
    pairs: Sequence[Pair],
    joints: Mapping[int, float],
    scorer: Scorer,
    rulebook: Rulebook,
    bounded: Counter[str],
) -> list[Comparison]:
    """The pairs inside one thing, those not scored before too; of a large thing those that stand for all."""
    rules = scorer.rules
    inside: dict[int, dict[tuple[int, int], Pair]] = defaultdict(dict)
    for pair in pairs:
        if (thing := things.of(pair.a)) == things.of(pair.b):
            inside[thing][pair.a.index, pair.b.index] = pair
    found = []
    for thing in things.all():
        members = sorted(things.members(thing), key=lambda entry: entry.index)
        pairing = pair_members(members, inside[thing], scorer, rulebook)
        bounded[COMMONEST] += pairing.bounded
        told: dict[tuple[str, str], list[float]] = defaultdict(list)
        for pair in {**inside[thing], **pairing.pairs}.values():
            if not pair.agrees and pair.veto is None:
                told[_values_of(pair)].append(pair.score)
        best = {values: _sureness(scores, rules) for values, scores in told.items()}
        for pair in sorted(
            pairing.pairs.values(), key=lambda pair: (-pair.score, pair.a.index, pair.b.index)
        ):
            if pair.veto is not None or (not pair.agrees and are_told_by_both(pair)):
                continue
            score = pair.score if pair.agrees else max(best[_values_of(pair)], joints.get(thing, pair.score))
            if score < float(rules.possible_from) and not pair.agrees:
                continue
            sure = pair.agrees or score >= float(rules.probable_from)
            found.append(_comparison(pair, scorer, thing, sure, pairing.peers))
    return found


def _sureness(scores: Sequence[float], rules: AlignmentRules) -> float:
    """How sure it is that two sets speak of one thing: between the pair that shows it best and their mean."""
    mean = sum(scores) / len(scores)
    return mean + float(rules.best_share) * (max(scores) - mean)


def _values_of(pair: Pair) -> tuple[str, str]:
    low, high = sorted((pair.a.form, pair.b.form))
    return low, high


def _comparison(
    pair: Pair,
    scorer: Scorer,
    group: int,
    probable: bool,
    peers: Mapping[int, tuple[Assertion, ...]] = MappingProxyType({}),
) -> Comparison:
    return new_comparison(
        left=pair.a.assertion,
        right=pair.b.assertion,
        score=round(pair.score, 4),
        evidence=scorer.evidence(pair),
        group=group,
        veto=pair.veto,
        certainty="probable" if probable else "possible",
        left_peers=peers.get(pair.a.index, ()),
        right_peers=peers.get(pair.b.index, ()),
    )


def _undecided(
    things: Things, pairs: Sequence[Pair], scorer: Scorer, rules: AlignmentRules
) -> list[Comparison]:
    """Pairs that would have been compared without their veto, each entry once a document."""
    least = float(rules.undecided_from)
    ranked = sorted(
        (p for p in pairs if not p.agrees and _left_open(p) and p.score >= least),
        key=lambda p: (-p.score, p.a.index, p.b.index),
    )
    used: set[tuple[int, int]] = set()
    told: Counter[tuple[int, int, str]] = Counter()
    found = []
    for pair in ranked:
        mine, other = (pair.a.index, pair.b.document), (pair.b.index, pair.a.document)
        if mine in used or other in used or _taken(things, pair):
            continue
        used.update((mine, other))
        low, high = sorted((things.of(pair.a), things.of(pair.b)))
        told[low, high, pair.veto or pair.relation] += 1
        if told[low, high, pair.veto or pair.relation] > rules.limits.set_pairs:
            continue
        found.append(_comparison(pair, scorer, -1 - pair.a.index, True))
    return found


def _left_open(pair: Pair) -> bool:
    """Figures of rival subjects are of two things, parts of a sum agree: nothing about them is undecided."""
    return pair.veto not in (RIVAL, SUM) and (pair.veto is not None or pair.relation in LEFT_OPEN)


def _taken(things: Things, pair: Pair) -> bool:
    """Whether either entry already has its counterpart in the other's document."""
    a, b = pair.a, pair.b
    return bool(things.forms_in(a, b.document) - {b.form} or things.forms_in(b, a.document) - {a.form})


def _may_tell(a: Entry, b: Entry, relation: RelationName) -> bool:
    """Whether anything can come of two figures of one document: that they are one thing, said more and
    less exactly, or that they cannot both hold of the thing that both clearly speak of."""
    if relation in AGREEING:
        return relation != "equal"
    if relation in LEFT_OPEN or a.text == b.text or a.head is None or a.head != b.head:
        return False
    if a.owners and b.owners and a.owners.isdisjoint(b.owners):
        return False
    return not isinstance(a.value, Magnitude) or a.assertion.context.scope == b.assertion.context.scope


def _within(pairs: Sequence[Pair], scorer: Scorer, rules: AlignmentRules) -> list[Comparison]:
    """What contradicts itself in one document."""
    least = float(rules.within_from)
    return [
        _comparison(pair, scorer, -1 - pair.a.index, True)
        for pair in pairs
        if not pair.agrees and pair.veto is None and pair.score >= least
    ]

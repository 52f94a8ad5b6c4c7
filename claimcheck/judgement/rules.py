"""The verdict table: a comparison and the relation of its values → the first rule that holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from claimcheck.model import Assertion, Certainty, Comparison, Fact, Magnitude, quickly
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.judgement import Judgement, JudgementRule
from claimcheck.rulebook.families.predicates import PredicateRules
from claimcheck.values import AGREEING, Related, RelationName, base_interval, relate, relation_name

__all__ = ["Judged", "Table", "compile_table", "judge_pair"]

DENIED = "denied"
Known: TypeAlias = dict[tuple[int, int], Related]


@frozen
class Judged:
    """One comparison with its relation and the rule that decided."""

    comparison: Comparison
    related: Related
    rule: JudgementRule
    certainty: Certainty


new_judged = quickly(Judged)


@frozen
class Table:
    """The rules in order, by the relation that they can hold for."""

    settings: Judgement
    by_relation: Mapping[str, tuple[JudgementRule, ...]]
    anything: tuple[JudgementRule, ...]
    """Rules that name no relation."""


def compile_table(rulebook: Rulebook) -> Table:
    settings = rulebook.get(Judgement)
    rules = in_order(_tolerant(settings.rule, rulebook.get(PredicateRules)))
    names = {name for rule in rules for name in rule.relations}
    return Table(
        settings,
        {
            name: tuple(rule for rule in rules if not rule.relations or name in rule.relations)
            for name in names
        },
        tuple(rule for rule in rules if not rule.relations),
    )


def _tolerant(rules: tuple[JudgementRule, ...], known: PredicateRules) -> tuple[JudgementRule, ...]:
    """The rules, and before the first that contradicts two figures one for each predicate's tolerance."""
    first = next((rule.id for rule in rules if "disjoint" in rule.relations and _plain(rule)), None)
    return rules + tuple(
        JudgementRule(
            id=f"tolerance of {predicate.id}", verdict="agreement", basis="approximation",
            relations=("disjoint", "near"), polarity="same", predicates=(predicate.id,),
            gap_at_most=predicate.tolerance, before=first,
        )
        for predicate in known.predicate
        if predicate.tolerance
    )  # fmt: skip


def _plain(rule: JudgementRule) -> bool:
    return rule.verdict == "contradiction" and rule.polarity == "asserted" and not rule.vetoes


def in_order(rules: tuple[JudgementRule, ...]) -> tuple[JudgementRule, ...]:
    """As written, but a rule with `before` stands in front of the one it names."""
    placed = [rule for rule in rules if rule.before is None]
    for rule in rules:
        if rule.before is not None:
            position = next((i for i, other in enumerate(placed) if other.id == rule.before), len(placed))
            placed.insert(position, rule)
    return tuple(placed)


def judge_pair(comparison: Comparison, table: Table, known: Known | None = None) -> Judged | None:
    """The first rule that holds for the comparison; None where none does, or it reports nothing.

    `known`: how values relate, by their identity; to be used as long as these are in memory.
    """
    left, right = comparison.left, comparison.right
    both = (id(left.value), id(right.value))
    if known is None or left.readings or right.readings:
        related = _relate_readings(left, right, table.settings)
    elif (before := known.get(both)) is not None:
        related = before
    else:
        related = known[both] = relate(left.value, right.value, table.settings)
    polarity = _polarity(left, right)
    for rule in table.by_relation.get(related.name, table.anything):
        if _holds(rule, comparison, related, polarity, table.settings):
            if rule.verdict == "none":
                return None
            possible = "possible" in (rule.certainty, comparison.certainty)
            return new_judged(comparison, related, rule, "possible" if possible else "probable")
    return None


def _relate_readings(left: Assertion, right: Assertion, settings: Judgement) -> Related:
    """The relation of the values; where they disagree and a text is ambiguous, of readings that agree."""
    related = relate(left.value, right.value, settings)
    if related.agrees or not (left.readings or right.readings):
        return related
    agreeing: list[tuple[RelationName, Related]] = []
    for one in (left.value, *left.readings):
        for other in (right.value, *right.readings):
            if (name := relation_name(one, other, settings)) in AGREEING:
                agreeing.append((name, relate(one, other, settings)))
    return min(agreeing, key=lambda pair: pair[0])[1] if agreeing else related


def denies(assertion: Assertion) -> bool:
    """Whether the value is denied; the truth of a fact holds its polarity already."""
    if isinstance(assertion.value, Fact):
        return assertion.status == DENIED
    return assertion.status == DENIED or not assertion.polarity


def _polarity(left: Assertion, right: Assertion) -> str:
    one, other = denies(left), denies(right)
    if one == other:
        return "both-deny" if one else "asserted"
    denying, saying = (left, right) if one else (right, left)
    return "asserted" if _of_another_act(denying, saying) else "one-denies"


def _of_another_act(denying: Assertion, saying: Assertion) -> bool:
    """Whether what did not happen to what the figure tells of is nothing that the other speaks of: "the
    300 workers were not paid" leaves it that there are 300."""
    return bool(denying.context.denied) and denying.context.denied.isdisjoint(saying.context.tokens)


def _holds(
    rule: JudgementRule, comparison: Comparison, related: Related, polarity: str, settings: Judgement
) -> bool:
    left, right = comparison.left, comparison.right
    if (comparison.veto not in rule.vetoes) if comparison.veto else bool(rule.vetoes):
        return False
    if rule.polarity != polarity and (rule.polarity != "same" or polarity == "one-denies"):
        return False
    if rule.statuses and not _statuses(rule.statuses, left.status, right.status):
        return False
    if rule.kinds and not (left.value.kind in rule.kinds and right.value.kind in rule.kinds):
        return False
    if rule.predicates and not (left.predicate in rule.predicates and right.predicate in rule.predicates):
        return False
    if rule.units and not (_measured(left, rule) and _measured(right, rule)):
        return False
    if rule.gap_at_most is not None and (related.relative is None or related.relative > rule.gap_at_most):
        return False
    return not rule.part or _part_exceeds(left, right, settings)


def _measured(assertion: Assertion, rule: JudgementRule) -> bool:
    value = assertion.value
    return isinstance(value, Magnitude) and bool({value.unit, value.currency, value.of} & {*rule.units})


def _statuses(pairs: tuple[tuple[str, str], ...], one: str, other: str) -> bool:
    found = {(one, other), (other, one)}
    if one != other:
        found |= {(one, "*"), (other, "*")}
    return not found.isdisjoint(pairs)


def _part_exceeds(left: Assertion, right: Assertion, settings: Judgement) -> bool:
    """One side alone is marked as a part, and even its lower end is above the other's upper end."""
    for part, whole in ((left, right), (right, left)):
        if _is_part(part, settings) and not _is_part(whole, settings):
            return _above(part, whole)
    for whole, part in ((left, right), (right, left)):
        if _is_whole(whole, settings) and not _is_whole(part, settings):
            return _above(part, whole)
    return False


def _is_part(assertion: Assertion, settings: Judgement) -> bool:
    return not assertion.context.scope.isdisjoint(settings.part_scopes)


def _is_whole(assertion: Assertion, settings: Judgement) -> bool:
    return not assertion.context.scope.isdisjoint(settings.whole_scopes)


def _above(part: Assertion, whole: Assertion) -> bool:
    if not isinstance(part.value, Magnitude) or not isinstance(whole.value, Magnitude):
        return False
    low, high = base_interval(part.value)[0], base_interval(whole.value)[1]
    return low is not None and high is not None and low > high

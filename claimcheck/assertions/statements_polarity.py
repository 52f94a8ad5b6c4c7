"""Negation and its scope: which words of a sentence stand under one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimcheck.assertions.phrases import Phrases, longest_first, stems_of
from claimcheck.assertions.words import Word, Words, fold
from claimcheck.model import quickly, replacing
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.polarity import Limit, Operator, PolarityRules

__all__ = ["Negation", "Negations", "compile_negations", "read_negations"]

FAR = 25
"""Words between a negative subject and the verb that completes it."""
LOOK_AHEAD = 3
"""Words in which what undoes an operator stands: "n'a pas seulement"."""


@frozen
class Negation:
    """An operator at token `at`, and the half-open stretch of tokens that it turns into its opposite.

    `opens`: where the clause around it begins, at the last limit before. `word`: the one that
    denies. `modifies`: it denies a word beside a noun ("trous non découverts"), so that what the sentence
    says is no denial. `aside`: it stands in a clause told in passing ("ceux qui n'ont pas payé").
    """

    at: int
    start: int
    end: int
    operator: str
    clause: bool = False
    opens: int = 0
    word: str = ""
    modifies: bool = False
    aside: bool = False


new_negation, changed = quickly(Negation), replacing(Negation)


@frozen
class Negations:
    """The rules of polarity of one language, compiled."""

    phrases: Phrases[Operator | Limit]
    unless: dict[str, tuple[tuple[str, ...], ...]]
    needs: dict[str, frozenset[str]]
    alone: dict[str, frozenset[str]]
    after_not: dict[str, frozenset[str]]
    lifts: dict[str, frozenset[str]]
    firm: dict[str, frozenset[str]]
    passing: dict[str, str]
    no_longer: frozenset[str]
    ends: frozenset[str]
    splits: frozenset[str]
    raising: frozenset[str]
    complement: str
    prefixes: tuple[str, ...]


def compile_negations(rules: PolarityRules, words: Words, endings: frozenset[str] = frozenset()) -> Negations:
    """`endings`: of the forms of a word, see `Phrases`."""
    phrases: Phrases[Operator | Limit] = Phrases(words, endings)
    for operator in rules.operator:
        phrases.add(operator.words, operator)
    for limit in rules.limit:
        phrases.add(limit.words, limit)
    operators = rules.operator
    return Negations(
        phrases=phrases,
        unless={row.id: tuple(stems_of(p, words) for p in row.unless) for row in operators},
        needs={row.id: frozenset(map(fold, row.needs)) for row in operators},
        alone={row.id: frozenset(map(fold, row.alone)) for row in operators},
        after_not={row.id: frozenset(map(fold, row.after_not)) for row in operators},
        lifts={row.id: frozenset(map(fold, row.lifts)) for row in operators},
        firm={row.id: frozenset(map(fold, row.firm)) for row in operators},
        passing={row.id: row.passing for row in rules.limit if row.passing},
        splits=frozenset(row.id for row in rules.limit if row.splits),
        ends=frozenset(row.id for row in rules.limit if row.clause),
        no_longer=frozenset(map(fold, rules.no_longer)),
        raising=frozenset(stem for word in rules.raising for stem in stems_of(word, words)[:1]),
        complement=rules.complement,
        prefixes=tuple(map(fold, rules.prefixes)),
    )


def read_negations(
    tokens: Sequence[Word], rules: Negations, words: Sequence[tuple[int, int, Operator | Limit]]
) -> list[Negation]:
    """The negations of a sentence, in order. `tokens`: without apostrophes; `words`: what
    `rules.phrases` finds in them."""
    if not [row for _, _, row in words if type(row) is Operator]:
        return []
    limits: dict[int, str] = {}
    operators: list[tuple[int, int, Operator]] = []
    bare: list[tuple[int, int, Operator]] = []
    for first, last, row in longest_first(words):
        if isinstance(row, Limit):
            limits.setdefault(first, row.id)
        elif (end := _holds(tokens, first, last, row, rules)) is not None:
            operators.append((first, end, row))
        elif row.needs:
            bare.append((first, last, row))
    if not operators:
        return []
    operators = [item for item in _longest(operators) if item[2].scope != "none"]
    found: list[Negation] = []
    lifted: list[Negation] = []
    strong = [item for item in operators if not item[2].extends]
    for first, last, row in strong:
        following = next((at for at, _, other in strong if at > first and other.needs), len(tokens))
        scope = _scope(tokens, first, last, row, rules, limits, following)
        (lifted if _lifted(tokens, first, scope.end, row, rules) else found).append(scope)
    found = _doubled(found, {row.id for _, _, row in strong if row.scope == "both"})
    for first, last, row in operators:
        if row.extends and not any(scope.start <= first < scope.end for scope in lifted):
            wider = _scope(tokens, first, last, row, rules, limits, len(tokens))
            _extend(found, _completed(wider, bare, tokens, rules, limits), limits)
    return sorted(
        (_placed(negation, limits, tokens, rules) for negation in found),
        key=lambda negation: (negation.at, negation.start),
    )


def _lifted(tokens: Sequence[Word], first: int, end: int, row: Operator, rules: Negations) -> bool:
    """Whether a word in its scope undoes the operator, and none makes it firm."""
    if not (lifts := rules.lifts[row.id]):
        return False
    words = {token.lower for token in tokens[first : end + 1]}
    return not words.isdisjoint(lifts) and words.isdisjoint(rules.firm[row.id])


def _doubled(found: list[Negation], whole: Collection[str]) -> list[Negation]:
    """A negation of a denial reaches all that is denied: "ne dément pas que …". `whole`: the operators
    that deny on both sides."""
    if len(found) < 2 or not whole:
        return found
    kept = []
    for negation in found:
        for other in found:
            if other.operator in whole and negation.start < other.at < negation.end and other is not negation:
                negation = changed(
                    negation, start=min(negation.start, other.start), end=max(negation.end, other.end)
                )
        kept.append(negation)
    return kept


def _placed(negation: Negation, limits: dict[int, str], tokens: Sequence[Word], rules: Negations) -> Negation:
    """With what its place in the sentence tells of it."""
    opens = max([i + 1 for i in limits if i < negation.start], default=0)
    needed = rules.needs[negation.operator]
    word = negation.word
    if needed:
        word = next((t.lower for t in tokens[negation.at : negation.end] if t.lower in needed), word)
    clause = max([i for i in limits if i <= negation.at and limits[i] in rules.passing], default=-1)
    aside = clause >= 0 and not any(clause < i < negation.at and limits[i] in rules.ends for i in limits)
    if aside and rules.passing[limits[clause]] == "close":
        aside = clause - 1 not in limits
    return changed(negation, opens=min(opens, negation.start), word=word, aside=aside)


def _holds(tokens: Sequence[Word], first: int, last: int, row: Operator, rules: Negations) -> int | None:
    """Where the operator's own words end; None where something undoes it."""
    if unless := rules.unless[row.id]:
        stems = tuple([token.stem for token in tokens[last : last + LOOK_AHEAD]])
        if any(stems[: len(phrase)] == phrase for phrase in unless):
            return None
    if not row.needs:
        return last
    for i in range(last, min(len(tokens), last + row.reach)):
        if tokens[i].lower in rules.needs[row.id]:
            after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
            return None if after in rules.after_not[row.id] else last
    nearest = {token.lower for token in tokens[last : last + 2]}
    return last if nearest & rules.alone[row.id] else None


def _longest(operators: list[tuple[int, int, Operator]]) -> list[tuple[int, int, Operator]]:
    """Of operators that share a word the longest; "et non pas" is one negation."""
    if len(operators) == 1:
        return operators
    kept: list[tuple[int, int, Operator]] = []
    for item in sorted(operators, key=lambda found: (found[0] - found[1], found[0])):
        if all(item[1] <= first or item[0] >= last for first, last, _ in kept):
            kept.append(item)
    return sorted(kept, key=lambda found: found[0])


def _scope(
    tokens: Sequence[Word], first: int, last: int, row: Operator, rules: Negations,
    limits: dict[int, str], following: int,
) -> Negation:  # fmt: skip
    """`limits`: in their order; `following`: the next negation of a verb, before which this one ends at the
    latest."""
    start, end = first, last
    if row.scope == "word":
        end = min(last + 1, len(tokens))
    if row.scope in ("after", "both"):
        end = max(last, following)
        for i, limit in limits.items():
            if last <= i < end and not _crosses(tokens, i, last, row, rules, limit):
                end = i
                break
    if row.scope in ("before", "both"):
        start = max([i + 1 for i, limit in limits.items() if i < first and limit not in row.over], default=0)
    word = " ".join([token.lower for token in tokens[first:last]])
    return new_negation(first, start, end, row.id, row.clause, word=word, modifies=row.scope == "word")


def _crosses(tokens: Sequence[Word], at: int, last: int, row: Operator, rules: Negations, limit: str) -> bool:
    if limit in row.over:
        return True
    return limit == rules.complement and any(
        token.stem in rules.raising for token in tokens[max(last, at - LOOK_AHEAD) : at]
    )


def _completed(
    negation: Negation, bare: Sequence[tuple[int, int, Operator]], tokens: Sequence[Word], rules: Negations,
    limits: dict[int, str],
) -> Negation:  # fmt: skip
    """ "Aucun article, publié en 2003, n'exprime …": to the end of the verb that completes it."""
    for first, last, row in bare:
        between = [limits[i] for i in range(negation.at, first) if i in limits]
        if negation.at < first <= negation.at + FAR and rules.splits.isdisjoint(between):
            verb = _scope(tokens, first, last, row, rules, limits, len(tokens))
            return changed(negation, end=max(negation.end, verb.end))
    return negation


def _extend(found: list[Negation], wider: Negation, limits: dict[int, str]) -> None:
    """Join a negative word to the negation of its clause; without one it negates by itself."""
    for index, negation in enumerate(found):
        if negation.start <= wider.at < negation.end:
            # "n'a signalé aucune", "n'est ni mercenaire, ni décédée": one negation, to its end.
            end = max(negation.end, wider.end)
            found[index] = changed(negation, end=end)
            return
        before = wider.at < negation.start <= wider.end
        if (
            before
            and negation.clause
            and not any(wider.at < i < negation.start and i in limits for i in limits)
        ):
            found[index] = changed(negation, start=wider.at, clause=True)
            return
    for index, negation in enumerate(found):
        if negation.end < wider.at and wider.operator == negation.operator:
            found[index] = negation
            return
    found.append(wider)

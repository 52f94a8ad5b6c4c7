"""Who did it to whom, by whom, why, and which of several it is: what a statement's words tell of roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimcheck.assertions.phrases import Phrases, longest_first
from claimcheck.assertions.text import Tokens
from claimcheck.assertions.words import Words, fold
from claimcheck.model import Role
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.polarity import Limit, Operator
from claimcheck.rulebook.families.roles import RoleRules

__all__ = ["RoleFinder", "compile_roles", "named"]

BEFORE = 3
"""Words before "par" that tell what was done."""
AFTER = 4
"""Words after it that tell by whom."""
BESIDE = 2
"""Words on either side of a choice that tell of what it is one."""
TIED = 6
"""Words on either side of a relation among which the two things are that it ties."""
AUXILIARY = 2
"""Words before a participle in which the passive stands: "a été finalement vendu"."""
NAMED = "named:"
NOTHING: frozenset[str] = frozenset()


@frozen
class _Word:
    """`table`: slot, choice or relation; `kind`: its name; `member`: of a choice; `flag`: of a slot
    loose, of a relation backward."""

    table: str
    kind: str
    member: str = ""
    flag: bool = False


@frozen
class RoleFinder:
    phrases: Phrases[_Word]
    passive: frozenset[str]

    def find(
        self, tokens: Tokens, keys: Sequence[str], limits: Sequence[tuple[int, int, Operator | Limit]],
        ends: Collection[str],
    ) -> list[tuple[int, Role]]:  # fmt: skip
        """Roles and where their words stand. `keys`: what each token stands for; `limits` with an id among
        `ends` end a clause."""
        words = self.phrases.of(tokens.phrases)
        if not words:
            return []
        stops = frozenset(first for first, _, row in limits if row.id in ends)
        stops |= {first for first, _, word in words if word.table in ("slot", "relation")}
        found = []
        taken = 0
        for first, last, word in longest_first(words):
            if first < taken:
                continue
            taken = last
            if not word.table:
                continue
            if word.table == "choice":
                beside = _near(keys, range(first - 1, -1, -1), BESIDE) | _near(
                    keys, range(last, len(keys)), BESIDE
                )
                found.append((first, Role(word.kind, beside, frozenset((word.member,)))))
                continue
            if word.table == "slot":
                after = _near(keys, range(last, len(keys)), AFTER, stops)
                before = NOTHING if word.flag else _near(keys, range(first - 1, -1, -1), BEFORE, stops)
                if after:
                    found.append((first, Role(word.kind, before, after)))
                continue
            if last - first == 1 and self._is_passive(tokens, first):
                continue
            after = _near(keys, range(last, len(keys)), TIED)
            before = _near(keys, range(first - 1, -1, -1), TIED)
            if before and after:
                found.append((first, Role(word.kind, *((after, before) if word.flag else (before, after)))))
        return found

    def _is_passive(self, tokens: Tokens, at: int) -> bool:
        """Whether the verb is done to what stands before it, so that the two things change places: only
        a phrase with the agent ("vendu par") tells then which is which."""
        return any(word.lower in self.passive for word in tokens.words[max(0, at - AUXILIARY) : at])


def _near(
    keys: Sequence[str], order: range, most: int, stops: frozenset[int] = frozenset()
) -> frozenset[str]:
    found: list[str] = []
    for i in order:
        if i in stops or len(found) == most:
            break
        if keys[i]:
            found.append(str(keys[i]))
    return frozenset(found)


def named(tokens: Tokens, keys: Sequence[str], first: int, last: int, links: Collection[str]) -> list[Role]:
    """Which of its kind a thing is, by the name right beside its noun: "l'école Jules-Ferry", "St Mary's
    school", "l'usine de Cholet". `first` and `last`: of the part of the sentence; `links`: words that may
    stand between."""
    found = []
    for start, end, name in tokens.placed:
        if not first <= start < end <= last:
            continue
        after = (
            end + 1 if end < last and tokens.words[end].mark == "s" and tokens.words[end].length == 1 else end
        )
        before = start - 1
        while before > first and tokens.words[before].lower in links:
            before -= 1
        for at in (before, after):
            if first <= at < last and keys[at] and _is_noun(tokens, at):
                found.append(Role(NAMED + str(keys[at]), NOTHING, frozenset((name.key,))))
    return found


def _is_noun(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word.mark == "w" and not word.capital and not any(i <= at < j for i, j, _ in tokens.placed)


def compile_roles(rules: RoleRules, words: Words, endings: frozenset[str]) -> RoleFinder:
    phrases: Phrases[_Word] = Phrases(words, endings)
    for slot in rules.slot:
        phrases.add(slot.words, _Word("slot", f"part:{slot.kind}", flag=slot.loose))
        phrases.add(slot.unless, _Word("", ""))
    for choice in rules.choice:
        for member, forms in choice.members.items():
            phrases.add(forms, _Word("choice", f"which:{choice.id}", member))
    for relation in rules.relation:
        phrases.add(relation.forward, _Word("relation", f"relation:{relation.id}"))
        phrases.add(relation.backward, _Word("relation", f"relation:{relation.id}", flag=True))
    return RoleFinder(phrases, frozenset(map(fold, rules.passive)))

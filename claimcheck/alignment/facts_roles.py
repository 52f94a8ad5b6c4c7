"""The roles in two statements: whether who did what to whom, why, or which it is differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimcheck.model import Context, Role

__all__ = ["PART", "RELATION", "WHICH", "others_of_a_kind", "roles_differ"]

PART, WHICH, RELATION, NAMED = "part:", "which:", "relation:", "named:"


def roles_differ(
    left: Sequence[Role], right: Sequence[Role], one: Mapping[str, float], other: Mapping[str, float]
) -> list[str]:
    """The kinds of roles in which two statements differ, in order. `one` and `other`: their words."""
    if not left or not right:
        return []
    kinds = sorted(
        {role.kind for role in left if not role.kind.startswith(NAMED)} & {role.kind for role in right}
    )
    found = []
    for kind in kinds:
        mine = [role for role in left if role.kind == kind]
        theirs = [role for role in right if role.kind == kind]
        if kind.startswith(RELATION):
            differ = any(_swapped(a, b) for a in mine for b in theirs)
        elif kind.startswith(WHICH):
            known = {f for a in mine for f in a.filler} & {f for b in theirs for f in b.filler}
            differ = not known and any(a.anchor & b.anchor for a in mine for b in theirs)
        else:
            differ = any(_another(a, b, one, other) for a in mine for b in theirs)
        if differ:
            found.append(kind)
    return found


def others_of_a_kind(one: Context, other: Context) -> bool:
    """Whether they speak of two things of one kind by names of their own, which the other document never
    mentions: what holds of one school holds of no other."""
    for kind in {role.kind for role in one.roles if role.kind.startswith(NAMED)}:
        mine, theirs = _names(one, kind), _names(other, kind)
        if theirs and mine.isdisjoint(theirs) and _unknown(mine, other) and _unknown(theirs, one):
            return True
    return False


def _names(context: Context, kind: str) -> set[str]:
    return {name for role in context.roles if role.kind == kind for name in role.filler}


def _unknown(names: Iterable[str], context: Context) -> bool:
    return any(not context.document.issuperset(name.split(" ")) for name in names)


def _swapped(a: Role, b: Role) -> bool:
    """The one stands where the other stood: "A a succédé à B", "B a succédé à A"."""
    return bool(a.anchor & b.filler and b.anchor & a.filler and not a.anchor & b.anchor)


def _another(a: Role, b: Role, one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Of the same act, and neither statement knows of the other's part in it."""
    if bool(a.anchor) != bool(b.anchor) or (a.anchor and not a.anchor & b.anchor):
        return False
    return not any(key in other for key in a.filler) and not any(key in one for key in b.filler)

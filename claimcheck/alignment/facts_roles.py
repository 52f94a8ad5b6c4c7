"""The roles in two statements: whether who did what to whom, why, or which it is differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.model import Role

__all__ = ["PART", "RELATION", "WHICH", "roles_differ"]

PART, WHICH, RELATION = "part:", "which:", "relation:"


def roles_differ(
    left: Sequence[Role], right: Sequence[Role], one: Mapping[str, float], other: Mapping[str, float]
) -> list[str]:
    """The kinds of roles in which two statements differ, in order. `one` and `other`: their words."""
    if not left or not right:
        return []
    kinds = sorted({role.kind for role in left} & {role.kind for role in right})
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


def _swapped(a: Role, b: Role) -> bool:
    """The one stands where the other stood: "A a succédé à B", "B a succédé à A"."""
    return bool(a.anchor & b.filler and b.anchor & a.filler and not a.anchor & b.anchor)


def _another(a: Role, b: Role, one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Of the same act, and neither statement knows of the other's part in it."""
    if bool(a.anchor) != bool(b.anchor) or (a.anchor and not a.anchor & b.anchor):
        return False
    return not any(key in other for key in a.filler) and not any(key in one for key in b.filler)

"""Equal parts of assertions are kept once, and nobody can tell."""

from __future__ import annotations

import copy

from engine_corpus import FACTS

import claimcheck
from claimcheck.model.sharing import Sharing


def test_shared_parts_change_no_assertion() -> None:
    sources = [
        claimcheck.Source(id=f"{turn}-{number}", text=text.format(money=340, staff=1250))
        for turn in (1, 2)
        for number, text in enumerate(FACTS)
    ]
    said = [one for source in sources for one in claimcheck.extract(source)]
    before = copy.deepcopy(said)
    sharing = Sharing()
    for one in said:
        sharing.share(one)
    assert said == before
    assert [one.model_dump() for one in said] == [one.model_dump() for one in before]
    half = len(said) // 2
    assert half
    assert all(one.value is other.value for one, other in zip(said, said[half:], strict=False))

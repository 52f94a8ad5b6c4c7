"""What travels between processes comes out as it went in, and outlines tell stories apart as all does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from engine_corpus import FACTS, write_stories

import claimcheck
from claimcheck import engines
from claimcheck.alignment import stories
from claimcheck.engines.packing import Form, outline, pack_findings, packed, unpack, unpack_findings
from claimcheck.model import Assertion, Context
from claimcheck.pipeline import Compared, Extracted, extract_source
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules

TEXTS = (
    *(text.format(money=340, staff=1250) for text in FACTS),
    "Velmora a été fondée en 2015. Le PDG d'Orsec, Paul Lestrade, n'a pas signé l'accord avec Velmora.",
    "En 2019, l'an dernier, rien.",
    "Rien.",
)


def extracted() -> list[Extracted]:
    sources = [claimcheck.Source(id=str(number), text=text) for number, text in enumerate(TEXTS)]
    return [extract_source(source, default_rulebook()) for source in sources]


@pytest.mark.parametrize("form", ["pickled", "coded"])
def test_assertions_come_out_as_they_went_in(form: Form) -> None:
    documents = extracted()
    said = unpack([packed(item, form).said for item in documents], form)
    assert said == tuple(one for item in documents for one in item.assertions)
    assert len({id(one.value) for one in said}) == len({one.value for one in said}) < len(said)


def test_findings_come_without_the_contexts_of_their_assertions() -> None:
    report = claimcheck.check([item.source for item in extracted()])
    assert report.findings
    (again,) = unpack_findings(pack_findings([Compared(report.findings, 3)]))
    assert [one.model_dump_json() for one in again.findings] == [
        one.model_dump_json() for one in report.findings
    ]
    said = [one for finding in again.findings for side in finding.sides for one in side.assertions]
    assert all(one.context == Context() for one in said)


def test_outlines_tell_the_same_stories(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("stories") / "texts"
    write_stories(folder)
    documents = [item for item in engines.extract([folder]) if isinstance(item, Extracted)] + extracted()
    outlines = [outline(item.assertions) for item in documents]
    everything = told([one for item in documents for one in item.assertions])
    assert len(everything) > 5
    assert told([known.said for known in outlines if known.said is not None]) == everything
    assert [known.size for known in outlines] == [len(item.assertions) for item in documents]


def told(said: Sequence[Assertion]) -> list[tuple[list[str], object]]:
    """The documents of each story, and what it knows of the others."""
    found = stories(said, default_rulebook().get(AlignmentRules))
    return [(list(dict.fromkeys(one.source for one in story.assertions)), story.around) for story in found]

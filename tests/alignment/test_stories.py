"""A corpus parted into stories gives the findings of the whole; stories do not know one another."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from claimcheck import Source, pipeline
from claimcheck.alignment import stories
from claimcheck.rulebook import default_rulebook
from claimcheck.rulebook.families.alignment import AlignmentRules

NAMES = ("Valoren", "Kerbastel", "Ormeval", "Tridanne")
PLACES = ("Mersac", "Lunville", "Dravières", "Ostrevent")
TEXTS = (
    "Le groupe {name} va investir {money} millions d'euros dans son usine de {place}.",
    "{name} will invest {money} million euros in its {place} plant.",
    "À {place}, {name} dépensera {money} millions d'euros pour son usine.",
    "L'usine de {place} coûtera {other} millions d'euros à {name}, qui en annonçait {money}.",
)


def corpus() -> list[Source]:
    found = []
    for story, (name, place) in enumerate(zip(NAMES, PLACES, strict=True)):
        facts = {"name": name, "place": place, "money": 210 + 37 * story, "other": 400 + 53 * story}
        for number, text in enumerate(TEXTS):
            found.append(Source(id=f"{story}-{number}", text=text.format(**facts)))
    return found


@pytest.fixture(scope="module")
def extracted() -> list[pipeline.Extracted]:
    return [pipeline.extract_source(source, default_rulebook()) for source in corpus()]


def report(extracted: list[pipeline.Extracted]) -> pipeline.Report:
    return pipeline.compare(
        [item.source for item in extracted],
        [said for item in extracted for said in item.assertions],
        rulebook=default_rulebook(),
    )


def parts(extracted: list[pipeline.Extracted]) -> list[set[str]]:
    said = [said for item in extracted for said in item.assertions]
    found = stories(said, default_rulebook().get(AlignmentRules))
    return [{assertion.source for assertion in story.assertions} for story in found]


def test_each_story_is_found_and_has_its_findings(extracted: list[pipeline.Extracted]) -> None:
    assert parts(extracted) == [{f"{story}-{number}" for number in range(4)} for story in range(4)]
    found = report(extracted)
    assert len(found.agreements) >= 4
    for finding in found.findings:
        sources = {said.source[0] for side in finding.sides for said in side.assertions}
        assert len(sources) == 1


def test_a_small_corpus_is_one_story(extracted: list[pipeline.Extracted]) -> None:
    assert len(parts(extracted[:8])) == 1


def test_the_order_of_documents_changes_nothing(extracted: list[pipeline.Extracted]) -> None:
    mixed = list(extracted)
    random.Random(5).shuffle(mixed)
    assert report(mixed).findings == report(extracted).findings


def test_documents_that_share_no_rare_name_are_in_different_stories(
    extracted: list[pipeline.Extracted],
) -> None:
    found = parts(extracted)
    assert all(one.isdisjoint(other) for one, other in combinations(found, 2))
    assert set().union(*found) == {item.source.id for item in extracted}

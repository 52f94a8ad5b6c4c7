"""The stages over Arrow tables: the same findings as the pipeline, and nothing that bad rows can break."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from engine_corpus import FACTS

from claimcheck import Source, pipeline
from claimcheck.engines.work import Extraction
from claimcheck.model.tables import COLUMNS, FINDING_COLUMNS
from claimcheck.rulebook import default_rulebook

pa = pytest.importorskip("pyarrow")

from claimcheck.engines import tables  # noqa: E402

DAY = datetime.date(2024, 3, 1)
SOURCES = [
    Source(
        id=str(number), text=FACTS[number % 2].format(money=340 + number // 3 * 70, staff=1250), published=DAY
    )
    for number in range(4)
]


@pytest.fixture
def task() -> Extraction:
    return Extraction(default_rulebook().digest)


def documents(*sources: Source) -> pa.RecordBatch:
    rows = [source.model_dump(include={"id", "text", "published"}) for source in sources]
    return pa.RecordBatch.from_pylist(rows)


def test_batches_give_the_report_of_the_pipeline(task: Extraction) -> None:
    batches = list(tables.extract_batches([documents(*SOURCES[:2]), documents(*SOURCES[2:])], task))
    assert all(batch.schema == tables.schema("extracted") for batch in batches)
    report = tables.compare_batches(batches, default_rulebook())
    assert report == pipeline.check(SOURCES)
    assert report.contradictions


def test_tables_have_their_schemas(task: Extraction) -> None:
    batches = list(tables.extract_batches([documents(*SOURCES)], task))
    said = tables.assertions_table(batches)
    assert said.schema == tables.schema("assertions")
    assert said.schema.names == list(COLUMNS)
    assert said.num_rows == sum(batches[0]["count"].to_pylist())
    assert "340000000" in said["low"].to_pylist()
    found = tables.findings_table(tables.compare_batches(batches, default_rulebook()))
    assert found.schema.names == list(FINDING_COLUMNS)
    assert "contradiction" in found["verdict"].to_pylist()


def test_a_bad_row_becomes_an_error(task: Extraction) -> None:
    rows = [{"id": "a", "text": None}, {"id": "b", "text": SOURCES[0].text}, {"id": None, "text": "x"}]
    [batch] = tables.extract_batches([pa.RecordBatch.from_pylist(rows)], task)
    assert [error is not None for error in batch["error"].to_pylist()] == [True, False, True]
    report = tables.compare_batches([batch], default_rulebook())
    assert report.coverage.sources == 1
    assert [bad.path for bad in report.coverage.unreadable] == ["a", "<text>"]


def test_a_row_of_other_types_is_read_or_told_and_never_ends_a_job(task: Extraction) -> None:
    rows = [
        {"id": 7, "text": SOURCES[0].text, "published": "2024-03-01T10:00:00Z", "language": "fr-FR"},
        {"id": 8, "text": SOURCES[1].text, "published": "12 mars 2024"},
        {"id": 9, "text": SOURCES[1].text, "title": 3},
    ]
    batches = [pa.RecordBatch.from_pylist([row]) for row in rows]
    good, *bad = [row for batch in tables.extract_batches(batches, task) for row in batch.to_pylist()]
    assert (good["id"], good["published"], good["language"]) == ("7", DAY, "fr")
    assert good["count"]
    assert ["published is no date" in row["error"] or "title is no text" in row["error"] for row in bad] == [
        True,
        True,
    ]


def test_a_damaged_body_runs_nothing_and_is_told(task: Extraction) -> None:
    [batch] = tables.extract_batches([documents(*SOURCES)], task)
    rows = batch.to_pylist()
    rows[0]["body"] = b"cos\nsystem\n(S'false'\ntR."
    damaged = pa.RecordBatch.from_pylist(rows, schema=tables.schema("extracted"))
    coverage = tables.compare_batches([damaged], default_rulebook()).coverage
    assert coverage.sources == 3
    assert "a damaged row" in coverage.unreadable[0].reason


@pytest.mark.parametrize("far", [False, True])
def test_tables_go_to_files_and_back(task: Extraction, tmp_path: Path, far: bool) -> None:
    if far:
        pytest.importorskip("fsspec")
    where = "memory://tables/extracted.parquet" if far else str(tmp_path / "extracted.parquet")
    batches = list(tables.extract_batches([documents(*SOURCES)], task))
    assert tables.write_batches(where, batches) == 4
    report = tables.compare_batches(tables.read_batches(where, rows=3), default_rulebook())
    assert report == pipeline.check(SOURCES)

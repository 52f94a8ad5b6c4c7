"""Sources and reports: what they take, how they dump, copy and travel."""

from __future__ import annotations

import datetime
import json
import pickle
from typing import Any

import pytest

from claimcheck import Source
from claimcheck.model import Coverage, Report, Run, Unreadable

REPORT = Report(
    run=Run(version="1", rulebook="sha256:0", sources=2),
    coverage=Coverage(sources=2, unreadable=(Unreadable(path="a.txt", reason="empty"),)),
)


def test_a_report_dumps_in_the_order_of_its_contract() -> None:
    data = REPORT.model_dump(mode="json")
    assert list(data) == ["schema", "run", "findings", "coverage"]
    assert data["schema"] == "claimcheck/1"
    assert data["coverage"]["unreadable"] == [{"path": "a.txt", "reason": "empty"}]
    assert json.loads(REPORT.model_dump_json()) == data
    assert pickle.loads(pickle.dumps(REPORT)) == REPORT


def test_a_source_dumps_days_as_days_or_as_text() -> None:
    source = Source(id="a", text="Un.", published=datetime.date(2024, 1, 23))
    assert source.model_dump(include={"id", "published"}) == {"id": "a", "published": source.published}
    assert source.model_dump(mode="json", exclude_none=True, exclude={"places", "first_line"}) == {
        "id": "a",
        "text": "Un.",
        "published": "2024-01-23",
    }
    assert source.model_copy(update={"language": "fr"}).language == "fr"
    assert source.language is None


def test_a_day_may_be_written() -> None:
    assert Source(id="a", text="", published="2024-01-23").published == datetime.date(2024, 1, 23)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [{"text": None}, {"text": b"Un."}, {"title": 3}, {"published": 2024}, {"published": "soon"},
     {"first_line": 0}, {"author": "A"}],
)  # fmt: skip
def test_a_source_refuses_what_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        Source(**({"id": "a", "text": "Un."} | wrong))


def test_records_never_change() -> None:
    with pytest.raises(AttributeError):
        REPORT.findings = ()  # type: ignore[misc]

"""The report of a corpus that did not change comes from the index, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.engines import check
from claimcheck.pipeline import comparing as pipeline
from claimcheck.rulebook import default_rulebook
from claimcheck.store.index import Index
from claimcheck.store.results import decode_report, encode_report

TEXTS = {
    "a": "Le groupe Valoren va investir 340 millions d'euros dans son usine de Mersac, selon sa direction.",
    "b": "Valoren investira 430 millions d'euros à Mersac. L'usine de Mersac emploie 1 250 salariés.",
    "c": "À Mersac, l'usine de Valoren emploie 1 250 salariés ; elle n'a pas été vendue en 2021.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def test_a_report_comes_back_whole(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    report = check([folder]).report
    assert report.coverage.unreadable
    again = decode_report(encode_report(report))
    assert report.findings
    assert again.model_dump_json() == report.model_dump_json()
    assert again.coverage == report.coverage
    assert [(f.pairs, f.gates) for f in again.findings] == [(f.pairs, f.gates) for f in report.findings]


def test_nothing_is_compared_again_until_something_changes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    part = pipeline.compare_part
    monkeypatch.setattr(
        pipeline, "compare_part", lambda *given: compared.append(1) or part(*given)  # type: ignore[func-returns-value]
    )  # fmt: skip

    def run(**options: object) -> str:
        with Index(tmp_path / "index.sqlite", default_rulebook().digest) as index:
            return check([folder], index=index, **options).report.model_dump_json()  # type: ignore[arg-type]

    first = run()
    assert run() == first == check([folder]).report.model_dump_json()
    assert len(compared) == 2
    assert run(within=False) == check([folder], within=False).report.model_dump_json()
    (folder / "c.txt").write_text(TEXTS["c"].replace("1 250", "1 350"), encoding="utf-8")
    changed = run()
    assert changed != first
    assert run() == changed == check([folder]).report.model_dump_json()
    (folder / "d.txt").write_bytes(b"\xff\xfe\x00")
    assert '"unreadable":[{' in run()
    against = str(folder / "a.txt")
    with Index(tmp_path / "index.sqlite", default_rulebook().digest) as index:
        found = [check([against], against=[folder], index=index).report.model_dump_json() for _ in range(2)]
    assert found == [check([against], against=[folder]).report.model_dump_json()] * 2

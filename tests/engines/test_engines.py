"""The same report, byte for byte, wherever a run takes place; what dies on the way does not end it."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engine_corpus import write_corpus, write_stories
from engine_tasks import Deadly, Failing, Square, Suicidal

from claimcheck import engines
from claimcheck.engines import EngineError, comparing, gathering, open_engine, running, work
from claimcheck.engines.files import write_text
from claimcheck.errors import ConfigError, Location
from claimcheck.model import Source
from claimcheck.pipeline import Extracted, extract_source

NEEDS = {"local": None, "processes": None, "dask": "distributed", "spark": "pyspark"}


@pytest.fixture(scope="module", params=engines.ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[engines.Engine]:
    package = NEEDS[request.param]
    if package and not importlib.util.find_spec(package):
        pytest.skip(f"{package} is not installed")
    if request.param == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        )
        with open_engine(request.param, jobs=2) as made:
            yield made


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engines") / "corpus"
    write_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def expected(corpus: Path) -> engines.Outcome:
    """What this process alone makes of the corpus."""
    return engines.check([corpus], root=corpus.parent)


def as_bytes(outcome: engines.Outcome) -> bytes:
    return json.dumps(outcome.report.model_dump(mode="json"), sort_keys=True).encode()


def test_the_corpus_holds_what_it_should(expected: engines.Outcome) -> None:
    coverage = expected.report.coverage
    assert coverage.sources == 9
    assert coverage.agreements
    assert coverage.contradictions
    assert [str(error.at) for error in expected.errors] == [
        "corpus/broken.txt (byte 14)", "corpus/wire.jsonl:2", "corpus/wire.jsonl:3", "corpus/wire.jsonl:5:2",
    ]  # fmt: skip
    assert "stands twice" in str(expected.errors[2])
    assert [notice.path for notice in expected.notices] == ["corpus/old.txt"]


def test_every_engine_gives_the_same_report(
    engine: engines.Engine, corpus: Path, expected: engines.Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 400)  # so that there are several batches
    outcome = engines.check([corpus], engine=engine, root=corpus.parent)
    assert as_bytes(outcome) == as_bytes(expected)
    assert [str(error) for error in outcome.errors] == [str(error) for error in expected.errors]
    assert outcome.notices == expected.notices
    assert outcome.sources == expected.sources


def test_a_mistake_in_one_document_ends_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(source: Source, rules: object) -> Extracted:
        if source.id == "corpus/2.txt":
            raise ZeroDivisionError("by zero")
        return extract_source(source, rules)

    monkeypatch.setattr(work, "extract_source", stumble)
    outcome = engines.check([corpus], root=corpus.parent)
    assert outcome.report.coverage.sources == 8
    assert "a mistake in claimcheck itself: ZeroDivisionError: by zero" in str(outcome.errors[0])
    assert outcome.errors[0].at == Location("corpus/2.txt")


def test_against_a_corpus_only_its_findings_are_told(corpus: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("Valoren va investir 500 millions d'euros dans son usine de Mersac.", encoding="utf-8")
    outcome = engines.check([mine], against=[corpus / "0.txt", corpus / "1.txt", mine])
    assert outcome.report.coverage.sources == 3
    assert outcome.report.contradictions
    for finding in outcome.report.findings:
        assert str(mine) in {said.source for side in finding.sides for said in side.assertions}


def test_texts_are_let_go_when_there_are_too_many(
    corpus: Path, expected: engines.Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "KEPT", 500)
    outcome = engines.check([corpus], root=corpus.parent)
    assert as_bytes(outcome) == as_bytes(expected)
    assert not any(source.text for source in outcome.sources)
    assert all(source.text for source in expected.sources)


def test_it_reads_far_files_and_tells_what_is_not_there(expected: engines.Outcome, corpus: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    far = fsspec.filesystem("memory")
    far.put(str(corpus), "/far/corpus", recursive=True)
    outcome = engines.check(["memory://far/corpus", "memory://nowhere"])
    assert outcome.report.coverage.contradictions == expected.report.coverage.contradictions
    assert outcome.report.coverage.sources == 9
    first = outcome.report.contradictions[0].sides[0].assertions[0]
    assert str(first.path).startswith("memory://")
    assert "memory://nowhere: " in str(outcome.errors[-1])
    one = list(engines.extract(["memory://far/corpus/wire.jsonl"]))
    assert len(one) == 5


def test_a_report_is_written_far_away() -> None:
    fsspec = pytest.importorskip("fsspec")
    write_text("memory://reports/one.json", "«{}»\ud800")
    assert fsspec.filesystem("memory").cat("/reports/one.json") == "«{}»\\ud800".encode()
    with pytest.raises(OSError, match="nosuch"):
        write_text("nosuch://reports/one.json", "{}")


def test_every_engine_compares_the_same_stories(
    engine: engines.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stories(tmp_path / "stories")
    expected = engines.check([tmp_path / "stories"], root=tmp_path)
    assert len(expected.report.contradictions) >= 4
    monkeypatch.setattr(comparing, "COMPARED", 5)  # so that there are several batches
    outcome = engines.check([tmp_path / "stories"], engine=engine, root=tmp_path)
    assert as_bytes(outcome) == as_bytes(expected)


def test_every_engine_keeps_the_order(engine: engines.Engine) -> None:
    assert list(engine.map(Square(), range(40))) == [number**2 for number in range(40)]
    assert list(engine.map(Square(), [])) == []


def test_every_engine_raises_what_a_task_raises(engine: engines.Engine) -> None:
    with pytest.raises(ConfigError, match="not those of the run") as caught:
        list(engine.map(Failing(), [1, 2]))
    assert caught.value.hint == "mend it"
    assert list(engine.map(Square(), [3])) == [9]


def test_a_batch_that_kills_its_workers_is_told_and_the_others_go_on() -> None:
    with open_engine("processes", jobs=2) as engine:
        results = list(engine.map(Deadly(), range(6)))
    assert results == [0, 1, 2, "3 lost: the process that read it died 3 times", 4, 5]


def test_a_killed_worker_of_a_pool_is_replaced(tmp_path: Path) -> None:
    with open_engine("processes", jobs=2) as engine:
        assert list(engine.map(Suicidal(str(tmp_path / "killed"), 2), range(6))) == list(range(6))


def test_a_killed_dask_worker_is_replaced(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with open_engine("dask", jobs=2) as engine:
        assert list(engine.map(Suicidal(str(tmp_path / "killed"), 2), range(6))) == list(range(6))


def test_control_c_ends_the_workers(tmp_path: Path) -> None:
    script = Path(__file__).parent / "engine_endless.py"
    marks = tmp_path / "marks"
    marks.mkdir()
    run = subprocess.Popen(
        [sys.executable, str(script), str(marks)], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        workers = _wait_for(lambda: [int(mark.name) for mark in marks.iterdir()], 2)
        os.killpg(run.pid, signal.SIGINT)
        error = run.communicate(timeout=30)[1]
    finally:
        run.kill()
    assert error.count("Traceback") == 1, error
    assert "KeyboardInterrupt" in error
    assert _wait_for(lambda: [1] if not any(map(_alive, workers)) else [], 1)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = Path(__file__).parent / "engine_endless.py"
    run = subprocess.Popen([sys.executable, str(script), str(tmp_path)])
    try:
        workers = _wait_for(lambda: [int(mark.name) for mark in tmp_path.iterdir()], 2)
    finally:
        run.kill()
        run.wait()
    assert _wait_for(lambda: [1] if not any(map(_alive, workers)) else [], 1)


def _wait_for(found: Callable[[], list[int]], count: int, seconds: float = 20) -> list[int]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if len(result := found()) >= count:
            return result
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def _alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("name", "options", "what"),
    [
        ("ray", {}, "no engine is called 'ray'"),
        ("processes", {"jobs": 0}, "0 jobs"),
        ("processes", {"cluster": "tcp://host:8786"}, "has no cluster"),
    ],
)
def test_what_cannot_be_opened_is_told(name: str, options: dict[str, object], what: str) -> None:
    with pytest.raises(ConfigError, match=what) as caught:
        open_engine(name, **options)
    assert caught.value.hint


@pytest.mark.parametrize(("name", "package"), [("dask", "distributed"), ("spark", "pyspark")])
def test_a_missing_package_is_told(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (package, f"{package}.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EngineError, match=package) as caught:
        open_engine(name)
    assert f"[{name}]" in str(caught.value)

"""A draft against an indexed corpus: what it cannot meet is not read, and the report is the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from claimcheck import engines
from claimcheck.engines import open_engine, remembering
from claimcheck.reports import render_report
from claimcheck.rulebook import default_rulebook
from claimcheck.sources import File, read_file, walking
from claimcheck.store.index import Index

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
FORMS = ("json", "text", "markdown", "sarif", "html")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty documents in a folder, and a draft with sentences of some of them."""
    sys.path.insert(0, str(BENCHMARKS))
    from generate import documents

    sys.path.remove(str(BENCHMARKS))
    folder = tmp_path_factory.mktemp("generated")
    (folder / "corpus").mkdir()
    sources = list(documents(40, seed=3))
    for source in sources:
        head = f"---\npublished: {source.published}\nlanguage: {source.language}\n---\n"
        (folder / "corpus" / f"{source.id}.txt").write_text(head + source.text, encoding="utf-8")
    draft = next(source for source in sources[3:] if source.language == "fr")
    (folder / "draft.txt").write_text(draft.text, encoding="utf-8")
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """The folder of a project, and the names of the files that are read in it."""
    shutil.copytree(generated, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(walking, "TICK", 0)
    read: list[str] = []

    def counted(file: File, *rest: Any) -> Any:
        read.append(file.name)
        return read_file(file, *rest)

    monkeypatch.setattr(remembering, "read_file", counted)
    return tmp_path, read


def compared(engine: engines.Engine | None = None, *, indexed: bool = True) -> engines.Outcome:
    if not indexed:
        return engines.check(["draft.txt"], against=["corpus"], engine=engine)
    with Index(Path("index.sqlite"), default_rulebook().digest) as index:
        return engines.check(["draft.txt"], against=["corpus"], engine=engine, index=index)


def shown(outcome: engines.Outcome) -> list[str]:
    """The report in all formats that quote the sources."""
    return [render_report(outcome.report, form, sources=outcome.sources) for form in FORMS]


def test_only_what_the_draft_can_meet_is_read_again(project: tuple[Path, list[str]]) -> None:
    folder, read = project
    whole = shown(compared(indexed=False))
    first = compared()
    assert first.report.findings
    assert len(read) == 41
    assert shown(first) == whole
    (folder / "draft.txt").write_text((folder / "draft.txt").read_text() + "\nIl compte 12 usines.\n")
    read.clear()
    second = compared()
    assert 1 < len(read) < 20
    assert shown(second) == shown(compared(indexed=False))
    assert second.report.coverage.sources == 41
    read.clear()
    assert shown(compared()) == shown(second)  # the report that is kept, quoted from the texts
    assert 1 < len(read) < 20


def test_workers_compare_what_the_draft_can_meet(project: tuple[Path, list[str]]) -> None:
    folder, read = project
    with open_engine("processes", jobs=2) as engine:
        compared(engine)
        (folder / "draft.txt").write_text((folder / "draft.txt").read_text() + "\nIl compte 12 usines.\n")
        read.clear()
        second = compared(engine)
    assert len(read) < 20
    assert shown(second) == shown(compared(indexed=False))


def test_a_file_that_was_written_is_read_whatever_its_size_and_time(project: tuple[Path, list[str]]) -> None:
    folder, _ = project
    before = compared().report
    said = {one.source for finding in before.findings for side in finding.sides for one in side.assertions}
    changed = folder / max(said - {"draft.txt"})
    about = changed.stat()
    changed.write_bytes(changed.read_bytes().translate(bytes.maketrans(b"3456", b"6345")))
    os.utime(changed, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert changed.stat().st_size == about.st_size
    after = compared()
    assert after.report != before
    assert shown(after) == shown(compared(indexed=False))


def test_a_file_that_has_just_been_written_is_read_again(
    project: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, read = project
    monkeypatch.setattr(walking, "TICK", 3600)
    compared()
    read.clear()
    compared()
    assert len(read) == 41


def test_a_remark_on_a_document_is_made_each_time(project: tuple[Path, list[str]]) -> None:
    folder, _ = project
    (folder / "corpus" / "latin.txt").write_bytes("Le café a coûté 12 €, dit-on à Nîmes.".encode("cp1252"))
    first, second = compared(), compared()
    assert first.notices
    assert second.notices == first.notices


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM entries WHERE id % 2",
        "UPDATE entries SET data = x'00'",
        "DROP TABLE keys",
        "DELETE FROM keys",
    ],
)
def test_an_index_that_lost_something_is_done_without(project: tuple[Path, list[str]], damage: str) -> None:
    folder, _ = project
    compared()
    with sqlite3.connect(folder / "index.sqlite") as database:
        database.execute("DELETE FROM results")
        database.execute(damage)
    assert shown(compared()) == shown(compared(indexed=False))


def test_a_file_that_changes_while_the_run_goes_on(
    project: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = project
    before = compared().report
    said = {one.source for finding in before.findings for side in finding.sides for one in side.assertions}
    changed = folder / max(said - {"draft.txt"})
    (folder / "draft.txt").write_text((folder / "draft.txt").read_text() + "\nIl compte 12 usines.\n")
    select = Index.select

    def late(self: Index, keys: Any) -> tuple[int, int]:
        changed.write_text(changed.read_text().replace("3", "7"))
        return select(self, keys)

    monkeypatch.setattr(Index, "select", late)
    assert shown(compared()) == shown(compared(indexed=False))


def test_a_file_that_is_gone_is_no_part_of_the_corpus(project: tuple[Path, list[str]]) -> None:
    folder, _ = project
    compared()
    for path in sorted((folder / "corpus").iterdir())[::2]:
        path.unlink()
    after = compared()
    assert after.report.coverage.sources == 21
    assert shown(after) == shown(compared(indexed=False))

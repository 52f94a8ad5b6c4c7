"""What a few documents can meet, looked up in an index, gives the findings of the whole corpus."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest

from claimcheck.engines import check
from claimcheck.hook.corpus import Corpus
from claimcheck.hook.documents import find_documents
from claimcheck.hook.repository import Repository
from claimcheck.model import Report, Source
from claimcheck.rulebook import default_rulebook
from claimcheck.store.index import Index

Repo = Any
BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def generated() -> list[Source]:
    sys.path.insert(0, str(BENCHMARKS))
    from generate import documents

    sys.path.remove(str(BENCHMARKS))
    return list(documents(40, seed=3))


@pytest.fixture
def corpus(repo: Repo, generated: list[Source]) -> Repo:
    for source in generated:
        head = f"---\npublished: {source.published}\nlanguage: {source.language}\n---\n"
        repo.write(f"seeds/{source.id}.txt", head + source.text)
    repo.git("add", "seeds")
    return repo


def staged_report(repo: Repo, staged: list[str], index: Index | None) -> tuple[Report, int]:
    repository = Repository(repo.root)
    documents = find_documents(repository, ["seeds"])
    made = Corpus(repository, documents, staged, default_rulebook(), index)
    report, sources = made.check(lambda done: None)
    return report, len(sources)


def told(report: Report) -> list[dict[str, Any]]:
    return [finding.model_dump(mode="json") for finding in report.findings]


@pytest.mark.parametrize("count", [1, 5])
def test_an_index_changes_no_finding_with_a_staged_document(
    corpus: Repo, tmp_path: Path, generated: list[Source], count: int
) -> None:
    dice = random.Random(count)
    met = 0
    with Index(tmp_path / "index.sqlite", default_rulebook().digest) as index:
        for _ in range(4 // count + 1):
            staged = [f"seeds/{source.id}.txt" for source in dice.sample(generated, count)]
            narrow, loaded = staged_report(corpus, staged, index)
            whole = check(staged, against=["seeds"]).report
            assert told(narrow) == told(whole)
            assert told(staged_report(corpus, staged, None)[0]) == told(whole)
            met += len(narrow.findings)
            assert loaded < len(generated) or count > 2
    assert met


def test_an_entry_that_is_gone_is_made_anew(corpus: Repo, tmp_path: Path) -> None:
    import sqlite3

    place = tmp_path / "index.sqlite"
    staged = ["seeds/0000003.txt"]
    with Index(place, default_rulebook().digest) as index:
        before = told(staged_report(corpus, staged, index)[0])
    with sqlite3.connect(place) as database:
        database.execute("DELETE FROM entries WHERE id % 2")
        database.execute("DELETE FROM keys WHERE entry % 2")
    with Index(place, default_rulebook().digest) as index:
        assert told(staged_report(corpus, staged, index)[0]) == before
    assert before


def test_an_index_that_fails_on_the_way_is_done_without(
    corpus: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    staged = ["seeds/0000003.txt"]
    expected = told(staged_report(corpus, staged, None)[0])
    problems: list[object] = []
    with Index(tmp_path / "index.sqlite", default_rulebook().digest, tell=problems.append) as index:
        staged_report(corpus, staged, index)
        with sqlite3.connect(tmp_path / "index.sqlite") as database:
            database.execute("DROP TABLE keys")
        assert told(staged_report(corpus, staged, index)[0]) == expected
    assert len(problems) == 1


def test_what_a_report_read_the_hook_need_not_read(
    corpus: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged, seen = ["seeds/0000003.txt"], []
    contents = Repository.contents

    def counted(self: Repository, names: list[str]) -> Any:
        seen.append(len(names))
        return contents(self, names)

    monkeypatch.setattr(Repository, "contents", counted)
    monkeypatch.chdir(corpus.root)
    whole = check(staged, against=["seeds"]).report
    with Index(tmp_path / "index.sqlite", default_rulebook().digest) as index:
        check(["seeds"], index=index)
        report, _ = staged_report(corpus, staged, index)
    assert told(report) == told(whole)
    assert seen[:2] == [1, 0]  # the staged one, and none of the others
    corpus.write("seeds/0000004.txt", "Le groupe a vendu 12 usines.")
    corpus.git("add", "seeds")
    with Index(tmp_path / "index.sqlite", default_rulebook().digest) as index:
        seen.clear()
        staged_report(corpus, staged, index)
    assert seen[:2] == [1, 1]

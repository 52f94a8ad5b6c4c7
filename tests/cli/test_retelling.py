"""A report that is asked for again is told again; whatever it depends on makes it anew."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from claimcheck.cli import running
from tests.cli.conftest import Run

Count = Callable[[], int]


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Count:
    """How many runs were no retelling since it was last asked."""
    runs: list[object] = []
    compare = running.compared
    monkeypatch.setattr(running, "compared", lambda *given: runs.append(given) or compare(*given))  # type: ignore[func-returns-value]

    def count() -> int:
        found = len(runs)
        runs.clear()
        return found

    return count


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif"])
def test_a_second_report_is_the_first(corpus: Path, run: Run, compared: Count, form: str) -> None:
    ways = ("report", corpus, "--format", form, "--fail-on", "probable")
    first = run(*ways)
    assert (first.code, compared()) == (1, 1)
    assert run(*ways) == first
    assert compared() == 0
    assert run(*ways, "--no-index") == first
    assert compared() == 1


def test_files_and_remarks_are_told_again(corpus: Path, run: Run, compared: Count) -> None:
    (corpus / "bad.txt").write_bytes(b"")
    out = corpus.parent / "out.json"
    first = run("report", corpus, "-o", out)
    told = out.read_bytes()
    assert first.code == 2
    assert "empty" in first.err
    out.unlink()
    assert run("report", corpus, "-o", out) == first
    assert out.read_bytes() == told
    assert compared() == 1


def _change(corpus: Path) -> None:
    (corpus / "courrier.txt").write_text("Microsoft a investi 13,8 milliards de dollars dans OpenAI.\n")


def _change_in_secret(corpus: Path) -> None:
    """Neither size nor time of the file tell of it."""
    path = corpus / "courrier.txt"
    about = path.stat()
    path.write_text(path.read_text().replace("13,75", "13,85"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def _rename(corpus: Path) -> None:
    (corpus / "courrier.txt").rename(corpus / "lettre.txt")


def _delete(corpus: Path) -> None:
    (corpus / "courrier.txt").unlink()


def _add(corpus: Path) -> None:
    (corpus / "new.txt").write_text("Microsoft a investi 14 milliards de dollars dans OpenAI.\n")


def _configure(corpus: Path) -> None:
    (corpus.parent / "pyproject.toml").write_text("[tool.claimcheck]\nfail-on = 'possible'\n")


def _accept(corpus: Path) -> None:
    (corpus.parent / "claimcheck-accepted.toml").write_text('[pairs]\n"a ~ b" = { reason = "so be it" }\n')


@pytest.mark.parametrize(
    "change", [_change, _change_in_secret, _rename, _delete, _add, _configure, _accept]
)  # fmt: skip
def test_whatever_changes_is_seen(
    corpus: Path, run: Run, compared: Count, change: Callable[[Path], None]
) -> None:
    run("report", corpus)
    change(corpus)
    compared()
    second = run("report", corpus)
    assert compared() == 1
    assert second == run("report", corpus, "--no-index")


@pytest.mark.parametrize(
    "more", [("--match", "echo"), ("--kind", "money"), ("--verdict", "agreement"), ("--language", "fr"),
             ("--fail-on", "probable"), ("--allow-empty",), ("--format", "json")],
)  # fmt: skip
def test_whatever_else_is_asked_is_made(
    corpus: Path, run: Run, compared: Count, more: tuple[str, ...]
) -> None:
    run("report", corpus)
    compared()
    second = run("report", corpus, *more)
    assert compared() == 1
    assert second == run("report", corpus, *more, "--no-index")


def test_the_width_of_the_terminal_is_seen(
    corpus: Path, run: Run, compared: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("report", corpus)
    monkeypatch.setenv("COLUMNS", "50")
    assert run("report", corpus) == run("report", corpus, "--no-index")
    assert compared() == 3


def test_an_acceptance_expires_overnight(
    corpus: Path, run: Run, compared: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run("report", corpus, "--format", "json").out.partition('"id": "')[2][:12]
    day = datetime.date.today()
    assert run("accept", found, corpus, "--reason", "so be it", "--expires", str(day)).code == 0
    assert "so be it" in run("report", corpus).out
    compared()
    run("report", corpus)
    assert compared() == 0

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:  # type: ignore[override]
            return day + datetime.timedelta(days=1)

    monkeypatch.setattr(datetime, "date", Tomorrow)
    late = run("report", corpus)
    assert compared() == 1
    assert "has expired" in late.err


def test_what_changes_while_it_is_read_is_not_kept(
    corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare, before = running.compared, (corpus / "courrier.txt").read_text()

    def late(*given: object) -> object:
        _change(corpus)
        return compare(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(running, "compared", late)
        assert "13,8 milliards" in run("report", corpus).out
    (corpus / "courrier.txt").write_text(before)
    assert "13,75 milliards" in run("report", corpus).out

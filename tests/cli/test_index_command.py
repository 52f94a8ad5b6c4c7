"""The index in real runs: the same report, a command to look after it, and no harm from a kill."""

from __future__ import annotations

import importlib.metadata
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimcheck.cli import indexing

Run = Any


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "cache" / "index.sqlite"
    monkeypatch.setattr(indexing, "place", lambda: found)
    return found


def test_the_report_is_the_same_with_and_without_an_index(corpus: Path, run: Run, place: Path) -> None:
    plain = run("report", corpus, "--format", "json", "--no-index")
    assert not place.exists()
    for _ in range(2):
        assert run("report", corpus, "--format", "json") == plain
    (corpus / "echo.txt").write_text("Microsoft a investi 14 milliards de dollars dans OpenAI.\n")
    changed = run("report", corpus, "--format", "json", "--no-index")
    assert changed != plain
    assert run("report", corpus, "--format", "json") == changed
    assert run("report", corpus, "--format", "json", "--jobs", "2") == changed


def test_what_is_known_is_not_extracted_again(
    corpus: Path, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("report", corpus)
    extracted: list[str] = []
    import claimcheck.engines.work as work

    real: Callable[..., Any] = work.extract_source

    def counted(source: Any, rules: Any) -> Any:
        extracted.append(source.id)
        return real(source, rules)

    monkeypatch.setattr(work, "extract_source", counted)
    assert run("report", corpus) == plain
    assert extracted == []
    (corpus / "new.txt").write_text("Microsoft a investi 15 milliards de dollars dans OpenAI.\n")
    run("report", corpus)
    assert [Path(name).name for name in extracted] == ["new.txt"]


def test_errors_and_notices_keep_their_place(corpus: Path, run: Run, place: Path) -> None:
    (corpus / "latin.txt").write_bytes("Microsoft a investi 13 milliards d'euros l'été.".encode("cp1252"))
    (corpus / "empty.txt").write_bytes(b"")
    plain = run("report", corpus, "--no-index")
    assert "empty.txt" in plain.err
    assert run("report", corpus) == plain
    assert run("report", corpus) == plain


def test_the_index_is_shown_checked_and_cleared(corpus: Path, run: Run, place: Path) -> None:
    assert "no index yet" in run("index").out
    run("report", corpus)
    assert "3 documents, " in run("index").out
    assert run("index", "check").code == 0
    assert "cleared" in run("index", "clear").out
    assert "0 documents, 0 assertions" in run("index", "show").out


def test_damage_is_found_and_a_run_goes_on(corpus: Path, run: Run, place: Path) -> None:
    plain = run("report", corpus)
    import sqlite3

    with sqlite3.connect(place) as database:
        for table in ("entries", "results", "tellings"):
            database.execute(f"UPDATE {table} SET data = x'00'")
    checked = run("index", "check")
    assert checked.code == 2
    assert "claimcheck index clear" in checked.err
    assert run("report", corpus) == plain
    assert run("index", "check").code == 0
    place.write_bytes(b"this is no database" * 1000)
    ran = run("report", corpus)
    assert (ran.code, ran.out) == (plain.code, plain.out)
    assert "set aside" in ran.err


def test_an_index_that_cannot_be_is_told_and_done_without(
    corpus: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("report", corpus, "--no-index")
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(indexing, "place", lambda: tmp_path / "file" / "index.sqlite")
    ran = run("report", corpus)
    assert (ran.code, ran.out) == (plain.code, plain.out)
    assert ran.err.startswith("warning: ")


def test_killed_at_any_moment_it_loses_and_spoils_nothing(corpus: Path, run: Run, tmp_path: Path) -> None:
    names = ("Danone", "Renault", "Airbus", "Safran", "Orange", "Thales", "Veolia", "Carrefour")
    for number in range(32):
        said = f"{names[number // 4]} a investi {number + 2} milliards de dollars dans une usine géante."
        (corpus / f"more-{number}.txt").write_text(f"{said}\n", encoding="utf-8")
    plain = run("report", corpus, "--no-index", "--format", "json")
    assert plain.code == 0
    place = tmp_path / "killed" / "index.sqlite"
    script = (
        "import sys, pathlib; from claimcheck.cli import indexing, main\n"
        "from claimcheck.store import writing\n"
        f"indexing.place = lambda: pathlib.Path({str(place)!r}); writing.DOCUMENTS = 2;"
        "print('ready', flush=True); sys.exit(main(sys.argv[1:]))"
    )
    dice = random.Random(5)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", script, "report", str(corpus), "--format", "json"],
            stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0.1, 0.8))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    finished = subprocess.run(
        [sys.executable, "-c", script, "report", str(corpus), "--format", "json"],
        capture_output=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=True,
    )  # fmt: skip
    assert finished.stdout.decode() == "ready\n" + plain.out


def test_another_owner_of_the_command_is_told_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--version").err == ""

    class Owner:
        name = "Claim_Check"

    class Script:
        dist = Owner()

    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [Script()])
    ran = run("--version")
    assert ran.code == 0
    assert "'claim-check' installs a command `claimcheck` too" in ran.err
    assert "python -m claimcheck" in ran.err

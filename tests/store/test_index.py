"""The index: what it keeps, what it forgets, and what it survives."""

from __future__ import annotations

import contextlib
import datetime
import multiprocessing
import os
import sqlite3
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from claimcheck.errors import StoreError
from claimcheck.model import Assertion, Fact, Source, Span
from claimcheck.store import index as index_module
from claimcheck.store.index import Index


def source(number: int, **changes: object) -> Source:
    return Source(id=f"doc{number}", text=f"Le texte {number}.", path=f"doc{number}.txt").model_copy(
        update=changes
    )


def assertions(number: int) -> list[Assertion]:
    return [Assertion(f"doc{number}", None, Span(0, 2), f"q{n}", "s", Fact(True)) for n in range(number % 4)]


def fill(path: Path, count: int) -> None:
    with Index(path, "rules") as index:
        for number in range(count):
            index.put(source(number), assertions(number), keys=[f"even{number % 2}", f"own{number}", "all"])


def test_what_was_put_is_found_again_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "index.sqlite"
    fill(path, 600)
    with Index(path, "rules") as index:
        assert index.get(source(7)) == assertions(7)
        assert index.get(source(8)) == []
        assert index.get(source(600)) is None
        stats = index.stats()
        assert (stats.documents, stats.assertions, stats.keys) == (600, 900, 1800)
        assert stats.size > 10_000
        assert index.check() == []
        assert index.problem is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Le texte 7!"},
        {"language": "fr"},
        {"published": datetime.date(2024, 1, 23)},
        {"id": "other"},
        {"path": "other.txt"},
        {"first_line": 3},
        {"places": ((0, "page 1"),)},
        {"publisher": "L'Écho"},
    ],
)
def test_any_change_of_a_source_is_another_entry(tmp_path: Path, change: dict[str, object]) -> None:
    fill(tmp_path / "i", 8)
    with Index(tmp_path / "i", "rules") as index:
        assert index.get(source(7, **change)) is None


def test_other_rules_or_another_version_find_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "i", 8)
    with Index(tmp_path / "i", "other rules") as index:
        assert index.get(source(7)) is None
    monkeypatch.setattr(index_module, "__version__", "99")
    with Index(tmp_path / "i", "rules") as index:
        assert index.get(source(7)) is None


def test_blocking_keys_lead_to_the_documents_that_can_meet(tmp_path: Path) -> None:
    fill(tmp_path / "i", 10)
    with Index(tmp_path / "i", "rules") as index:
        found = index.candidates(["own3", "own4", "nothing"])
        assert sorted(found.values()) == ["doc3", "doc4"]
        assert index.load(found) == {index.key(source(n)): assertions(n) for n in (3, 4)}
        assert index.frequencies(["even0", "own3", "all", "nothing"]) == {"even0": 5, "own3": 1, "all": 10}
        assert index.candidates([]) == {}


def test_what_other_rules_made_of_the_same_documents_is_not_met(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    fill(path, 6)
    with Index(path, "other rules") as index:
        assert index.frequencies(["all"]) == index.candidates(["all"]) == {}
        index.put(source(1), assertions(1), keys=["all"])
        assert index.select([index.key(source(n)) for n in range(6)]) == (1, len(assertions(1)))
        assert index.frequencies(["all"]) == {"all": 1}
        assert list(index.candidates(["all"]).values()) == ["doc1"]
        assert index.stats().documents == 7


def test_a_selection_narrows_candidates_and_frequencies(tmp_path: Path) -> None:
    fill(tmp_path / "i", 10)
    with Index(tmp_path / "i", "rules") as index:
        said = sum(len(assertions(n)) for n in (1, 2, 3))
        assert index.select([index.key(source(n)) for n in (1, 2, 3, 99)]) == (3, said)
        assert sorted(index.candidates(["all"]).values()) == ["doc1", "doc2", "doc3"]
        assert index.frequencies(["even0", "all"]) == {"even0": 1, "all": 3}
        index.put(source(20), [], keys=["all"])
        assert index.select([index.key(source(20))]) == (1, 0)
        assert list(index.candidates(["all"]).values()) == ["doc20"]


def test_files_are_remembered_by_their_signature(tmp_path: Path) -> None:
    with Index(tmp_path / "i", "rules") as index:
        keys = [index.key(source(n)) for n in (1, 2)]
        index.remember("a.jsonl", ["size 3", "content f00"], keys)
        index.remember("b.txt", ["size 4"], [])
        index.remember("d.txt", ["", "content f01"], [])
    with Index(tmp_path / "i", "rules") as index:
        found = index.recall({"a.jsonl": "size 3", "b.txt": "size 5", "c.txt": "size 1", "d.txt": ""})
        assert found == {"a.jsonl": keys}
        found = index.recall({"a.jsonl": "content f00", "d.txt": "content f01"})
        assert found == {"a.jsonl": keys, "d.txt": []}
        index.remember("a.jsonl", ["content f02"], keys[:1])
        index.flush()
        assert index.recall({"a.jsonl": "size 3"}) == {}


def test_clear_forgets_everything_and_shrinks(tmp_path: Path) -> None:
    fill(tmp_path / "i", 500)
    with Index(tmp_path / "i", "rules") as index:
        before = index.stats().size
        index.clear()
        assert index.get(source(7)) is None
        assert index.stats().documents == 0
        assert index.stats().size < before / 2


def test_what_no_run_has_used_for_a_month_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "i", 6)
    now = time.time()
    for days, used in ((20, 1), (40, 2)):
        monkeypatch.setattr(time, "time", lambda days=days: now + days * 86_400)
        with Index(tmp_path / "i", "rules") as index:
            assert index.get(source(used)) == (assertions(used) if used == 1 else assertions(2))
    with Index(tmp_path / "i", "rules") as index:
        assert sorted(index.candidates(["all"]).values()) == ["doc1", "doc2"]
        assert index.stats().keys == 6


def test_the_last_put_wins(tmp_path: Path) -> None:
    with Index(tmp_path / "i") as index:
        index.put(source(1), assertions(1))
        index.put(source(1), assertions(3), keys=["k"])
        index.flush()
        assert index.get(source(1)) == assertions(3)
        assert index.stats().documents == 1


def test_an_index_that_was_closed_says_so(tmp_path: Path) -> None:
    index = Index(tmp_path / "i")
    index.close()
    index.close()
    index.put(source(1), [])
    assert index.get(source(1)) is None
    with pytest.raises(StoreError, match="closed"):
        index.check()


# What goes wrong


@pytest.mark.parametrize("content", [b"no database at all" * 300, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_corrupt_file_is_set_aside_and_built_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "i"
    path.write_bytes(content)
    (tmp_path / "i.aside-1").write_bytes(b"an older one")
    told: list[StoreError] = []
    with Index(path, "rules", tell=told.append) as index:
        index.put(source(1), assertions(1))
    assert len(told) == 1
    assert str(told[0]).startswith(
        f"{path}: not a usable index: file is not a database (set aside as i.aside-2"
    )
    assert (tmp_path / "i.aside-2").read_bytes() == content
    assert (tmp_path / "i.aside-1").read_bytes() == b"an older one"
    with Index(path, "rules", tell=told.append) as index:
        assert index.get(source(1)) == assertions(1)
    assert len(told) == 1


def test_a_database_of_another_program_is_set_aside_whole(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "i")
    other.execute("CREATE TABLE mine (x)")
    other.execute("INSERT INTO mine VALUES (7)")
    other.commit()
    other.close()
    told: list[StoreError] = []
    fill(tmp_path / "i", 1)
    with Index(tmp_path / "i", "rules", tell=told.append) as index:
        assert index.get(source(0)) == []
    assert not told
    aside = sqlite3.connect(tmp_path / "i.aside-1")
    assert aside.execute("SELECT x FROM mine").fetchall() == [(7,)]


def test_damage_in_the_middle_is_told_once_and_the_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "i"
    fill(path, 2000)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    told: list[StoreError] = []
    with Index(path, "rules", tell=told.append) as index:
        for number in range(50):
            assert index.get(source(number)) is None
            index.put(source(number), assertions(number))
    assert len(told) == 1
    assert "set aside as i.aside-1 and built anew" in str(told[0])
    with Index(path, "rules", tell=told.append) as index:
        index.put(source(1), assertions(1))
        index.flush()
        assert index.get(source(1)) == assertions(1)
    assert len(told) == 1


def test_a_damaged_entry_is_found_by_check_and_counts_as_missing(tmp_path: Path) -> None:
    fill(tmp_path / "i", 3)
    raw = sqlite3.connect(tmp_path / "i")
    raw.execute("UPDATE entries SET data = x'00' WHERE source = 'doc1'")
    raw.commit()
    raw.close()
    with Index(tmp_path / "i", "rules") as index:
        assert index.get(source(1)) is None
        assert [line[:28] for line in index.check()] == ["doc1: not readable as assert"]
        index.put(source(1), assertions(1))
        index.flush()
        assert index.check() == []
        assert index.get(source(1)) == assertions(1)


def test_a_place_that_cannot_be_is_told_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    told: list[StoreError] = []
    with Index(tmp_path / "file" / "i", tell=told.append) as index:
        index.put(source(1), assertions(1), keys=["k"])
        assert index.get(source(1)) is None
        assert index.candidates(["k"]) == {}
        assert index.select([b""]) == (0, 0)
        with pytest.raises(StoreError, match="the index cannot be used"):
            index.stats()
    assert len(told) == 1
    assert told[0].hint == "choose another place, or run without the index"


def run(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PRELUDE + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


PRELUDE = """
import os, resource, signal, sys
from pathlib import Path
from claimcheck.model import Assertion, Fact, Source, Span
from claimcheck.store.index import Index
def source(number): return Source(id=f"doc{number}", text=f"Le texte {number}.", path=f"doc{number}.txt")
def assertions(number):
    return [Assertion(f"doc{number}", None, Span(0, 2), f"q{n}", "s", Fact(True)) for n in range(number % 4)]
path = Path(sys.argv[1])
"""

READ_ONLY = """
path.parent.mkdir(exist_ok=True)
os.chmod(path.parent, 0o555)
if os.geteuid() == 0: os.seteuid(65534)
told = []
with Index(path, "rules", tell=told.append) as index:
    index.put(source(1), assertions(1))
    print(index.get(source(1)), len(told), told[0])
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the rights of POSIX")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    os.chmod(tmp_path, 0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.geteuid() and "pytest" in parent.name:
            os.chmod(parent, 0o755)
    out, err = run(READ_ONLY, tmp_path / "folder" / "i").communicate(timeout=60)
    assert out.startswith(f"None 1 {tmp_path}/folder/i: the index cannot be used: "), err
    assert "run without the index" in out


FULL_DISK = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
told = []
with Index(path, "rules", tell=told.append) as index:
    for number in range(300): index.put(source(number), assertions(number))
    index.flush()
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
    for number in range(300, 9000): index.put(source(number), assertions(number) * 50)
    print(len(told), told[0])
"""


def test_a_full_disk_is_told_once_and_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    out, err = run(FULL_DISK, tmp_path / "i").communicate(timeout=60)
    assert out.startswith(f"1 {tmp_path}/i: the index cannot be used: "), err
    assert "make room" in out
    with Index(tmp_path / "i", "rules") as index:
        assert index.check() == []
        assert all(index.get(source(number)) == assertions(number) for number in range(300))


WRITE = """
import time
while not Path(sys.argv[4]).exists(): time.sleep(0.001)
told = []
first, last = int(sys.argv[2]), int(sys.argv[3])
with Index(path, "rules", tell=told.append) as index:
    for number in range(first, last):
        index.put(source(number), assertions(number), keys=["all", f"own{number}"])
        if number % 20 == 0: index.flush()
print(told)
"""


def test_four_processes_that_create_it_together_lose_nothing(tmp_path: Path) -> None:
    for attempt in range(3):
        path, start = tmp_path / f"i{attempt}", tmp_path / f"start{attempt}"
        processes = [run(WRITE, path, n * 100, n * 100 + 150, start) for n in range(4)]
        time.sleep(0.3)
        start.touch()
        for process in processes:
            out, err = process.communicate(timeout=60)
            assert (out, err) == ("[]\n", "")
        with Index(path, "rules") as index:
            assert index.check() == []
            assert index.stats().documents == 450
            assert index.frequencies(["all"]) == {"all": 450}


def write_until_killed(path: Path, start: int, progress: Connection) -> None:
    index = Index(path, "rules")
    for number in range(start, start + 100_000):
        index.put(source(number), assertions(number), keys=["all"])
        if number % 5 == 4:
            index.flush()
            progress.send(number + 1)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="forks to be quick")
def test_killed_thirty_times_it_keeps_all_that_was_flushed(tmp_path: Path) -> None:
    path, kept, context = tmp_path / "i", 0, multiprocessing.get_context("fork")
    for attempt in range(30):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=write_until_killed, args=(path, kept, sender))
        process.start()
        sender.close()
        for _ in range(attempt % 4):
            kept = receiver.recv()
        time.sleep(0.0007 * attempt)
        process.kill()
        process.join()
        with contextlib.suppress(EOFError):
            while True:
                kept = receiver.recv()
    told: list[StoreError] = []
    with Index(path, "rules", tell=told.append) as index:
        assert index.check() == []
        assert all(index.get(source(number)) == assertions(number) for number in range(kept))
    assert kept >= 150
    assert not told

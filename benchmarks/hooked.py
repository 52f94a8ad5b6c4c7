"""The git hook, the index and the report of unchanged documents, through the command line.

python benchmarks/hooked.py 10000
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generate import documents

RUNS = 3


def measure(count: int) -> Iterator[tuple[str, float, float]]:
    """Name, seconds of CPU and by the clock: of `count` documents the first and the second report, then the
    best of several runs of the hook on one new document."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "seeds")
        corpus.mkdir()
        for source in documents(count):
            head = f"---\npublished: {source.published}\nlanguage: {source.language}\n---\n"
            (corpus / f"{source.id}.txt").write_text(head + source.text, encoding="utf-8")
        _git(folder, "init", "-q")
        _git(folder, "add", "-A")
        _git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "corpus")
        cache = Path(folder, ".cache")
        for name, more in (("report, first", []), ("report, second", []), ("without index", ["--no-index"])):
            yield name, *_spent(folder, cache, "report", "seeds", "--format", "json", *more)
        told = [source.text for source in documents(count) if source.language == "fr"][::9]
        new = "\n\n".join(told)[:4000]
        (corpus / "new.txt").write_text(f"---\nlanguage: fr\n---\n{new}", encoding="utf-8")
        _git(folder, "add", "-A")
        yield "hook, first", *_spent(folder, cache, "hook")
        yield f"hook, best of {RUNS}", *min(_spent(folder, cache, "hook") for _ in range(RUNS))


def _git(folder: str, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def _spent(folder: str, cache: Path, *arguments: str) -> tuple[float, float]:
    environment = {**os.environ, "CLAIMCHECK_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "claimcheck", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


if __name__ == "__main__":
    for name, spent, clock in measure(int(sys.argv[1])):
        print(f"{name:30}{spent:8.2f}{clock:8.2f}", flush=True)

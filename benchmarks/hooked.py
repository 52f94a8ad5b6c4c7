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
    """Name, seconds of CPU and by the clock: of `count` documents the first and the second report, in two
    formats and without the index; then the hook on one document that nobody has read before, and a report on
    one against the corpus, right after the reports and as the best of several runs, each on a text of its
    own."""
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
        for form in ("json", "text"):
            for turn in ("first", "second"):
                yield f"report, {form}, {turn}", *_spent(folder, cache, "report", "seeds", "--format", form)
        yield "without index", *_spent(folder, cache, "report", "seeds", "--format", "json", "--no-index")
        told = [source.text for source in documents(count) if source.language == "fr"][::9]
        new = "\n\n".join(told)[:4000]
        yield "hook, first", *_hooked(folder, cache, new, 0)
        yield f"hook, best of {RUNS}", *min(_hooked(folder, cache, new, turn + 1) for turn in range(RUNS))
        yield "draft, first", *_drafted(folder, cache, new, 0)
        yield f"draft, best of {RUNS}", *min(_drafted(folder, cache, new, turn + 1) for turn in range(RUNS))


def _hooked(folder: str, cache: Path, text: str, turn: int) -> tuple[float, float]:
    """Staged in the corpus, a text that differs with each turn."""
    _write(Path(folder, "seeds", "new.txt"), text, turn)
    _git(folder, "add", "-A")
    return _spent(folder, cache, "hook")


def _drafted(folder: str, cache: Path, text: str, turn: int) -> tuple[float, float]:
    """Beside the corpus, a text that differs with each turn."""
    _write(Path(folder, "draft.txt"), text, turn + RUNS)
    return _spent(folder, cache, "report", "draft.txt", "--against", "seeds")


def _write(path: Path, text: str, turn: int) -> None:
    said = f"---\nlanguage: fr\n---\n{text}\n\nElle compte {turn + 40} salariés.\n"
    path.write_text(said, encoding="utf-8")


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

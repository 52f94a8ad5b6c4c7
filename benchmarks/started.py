"""What a command costs from its start to its end: the best of several runs, in milliseconds."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def commands() -> Iterator[tuple[str, list[str] | None]]:
    """Each command by the name it is printed under; None where it does not exist."""
    python = [sys.executable, "-m", "claimcheck"]
    seeds = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in (".txt", ".md"))
    yield "bare interpreter", [sys.executable, "-c", "pass"]
    yield "claimcheck --help", [*python, "--help"]
    yield f"claimcheck extract {seeds[0].name}", [*python, "extract", str(seeds[0])]
    yield "claimcheck report seeds/", [*python, "report", str(ROOT / "seeds")]
    hook = importlib.util.find_spec("claimcheck.hook")
    yield (
        f"hook on {seeds[0].name}",
        [sys.executable, "-m", "claimcheck.hook", str(seeds[0])] if hook else None,
    )


def times() -> Iterator[tuple[str, float | None, int]]:
    """Name, milliseconds and exit code."""
    for name, command in commands():
        if command is None:
            yield name, None, 0
            continue
        best, code = float("inf"), 0
        for _ in range(RUNS):
            began = time.perf_counter()
            code = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode
            best = min(best, time.perf_counter() - began)
        yield name, best * 1000, code

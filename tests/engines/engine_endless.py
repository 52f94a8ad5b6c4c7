"""Two processes with work that does not end soon; each leaves a file named by its process id."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from claimcheck.engines import open_engine


class Slow:
    def __call__(self, batch: int) -> int:
        Path(sys.argv[1], str(os.getpid())).touch()
        time.sleep(0.5)
        return batch

    def lost(self, batch: int, reason: str) -> int:
        raise AssertionError(reason)


if __name__ == "__main__":
    with open_engine("processes", jobs=2) as engine:
        for _ in engine.map(Slow(), range(10_000)):
            pass

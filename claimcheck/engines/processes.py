"""Several processes on this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from claimcheck.engines.base import Batch, Closing, Result, Task
from claimcheck.pipeline import COLLECT

__all__ = ["Processes"]

AHEAD = 3
"""Batches a worker that are begun or done before the first of them is asked for."""
TRIES = 3
"""Times that a batch is tried alone, after a worker died with it or beside it."""
START = "spawn"
"""Clean on every system: a forked child would inherit locks and threads."""


class Processes(Closing):
    """A pool of `jobs` processes (default: one a core), begun with the first batch.

    A script that uses it needs the line `if __name__ == "__main__":`, since each worker imports it.
    """

    def __init__(self, jobs: int | None = None, cluster: str | None = None) -> None:
        self.workers = jobs or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def map(self, task: Task[Batch, Result], batches: Iterable[Batch]) -> Iterator[Result]:
        waiting: deque[tuple[Batch, Future[Result] | None]] = deque()
        rest = iter(batches)
        while True:
            while len(waiting) < self.workers * AHEAD and (batch := next(rest, None)) is not None:
                waiting.append((batch, self._submit(task, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield future.result() if future else self._alone(task, batch)
            except BrokenProcessPool:
                self.close()
                # Whose fault it was is unknown: what was not done is tried alone, one after the other.
                waiting = deque((other, begun if _done(begun) else None) for other, begun in waiting)
                yield self._alone(task, batch)

    def _submit(self, task: Task[Batch, Result], batch: Batch) -> Future[Result] | None:
        """None where the pool has just died; the batch is then tried alone."""
        if self._pool is None:
            context = multiprocessing.get_context(START)
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        try:
            return self._pool.submit(task, batch)
        except BrokenProcessPool:
            return None

    def _alone(self, task: Task[Batch, Result], batch: Batch) -> Result:
        for _ in range(TRIES):
            if future := self._submit(task, batch):
                try:
                    return future.result()
                except BrokenProcessPool:
                    pass
            self.close()
        return task.lost(batch, f"the process that read it died {TRIES} times")

    def close(self) -> None:
        """Ends the processes; a batch that is being worked on is finished first."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _done(future: Future[Result] | None) -> bool:
    return future is not None and future.done() and not future.cancelled() and future.exception() is None


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, ends when the parent is gone, and seldom looks for cycles."""
    gc.set_threshold(*COLLECT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

"""A Dask cluster: one that is already there, or one made of processes on this machine."""

from __future__ import annotations

import importlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from claimcheck.engines.base import Batch, Closing, EngineError, Result, Task, missing

__all__ = ["Dask"]

AHEAD = 3
"""Batches a worker that are begun or done before the first of them is asked for."""
TIMEOUT = 30
"""Seconds to wait for a scheduler."""


class Dask(Closing):
    """`cluster` is a scheduler's address ("tcp://host:8786"); without one `jobs` workers are begun here.

    A worker that dies is replaced by Dask, and what it held is worked out anew.
    """

    def __init__(self, jobs: int | None = None, cluster: str | None = None) -> None:
        try:
            distributed = importlib.import_module("distributed")
        except ImportError:
            raise missing("distributed", "dask") from None
        self._lost: type[Exception] = distributed.KilledWorker
        self._cluster: Any = None
        try:
            if not cluster:
                self._cluster = distributed.LocalCluster(
                    n_workers=jobs or os.cpu_count() or 1, threads_per_worker=1,
                    dashboard_address=":0", silence_logs=50,
                )  # fmt: skip
            self._client: Any = distributed.Client(cluster or self._cluster, timeout=TIMEOUT)
        except (OSError, ValueError) as error:
            self._close_cluster()
            raise EngineError(
                f"no Dask scheduler answers at {cluster}: {error!s:.200}",
                hint="begin one with `dask scheduler`, and workers with `dask worker ADDRESS`",
            ) from None
        self.workers = jobs or max(1, sum(self._client.nthreads().values()))

    def map(self, task: Task[Batch, Result], batches: Iterable[Batch]) -> Iterator[Result]:
        waiting: deque[tuple[Batch, Any]] = deque()
        rest = iter(batches)
        while True:
            while len(waiting) < self.workers * AHEAD and (batch := next(rest, None)) is not None:
                waiting.append((batch, self._client.submit(task, batch, pure=False)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield future.result()
            except self._lost as error:
                yield task.lost(batch, f"every worker that read it died ({error!s:.120})")
            finally:
                future.release()

    def close(self) -> None:
        self._client.close()
        self._close_cluster()

    def _close_cluster(self) -> None:
        if self._cluster is not None:
            self._cluster.close()

"""A Spark cluster: one that is already there, or Spark's local mode on this machine.

Batches and results travel as rows of Arrow tables: their number, and the pickled object, which only
this run's own workers write and read.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic

from claimcheck.engines.base import Batch, Closing, EngineError, Result, Task, missing
from claimcheck.errors import ClaimcheckError

__all__ = ["Spark"]

SCHEMA = "number long, body binary"
WAVE = 64
"""Batches a worker that are handed to Spark as one job: what bounds the memory of this process."""
FAILURES = 4
"""Times that Spark's local mode tries a batch whose worker died; a cluster has a setting of its own."""


class Spark(Closing):
    """`cluster` is a master's address ("spark://host:7077", "yarn", "sc://host"); without one `jobs`
    workers are begun here. Spark begins a dead worker anew and works out again what it held.
    """

    def __init__(self, jobs: int | None = None, cluster: str | None = None) -> None:
        try:
            sql = importlib.import_module("pyspark.sql")
            importlib.import_module("pyarrow")
        except ImportError:
            raise missing("pyspark", "spark") from None
        self.workers = jobs or os.cpu_count() or 1
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = sql.SparkSession.builder.appName("claimcheck")
        if cluster and cluster.startswith("sc://"):
            builder = builder.remote(cluster)
        else:
            builder = builder.master(cluster or f"local[{self.workers},{FAILURES}]")
        settings = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "ERROR", "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
        }  # fmt: skip
        try:
            for name, value in settings.items():
                builder = builder.config(name, value)
            self._session: Any = builder.getOrCreate()
        except Exception as error:
            hint = "Spark needs Java 17 or later (JAVA_HOME), and a master that answers"
            raise EngineError(f"Spark does not start: {error!s:.200}", hint=hint) from None

    def map(self, task: Task[Batch, Result], batches: Iterable[Batch]) -> Iterator[Result]:
        rest = iter(batches)
        while wave := list(islice(rest, self.workers * WAVE)):
            done = self._run(task, wave)
            for number in range(len(wave)):
                result = pickle.loads(done[number])
                if isinstance(result, ClaimcheckError):
                    raise result
                yield result

    def _run(self, task: Task[Batch, Result], wave: list[Batch]) -> dict[int, bytes]:
        import pyarrow

        rows = pyarrow.table({
            "number": pyarrow.array(range(len(wave)), pyarrow.int64()),
            "body": pyarrow.array([pickle.dumps(batch, 5) for batch in wave], pyarrow.large_binary()),
        })  # fmt: skip
        frame = self._session.createDataFrame(rows.cast(_schema()))
        parts = frame.repartitionByRange(min(len(wave), self.workers * 4), "number")
        found = parts.mapInArrow(_on_worker(task), SCHEMA).toArrow()
        return dict(zip(found["number"].to_pylist(), found["body"].to_pylist(), strict=True))

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._session.stop()

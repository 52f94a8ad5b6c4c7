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
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Generic

from claimcheck.engines.base import Batch, Closing, EngineError, Result, Task, missing
from claimcheck.model.frozen import frozen

__all__ = ["Spark"]

NAMES = ["number", "body"]
SCHEMA = "number long, body binary"
PARTS = 4
"""Partitions a worker, so that a slow one holds up few others."""
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
            importlib.import_module("pandas")  # mapInArrow asks for it, though it is not used
        except ImportError as error:
            raise missing(error.name or "pyspark", "spark") from None
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
        if not cluster:
            settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
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
            yield from self._results(task, wave)

    def _results(self, task: Task[Batch, Result], wave: list[Batch]) -> Iterator[Result]:
        """A job that fails is cut in two, until the batch that kills its workers is alone."""
        try:
            done = self._run(task, wave)
        except Exception as error:
            if len(wave) == 1:
                yield task.lost(wave[0], f"every worker that read it died ({_first_line(error)})")
                return
            half = len(wave) // 2
            yield from self._results(task, wave[:half])
            yield from self._results(task, wave[half:])
            return
        for number in range(len(wave)):
            result = pickle.loads(done[number])
            if isinstance(result, _Raised):
                raise result.error
            yield result

    def _run(self, task: Task[Batch, Result], wave: list[Batch]) -> dict[int, bytes]:
        pyarrow = importlib.import_module("pyarrow")
        bodies = [pickle.dumps(batch, 5) for batch in wave]
        rows = pyarrow.table({"number": pyarrow.array(range(len(wave)), pyarrow.int64()), "body": bodies})
        frame = self._session.createDataFrame(rows)
        parts = frame.repartitionByRange(min(len(wave), self.workers * PARTS), "number")
        found = parts.mapInArrow(_Work(task), SCHEMA).toArrow()
        return dict(zip(found["number"].to_pylist(), found["body"].to_pylist(), strict=True))

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._session.stop()


@frozen
class _Raised:
    """An error of the task, to be raised where the results are read."""

    error: Exception


@frozen
class _Work(Generic[Batch, Result]):
    """Rows of batches → rows of results, on a worker."""

    task: Task[Batch, Result]

    def __call__(self, tables: Iterable[Any]) -> Iterator[Any]:
        pyarrow = importlib.import_module("pyarrow")
        for table in tables:
            numbers, bodies = table.column("number"), table.column("body")
            results = [self._result(pickle.loads(body)) for body in bodies.to_pylist()]
            yield pyarrow.RecordBatch.from_arrays([numbers, pyarrow.array(results, bodies.type)], NAMES)

    def _result(self, batch: Batch) -> bytes:
        try:
            return pickle.dumps(self.task(batch), 5)
        except Exception as error:
            return pickle.dumps(_Raised(error), 5)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:120]

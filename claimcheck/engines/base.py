"""What every engine does: run one task over batches and hand the results back in their order."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, TypeVar

from claimcheck.errors import ClaimcheckError, ConfigError

__all__ = ["ENGINES", "Engine", "EngineError", "Task", "open_engine"]

B = TypeVar("B", contravariant=True)
R = TypeVar("R", covariant=True)
Batch = TypeVar("Batch")
Result = TypeVar("Result")

ENGINES = {
    "local": "local:Local",
    "processes": "processes:Processes",
    "dask": "dask_cluster:Dask",
    "spark": "spark_cluster:Spark",
}
"""The word after --engine → module of this room and its class."""


class EngineError(ClaimcheckError):
    """An engine cannot be started, or its cluster is gone."""

    code = "engine"


class Task(Protocol[B, R]):
    """Work on one batch: small, picklable, and without a say in where it runs."""

    def __call__(self, batch: B, /) -> R: ...

    def lost(self, batch: B, /, reason: str) -> R:
        """What stands in the place of a result when every worker that took the batch died."""
        ...


class Engine(Protocol):
    """`workers` batches are worked on at a time. Close it, or use it in a `with` statement."""

    workers: int

    def map(self, task: Task[Batch, Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """The results in the order of the batches; no more than a few batches a worker are in memory.

        An error that the task raises is raised here. A worker that dies does not end the run: its
        batch is tried again a bounded number of times, then `task.lost` stands in its place.
        """
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Engine: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Closing:
    """An engine ends with its `with` statement."""

    def close(self) -> None:
        """Nothing to end."""

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_engine(name: str = "local", *, jobs: int | None = None, cluster: str | None = None) -> Engine:
    """The engine of that name. `jobs`: its workers, by default one a core; `cluster`: its address.

    Raises ConfigError for a name or option that it does not know, EngineError where a package or
    Java is missing or the cluster does not answer.
    """
    if name not in ENGINES:
        raise ConfigError(f"no engine is called {name!r}", hint=f"known: {', '.join(ENGINES)}")
    if jobs is not None and jobs < 1:
        raise ConfigError(f"{jobs} jobs", hint="ask for 1 or more")
    if cluster and name not in ("dask", "spark"):
        raise ConfigError(f"the engine {name} has no cluster", hint="choose --engine dask or spark")
    module, maker = ENGINES[name].split(":")
    engine: Engine = getattr(importlib.import_module(f"claimcheck.engines.{module}"), maker)(jobs, cluster)
    return engine


def missing(package: str, extra: str) -> EngineError:
    return EngineError(
        f"the package {package} is not installed", hint=f"pip install 'claimcheck-sources[{extra}]'"
    )

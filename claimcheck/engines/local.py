"""This process alone: one batch after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.engines.base import Batch, Closing, Result, Task

__all__ = ["Local"]


class Local(Closing):
    workers = 1

    def __init__(self, jobs: int | None = None, cluster: str | None = None) -> None:
        """Takes the arguments of every engine and needs none."""

    def map(self, task: Task[Batch, Result], batches: Iterable[Batch]) -> Iterator[Result]:
        return map(task, batches)

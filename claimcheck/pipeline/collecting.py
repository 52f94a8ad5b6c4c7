"""When Python looks for garbage that holds itself."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["COLLECT", "collecting_seldom"]

COLLECT = (50_000, 20, 100)
"""Thresholds of Python's collector: it looks for cycles 70 times as seldom as by default."""


@contextlib.contextmanager
def collecting_seldom() -> Iterator[None]:
    """For work that keeps millions of small records, none in a cycle: looking at them again and again
    takes a third of the time. A collector that is off, or as patient already, is left alone."""
    before = gc.get_threshold()
    if not 0 < before[0] < COLLECT[0]:
        yield
        return
    gc.set_threshold(*COLLECT)
    try:
        yield
    finally:
        gc.set_threshold(*before)

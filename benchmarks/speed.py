"""Megabytes a second of recognition, extraction and the whole report, on one core.

    python benchmarks/speed.py [--documents 1000]

The text is generated (benchmarks/generate.py). Figures of one machine are no promise for another:
compare rows of one run.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator

from generate import documents

import claimcheck


def timed(work: Callable[[], object]) -> float:
    """CPU seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


def rows(count: int) -> Iterator[tuple[str, str, float, float]]:
    """Stage, language, megabytes and CPU seconds, for `count` documents of each language."""
    claimcheck.check(list(documents(10)))  # compiles the rulebook
    gc.collect()  # or Python looks through all that was compiled within the first row
    for language in ("fr", "en"):
        sources = [source for source in documents(2 * count) if source.language == language]
        size = sum(len(source.text.encode()) for source in sources) / 1e6
        stages: dict[str, Callable[[], object]] = {
            "recognition": lambda s=sources: [
                claimcheck.recognize(x.text, language=x.language, published=x.published) for x in s
            ],
            "extraction": lambda s=sources: [claimcheck.extract(source) for source in s],
            "report": lambda s=sources: claimcheck.check(s),
        }  # fmt: skip
        for stage, work in stages.items():
            yield stage, language, size, timed(work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    print(f"{'stage':14}{'language':10}{'MB':>8}{'s':>8}{'MB/s':>8}")
    for stage, language, size, spent in rows(parser.parse_args().documents):
        print(f"{stage:14}{language:10}{size:8.2f}{spent:8.2f}{size / spent:8.2f}", flush=True)


if __name__ == "__main__":
    main()

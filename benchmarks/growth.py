"""How time and memory grow: documents through the whole report, assertions through the comparison.

Each size runs in a process of its own, so that its peak memory is its own. Run directly, this file
measures one size and prints it as JSON:

    python benchmarks/growth.py documents 10000
    python benchmarks/growth.py assertions 1000000
    python benchmarks/growth.py subject 500
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from generate import documents

from claimcheck import Assertion, Source, engines, pipeline
from claimcheck.engines import running
from claimcheck.model.sharing import Sharing
from claimcheck.rulebook import default_rulebook

SETS = ("denied", "mixed", "clause", "turned", "heads")
"""Parts of a statement's context that name some of its words."""
FIGURE = re.compile(r"\b\d{2,3}\b")
BASE = 1000
"""Documents that are really read; further assertions repeat theirs of other companies and places."""


def measure(kind: str, size: int, *options: str) -> dict[str, float]:
    """One size in a new process: seconds (CPU of this and its children), counts, peak megabytes."""
    command = [sys.executable, __file__, kind, str(size), *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def write(count: int, path: Path) -> int:
    """Generated documents as JSON lines; their bytes of text."""
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for source in documents(count):
            out.write(source.model_dump_json(exclude={"places", "first_line"}, exclude_none=True) + "\n")
            size += len(source.text.encode())
    return size


def read_documents(count: int, jobs: int = 1) -> dict[str, float]:
    """The whole way: JSON lines on the disk to a report, with `jobs` processes. Seconds by the clock of
    both halves, and of CPU of this process and of its workers, from their start on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus.jsonl")
        size = write(count, path)
        with engines.open_engine("processes" if jobs > 1 else "local", jobs=jobs) as engine:
            _warm(engine, Path(folder))
            extracted = began = time.perf_counter()

            def progress(_: int) -> None:
                nonlocal extracted
                extracted = time.perf_counter()

            own = time.process_time()
            report = engines.check([path], engine=engine, progress=progress).report
            done, own = time.perf_counter(), time.process_time() - own
        workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "documents": count, "megabytes": size / 1e6, "assertions": report.coverage.assertions,
        "findings": len(report.findings), "extract": extracted - began, "compare": done - extracted,
        "time": done - began, "own": own, "workers": workers.ru_utime + workers.ru_stime, "peak": _peak(),
    }  # fmt: skip


def _warm(engine: engines.Engine, folder: Path) -> None:
    """Enough small batches for every worker to start and to load the rules."""
    path, usual = folder / "small.jsonl", running.CHUNK
    write(40 * engine.workers, path)
    running.CHUNK = 5_000
    list(engines.extract([path], engine=engine))
    running.CHUNK = usual


def compare_assertions(count: int) -> dict[str, float]:
    """Alignment and judgement alone, on `count` assertions."""
    sources: list[Source] = []
    assertions: list[Assertion] = []
    for source, said in islice(_told(), 10**9):
        sources.append(source)
        assertions += said
        if len(assertions) >= count:
            break
    began = time.process_time()
    report = pipeline.compare(sources, assertions, rulebook=default_rulebook(), sketches={})
    return {
        "documents": len(sources), "assertions": len(assertions), "findings": len(report.findings),
        "compare": time.process_time() - began, "peak": _peak(),
    }  # fmt: skip


def compare_subject(count: int) -> dict[str, float]:
    """Alignment and judgement of `count` documents that all tell of one event, each with figures of its
    own here and there; CPU milliseconds a document, the best of three times."""
    rules, dice = default_rulebook(), random.Random(5)
    told = list(documents(5))
    sources = [
        source.model_copy(
            update={"id": f"{number:05d}", "text": FIGURE.sub(partial(_slip, dice), source.text)}
        )
        for number, source in enumerate(islice(cycle(told), count))
    ]
    found = [pipeline.extract_source(source, rules) for source in sources]
    assertions = [said for item in found for said in item.assertions]
    sketches = {item.source.id: item.sketch for item in found}
    spent = []
    for _ in range(3):
        began = time.process_time()
        report = pipeline.compare(sources, assertions, rulebook=rules, sketches=sketches)
        spent.append(time.process_time() - began)
    return {
        "documents": count, "assertions": len(assertions), "findings": len(report.findings),
        "bounded": sum(report.coverage.bounded.values()), "compare": 1000 * min(spent) / count,
        "peak": _peak(),
    }  # fmt: skip


def _slip(dice: random.Random, figure: re.Match[str]) -> str:
    """The figure, or in one of five documents one close by."""
    return str(int(figure[0]) + (dice.randint(1, 9) if dice.random() < 0.2 else 0))


def _told() -> Iterator[tuple[Source, list[Assertion]]]:
    """Documents without end: after BASE real ones the same under other names."""
    rules = default_rulebook()
    real = [pipeline.extract_source(source, rules) for source in documents(BASE)]
    turn = 0
    sharing = Sharing()
    while True:
        for item in real:
            source = item.source.model_copy(update={"id": f"{item.source.id}-{turn}", "text": ""})
            told = [_renamed(said, source.id, f"q{turn}") for said in item.assertions]
            for said in told:
                sharing.share(said)
            yield source, told
        turn += 1


def _renamed(said: Assertion, source: str, mark: str) -> Assertion:
    """The same assertion in another story: every proper name bears a mark."""
    context = said.context
    names = {word for name in context.entities for word in name.lstrip("?").split()}
    marked = {
        name: frozenset(t + mark if t in names else t for t in found)
        for name in SETS
        if not names.isdisjoint(found := getattr(context, name))
    }
    return replace(
        said,
        source=source,
        path=source,
        context=replace(
            context,
            tokens={t + mark if t in names else t: weight for t, weight in context.tokens.items()},
            entities={name + mark: weight for name, weight in context.entities.items()},
            owners=frozenset(name + mark for name in context.owners),
            document=frozenset(name + mark for name in context.document),
            **marked,
        ),
    )


def _peak() -> float:
    """Megabytes of this process at most; workers not counted. ru_maxrss would tell of the parent too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    kind, count, *rest = sys.argv[1:]
    measures = {"documents": read_documents, "assertions": compare_assertions, "subject": compare_subject}
    print(json.dumps(measures[kind](int(count), *map(int, rest))))

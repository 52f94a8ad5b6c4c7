"""Everything that is measured, in one run: speed beside peers, growth, start-up, memory.

    pip install -e '.[bench]'
    python benchmarks/run.py                              about three minutes
    python benchmarks/run.py growth --documents 1000 10000 100000 --assertions 10000 100000 1000000
    python benchmarks/run.py subject hook --indexed 10000

Ratios of one run can be compared between machines, absolute figures cannot.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Sequence

Found = dict[str, float]

PARTS = ("peers", "stages", "growth", "subject", "engines", "start", "hook")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all")
    parser.add_argument("--seconds", type=float, default=4, help="CPU seconds a peer and language (4)")
    parser.add_argument("--documents", type=int, nargs="+", default=[250, 1000], metavar="N")
    parser.add_argument("--assertions", type=int, nargs="+", default=[10_000], metavar="N")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the engine that is measured (2)")
    parser.add_argument("--indexed", type=int, default=1000, metavar="N", help="documents of the hook (1000)")
    given = parser.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for part in given.parts or PARTS:
        SHOWN[part](given)


def peers(given: argparse.Namespace) -> None:
    from peers import rows

    head("Recognition beside peers, MB a CPU second on the same text")
    print(f"{'peer':44}{'language':10}{'KB':>7}{'theirs':>10}{'claimcheck':>12}{'ratio':>9}")
    for row in rows(given.seconds):
        if row.problem:
            print(f"{row.peer:44}{row.language:10}{row.problem}")
            continue
        figures = f"{row.size / 1e3:7.1f}{row.theirs:10.4f}{row.ours:12.3f}{row.ours / row.theirs:8.1f}×"
        print(f"{row.peer:44}{row.language:10}{figures}", flush=True)


def stages(given: argparse.Namespace) -> None:
    from speed import rows

    head("Stages, MB a second on one core")
    print(f"{'stage':14}{'language':10}{'MB':>8}{'s':>8}{'MB/s':>8}")
    for stage, language, size, spent in rows(min(given.documents)):
        print(f"{stage:14}{language:10}{size:8.2f}{spent:8.2f}{size / spent:8.2f}", flush=True)


def growth(given: argparse.Namespace) -> None:
    from growth import measure

    head("Growth of the whole report with the documents (extract, compare: s; own: CPU s; peak: MB)")
    columns = ("documents", "megabytes", "assertions", "findings", "extract", "compare", "own", "peak")
    table("documents", columns, given.documents, lambda count: measure("documents", count), "own")
    head("Growth of alignment and judgement with the assertions (compare: CPU s; peak: MB)")
    columns = ("assertions", "documents", "findings", "compare", "peak")
    table("assertions", columns, given.assertions, lambda count: measure("assertions", count), "compare")


def subject(given: argparse.Namespace) -> None:
    from growth import measure

    head("One subject told by ever more documents, with other figures (compare: CPU ms a document; peak: MB)")
    columns = ("documents", "assertions", "findings", "bounded", "compare", "peak")
    table("documents", columns, [5, 50, 500], lambda count: measure("subject", count), "compare")


def table(
    unit: str, columns: Sequence[str], sizes: Sequence[int], found_of: Callable[[int], Found], cost: str
) -> None:
    """One line a size; the last column tells how much the cost grew since the line before."""
    print("".join(f"{name:>12}" for name in columns) + f"{'grew':>10}")
    before = 0.0
    for size in sizes:
        found = found_of(size)
        grew = f"{found[cost] / before:9.1f}×" if before else ""
        print(line(found, columns) + grew, flush=True)
        before = found[cost]


def line(found: dict[str, float], columns: Sequence[str]) -> str:
    """Counts as they are, figures with one decimal."""
    return "".join(f"{found[name]:12.1f}" if found[name] % 1 else f"{found[name]:12.0f}" for name in columns)


def engines(given: argparse.Namespace) -> None:
    from growth import measure

    count = max(min(given.documents), 1000)
    head(f"{count} documents to a report by several processes, s by the clock and of CPU")
    one, many = measure("documents", count), measure("documents", count, str(given.jobs))
    print(f"1 process: {one['time']:.2f}, of CPU {one['own']:.2f}")
    print(
        f"{given.jobs} processes: {many['time']:.2f} ({one['time'] / many['time']:.2f} × as fast), "
        f"of CPU {many['own']:.2f} here and {many['workers']:.2f} in the workers with their start"
    )


def start(given: argparse.Namespace) -> None:
    from started import times

    head("Start to end of a command, best of five, ms")
    bare = 0.0
    for name, spent, code in times():
        bare = bare or spent or 0.0
        failed = f"  (exit code {code})" if code else ""
        shown = f"{spent:10.0f}{spent - bare:10.0f} net{failed}" if spent is not None else "   not there"
        print(f"{name:44}{shown}", flush=True)


def hook(given: argparse.Namespace) -> None:
    from hooked import measure

    head(f"A new document of 4 KB against {given.indexed} documents (s of CPU; by the clock)")
    for name, spent, clock in measure(given.indexed):
        print(f"{name:44}{spent:8.2f}{clock:8.2f}", flush=True)


def head(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


SHOWN = {
    "peers": peers, "stages": stages, "growth": growth, "subject": subject, "engines": engines,
    "start": start, "hook": hook,
}  # fmt: skip

if __name__ == "__main__":
    main()

"""Each format as it prints the documents in seeds/. After a wanted change, refresh, then read the difference:

python tests/reports/test_snapshots.py && git diff tests/reports/snapshots

The terms of the scores are fixed here, so that a change of weights alone changes no snapshot.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest

import claimcheck
from claimcheck.model import Evidence, Report, Source
from claimcheck.reports import render_report
from claimcheck.sources import read

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "snapshots"
FORMS = {
    "text-80.txt": ("text", {"width": 80}),
    "text-140.txt": ("text", {"width": 140}),
    "text-colour.txt": ("text", {"width": 100, "color": True}),
    "report.json": ("json", {}),
    "report.html": ("html", {}),
    "report.md": ("markdown", {}),
    "report.sarif": ("sarif", {}),
    "report.github.txt": ("github", {}),
    "report.csv": ("csv", {}),
}
EVIDENCE = (
    Evidence(term="shared-words", weight=1.5, detail="milliards, investi"),
    Evidence(term="other-status", weight=-0.25, detail="conditional"),
)


@functools.cache
def seeds() -> tuple[Report, tuple[Source, ...]]:
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        sources = read(["seeds"]).sources
    finally:
        os.chdir(before)
    found = claimcheck.check(sources)
    fixed = [finding.model_copy(update={"evidence": EVIDENCE}) for finding in found.findings]
    run = found.run.model_copy(update={"version": "0", "rulebook": "sha256:0"})
    return found.model_copy(update={"findings": tuple(fixed), "run": run}), tuple(sources)


def shown(name: str) -> str:
    report, sources = seeds()
    form, options = FORMS[name]
    return render_report(report, form, sources=sources, **options)


@pytest.mark.parametrize("name", FORMS)
def test_the_seeds_are_printed_as_reviewed(name: str) -> None:
    kept = (FOLDER / name).read_bytes().decode("utf-8")
    assert shown(name) == kept, "run: python tests/reports/test_snapshots.py, then read git diff"


def refresh() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in FORMS:
        (FOLDER / name).write_bytes(shown(name).encode("utf-8"))


if __name__ == "__main__":
    refresh()

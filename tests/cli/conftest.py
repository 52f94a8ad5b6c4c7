"""The command line run in this process, on a small corpus, away from the user's own settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimcheck.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """texts/: 13 milliards twice, 13,75 milliards once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in {
        "gazette.md": "---\npublisher: La Gazette\npublished: 2025-09-12\nlanguage: fr\n---\n"
        "Microsoft a investi 13 milliards de dollars dans OpenAI.\n",
        "courrier.txt": "Microsoft a investi 13,75 milliards de dollars dans OpenAI.\n",
        "echo.txt": "Au total, Microsoft a investi 13 milliards de dollars dans OpenAI depuis le début.\n",
    }.items():
        (texts / name).write_text(text, encoding="utf-8")
    return texts


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return call

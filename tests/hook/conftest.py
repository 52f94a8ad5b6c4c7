"""A throw-away git repository with one document, and the hook run in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimcheck.cli import indexing, main

GAZETTE = "Microsoft a investi 13 milliards de dollars dans OpenAI."
COURRIER = "Microsoft a investi 13,75 milliards de dollars dans OpenAI."


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@dataclass(frozen=True)
class Repo:
    """A repository; `seeds` is where its documents are."""

    root: Path

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=True)
        return done.stdout.decode(errors="surrogateescape")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else f"{text}\n".encode())
        return path

    def stage(self, name: str, text: str | bytes) -> Path:
        path = self.write(name, text)
        self.git("add", "--", name)
        return path

    def commit(self) -> None:
        self.git("commit", "-qm", "documents")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """seeds/gazette.txt says 13 milliards, and is committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(indexing, "place", lambda: tmp_path / "cache" / "index.sqlite")
    found = Repo(tmp_path / "repo")
    found.root.mkdir()
    monkeypatch.chdir(found.root)
    found.git("init", "-q")
    for key, value in (("user.name", "Ann"), ("user.email", "ann@example.org"), ("core.autocrlf", "false")):
        found.git("config", key, value)
    found.stage("seeds/gazette.txt", GAZETTE)
    found.commit()
    return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Ran:
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return call

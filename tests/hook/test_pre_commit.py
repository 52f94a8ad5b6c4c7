"""Through real pre-commit: a commit is refused, accepted, and refused again when the figure changes."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Repo = Any
COURRIER = "Microsoft a investi 13,75 milliards de dollars dans OpenAI."
PROJECT = Path(__file__).resolve().parents[2]
HOOKS = PROJECT / ".pre-commit-hooks.yaml"


def commit(repo: Repo, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "commit", "-m", "a document", *arguments],
        cwd=repo.root, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def hooked(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The hook as .pre-commit-hooks.yaml has it, run by this Python instead of an environment of its own."""
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    entry = f"'\"{sys.executable}\" -m claimcheck hook'"
    text = HOOKS.read_text(encoding="utf-8")
    text = text.replace("entry: claimcheck hook", f"entry: {entry}")
    text = text.replace("language: python", "language: system")
    assert entry in text
    indented = "".join(f"      {line}\n" for line in text.splitlines())
    repo.write(".pre-commit-config.yaml", f"repos:\n  - repo: local\n    hooks:\n{indented}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(PROJECT), os.environ.get("PYTHONPATH", ""))))
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=repo.root, check=True, capture_output=True
    )
    repo.git("add", ".pre-commit-config.yaml")
    return repo


def test_a_commit_is_refused_accepted_and_refused_again(hooked: Repo) -> None:
    hooked.stage("seeds/courrier.txt", COURRIER)
    refused = commit(hooked)
    assert refused.returncode == 1
    said = " ".join((refused.stdout + refused.stderr).split())
    assert "contradiction[disjoint, probable]: 13 bn USD (1 source) against 13.75 bn USD (1 source)" in said

    line = re.search(r"claimcheck (accept .*) --reason", said)
    assert line
    words = [*line[1].split(), "--reason", "both stand"]
    subprocess.run([sys.executable, "-m", "claimcheck", *words], cwd=hooked.root, check=True)
    hooked.git("add", "claimcheck-accepted.toml")
    assert commit(hooked).returncode == 0

    hooked.stage("seeds/courrier.txt", COURRIER.replace("13,75", "13,9"))
    reopened = commit(hooked)
    assert reopened.returncode == 1
    assert "against 13.9 bn USD" in reopened.stdout + reopened.stderr


def test_half_of_a_file_staged_is_what_is_checked(hooked: Repo) -> None:
    hooked.stage("seeds/courrier.txt", "Microsoft soutient OpenAI.")
    path = hooked.write("seeds/courrier.txt", f"Microsoft soutient OpenAI.\n{COURRIER}")
    assert commit(hooked).returncode == 0
    assert COURRIER in path.read_text(encoding="utf-8")
    assert commit(hooked, "-a").returncode == 1

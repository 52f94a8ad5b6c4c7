"""The hook in real repositories: what stops a commit, what does not, and that it leaves all as it was."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

Repo = Any
Run = Any
GAZETTE = "Microsoft a investi 13 milliards de dollars dans OpenAI."
COURRIER = "Microsoft a investi 13,75 milliards de dollars dans OpenAI."


def accept_line(out: str) -> list[str]:
    """The command that the hook prints to be copied, as a shell reads it."""
    start = out.index("claimcheck accept ")
    end = out.index('--reason "…"', start) + len('--reason "…"')
    return shlex.split(out[start:end])[1:]


def test_a_new_contradiction_stops_the_commit_and_is_shown(repo: Repo, run: Run) -> None:
    repo.stage("seeds/courrier.txt", COURRIER)
    ran = run("hook")
    assert ran.code == 1
    assert "contradiction[disjoint, probable]: 13 bn USD (1 source) against 13.75 bn USD" in ran.out
    assert "seeds/gazette.txt:1:21" in ran.out
    assert "seeds/courrier.txt:1:21" in ran.out
    assert ran.err == ""


def test_accepting_it_lets_it_pass_and_changing_the_figure_reopens_it(repo: Repo, run: Run) -> None:
    repo.stage("seeds/courrier.txt", COURRIER)
    assert run(*accept_line(run("hook").out)).code == 0
    assert "git add claimcheck-accepted.toml" in run("hook").err
    repo.git("add", "claimcheck-accepted.toml")
    ran = run("hook")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    repo.commit()

    repo.stage("seeds/courrier.txt", COURRIER.replace("13,75", "13,85"))
    ran = run("hook")
    assert ran.code == 2
    assert "13.85 bn USD" in ran.out
    assert "stale acceptance" in ran.err
    assert "seeds/courrier.txt no longer says USD 13750000000" in ran.err


def test_the_staged_content_is_checked_and_not_the_work_tree(repo: Repo, run: Run) -> None:
    repo.stage("seeds/courrier.txt", COURRIER)
    repo.write("seeds/courrier.txt", GAZETTE)
    assert run("hook").code == 1
    repo.stage("seeds/courrier.txt", GAZETTE)
    repo.write("seeds/courrier.txt", COURRIER)
    assert run("hook").code == 0
    (repo.seeds / "courrier.txt").unlink()
    assert run("hook").code == 0


def test_the_corpus_too_is_what_the_commit_will_hold(repo: Repo, run: Run) -> None:
    repo.write("seeds/not-added.txt", COURRIER)
    repo.write("seeds/gazette.txt", COURRIER)
    repo.stage("seeds/echo.txt", GAZETTE)
    assert run("hook").code == 0


def test_nothing_is_rewritten(repo: Repo, run: Run) -> None:
    repo.stage("seeds/courrier.txt", COURRIER)
    repo.write("seeds/courrier.txt", COURRIER + " Et alors ?")

    def state() -> tuple[str, dict[str, bytes]]:
        files = {str(path): path.read_bytes() for path in repo.root.rglob("*") if path.is_file()}
        return repo.git("status", "--porcelain"), files

    before = state()
    run("hook")
    assert state() == before


def test_a_renamed_document_does_not_contradict_its_old_self(repo: Repo, run: Run) -> None:
    repo.git("mv", "seeds/gazette.txt", "seeds/renamed.txt")
    (repo.seeds / "renamed.txt").write_text(COURRIER, encoding="utf-8")
    repo.git("add", "seeds")
    ran = run("hook")
    assert ran.code == 0
    assert "there is nothing to compare it with" in ran.err


def test_a_deleted_document_is_no_news_unless_something_was_accepted_of_it(repo: Repo, run: Run) -> None:
    repo.stage("seeds/courrier.txt", COURRIER)
    line = accept_line(run("hook").out)
    run(*line)
    repo.git("add", "claimcheck-accepted.toml")
    repo.commit()
    repo.git("rm", "-q", "seeds/courrier.txt")
    ran = run("hook")
    assert ran.code == 2
    assert "seeds/courrier.txt is no longer a document" in ran.err
    repo.git("rm", "-qf", "claimcheck-accepted.toml")
    ran = run("hook")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize(
    "name",
    ["deux mots.txt", "l'été (1) $HOME `x`.txt", "-n.txt", "a\nb.txt", "tab\t\x1b[31m.txt", "été 😀.txt"],
)
def test_any_name_is_checked_and_its_accept_line_can_be_copied(repo: Repo, run: Run, name: str) -> None:
    repo.stage(f"seeds/{name}", COURRIER)
    ran = run("hook")
    assert ran.code == 1
    assert "\x1b" not in ran.out
    line = ran.out[ran.out.index("claimcheck accept ") :].splitlines()[0]
    assert line.endswith('--reason "…"')
    shown = repo.root / "words"
    script = f"for word in {line}; do printf '%s\\0' \"$word\"; done > {shlex.quote(str(shown))}"
    import subprocess

    subprocess.run(["bash", "-c", script], check=True)
    words = shown.read_text(encoding="utf-8").split("\0")[:-1]
    assert f"seeds/{name}" in words
    assert run(*words[1:]).code == 0
    repo.git("add", "claimcheck-accepted.toml")
    assert run("hook").code == 0


def test_a_name_that_is_no_text_is_checked(repo: Repo, run: Run) -> None:
    import os

    try:
        Path(os.fsdecode(b"seeds/caf\xe9.txt")).write_text(COURRIER, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    repo.git("add", "seeds")
    ran = run("hook")
    assert ran.code == 1
    assert "caf\\xe9.txt" in ran.out


def test_what_is_no_document_is_left_alone(repo: Repo, run: Run) -> None:
    repo.stage("seeds/logo.png", b"\x89PNG\r\n\x1a\n\0\0")
    repo.stage("README.md", COURRIER)
    repo.stage("seeds/.draft.txt", COURRIER)
    (repo.seeds / "link.txt").symlink_to("gazette.txt")
    repo.git("add", "seeds")
    ran = run("hook")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    ran = run("hook", "README.md", "seeds/logo.png", "seeds/link.txt", "seeds/.draft.txt")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_checked(repo: Repo, run: Run) -> None:
    repo.stage("seeds/binary.txt", b"\0\x01\x02\xff" * 100)
    ran = run("hook")
    assert ran.code == 0
    assert "warning: seeds/binary.txt" in ran.err
    repo.stage("seeds/courrier.txt", COURRIER)
    assert run("hook").code == 1


def test_a_first_document_passes_with_a_warning(repo: Repo, run: Run) -> None:
    repo.git("rm", "-q", "seeds/gazette.txt")
    repo.stage("seeds/first.txt", GAZETTE)
    ran = run("hook")
    assert ran.code == 0
    assert "warning: the first document" in ran.err


def test_the_first_commit_of_a_repository_is_checked(repo: Repo, run: Run) -> None:
    repo.git("update-ref", "-d", "HEAD")
    repo.stage("seeds/courrier.txt", COURRIER)
    assert run("hook").code == 1


def test_named_files_are_checked_whether_staged_or_not(repo: Repo, run: Run) -> None:
    repo.stage("seeds/courrier.txt", COURRIER)
    repo.commit()
    assert run("hook").code == 0
    assert run("hook", "seeds/courrier.txt").code == 1
    repo.write("seeds/new.txt", COURRIER.replace("13,75", "15"))
    ran = run("hook", "seeds/new.txt")
    assert ran.code == 1
    assert "warning: seeds/new.txt: not staged" in ran.err


def test_the_project_says_where_documents_are_and_what_stops(repo: Repo, run: Run) -> None:
    repo.stage("pyproject.toml", '[tool.claimcheck]\npaths = ["drafts"]\nagainst = ["seeds"]')
    repo.stage("drafts/courrier.txt", COURRIER)
    ran = run("hook")
    assert ran.code == 1
    assert "--against seeds drafts " in ran.out
    repo.stage("pyproject.toml", '[tool.claimcheck]\npaths = ["drafts", "seeds"]\nfail-on = "never"')
    ran = run("hook")
    assert (ran.code, ran.out) == (0, "")
    assert "warning: contradiction[disjoint, probable] 13 bn USD" in ran.err


def test_a_corpus_outside_of_the_repository_is_read_from_the_disk(
    repo: Repo, run: Run, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "old.txt").write_text(COURRIER, encoding="utf-8")
    repo.stage("pyproject.toml", '[tool.claimcheck]\npaths = ["drafts"]\nagainst = ["../archive"]')
    repo.stage("drafts/new.txt", GAZETTE)
    assert run("hook").code == 1
    (archive / "old.txt").write_text(GAZETTE, encoding="utf-8")
    assert run("hook").code == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("pyproject.toml", '[tool.claimcheck]\npath = ["seeds"]', "did you mean 'paths'?"),
        ("pyproject.toml", '[tool.claimcheck]\npaths = ["sedes"]', "no such file or folder"),
        ("pyproject.toml", '[tool.claimcheck]\nrules = ["missing"]', "no such folder of rules"),
        ("claimcheck-accepted.toml", "[pairs]\n1 = 2", "the entry of '1' is not valid"),
    ],
)
def test_what_is_configured_wrongly_stops_every_commit(
    repo: Repo, run: Run, name: str, text: str, message: str
) -> None:
    repo.stage(name, text)
    ran = run("hook")
    assert ran.code == 2
    assert message in ran.err


def test_outside_of_a_repository_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = run("hook")
    assert ran.code == 2
    assert "not a git repository" in ran.err
    assert "claimcheck report" in ran.err


def test_below_the_folder_of_the_project_documents_have_the_same_names(
    repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.stage("pyproject.toml", '[tool.claimcheck]\npaths = ["seeds"]')
    new = repo.stage("seeds/courrier.txt", COURRIER)
    (repo.root / "deep").mkdir()
    stopped = run("hook")
    assert stopped.code == 1
    assert run("hook", str(new)) == stopped
    monkeypatch.chdir(repo.root / "deep")
    assert run("hook") == stopped


def test_a_file_that_is_not_there_is_told_of(repo: Repo, run: Run) -> None:
    assert "seeds/no.txt: no such file" in run("hook", "seeds/no.txt").err

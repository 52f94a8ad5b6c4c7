"""`claimcheck report` and its exit codes, on real documents."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Run = Any
FINDING = re.compile(r"claimcheck explain (\w+)")


def test_a_contradiction_is_reported_and_reporting_is_no_failure(corpus: Path, run: Run) -> None:
    ran = run("report", corpus)
    assert ran.code == 0
    assert (
        "contradiction[disjoint, probable]: 13 bn USD (2 sources) against 13.75 bn USD (1 source)" in ran.out
    )
    assert "La Gazette · 2025-09-12" in ran.out
    assert ran.out.splitlines()[-1].startswith("3 sources, ")
    assert ran.err == ""


def test_a_file_is_read_once_however_often_and_however_it_is_named(corpus: Path, run: Run) -> None:
    once = run("report", "texts")
    assert run("report", "texts", corpus, corpus / "gazette.md", "./texts/echo.txt") == once
    (corpus.parent / "elsewhere").mkdir()
    draft = corpus.parent / "elsewhere" / "draft.md"
    draft.symlink_to(corpus / "gazette.md")
    assert run("report", draft, "--against", corpus).out.splitlines()[-1].startswith("3 sources, ")


def test_an_empty_name_is_not_the_current_folder(corpus: Path, run: Run) -> None:
    ran = run("report", "", corpus)
    assert ran.code == 2
    assert "the name of a document is empty" in ran.err


def test_what_a_run_writes_is_no_document_of_it(corpus: Path, run: Run) -> None:
    asked = ("report", "texts", "-o", "texts/out.md", "-o", "texts/out.html", "-o", "texts/out.json")
    first = run(*asked)
    written = [(corpus / f"out.{form}").read_bytes() for form in ("md", "html", "json")]
    assert run(*asked) == first
    assert [(corpus / f"out.{form}").read_bytes() for form in ("md", "html", "json")] == written


def test_names_are_those_from_the_folder_of_the_project(
    corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus.parent / "pyproject.toml").write_text('[tool.claimcheck]\npaths = ["texts"]\n', encoding="utf-8")
    above = run("report")
    (corpus / "deep").mkdir()
    monkeypatch.chdir(corpus / "deep")
    assert run("report") == above
    assert run("report", "..") == above


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a system without /dev/full")
def test_an_unwritable_standard_output_is_no_mistake_of_claimcheck(corpus: Path) -> None:
    command = [sys.executable, "-m", "claimcheck", "report", str(corpus)]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 2
    assert "error: standard output cannot be written: No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(("level", "code"), [("probable", 1), ("possible", 1), ("never", 0)])
def test_fail_on_makes_a_contradiction_gate(corpus: Path, run: Run, level: str, code: int) -> None:
    assert run("report", corpus, "--fail-on", level).code == code


def test_agreement_alone_is_a_pass(corpus: Path, run: Run) -> None:
    (corpus / "courrier.txt").unlink()
    ran = run("report", corpus, "--fail-on", "possible")
    assert ran.code == 0
    assert "agreement[" in ran.out


def test_nothing_compared_is_no_pass(corpus: Path, run: Run) -> None:
    ran = run("report", corpus / "gazette.md")
    assert ran.code == 2
    assert "nothing was compared" in ran.out
    assert "error: nothing was compared\nhint: " in ran.err
    assert run("report", corpus / "gazette.md", "--allow-empty").code == 0


def test_what_cannot_be_read_is_named_and_the_rest_is_reported(corpus: Path, run: Run) -> None:
    (corpus / "bad.txt").write_bytes(b"Microsoft \xff\xfe\x00 13")
    (corpus / "broken.jsonl").write_text('{"text": "a"}\n{"text": \n', encoding="utf-8")
    ran = run("report", corpus, corpus / "missing.txt", "--fail-on", "probable")
    assert ran.code == 2
    assert "contradiction[disjoint, probable]" in ran.out
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert any("bad.txt" in line for line in errors)
    assert any("broken.jsonl:2" in line for line in errors)
    assert any("missing.txt" in line for line in errors)
    assert re.search(r"\d files could not be read", ran.out.replace("\n", " "))


def test_several_outputs_in_one_run(corpus: Path, run: Run, tmp_path: Path) -> None:
    names = ["r.json", "r.html", "r.md", "r.sarif", "r.csv", "r.txt"]
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    ran = run("report", corpus, *outputs)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("3 sources, ")
    starts = ["{", "<!DOCTYPE html>", "## ", "{", "finding,", "Microsoft"]
    for name, start in zip(names, starts, strict=True):
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start), name
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["schema"] == "claimcheck/1"


def test_format_is_for_standard_output_or_for_a_file_without_a_known_suffix(
    corpus: Path, run: Run, tmp_path: Path
) -> None:
    ran = run("report", corpus, "--format", "json", "-o", tmp_path / "r.html")
    assert json.loads(ran.out)["coverage"]["sources"] == 3
    assert (tmp_path / "r.html").exists()
    ran = run("report", corpus, "--format", "json", "-o", tmp_path / "report")
    assert ran.out == ""
    assert json.loads((tmp_path / "report").read_text(encoding="utf-8"))
    ran = run("report", corpus, "-o", tmp_path / "report.xyz")
    assert ran.code == 2
    assert "report.xyz: the suffix names no format\nhint: end its name in .txt" in ran.err


def test_an_output_that_cannot_be_written_is_an_error(corpus: Path, run: Run) -> None:
    ran = run("report", corpus, "-o", "no/such/folder/r.json")
    assert ran.code == 2
    assert ran.err.startswith("error: no/such/folder/r.json: cannot be written: No such file")


def test_a_view_hides_findings_but_not_the_exit_code(corpus: Path, run: Run) -> None:
    ran = run("report", corpus, "--verdict", "agreement", "--fail-on", "probable")
    assert ran.code == 1
    assert "contradiction[" not in ran.out
    assert "hidden by the filters" in ran.out
    assert "contradiction[" not in run("report", corpus, "--match", "nowhere").out
    assert "contradiction[" in run("report", corpus, "--match", "GAZETTE", "--kind", "money").out


def test_against_compares_with_a_corpus_but_not_the_corpus_itself(corpus: Path, run: Run) -> None:
    (corpus / "new.txt").write_text("La facture de Boulogne atteint 20 euros.\n", encoding="utf-8")
    ran = run("report", corpus / "new.txt", "--against", corpus, "--allow-empty")
    assert ran.code == 0
    assert "contradiction[" not in ran.out
    ran = run("report", corpus / "courrier.txt", "--against", corpus)
    assert "contradiction[" in ran.out


def test_settings_of_the_project_are_used_and_arguments_win(corpus: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.claimcheck]\npaths = ["texts"]\nfail-on = "probable"\n', encoding="utf-8"
    )
    assert run("report").code == 1
    assert run("report", "--fail-on", "never").code == 0
    (tmp_path / "pyproject.toml").write_text('[tool.claimcheck]\npath = ["texts"]\n', encoding="utf-8")
    ran = run("report")
    assert ran.code == 2
    assert ran.err.endswith(
        "pyproject.toml:2:1: unknown key 'path' in [tool.claimcheck]\nhint: did you mean 'paths'?\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no documents named"),
        (("nowhere",), "nowhere"),
        (("texts", "--language", "xx"), "no rules for the language 'xx'"),
        (("texts", "--rules", "nowhere"), "nowhere: no such folder of rules"),
        (("texts", "--fail-on", "always"), "invalid choice: 'always'"),
        (("texts", "--format", "pdf"), "invalid choice: 'pdf'"),
        (("texts", "--kind", "colour"), "invalid choice: 'colour'"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(
    corpus: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("report", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert message in ran.err


def test_every_mistake_in_a_users_rules_is_shown(corpus: Path, run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "judgement.toml").write_text("bound_reech = 3\nnear_gap = 'x'\n", encoding="utf-8")
    ran = run("report", corpus, "--rules", rules)
    assert ran.code == 2
    assert "judgement.toml:1:1: unknown key 'bound_reech'\nhint: did you mean 'bound_reach'?" in ran.err
    assert "judgement.toml:2:1: near_gap" in ran.err


def test_hostile_names_and_texts_are_harmless_on_the_terminal(corpus: Path, run: Run) -> None:
    (corpus / "\x1b[31m\nevil\u202e.txt").write_text(
        "\x1b]0;owned\x07Microsoft a investi 14 milliards de dollars dans OpenAI.\u202e\n", encoding="utf-8"
    )
    (corpus / "\x1b[2J.txt").write_bytes(b"\x00\x01\x02")
    ran = run("report", corpus)
    for shown in (ran.out, ran.err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "␛[31m␊evil⟨U+202E⟩.txt" in ran.out


def test_the_order_of_files_changes_nothing(corpus: Path, run: Run) -> None:
    files = sorted(corpus.iterdir())
    shown = run("report", *files, "--format", "json").out
    assert run("report", *reversed(files), "--format", "json").out == shown


def test_several_processes_print_the_same_bytes(corpus: Path, run: Run) -> None:
    for form in ("text", "json"):
        alone = run("report", corpus, "--format", form)
        assert run("report", corpus, "--format", form, "--jobs", "2") == alone
    assert run("extract", corpus, "--jobs", "2") == run("extract", corpus)
    assert run("report", corpus, "--jobs", "0").err.startswith("error: 0 jobs\nhint: ")
    assert run("report", corpus, "--engine", "abacus").err.startswith("error: no engine is called 'abacus'")


def test_explain_and_accept_lead_on_from_a_finding(corpus: Path, run: Run, tmp_path: Path) -> None:
    finding = FINDING.search(run("report", corpus).out)
    assert finding is not None
    name = finding[1]
    ran = run("explain", name, corpus)
    assert ran.code == 0
    assert "what would change the verdict" in ran.out
    assert json.loads(run("explain", name[:6], corpus, "--format", "json").out)["id"] == name

    ran = run("accept", name, corpus, "--reason", "rounded by the agency")
    assert ran.code == 0
    assert ran.err.startswith("accepted: 13 bn USD")
    ran = run("report", corpus, "--fail-on", "possible")
    assert ran.code == 0
    assert "= accepted: rounded by the agency" in ran.out
    (corpus / "echo.txt").unlink()
    assert run("report", corpus, "--fail-on", "possible").code == 0

    again = "Le Temps écrit que Microsoft a investi 13,9 milliards de dollars dans OpenAI.\n"
    (corpus / "temps.txt").write_text(again, encoding="utf-8")
    assert run("report", corpus, "--fail-on", "possible").code == 1


def test_an_expired_acceptance_is_told_and_gates_again(corpus: Path, run: Run) -> None:
    finding = FINDING.search(run("report", corpus).out)
    assert finding is not None
    run("accept", finding[1], corpus, "--reason", "x", "--expires", "2020-01-31")
    ran = run("report", corpus, "--fail-on", "probable")
    assert ran.code == 1
    assert "has expired" in ran.err


def test_a_stale_acceptance_is_told_where_the_whole_project_is_checked(corpus: Path, run: Run) -> None:
    (corpus.parent / "pyproject.toml").write_text('[tool.claimcheck]\npaths = ["texts"]\n', encoding="utf-8")
    (corpus.parent / "claimcheck-accepted.toml").write_text(
        '[pairs]\nold = { reason = "x" }\n', encoding="utf-8"
    )
    assert "1 entry no longer belongs to a finding of these documents: old" in run("report").err
    assert run("report", corpus).err == ""


def test_a_wrong_id_is_told(corpus: Path, run: Run) -> None:
    ran = run("explain", "zzzz", corpus)
    assert ran.code == 2
    assert ran.err.startswith("error: no finding 'zzzz' in these documents\nhint: ")
    assert run("accept", "zzzz", corpus, "--reason", "x").code == 2
    assert run("accept", "zzzz", corpus, "--reason", " ").err.startswith("error: the reason is empty")
    assert "is no day" in run("accept", "zzzz", corpus, "--reason", "x", "--expires", "soon").err


def test_extract_prints_one_assertion_a_line(corpus: Path, run: Run) -> None:
    ran = run("extract", corpus)
    assert ran.code == 0
    assert "texts/gazette.md:6:21: 13 bn USD  “13 milliards de dollars”" in ran.out
    rows = [json.loads(line) for line in run("extract", corpus, "--format", "jsonl").out.splitlines()]
    figures = {row["value"]["low"] for row in rows if row["value"]["kind"] == "money"}
    assert figures == {"13000000000", "13750000000"}
    head, *table = run("extract", corpus, "--format", "csv").out.splitlines()
    assert head.startswith("source,path,line,column")
    assert len(table) == len(rows)


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """As a user calls it; the exit code and streams of a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "claimcheck", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    script = (
        f"import sys; sys.argv = ['claimcheck', {option!r}]\n"
        "import atexit; atexit.register(lambda: print('\\n', *sorted(sys.modules), file=sys.stderr))\n"
        "from claimcheck.cli import main; main()"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    loaded = set(ran.stderr.split())
    assert not loaded & {
        "pydantic",
        "pint",
        "babel",
        "rich",
        "jinja2",
        "pandas",
        "claimcheck.model",
        "decimal",
    }


def test_help_is_there_at_once() -> None:
    """In CPU seconds, since the wall clock also shows what else a machine does."""
    best = min(_seconds("--help") for _ in range(5))
    assert best < 0.2


def _seconds(*arguments: str) -> float:
    before = os.times()
    assert command(*arguments).returncode == 0
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def test_a_reader_that_stops_early_is_no_traceback(corpus: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", "report", str(corpus)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.wait(60)
    assert "Traceback" not in errors


def test_colour_is_only_sent_where_it_is_wanted(corpus: Path) -> None:
    wanted = {"FORCE_COLOR": "1"}
    for more, colored in (({}, False), (wanted, True), (wanted | {"NO_COLOR": "1"}, False)):
        env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        ran = subprocess.run(
            [sys.executable, "-m", "claimcheck", "report", str(corpus)],
            capture_output=True, check=False, env=env | more, timeout=60,
        )  # fmt: skip
        assert (b"\x1b[" in ran.stdout) is colored

"""The README does what it says. After a change of what is printed:

python tests/test_readme.py
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.rulebook.families import FAMILIES

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=```console\n)\$ claimcheck (.*)\n((?:.*\n)*?)(?=```)")
TOML_BLOCK = re.compile(r"```toml\n# (my-rules/.*)\n((?:.*\n)*?)```")
WIDTH = "96"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.S)


def run(arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "claimcheck", *shlex.split(arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120, check=False,
        env=env | {"COLUMNS": WIDTH, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def printed(arguments: str, cwd: Path = ROOT) -> str:
    """What a command prints on standard output."""
    ran = run(arguments, cwd)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.replace("\N{NO-BREAK SPACE}", " ")


def test_its_first_screen_is_what_the_program_prints() -> None:
    text = README.read_text(encoding="utf-8")
    found = CONSOLE.findall(text)
    assert found
    assert "13.75 bn USD" in text[:3_000]
    for arguments, shown in found:
        assert shown == printed(arguments), "run: python tests/test_readme.py"


def test_set_up_is_two_commands_and_ci_runs_the_second_as_written() -> None:
    setup = [block.strip() for block in blocks("sh") if "venv" in block]
    assert len(setup) == 2
    assert all("\n" not in command for command in setup)
    assert setup[0].endswith("claimcheck report seeds/")
    assert setup[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_library_in_ten_lines_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    assert len(code.splitlines()) <= 10
    exec(compile(code, str(README), "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "disjoint ('12500000000', '13500000000') ['13 milliards de dollars']",
        "disjoint ('13745000000', '13755000000') ['$13.75bn']",
    ]


def test_a_rule_of_ones_own_is_at_work(tmp_path: Path) -> None:
    ((path, rule),) = TOML_BLOCK.findall(README.read_text(encoding="utf-8"))
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(rule, encoding="utf-8")
    (tmp_path / "a.txt").write_text("La place coûte 20 balles au guichet.\n", encoding="utf-8")
    assert "20 EUR" in printed("extract a.txt --language fr --rules my-rules", tmp_path)
    assert "EUR" not in printed("extract a.txt --language fr", tmp_path)


def test_the_worked_rule_passes_its_own_examples(tmp_path: Path) -> None:
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    files = TOML_BLOCK.findall(text)
    assert [path for path, _ in files] == [
        "my-rules/fr/money.toml", "my-rules/fr/money.examples.toml",
        "my-rules/predicates/rainfall.toml", "my-rules/predicates/rainfall.examples.toml",
        "my-rules/judgement.toml", "my-rules/judgement.examples.toml", "my-rules/aliases.toml",
        "my-rules/origins.toml",
    ]  # fmt: skip
    for path, rule in files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(rule, encoding="utf-8")
    printed("rules check my-rules", tmp_path)
    ran = run("rules test my-rules", tmp_path)
    assert "my-rules" not in ran.stderr
    assert "passed" in ran.stdout


def test_the_page_on_rules_names_every_kind_of_file() -> None:
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| file |") : text.index("## Words and patterns")]
    assert {stem for _, stem in FAMILIES} <= set(re.findall(r"[`/]([a-z]+)`", table))


def test_every_command_and_option_it_names_exists() -> None:
    for line in "\n".join(blocks("sh")).splitlines():
        if not line.startswith("claimcheck "):
            continue
        words = shlex.split(line, comments=True)[1:]
        command = words[: 2 if words[0] == "rules" else 1]
        help_text = printed(" ".join([*command, "--help"]))
        for option in (word for word in words if word.startswith("-")):
            assert re.search(rf"(?<![\w-]){option}\b", help_text), line


def test_the_documents_it_links_to_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def refresh() -> None:
    """Write into the README what its commands print now."""
    text = README.read_text(encoding="utf-8")
    README.write_text(
        CONSOLE.sub(lambda found: f"$ claimcheck {found[1]}\n{printed(found[1])}", text), encoding="utf-8"
    )


if __name__ == "__main__":
    refresh()

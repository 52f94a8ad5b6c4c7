"""`claimcheck rules`: check, test, show, new."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimcheck.rulebook import built_in

Run = Any
SLANG = """\
[[words]]
id = "my.money.slang"
category = "currency"
values = { "balles" = "EUR" }
"""
GOOD = """\
[[case]]
text = "La place coûte 20 balles."
value = { kind = "money", low = "20", currency = "EUR", quote = "20 balles" }

[[case]]
text = "Des balles perdues."
missing = { kind = "money" }

[[case]]
text = "La place coûte 20 balles."
says = { value = { kind = "money", currency = "EUR" }, status = "done" }

[[case]]
language = "fr"
left = { text = "20 balles" }
right = { text = "20 euros" }
rule = "equal"
not = "disjoint"

[[case]]
texts = ["Le péage de Millau coûte 20 balles.", "Le péage de Millau coûte 20 euros."]
verdict = "agreement"
"""
BAD = """\
[[case]]
text = "La place coûte 20 balles."
value = { kind = "money", low = "30" }

[[case]]
text = "La place coûte 20 balles."
missing = { kind = "money" }
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mine"
    (folder / "fr").mkdir(parents=True)
    (folder / "fr" / "money.toml").write_text(SLANG, encoding="utf-8")
    return folder


def test_the_built_in_rules_have_no_mistake(run: Run, rules: Path) -> None:
    ran = run("rules", "check")
    assert ran.code == 0
    assert re.fullmatch(r"\d+ rule files, \d+ languages, \d+ examples: no mistakes\n", ran.out)


def test_examples_of_every_sort_are_run(run: Run, rules: Path) -> None:
    (rules / "fr" / "money.examples.toml").write_text(GOOD, encoding="utf-8")
    ran = run("rules", "test", rules)
    mine = [line for line in ran.err.splitlines() if str(rules) in line]
    assert mine == []
    assert "without an example" not in ran.out


def test_rows_without_an_example_are_named(run: Run, rules: Path) -> None:
    more = '\n[[words]]\nid = "my.money.argot"\ncategory = "currency"\nvalues = { "thunes" = "EUR" }\n'
    (rules / "fr" / "money.toml").write_text(SLANG + more, encoding="utf-8")
    (rules / "fr" / "money.examples.toml").write_text(GOOD, encoding="utf-8")
    assert f"without an example in {rules}: my.money.argot\n" in run("rules", "test", rules).out


def test_a_failing_example_is_shown_with_its_place_and_the_difference(run: Run, rules: Path) -> None:
    path = rules / "fr" / "money.examples.toml"
    path.write_text(BAD, encoding="utf-8")
    ran = run("rules", "test", rules)
    assert ran.code == 2
    assert (
        f"error: {path}:1:1: case: wanted {{ kind = 'money', low = '30' }}\n"
        "   found { kind = 'money', low = '20'" in ran.err
    )
    assert "\n   - low = '30'\n   + low = '20'\n" in ran.err
    assert f"error: {path}:5:1: case: must not be found: {{ kind = 'money' }}" in ran.err
    assert re.search(r"\d+ passed, [2-9]\d* failed", ran.out)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[case]]\ntekst = 'a'\n", "examples.toml:1:1: unknown key 'tekst' in a case"),
        ("[[case]]\nrule = 'a'\n", "examples.toml:1:1: a case without text"),
        ("cases = 3\n", "examples.toml:1: only [[case]] is known here"),
        ("[[case]\n", "not valid TOML"),
    ],
)
def test_a_mistake_in_examples_is_shown_with_its_place(
    run: Run, rules: Path, text: str, message: str
) -> None:
    (rules / "fr" / "money.examples.toml").write_text(text, encoding="utf-8")
    ran = run("rules", "check", rules)
    assert ran.code == 2
    assert message in ran.err


def test_every_mistake_in_a_rule_file_is_shown_at_once(run: Run, rules: Path) -> None:
    (rules / "fr" / "money.toml").write_text(
        '[[words]]\nid = "a"\ncategori = "x"\n\n[[words]]\nid = "a"\ncategory = "b"\n', encoding="utf-8"
    )
    (rules / "fr" / "mony.toml").write_text("", encoding="utf-8")
    ran = run("rules", "check", rules)
    assert ran.code == 2
    assert "money.toml:3:1: unknown key 'categori'\nhint: " in ran.err
    assert "money.toml:1:1: 'category' is missing" in ran.err
    assert "no family of rules is called 'fr/mony.toml'" in ran.err


def test_show_says_what_replaces_what(run: Run, rules: Path) -> None:
    (rules / "fr" / "money.toml").write_text(
        SLANG + '\n[[words]]\nid = "fr.money.of"\ncategory = "of"\nforms = ["de"]\n', encoding="utf-8"
    )
    lines = run("rules", "show", rules).out.splitlines()
    assert lines[0] == f"{built_in()} (built in)"
    mine = lines[lines.index(str(rules)) :]
    assert mine[1:3] == ["  fr/money.toml: 2 rows", "    fr.money.of replaces that of built in/fr/money.toml"]
    assert mine[-1].startswith("rulebook sha256:")


def test_show_says_which_single_values_are_replaced(run: Run, rules: Path) -> None:
    (rules / "judgement.toml").write_text("bound_reach = 5\n", encoding="utf-8")
    assert "    bound_reach = 5 replaces 2\n" in run("rules", "show", rules).out


def test_new_writes_a_skeleton_that_is_valid_as_it_is(run: Run, rules: Path) -> None:
    ran = run("rules", "new", "fr/concepts", "--into", rules)
    assert ran.code == 0
    text = (rules / "fr" / "concepts.toml").read_text(encoding="utf-8")
    assert "# [[concept]]\n# id = " in text
    assert run("rules", "check", rules).code == 0
    live = "\n".join(
        line.removeprefix("# ") for line in text.splitlines() if re.match(r"# (\[\[|\w+ = )", line)
    )
    assert tomllib.loads(live)["concept"][0]["words"] is not None
    again = run("rules", "new", "fr/concepts", "--into", rules)
    assert again.code == 2
    assert "concepts.toml: is there already" in again.err


def test_new_writes_a_predicate_with_examples_of_what_is_said(run: Run, rules: Path) -> None:
    assert run("rules", "new", "predicates/shoe-size", "--into", rules).code == 0
    text = (rules / "predicates" / "shoe-size.toml").read_text(encoding="utf-8")
    assert '# id = "shoe-size"' in text
    assert 'says = { predicate = "shoe-size" }' in (
        rules / "predicates" / "shoe-size.examples.toml"
    ).read_text(encoding="utf-8")
    assert run("rules", "check", rules).code == 0


def test_new_with_an_unknown_name_says_which_is_near(run: Run, rules: Path) -> None:
    ran = run("rules", "new", "fr/mony", "--into", rules)
    assert ran.code == 2
    assert ran.err == "error: no family of rules is called 'fr/mony'\nhint: did you mean 'fr/money'?\n"

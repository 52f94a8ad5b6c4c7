"""The examples beside the rules of recognition, each as a test of its own."""

from pathlib import Path

import pytest

from claimcheck.cli.examples import Case, failure, load_cases
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.loading import built_in

FAMILIES = ("numerals", "money", "units", "counts", "hedges", "changes")
RULES: Rulebook = default_rulebook()
CASES = [
    case
    for case in load_cases(built_in(), frozenset(RULES.languages))
    if Path(str(case.at.path)).name.split(".")[0] in FAMILIES
]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.rule or case.data.get('not')}:{case.data['text']}"
)
def test_example(case: Case) -> None:
    assert failure(case, RULES) is None


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_rule_has_an_example(code: str) -> None:
    shown = {case.rule for case in CASES}
    rules = {
        rule.id for rule in RULES.languages[code].get(Lexicon).rules if rule.id.split(".")[1] in FAMILIES
    }
    assert rules <= shown, f"without an example: {sorted(rules - shown)}"

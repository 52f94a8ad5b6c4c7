"""The examples of dates and periods, each as a test of its own."""

import pytest

from claimcheck.cli.examples import Case, failure, load_cases
from claimcheck.rulebook import Rulebook, default_rulebook
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.loading import built_in

RULES: Rulebook = default_rulebook()
CASES = [
    case
    for case in load_cases(built_in(), frozenset(RULES.languages))
    if str(case.at.path).endswith("periods.examples.toml")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.data['text']}")
def test_example(case: Case) -> None:
    assert failure(case, RULES) is None


@pytest.mark.parametrize("code", sorted({str(case.language) for case in CASES if case.rule}))
def test_every_rule_has_an_example(code: str) -> None:
    shown = {case.rule for case in CASES}
    rules = {rule.id for rule in RULES.languages[code].get(Lexicon).rules if ".periods." in rule.id}
    assert rules <= shown, f"without an example: {sorted(rules - shown)}"

import tomllib
from dataclasses import replace

import pytest
from made import pair, said

from claimcheck.judgement.rules import compile_table, judge_pair
from claimcheck.model import Context, Fact, Source
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import built_in, default_rulebook
from claimcheck.rulebook.families.judgement import Judgement

RULES = default_rulebook()
CASES = tomllib.loads((built_in() / "judgement.examples.toml").read_text(encoding="utf-8"))["case"]
SILENT = {"denial-of-another", "both-deny-different"}


def assertion(source, told, language):
    if "text" in told:
        (mention,) = recognize_source(Source(id=source, text=told["text"]), language, RULES)
        value = mention.value
    else:
        value = Fact(**told)
    made = said(source, value, status=told.get("status", "done"), polarity=not told.get("denied", False))
    return replace(made, context=Context(scope=frozenset(told.get("scope", ()))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}/{case.get('not', '')}")
def test_the_rule_decides_its_example(case):
    left, right = (assertion(side, case[side], case.get("language")) for side in ("left", "right"))
    found = judge_pair(pair(left, right, veto=case.get("veto")), RULES.derive(compile_table))
    assert (found.rule.id if found else "") == case["rule"] != case.get("not")


def test_every_rule_that_reports_something_has_an_example():
    shown = {case["rule"] for case in CASES}
    assert {rule.id for rule in RULES.get(Judgement).rule} - SILENT == shown - {""}

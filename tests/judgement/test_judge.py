import datetime
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import all_pairs, pair, said
from stamped import COUNT, KM, METRE, MONEY, figure, less_than, more_than, period, several, year

from claimcheck.judgement import judge
from claimcheck.model import Context, Fact
from claimcheck.rulebook import default_rulebook, load_rulebook

RULES = default_rulebook()
EURO = MONEY | {"currency": "EUR"}
DEAD = COUNT | {"of": "mort"}
part = Context(scope=frozenset({"part"}))


def verdicts(left, right, **more):
    found = judge([pair(left, right, **more)], RULES)
    return [(f.verdict, f.basis, f.certainty) for f in found]


TABLE = [
    (figure("13e9"), figure("13e9"), ("agreement", "exact", None)),
    (figure("13.7e9"), figure("13.75e9"), ("agreement", "rounding", None)),
    (more_than("13e9"), figure("13e9"), ("agreement", "bound", None)),
    (more_than("13e9"), figure("13.75e9"), ("agreement", "bound", None)),
    (figure("30e9", hedge="about"), figure("32e9"), ("agreement", "approximation", None)),
    (Fact(truth=True), Fact(truth=True), ("agreement", "same-fact", None)),
    (year(2024), period("2024-05-21", "2024-05-31", "month"), ("agreement", "rounding", None)),
    (figure("13e9"), figure("13.75e9"), ("contradiction", "disjoint", "probable")),
    (figure("30e9", hedge="about"), figure("34e9"), ("contradiction", "disjoint", "possible")),
    (less_than("55000", DEAD), figure("120832", DEAD), ("contradiction", "bound", "probable")),
    (figure("50e6", DEAD), figure("0", DEAD), ("contradiction", "opposite", "probable")),
    (Fact(truth=True), Fact(truth=False), ("contradiction", "opposite", "probable")),
    (Fact(category="a"), Fact(category="b"), ("contradiction", "category", "probable")),
    (year(2015), year(2018), ("contradiction", "disjoint", "probable")),
    (figure("13e9"), figure("13e9", EURO), ("undecided", "other-currency", None)),
    (more_than("10", DEAD), figure("900", DEAD), ("undecided", "far-bound", None)),
    (several("1e9"), figure("3e9"), ("undecided", "vague", None)),
    (year(2015, anchored=False), year(2016), ("undecided", "unanchored", None)),
    (figure("42", EURO, per="hour"), figure("400", EURO), ("undecided", "other-scope", None)),
    (figure("42"), year(2015), None),
]


@pytest.mark.parametrize(("a", "b", "expected"), TABLE)
def test_the_verdict_on_two_values(a, b, expected):
    assert verdicts(said("a", a), said("b", b)) == ([expected] if expected else [])
    assert verdicts(said("b", b), said("a", a)) == ([expected] if expected else [])


@pytest.mark.parametrize("veto", ["other-time", "other-scope", "other-status", "changed-since"])
def test_a_veto_leaves_a_difference_undecided_and_agreeing_figures_unreported(veto):
    one, other = said("a", figure("13e9")), said("b", figure("20e9"))
    assert verdicts(one, other, veto=veto) == [("undecided", veto, None)]
    assert verdicts(one, said("b", figure("13e9")), veto=veto) == []


def test_other_vetoes_report_nothing():
    assert verdicts(said("a", figure("13e9")), said("b", figure("20e9")), veto="rival-subject") == []


def test_a_denied_figure_contradicts_who_asserts_it_and_nobody_else():
    one = said("a", figure("50e6", DEAD))
    for more in ({"polarity": False}, {"status": "denied"}):
        assert verdicts(one, said("b", figure("50e6", DEAD), **more)) == [
            ("contradiction", "denied", "probable")
        ]
        assert verdicts(one, said("b", figure("40e6", DEAD), **more)) == []
        assert verdicts(said("a", figure("50e6", DEAD), **more), said("b", figure("50e6", DEAD), **more)) == [
            ("agreement", "exact", None)
        ]
        assert (
            verdicts(said("a", figure("50e6", DEAD), **more), said("b", figure("40e6", DEAD), **more)) == []
        )


def test_statuses():
    asked = said("a", figure("7e6"), status="requested")
    assert verdicts(asked, said("b", figure("6e6"))) == [("undecided", "other-status", None)]
    assert verdicts(asked, said("b", figure("6e6"), status="requested"))[0][0] == "contradiction"
    first = said("a", figure("12", DEAD), status="provisional")
    assert verdicts(first, said("b", figure("13", DEAD))) == [("contradiction", "disjoint", "possible")]


def test_a_part_above_its_whole_contradicts_and_a_smaller_one_does_not():
    whole = said("a", figure("3400", DEAD))
    for veto in ("part-whole", "other-scope"):
        above = said("b", figure("14200", DEAD), context=part)
        below = said("b", figure("1200", DEAD), context=part)
        assert verdicts(whole, above, veto=veto) == [("contradiction", "part-exceeds-whole", "probable")]
        assert verdicts(whole, below, veto=veto) == [("undecided", "other-scope", None)]


def test_the_certainty_of_the_comparison_stands():
    found = verdicts(said("a", figure("13e9")), said("b", figure("20e9")), certainty="possible")
    assert found == [("contradiction", "disjoint", "possible")]


def test_an_ambiguous_text_agrees_in_the_reading_that_agrees():
    one = said("a", figure("1.234"), readings=(figure("1234"),))
    assert verdicts(one, said("b", figure("1234"))) == [("agreement", "exact", None)]
    assert verdicts(one, said("b", figure("999")))[0][0] == "contradiction"


def billions():
    """Two say 13, one more than 13, two 13.75: the case the project began with."""
    subject = {"subject": "Microsoft", "predicate": "invest", "context": Context(entities={"openai": 1.0})}
    text = "Microsoft a investi dans OpenAI."
    return [
        said("a", figure("13e9"), sentence=text, **subject),
        said("b", figure("13e9"), sentence=text, **subject),
        said("c", more_than("13e9"), sentence=text, **subject),
        said("d", figure("13.75e9"), sentence=text, **subject),
        said("e", figure("13750e6"), sentence=text, **subject),
    ]


def test_the_case_of_13_and_13_75_billion():
    found = judge(all_pairs(billions()), RULES)
    contradiction, *agreements = found
    sides = [[a.source for a in side.assertions] for side in contradiction.sides]
    assert (contradiction.verdict, contradiction.basis, sides) == (
        "contradiction", "disjoint", [["a", "b"], ["d", "e"]],
    )  # fmt: skip
    assert contradiction.topic == "Microsoft · invest · OpenAI"
    assert contradiction.gap.model_dump() == {"absolute": "245000000", "relative": "0.018"}
    assert [(n.code, n.text) for n in contradiction.notes] == [("truncation", "13.75 truncates to 13")]
    assert [side.interval for side in contradiction.sides] == [
        ("12500000000", "13500000000"), ("13745000000", "13755000000"),
    ]  # fmt: skip
    members = [[a.source for a in f.sides[0].assertions] for f in agreements]
    assert members == [["a", "b", "c"], ["c", "d", "e"]]
    assert {f.basis for f in agreements} == {"bound"}
    assert all(f.notes[0].code == "disputed" and contradiction.id in f.notes[0].text for f in agreements)
    assert len(contradiction.pairs) == 4
    assert (contradiction.kind, contradiction.rule, contradiction.within) == ("money", "disjoint", False)


def test_agreement_is_not_transitive():
    found = judge(
        all_pairs([said("a", figure("13.7")), said("b", figure("13.75")), said("c", figure("13.8"))]), RULES
    )
    assert [(f.verdict, [[a.source for a in s.assertions] for s in f.sides]) for f in found] == [
        ("contradiction", [["a"], ["c"]]),
        ("agreement", [["a", "b"]]),
        ("agreement", [["b", "c"]]),
    ]


def test_a_side_has_the_value_of_its_narrowest_member():
    loose, tight = said("a", more_than("13e9")), said("b", figure("13.75e9"))
    (found,) = judge([pair(loose, tight)], RULES)
    assert found.sides[0].value == tight.value


def test_pairs_within_one_document_are_marked_and_kept_apart():
    one, other = said("a", figure("13e9")), said("a", figure("20e9"), at=50)
    found = judge([pair(one, other), pair(one, said("b", figure("20e9")))], RULES)
    assert [(f.within, f.verdict) for f in found] == [(False, "contradiction"), (True, "contradiction")]


def test_groups_are_judged_apart_and_their_ids_differ():
    one = [said("a", figure("1e9")), said("b", figure("1e9"))]
    other = [said("a", figure("1e9"), at=90), said("b", figure("1e9"), at=90)]
    found = judge([*all_pairs(one, group=1), *all_pairs(other, group=2)], RULES)
    assert len({f.id for f in found}) == len(found) == 2


def test_sources_of_one_origin_count_once():
    copies = [said("a", figure("13e9")), said("b", figure("13e9")), said("c", figure("13e9"))]
    (found,) = judge(all_pairs(copies), RULES, origins={"b": "a"})
    assert (found.sides[0].origins, [n.code for n in found.notes]) == (2, ["shared-origin"])
    cited = [replace(a, attribution="Agence Océan") for a in copies]
    assert judge(all_pairs(cited), RULES)[0].sides[0].origins == 1


def test_dates_far_apart_are_noted():
    days = {"a": datetime.date(2020, 1, 1), "b": datetime.date(2024, 1, 1)}
    comparison = pair(said("a", figure("13e9")), said("b", figure("20e9")))
    (found,) = judge([comparison], RULES, published=days)
    assert [n.code for n in found.notes] == ["far-apart-dates"]


def test_another_source_adds_pairs_and_changes_none():
    known = billions()[:4]
    before = judge(all_pairs(known), RULES)[0]
    after = judge(all_pairs([*known, said("z", figure("13e9"))]), RULES)[0]
    assert set(before.pairs) < set(after.pairs)
    assert len(after.pairs) == len(before.pairs) + 1


def test_an_id_knows_no_lines_weights_or_labels():
    one, other = said("a", figure("13e9")), said("b", figure("20e9"))
    before = judge([pair(one, other)], RULES)[0]
    moved = replace(
        one, span=replace(one.span, start=400, end=405, line=9), subject="Someone", predicate="do"
    )
    assert judge([pair(other, moved, score=0.2)], RULES)[0].id == before.id
    assert judge([pair(replace(one, value=figure("14e9")), other)], RULES)[0].id != before.id
    assert judge([pair(replace(one, source="z"), other)], RULES)[0].id != before.id


def test_no_comparison_no_finding():
    assert judge([], RULES) == []


def test_the_topic_falls_back_to_shared_words():
    words = Context(tokens={"factur": 0.9, "pont": 0.5})
    one = said("a", figure("13e9"), context=words)
    other = said("b", figure("20e9"), context=Context(tokens={"pont": 0.7, "rout": 1.0}))
    assert judge([pair(one, other)], RULES)[0].topic == "pont"
    assert judge([pair(said("a", figure("1e9")), said("b", figure("2e9")))], RULES)[0].topic == "money"


def test_evidence_is_merged_by_term():
    found = judge(all_pairs(billions()), RULES)[0]
    assert [(e.term, e.weight) for e in found.evidence] == [("shared-tokens", 1.0)]


def test_a_rule_laid_over_the_built_in_ones_can_stand_in_front_of_one(tmp_path):
    (tmp_path / "judgement.toml").write_text(
        '[[rule]]\nid = "lenient"\nverdict = "agreement"\nbasis = "approximation"\nbefore = "disjoint"\n'
        'relations = ["disjoint"]\npredicates = ["investment"]\ngap_at_most = 0.02\n'
    )
    rules = load_rulebook(tmp_path)
    one, other = (said(s, figure(v), predicate="investment") for s, v in (("a", "13e9"), ("b", "13.75e9")))
    assert judge([pair(one, other)], rules)[0].rule == "lenient"
    assert judge([pair(replace(one, predicate="sell"), other)], rules)[0].rule == "disjoint"
    assert judge([pair(one, said("b", figure("20e9"), predicate="investment"))], rules)[0].rule == "disjoint"


FIGURES = st.sampled_from(
    [
        figure("13e9"), figure("13.7e9"), figure("13.75e9"), figure("13.8e9"), figure("13.75e6"), figure("0"),
        more_than("13e9"), less_than("13e9"), more_than("10"), figure("14e9", hedge="about"), several("1e9"),
        figure("13e9", EURO), figure("13e9", per="year"),
    ]
)  # fmt: skip
SAID = st.lists(
    st.builds(
        said, st.sampled_from("abcdef"), FIGURES, st.integers(0, 5).map(lambda n: 10 * n),
        polarity=st.sampled_from([True, True, True, False]),
        status=st.sampled_from(["done", "done", "requested", "provisional"]),
    ),
    max_size=7, unique_by=lambda a: (a.source, a.span.start),
)  # fmt: skip


def flat(findings):
    return [finding.model_dump(mode="json") | {"pairs": finding.pairs} for finding in findings]


@settings(max_examples=60, deadline=None)
@given(SAID, st.randoms(use_true_random=False))
def test_neither_order_nor_side_changes_a_finding(assertions, chance: random.Random):
    pairs = all_pairs(assertions)
    expected = flat(judge(pairs, RULES))
    swapped = [replace(p, left=p.right, right=p.left) if chance.random() < 0.5 else p for p in pairs]
    chance.shuffle(swapped)
    assert flat(judge(swapped, RULES)) == expected


@settings(max_examples=60, deadline=None)
@given(SAID)
def test_each_pair_stands_in_a_finding_of_its_own_verdict_and_in_no_other(assertions):
    pairs = all_pairs(assertions)
    alone = {}
    for p in pairs:
        for f in judge([p], RULES):
            alone[frozenset((key(p.left), key(p.right)))] = (f.verdict, f.basis, f.certainty)
    together = {}
    for f in judge(pairs, RULES):
        sides = [[key(a) for a in side.assertions] for side in f.sides]
        crossing = (
            [(a, b) for a in sides[0] for b in sides[1]]
            if len(sides) == 2
            else [(a, b) for a in sides[0] for b in sides[0] if a < b]
        )
        for a, b in crossing:
            basis = f.basis if len(sides) == 2 else ""
            if frozenset((a, b)) in alone:
                together.setdefault(frozenset((a, b)), set()).add((f.verdict, basis))
        crossing = [(a, b) for a, b in crossing if a[0] != b[0] or frozenset((a, b)) in alone]
        # A finding is as certain as the surest of its pairs.
        certainties = {alone[frozenset(pair)][2] for pair in crossing}
        assert f.certainty == ("probable" if "probable" in certainties else min(certainties, key=str))
    assert together == {k: {(v, b if v != "agreement" else "")} for k, (v, b, _) in alone.items()}


def key(assertion):
    return assertion.source, assertion.span.start


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=2, max_size=4), st.data())
def test_the_unit_changes_neither_verdict_nor_id(numbers, data):
    def told(unit):
        in_metres = [data.draw(st.booleans()) if unit else False for _ in numbers]
        return [
            said(str(i), figure(f"{n}e3", METRE, exponent=3) if metres else figure(str(n), KM, exponent=0))
            for i, (n, metres) in enumerate(zip(numbers, in_metres, strict=True))
        ]

    before, after = (judge(all_pairs(told(unit)), RULES) for unit in (False, True))
    assert [(f.id, f.verdict, f.basis, f.pairs) for f in before] == [
        (f.id, f.verdict, f.basis, f.pairs) for f in after
    ]


def test_many_sources_of_few_figures_make_few_findings():
    values = [figure("13e9"), figure("13.75e9"), more_than("13e9"), figure("20e9")]
    assertions = [said(f"s{i:03}", values[i % 4]) for i in range(140)]
    pairs = all_pairs(assertions)
    found = judge(pairs, RULES)
    assert len([f for f in found if f.verdict == "contradiction"]) <= 4
    assert len([f for f in found if f.verdict == "agreement"]) == 3


def test_a_tangle_of_near_figures_ends_in_time():
    """Chained intervals: many maximal sets, none of them transitive."""
    assertions = [
        said(f"s{i:03}", figure(str(Decimal(100 + i)), {"kind": "number"}, exponent=1 + i % 2))
        for i in range(60)
    ]
    found = judge(all_pairs(assertions), RULES)
    assert {f.verdict for f in found} == {"agreement", "contradiction"}

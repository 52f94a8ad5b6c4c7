"""What users say in rule files of their own: how near is near enough, what gates, who is whose origin."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimcheck
from claimcheck.cli.report import gates
from claimcheck.errors import RuleError

# Nearer than 5 %, further than 1 %.
FRENCH = [
    "Le chantier du pont de Velmora a coûté 104 millions d'euros.",
    "Le chantier du pont de Velmora a coûté 107 millions d'euros.",
]


def check(folder: Path, texts: list[str] | list[claimcheck.Source], **files: str) -> claimcheck.Report:
    for name, text in files.items():
        path = folder / f"{name.replace('_', '/', 1)}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return claimcheck.check(texts, rulebook=claimcheck.load_rulebook(folder))


def verdicts(report: claimcheck.Report) -> list[tuple[str, str]]:
    return [(finding.verdict, finding.rule) for finding in report.findings if finding.kind != "fact"]


def tolerant(what: str) -> str:
    return (
        f'[[rule]]\nid = "mine"\nverdict = "agreement"\nbasis = "approximation"\nrelations = ["disjoint"]\n'
        f'gap_at_most = 0.05\nbefore = "disjoint"\n{what}\n'
    )


def test_without_rules_of_ones_own_they_contradict(tmp_path: Path) -> None:
    assert verdicts(check(tmp_path, FRENCH)) == [("contradiction", "disjoint")]


@pytest.mark.parametrize("what", ['units = ["EUR"]', 'kinds = ["money"]', ""])
def test_a_tolerance_by_unit_or_kind(tmp_path: Path, what: str) -> None:
    assert verdicts(check(tmp_path, FRENCH, judgement=tolerant(what))) == [("agreement", "mine")]


def test_a_tolerance_for_another_unit_changes_nothing(tmp_path: Path) -> None:
    report = check(tmp_path, FRENCH, judgement=tolerant('units = ["USD"]'))
    assert verdicts(report) == [("contradiction", "disjoint")]


@pytest.mark.parametrize(
    ("tolerance", "verdict"),
    [("0.05", ("agreement", "tolerance of works")), ("0.01", ("contradiction", "disjoint"))],
)
def test_a_tolerance_of_a_predicate(tmp_path: Path, tolerance: str, verdict: tuple[str, str]) -> None:
    rule = (
        f'[[predicate]]\nid = "works"\nkinds = ["money"]\nwords = {{ fr = ["chantier"] }}\n'
        f"tolerance = {tolerance}\n"
    )
    assert verdicts(check(tmp_path, FRENCH, predicates_works=rule)) == [verdict]


def test_a_rule_that_gates_nothing_is_reported_and_fails_no_run(tmp_path: Path) -> None:
    rule = (
        '[[rule]]\nid = "disjoint"\nverdict = "contradiction"\nbasis = "disjoint"\nrelations = ["disjoint"]\n'
    )
    before = check(tmp_path, FRENCH)
    after = check(tmp_path, FRENCH, judgement=f"{rule}gates = false\n")
    assert [gates(report, "possible") for report in (before, after)] == [True, False]
    assert len(after.contradictions) == 1
    assert after.contradictions[0].id == before.contradictions[0].id


def said_by(*publishers: str) -> list[claimcheck.Source]:
    return [claimcheck.Source(id=str(i), text=FRENCH[0], publisher=name) for i, name in enumerate(publishers)]


def test_outlets_that_copy_one_another_count_once(tmp_path: Path) -> None:
    rule = '[[copies]]\nid = "papers"\npublishers = ["La Gazette", "Le Courrier"]\n'
    (one,) = check(tmp_path, said_by("La Gazette", "Le Courrier", "L'Écho")).agreements
    (other,) = check(tmp_path, said_by("La Gazette", "Le Courrier", "L'Écho"), origins=rule).agreements
    assert (one.sides[0].origins, other.sides[0].origins) == (3, 2)
    assert "shared-origin" in {note.code for note in other.notes}


def test_what_an_agency_says_has_one_origin_however_it_is_named(tmp_path: Path) -> None:
    texts = [
        "Selon la Volna, le chantier du pont de Velmora a coûté 104 millions d'euros.",
        "Selon l'Agence Volna, le chantier du pont de Velmora a coûté 104 millions d'euros.",
    ]
    rule = '[[agency]]\nid = "Volna"\nnames = ["Agence Volna"]\n'
    (found,) = [one for one in check(tmp_path, texts, origins=rule).agreements if one.kind == "money"]
    assert found.sides[0].origins == 1


def test_a_thing_under_two_names_is_one_thing(tmp_path: Path) -> None:
    texts = [
        "Le chiffre d'affaires de Velmora atteint 100 millions d'euros.",
        "Le chiffre d'affaires de Tarsis Holding atteint 130 millions d'euros.",
    ]
    rule = '[[alias]]\nid = "Velmora"\nnames = ["Tarsis Holding"]\n'
    assert verdicts(check(tmp_path, texts)) == []
    assert verdicts(check(tmp_path, texts, aliases=rule)) == [("contradiction", "disjoint")]


def alias(name: str, other: str) -> str:
    return f'[[alias]]\nid = "{name}"\nnames = ["{other}"]\n'


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (alias("A", "a"), "aliases.toml:3:10: the name 'a' stands for 'A' already"),
        (alias("A", "B") + alias("B", "A"), "aliases.toml:3:10: the name 'B'"),
        (alias("A", "C") + alias("B", "C"), "aliases.toml:6:10: the name 'C'"),
    ],
)
def test_names_lead_one_way(tmp_path: Path, rows: str, place: str) -> None:
    with pytest.raises(RuleError, match=place):
        check(tmp_path, FRENCH, aliases=rows)
